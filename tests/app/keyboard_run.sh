#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One piece of work by keyboard alone: opens a file, filters, walks the matches, goes through all views, exports rows and
# pictures. What is written is held against the command line's answer to the same question.
# usage: with_xvfb.sh keyboard_run.sh PTSCOPE PTSCOPE-CLI DUMP
set -euo pipefail
ptscope=$1
cli=$2
dump=$(realpath "$3")
home=$(mktemp -d)
pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$home"' EXIT
mkdir -p "$home/config/ptscope" "$home/out"
export XDG_CONFIG_HOME=$home/config XDG_RUNTIME_DIR=$home
filter='region:vmemmap perm:ro'

# shellcheck source=tests/app/screen.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/screen.sh"

write() {
    xdotool type --delay 15 "$1"
}

# save_as KEY TITLE FILE: the file dialog asks for a name; the keys go where the cursor stands.
save_as() {
    local end=$((SECONDS + patience))
    press "$1"
    window_called "$2" >/dev/null
    still
    shot empty
    press ctrl+a
    write "$3"
    changed empty named 'the dialog does not show the name that was typed'
    press Return
    until [ -s "$3" ]; do
        [ $SECONDS -lt $end ] || fail "$3 was not written"
        sleep 0.1
    done
    xdotool windowfocus --sync "$window"
    still
}

# The tour of the first start comes when it comes: away with it until a file can be opened.
open_dialog() {
    local end=$((SECONDS + patience))
    while [ $SECONDS -lt $end ]; do
        still
        press Escape
        still
        press ctrl+o
        if (patience=10 && found_window '^Open' >/dev/null 2>&1); then
            window_called '^Open' >/dev/null
            return 0
        fi
    done
    fail 'Ctrl+O brought no dialog'
}

"$ptscope" --theme dark &
pid=$!
window=$(window_called 'ptscope')
open_dialog
still
write "$dump"
still
press Return
window=$(window_called "^$(basename "$(dirname "$dump")") ")
still

shot opened
press slash
write "$filter"
press Return
changed opened filtered 'the filter changed nothing'
press period
changed filtered first 'the first match was not shown'
press period
changed first second 'the next match was not shown'
press comma
changed second back 'the previous match was not shown'

previous=back
for view in 2 3 4 5 6 7 1; do
    press "$view"
    changed "$previous" "view$view" "key $view did not bring another view"
    previous=view$view
done

save_as ctrl+e 'Export rows' "$home/out/rows.txt"
"$cli" find "$dump" "$filter" >"$home/expected.txt"
cmp "$home/expected.txt" "$home/out/rows.txt" || fail 'the exported rows are not those that the command line finds'
save_as ctrl+e 'Export rows' "$home/out/rows.csv"
[ "$(grep -c . "$home/out/rows.csv")" -eq $(($(grep -c . "$home/expected.txt") + 1)) ] || fail 'rows.csv has not a line a row'
head -n 1 "$home/out/rows.csv" | grep -q , || fail 'rows.csv has no head'
for view in 1 2 3 7; do
    press "$view"
    still
    save_as ctrl+shift+e 'Export picture' "$home/out/view$view.png"
    colors=$(identify -format '%k' "$home/out/view$view.png")
    [ "$colors" -gt 12 ] || fail "the picture of view $view has $colors colours: nothing was painted"
done
save_as ctrl+shift+e 'Export picture' "$home/out/charts.svg"
grep -q '<svg' "$home/out/charts.svg" || fail 'the SVG is none'
grep -q 'vmemmap' "$home/out/charts.svg" || fail 'the SVG has no words'

press ctrl+q
ends "$pid"
pid=''
echo "by keyboard: opened, filtered, walked matches, seven views, rows as text and CSV, five pictures, quit"
