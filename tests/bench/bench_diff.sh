#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How fast two dumps are compared, as a ratio to diff on the same texts. Makes its own pair: LINES lines each (1 million) of a
# vmemmap with HVO, in the later one every second huge page given back. Each figure is the least of RUNS runs.
# usage: bench_diff.sh PTSCOPE_CLI [LINES [RUNS]]
set -euo pipefail
# shellcheck source=tests/bench/least.sh
. "$(dirname "$0")/least.sh"
cli=$1
lines=${2-1000000}
runs=${3-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

make() { # make LINES KEPT: of every two huge pages, so many are optimised
    perl -e '
        my ($lines, $kept, $at) = ($ARGV[0], $ARGV[1], 0xfffffc0000000000);
        my $tail = "PTE       %s NX SHD AF            UXN    MEM/NORMAL\n";
        print "---[ vmemmap start ]---\n";
        for (my $i = 0; $i < $lines / 2; $i++, $at += 32768) {
            printf "0x%016x-0x%016x           4K $tail", $at, $at + 4096, "RW";
            printf "0x%016x-0x%016x          28K $tail", $at + 4096, $at + 32768, $i % 2 < $kept ? "ro" : "RW";
        }' "$1" "$2"
}
make "$lines" 2 >"$folder/a"
make "$lines" 1 >"$folder/b"

text=$(least "$runs" diff "$folder/a" "$folder/b")
ours=$(least "$runs" "$cli" diff -q "$folder/a" "$folder/b")
echo "machine: $(nproc) cores, $(uname -m), load $(cut -d' ' -f1 /proc/loadavg); $lines lines each, half of them different; least of $runs runs"
echo "diff              $text ms"
echo "ptscope-cli diff  $ours ms, reading both included"
echo "ratio             $(awk "BEGIN { printf \"%.3f\", $ours / ($text > 0 ? $text : 1) }")   (aim: at most 0.1)"
