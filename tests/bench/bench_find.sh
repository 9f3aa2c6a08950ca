#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The same question to ptscope-cli find, grep and awk on the same file: the same rows, and how long each takes.
# usage: bench_find.sh PTSCOPE_CLI [LINES [RUNS]]
set -euo pipefail
cli=$1
lines=${2-2000000}
runs=${3-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dump=$folder/dump
perl -e '
    my ($lines, $at) = ($ARGV[0], 0xfffffc0000000000);
    my $tail = "PTE       %s NX SHD AF            UXN    MEM/NORMAL\n";
    print "---[ vmemmap start ]---\n";
    for (my $i = 0; $i < $lines / 2; $i++, $at += 32768) {
        printf "0x%016x-0x%016x           4K $tail", $at, $at + 4096, "RW";
        printf "0x%016x-0x%016x          28K $tail", $at + 4096, $at + 32768, $i % 1000 == 7 ? "ro" : "RW";
    }' "$lines" >"$dump"

declare -A least
take() { # take NAME COMMAND...
    local name=$1 begin end wall
    shift
    begin=$(date +%s%N)
    "$@" >"$folder/$name" || true
    end=$(date +%s%N)
    wall=$(((end - begin) / 1000000))
    if [ -z "${least[$name]-}" ] || [ "$wall" -lt "${least[$name]}" ]; then least[$name]=$wall; fi
}
for _ in $(seq "$runs"); do
    take find "$cli" find -q "$dump" "level:PTE ro size>=28K"
    take grep grep -E ' 28K PTE +ro ' "$dump"
    take awk awk '$2 == "28K" && $3 == "PTE" && $4 == "ro"' "$dump"
done
cmp "$folder/find" "$folder/grep"
cmp "$folder/find" "$folder/awk"
echo "machine: $(nproc) cores, $(uname -m), load $(cut -d' ' -f1 /proc/loadavg); $lines lines, $(wc -l <"$folder/find") match in all three; least of $runs runs"
for name in find grep awk; do echo "$name ${least[$name]} ms"; done
echo "find / awk $(awk "BEGIN { printf \"%.2f\", ${least[find]} / ${least[awk]} }")   (aim: at most 1)"
