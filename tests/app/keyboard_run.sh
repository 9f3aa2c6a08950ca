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

fail() {
    echo "FAILED: $1" >&2
    exit 1
}

press() {
    xdotool key --clearmodifiers "$@"
    sleep 0.4
}

write() {
    xdotool type --delay 15 "$1"
    sleep 0.3
}

# Waits for a window by its name and hands the keyboard to it.
window_called() {
    local found
    found=$(timeout 30 xdotool search --sync --onlyvisible --name "$1" | head -n 1)
    [ -n "$found" ] || fail "no window called $1"
    xdotool windowfocus --sync "$found"
    echo "$found"
}

shot() {
    import -window "$window" "$home/$1.png"
}

differ() {
    cmp -s "$home/$1.png" "$home/$2.png" && fail "$3"
    return 0
}

# The file dialog asks for a name; the keys go where the cursor stands.
save_as() {
    window_called "$1" >/dev/null
    press ctrl+a
    write "$2"
    press Return
    for _ in $(seq 50); do
        [ -s "$2" ] && break
        sleep 0.1
    done
    [ -s "$2" ] || fail "$2 was not written"
    xdotool windowfocus --sync "$window"
}

"$ptscope" --theme dark &
pid=$!
window=$(window_called 'ptscope')
sleep 1
press Escape # the tour of the first start
press ctrl+o
window_called '^Open' >/dev/null
write "$dump"
press Return
window=$(window_called "^$(basename "$(dirname "$dump")") ")
sleep 0.5

shot opened
press slash
write "$filter"
press Return
shot filtered
differ opened filtered 'the filter changed nothing'
press period
shot first
differ filtered first 'the first match was not shown'
press period
shot second
differ first second 'the next match was not shown'
press comma
shot back
differ second back 'the previous match was not shown'

previous=back
for view in 2 3 4 5 6 7 1; do
    press "$view"
    sleep 0.5
    shot "view$view"
    differ "$previous" "view$view" "key $view did not bring another view"
    previous=view$view
done

press ctrl+e
save_as 'Export rows' "$home/out/rows.txt"
"$cli" find "$dump" "$filter" >"$home/expected.txt"
cmp "$home/expected.txt" "$home/out/rows.txt" || fail 'the exported rows are not those that the command line finds'
press ctrl+e
save_as 'Export rows' "$home/out/rows.csv"
[ "$(grep -c . "$home/out/rows.csv")" -eq $(($(grep -c . "$home/expected.txt") + 1)) ] || fail 'rows.csv has not a line a row'
head -n 1 "$home/out/rows.csv" | grep -q , || fail 'rows.csv has no head'
for view in 1 2 3 7; do
    press "$view"
    sleep 0.5
    press ctrl+shift+e
    save_as 'Export picture' "$home/out/view$view.png"
    colors=$(identify -format '%k' "$home/out/view$view.png")
    [ "$colors" -gt 12 ] || fail "the picture of view $view has $colors colours: nothing was painted"
done
press ctrl+shift+e
save_as 'Export picture' "$home/out/charts.svg"
grep -q '<svg' "$home/out/charts.svg" || fail 'the SVG is none'
grep -q 'vmemmap' "$home/out/charts.svg" || fail 'the SVG has no words'

press ctrl+q
for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
done
kill -0 "$pid" 2>/dev/null && fail 'Ctrl+Q did not quit'
wait "$pid" || fail "the window ended with code $?"
pid=''
echo "by keyboard: opened, filtered, walked matches, seven views, rows as text and CSV, five pictures, quit"
