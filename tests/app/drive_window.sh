#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Uses the real window by keyboard, as a new user would, and looks whether it answers.
# usage: with_xvfb.sh drive_window.sh PTSCOPE [PICTURE]
set -euo pipefail
ptscope=$1
home=$(mktemp -d)
picture=${2-$home/window.png}
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$home"' EXIT
export XDG_CONFIG_HOME=$home/config XDG_RUNTIME_DIR=$home

fail() {
    echo "FAILED: $1" >&2
    exit 1
}

"$ptscope" --example v6.1-base &
pid=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name '^v6.1-base' | head -n 1)
[ -n "$window" ] || fail "no window with the example came up"
xdotool windowsize --sync "$window" 1280 760 || true

press() {
    xdotool key --clearmodifiers "$@"
    sleep 0.3
}

shot() {
    import -window "$window" "$1"
}

xdotool windowfocus --sync "$window"
shot "$home/map.png"
press 3
shot "$home/table.png"
cmp -s "$home/map.png" "$home/table.png" && fail "key 3 did not bring another view"
press g
xdotool type 'vmemmap'
press Return
shot "$home/there.png"
cmp -s "$home/table.png" "$home/there.png" && fail "going to vmemmap changed nothing"
press 1
press Right w w s d a bracketleft bracketright f
shot "$home/before.png"
press ctrl+k
xdotool type 'perm:ro'
press Return
shot "$home/filtered.png"
cmp -s "$home/before.png" "$home/filtered.png" && fail "a filter asked by the palette changed nothing"
press period m period m
shot "$home/marked.png"
cmp -s "$home/filtered.png" "$home/marked.png" && fail "walking matches and setting markers changed nothing"
press slash
press Escape
shot "$picture"
colors=$(identify -format '%k' "$picture")
[ "$colors" -gt 60 ] || fail "the window shows $colors colours: nothing was painted"
press alt+Left
press ctrl+w
timeout 20 xdotool search --sync --name '^ptscope$' >/dev/null || fail "closing the dump did not bring the start page"
press ctrl+q
for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
done
kill -0 "$pid" 2>/dev/null && fail "Ctrl+Q did not quit"
wait "$pid" || fail "the window ended with code $?"
echo "window: opened, switched views, went to vmemmap, zoomed, filtered, marked, closed, quit"
