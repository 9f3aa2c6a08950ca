# SPDX-License-Identifier: GPL-3.0-or-later
# For benchmarks that hold one command against another. Sourced.
# shellcheck shell=bash

least() { # least RUNS COMMAND...: wall milliseconds of the fastest; a difference is no failure
    local runs=$1 best="" begin end wall
    shift
    for _ in $(seq "$runs"); do
        begin=$(date +%s%N)
        "$@" >/dev/null 2>&1 || true
        end=$(date +%s%N)
        wall=$(((end - begin) / 1000000))
        if [ -z "$best" ] || [ "$wall" -lt "$best" ]; then best=$wall; fi
    done
    echo "$best"
}
