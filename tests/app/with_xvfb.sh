#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on a screen of its own, with a window manager, and cleans up: for tests of the real window.
# usage: with_xvfb.sh [--size WIDTHxHEIGHT] COMMAND [ARGUMENT...]
# The command finds DISPLAY set and QT_QPA_PLATFORM=xcb; its exit code is handed on. 77 (skipped): Xvfb or openbox is missing.
set -uo pipefail

size=1920x1080
if [ "${1-}" = --size ]; then
    size=$2
    shift 2
fi
if [ $# -eq 0 ]; then
    echo "usage: with_xvfb.sh [--size WIDTHxHEIGHT] COMMAND [ARGUMENT...]" >&2
    exit 2
fi
for tool in Xvfb openbox; do
    if ! command -v "$tool" >/dev/null; then
        echo "with_xvfb.sh: $tool is not installed, skipped" >&2
        exit 77
    fi
done

scratch=$(mktemp -d)
server='' manager=''
clean_up() {
    [ -z "$manager" ] || kill "$manager" 2>/dev/null
    [ -z "$server" ] || kill "$server" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 143' INT TERM HUP

# -displayfd lets the server itself choose a free number, so that tests can run side by side.
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$scratch/display" >"$scratch/log" 2>&1 &
server=$!
for _ in $(seq 1200); do
    [ ! -s "$scratch/display" ] || break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.05
done
if [ ! -s "$scratch/display" ]; then
    echo "with_xvfb.sh: Xvfb did not start:" >&2
    cat "$scratch/log" >&2
    exit 1
fi
DISPLAY=:$(tr -d '\n' <"$scratch/display")
export DISPLAY
unset WAYLAND_DISPLAY
export QT_QPA_PLATFORM=xcb

openbox --sm-disable >>"$scratch/log" 2>&1 &
manager=$!
# The manager is there once it has put its name on the root window; without xprop a moment must do.
if command -v xprop >/dev/null; then
    for _ in $(seq 1200); do
        xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id' && break
        sleep 0.05
    done
else
    sleep 0.5
fi

"$@"
