#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What vmallocinfo beside both dumps adds to a comparison: AREAS areas (500,000) a side, every fourth freed and given to
# another caller in the later one, every tenth of them of another size. Each figure is the least of RUNS runs.
# usage: bench_diff_owners.sh PTSCOPE_CLI [AREAS [RUNS]]
set -euo pipefail
# shellcheck source=tests/bench/least.sh
. "$(dirname "$0")/least.sh"
cli=$1
areas=${2-500000}
runs=${3-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

make() { # make AREAS LATER FOLDER
    mkdir -p "$3"
    perl -e '
        my ($areas, $later, $folder, $at) = ($ARGV[0], $ARGV[1], $ARGV[2], 0xffff800080000000);
        my $rights = "RW NX SHD AF            UXN    MEM/NORMAL\n";
        my @callers = map { "caller_$_+0x" . sprintf("%x", 16 + $_ % 200) . "/0x2b0" } 0 .. 299;
        open(my $dump, ">", "$folder/kernel_page_tables.txt");
        open(my $info, ">", "$folder/vmallocinfo");
        print $dump "---[ vmalloc() area ]---\n";
        for (my $i = 0; $i < $areas; $i++) {
            my $reused = $later && $i % 4 == 0;
            my $pages = $i % 2 ? 4 : 2;
            my $mapped = $pages - ($reused && $i % 40 == 0 ? 1 : 0);
            my $end = $at + $pages * 4096;
            my $leaf = $at + $mapped * 4096;
            my $next = $end + 4096;
            printf $dump "0x%016x-0x%016x %11dK PTE       $rights", $at, $leaf, $mapped * 4;
            printf $dump "0x%016x-0x%016x %11dK PTE\n", $leaf, $next, ($next - $leaf) / 1024;
            printf $info "0x%016x-0x%016x %7d %s pages=%d vmalloc N0=%d\n", $at, $leaf + 4096, $mapped * 4096 + 4096,
                $callers[($i * 7 + ($reused ? 1 : 0)) % 300], $mapped, $mapped;
            $at = $next;
        }
        print $dump "---[ vmalloc() end ]---\n";' "$1" "$2" "$3"
}
make "$areas" 0 "$folder/a"
make "$areas" 1 "$folder/b"

text=$(least "$runs" diff "$folder/a/kernel_page_tables.txt" "$folder/b/kernel_page_tables.txt")
owned=$(least "$runs" "$cli" diff -q "$folder/a/kernel_page_tables.txt" "$folder/b/kernel_page_tables.txt")
rm "$folder"/?/vmallocinfo
bare=$(least "$runs" "$cli" diff -q "$folder/a/kernel_page_tables.txt" "$folder/b/kernel_page_tables.txt")
echo "machine: $(nproc) cores, $(uname -m), load $(cut -d' ' -f1 /proc/loadavg); $areas areas a side; least of $runs runs"
echo "diff                               $text ms"
echo "ptscope-cli diff                   $bare ms"
echo "ptscope-cli diff with vmallocinfo  $owned ms"
echo "vmallocinfo adds                   $((owned - bare)) ms   (aim: at most 300 at 500,000 areas)"
