#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How fast ptscope-cli reads, as ratios to what everybody has. Makes its own dump: the pattern and the columns of a real HVO
# dump, LINES lines (2 million). Each figure is the least of RUNS runs, taken in turn, warm cache.
# usage: bench_stat.sh PTSCOPE_CLI [LINES [RUNS]]
set -euo pipefail
cli=$1
lines=${2-2000000}
runs=${3-7}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dump=$folder/dump

perl -e '
    my ($lines, $at) = ($ARGV[0], 0xfffffc0000000000);
    my $tail = "PTE       %s NX SHD AF            UXN    MEM/NORMAL\n";
    print "---[ vmemmap start ]---\n";
    for (my $i = 0; $i < $lines / 2; $i++, $at += 32768) {
        printf "0x%016x-0x%016x           4K $tail", $at, $at + 4096, "RW";
        printf "0x%016x-0x%016x          28K $tail", $at + 4096, $at + 32768, "ro";
    }' "$lines" >"$dump"
zstd -q "$dump" -o "$dump.zst"
sed 's/$/\r/' "$dump" >"$dump.crlf"
sed 's/^/> /' "$dump" >"$dump.quoted"

declare -A least peak
take() { # take NAME COMMAND...: keeps the least wall time and the peak memory
    local name=$1 wall memory
    shift
    read -r wall memory < <({ /usr/bin/time -f '%e %M' "$@" >/dev/null 2>"$folder/words"; } 2>&1; tail -n 1 "$folder/words")
    if [ -z "${least[$name]-}" ] || awk "BEGIN { exit !($wall < ${least[$name]}) }"; then
        least[$name]=$wall
    fi
    peak[$name]=$memory
}

for _ in $(seq "$runs"); do
    take wc wc -l "$dump"
    take stat "$cli" stat "$dump"
    take print "$cli" print "$dump"
    take zstd zstd -dcq "$dump.zst"
    take stat-zst "$cli" stat "$dump.zst"
done
take stat-crlf "$cli" stat -q "$dump.crlf"
take stat-quoted "$cli" stat -q "$dump.quoted"

ratio() { awk "BEGIN { printf \"%.2f\", ${least[$1]} / (${least[$2]} > 0 ? ${least[$2]} : 0.01) }"; }
echo "machine: $(nproc) cores, $(uname -m), load $(cut -d' ' -f1 /proc/loadavg); $lines lines, $(stat -c %s "$dump") bytes; least of $runs runs"
for name in wc stat print zstd stat-zst stat-crlf stat-quoted; do
    printf '%-12s %6s s  peak %8s KiB\n' "$name" "${least[$name]}" "${peak[$name]}"
done
echo "stat / wc -l              $(ratio stat wc)   (aim: at most 4)"
echo "stat .zst / zstd -dc      $(ratio stat-zst zstd)   (aim: at most 1.3)"
echo "peak bytes a row, stat    $(awk "BEGIN { printf \"%.1f\", ${peak[stat]} * 1024 / $lines }")   (aim: at most 40)"
