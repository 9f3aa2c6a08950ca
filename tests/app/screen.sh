# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How a script uses the real window: keys, and what the screen shows then. Sourced; shots go into the folder $home.
# What must happen is waited for, however long a loaded machine takes; nothing relies on a pause being long enough.
patience=120 # seconds
: "${home:?}"

fail() {
    echo "FAILED: $1" >&2
    exit 1
}

# A picture of the whole screen, dialogs included, without the time that compressing it takes.
shot() {
    import -silent -window root "ppm:$home/$1"
}

# Waits until the screen stands still.
still() {
    local end=$((SECONDS + patience))
    shot still.now
    while [ $SECONDS -lt $end ]; do
        mv "$home/still.now" "$home/still.before"
        sleep 0.1
        shot still.now
        ! cmp -s "$home/still.before" "$home/still.now" || return 0
    done
    fail 'the screen never stands still'
}

# changed BEFORE AFTER MESSAGE: waits until the screen is another than shot BEFORE, and still; that is shot AFTER.
changed() {
    local end=$((SECONDS + patience))
    while shot "$2" && cmp -s "$home/$1" "$home/$2"; do
        [ $SECONDS -lt $end ] || fail "$3"
        sleep 0.1
    done
    still
    mv "$home/still.now" "$home/$2"
    ! cmp -s "$home/$1" "$home/$2" || fail "$3"
}

press() {
    xdotool key --clearmodifiers "$@"
}

# ends PID: waits for the end of the program and says how it went.
ends() {
    local end=$((SECONDS + patience)) status=0
    while kill -0 "$1" 2>/dev/null; do
        [ $SECONDS -lt $end ] || fail 'Ctrl+Q did not quit'
        sleep 0.1
    done
    wait "$1" || status=$?
    [ "$status" -eq 0 ] || fail "the window ended with code $status"
}

# Its number, once there is a window of that name. A search fails when a window goes while it looks, and is made again.
found_window() {
    local end=$((SECONDS + patience)) found=''
    while [ $SECONDS -lt $end ]; do
        found=$(timeout 20 xdotool search --onlyvisible --name "$1" 2>/dev/null | head -n 1) || true
        if [ -n "$found" ]; then
            echo "$found"
            return 0
        fi
        sleep 0.1
    done
    fail "no window called $1"
}

# Waits for a window by its name and hands the keyboard to it.
window_called() {
    local found
    found=$(found_window "$1")
    xdotool windowfocus --sync "$found"
    echo "$found"
}
