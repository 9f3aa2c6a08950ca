#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Uses the real window by keyboard, as a new user would, and looks whether it answers.
# usage: with_xvfb.sh drive_window.sh PTSCOPE [PICTURE]
set -euo pipefail
ptscope=$1
home=$(mktemp -d)
pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$home"' EXIT
export XDG_CONFIG_HOME=$home/config XDG_RUNTIME_DIR=$home
# shellcheck source=tests/app/screen.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/screen.sh"

"$ptscope" --example v6.1-base &
pid=$!
window=$(window_called '^v6.1-base')
xdotool windowsize --sync "$window" 1280 760 || true
xdotool windowfocus --sync "$window"

still
shot map
press 3
changed map table 'key 3 did not bring another view'
press g
changed table asked 'key g asked nothing'
xdotool type 'vmemmap'
changed asked typed 'what was typed behind key g does not show'
press Return
changed typed there 'going to vmemmap changed nothing'
! cmp -s "$home/table" "$home/there" || fail 'going to vmemmap changed nothing'
press 1
changed there map_there 'key 1 did not bring the map back'
press Right w w s d a bracketleft bracketright f
still
shot before
press ctrl+k
changed before palette 'Ctrl+K did not bring the palette'
xdotool type 'perm:ro'
changed palette command 'what was typed into the palette does not show'
press Return
changed command filtered 'a filter asked by the palette changed nothing'
! cmp -s "$home/before" "$home/filtered" || fail 'a filter asked by the palette changed nothing'
press period m period m
changed filtered marked 'walking matches and setting markers changed nothing'
press slash
press Escape
still
if [ -n "${2-}" ]; then
    import -silent -window "$window" "$2"
fi
import -silent -window "$window" "ppm:$home/window"
colors=$(identify -format '%k' "$home/window")
[ "$colors" -gt 60 ] || fail "the window shows $colors colours: nothing was painted"
press alt+Left
still
press ctrl+w
found_window '^ptscope$' >/dev/null # the start page
press ctrl+q
ends "$pid"
pid=''
echo "window: opened, switched views, went to vmemmap, zoomed, filtered, marked, closed, quit"
