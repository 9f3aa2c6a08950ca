#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What it costs to open a bundle with everything that is read beside a dump, against reading its text alone: on the command line and
# in the window. The board is a folder: a real capture, kallsyms of SYMBOLS lines (250,000), and a second one with AREAS areas of
# vmalloc (36,000). Each figure is the least of RUNS runs, taken in turn, warm cache.
# usage: bench_bundle.sh FOLDER_OF_PROGRAMS [RUNS [SYMBOLS [AREAS]]]
set -euo pipefail
cli=$1/ptscope-cli
window=$1/ptscope
runs=${2-9}
symbols=${3-250000}
areas=${4-36000}
captures=$(dirname "$0")/../data/captures
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

kallsyms() { # names as long as a kernel's, addresses behind the image of the capture
    perl -e '
        srand 1;
        my ($count, $at) = ($ARGV[0], 0xffff800080000000);
        printf "%016x T _text\n%016x T _stext\n", $at, $at + 0x10000;
        for (my $i = 0; $i < $count; $i++, $at += 64) {
            my $name = join "_", map { substr "irqpagetablevmallocmemcgschednetdevbpf", int(rand 30), 2 + int(rand 8) } 1 .. 2 + int(rand 4);
            printf "%016x %s %s_%x\n", $at + 0x10000, ("t", "T", "d", "r")[int(rand 4)], $name, $i;
        }' "$1"
}

board() { # board NAME DUMP VMALLOCINFO: the folder that is read as a board
    local at=$folder/$1
    mkdir -p "$at/proc/sys/kernel" "$at/sys/kernel/debug"
    cp "$2" "$at/sys/kernel/debug/kernel_page_tables"
    cp "$3" "$at/proc/vmallocinfo"
    cp "$captures/v7.3-4k-va48-base/iomem" "$captures/v7.3-4k-va48-base/meminfo" "$at/proc/"
    echo "none /sys/kernel/debug debugfs rw 0 0" >"$at/proc/mounts"
    echo 7.3.4-bench >"$at/proc/sys/kernel/osrelease"
    cp "$folder/kallsyms" "$at/proc/kallsyms"
    PTSCOPE_ADB=$folder/adb "$cli" capture adb --root "$at" -q -o "$folder/$1.ptdump.zst"
    zstdcat "$folder/$1.ptdump.zst" 2>/dev/null | zstd -q -3 -o "$folder/$1.txt.zst"
}

printf '#!/bin/sh\nshift\nexec sh -c "$*"\n' >"$folder/adb"
chmod +x "$folder/adb"
kallsyms "$symbols" >"$folder/kallsyms"
board small "$captures/v7.3-4k-va48-base/kernel_page_tables" "$captures/v7.3-4k-va48-base/vmallocinfo"

perl -e '
    my ($count, $folder) = @ARGV;
    open my $dump, ">", "$folder/dump"; open my $info, ">", "$folder/areas";
    my $at = 0xffff800080000000;
    my $tail = "PTE       RW NX SHD AF            UXN    MEM/NORMAL\n";
    print $dump "---[ vmalloc() area ]---\n";
    for (my $i = 0; $i < $count; $i++, $at += 16384) {
        printf $dump "0x%016x-0x%016x           8K $tail", $at, $at + 8192;
        printf $dump "0x%016x-0x%016x           8K PTE\n", $at + 8192, $at + 16384;
        printf $info "0x%016x-0x%016x   12288 n_tty_open+0x1c/0xb0 pages=2 vmalloc\n", $at, $at + 12288;
    }
    print $dump "---[ vmalloc() end ]---\n";' "$areas" "$folder"
board many "$folder/dump" "$folder/areas"

declare -A least
keep() { # keep NAME SECONDS: the least of them
    if [ -z "${least[$1]-}" ] || awk "BEGIN { exit !($2 < ${least[$1]}) }"; then
        least[$1]=$2
    fi
}
seconds() { # seconds COMMAND...: what twenty runs of it take, divided
    perl -MTime::HiRes=time -e '
        my $from = time;
        for (1 .. 20) { my $pid = fork; if (!$pid) {
            open STDOUT, ">", "/dev/null"; open STDERR, ">", "/dev/null"; exec @ARGV; exit 127 } waitpid $pid, 0; }
        printf "%.6f", (time - $from) / 20;' "$@"
}
shown() { # shown FILE: seconds from the start of the window until the dump is painted
    QT_QPA_PLATFORM=offscreen perl -MTime::HiRes=time -e '
        my $from = time;
        my $pid = open(my $words, "-|") // die;
        if (!$pid) { open STDERR, ">&STDOUT"; exec @ARGV; exit 127 }
        while (<$words>) { last if /dump painted/ }
        printf "%.6f", time - $from;
        kill "TERM", $pid;' "$window" --startup-trace "$1"
}

for _ in $(seq "$runs"); do
    for name in small many; do
        for what in stat print tree; do
            keep "$what-$name-text" "$(seconds "$cli" $what "$folder/$name.txt.zst")"
            keep "$what-$name-bundle" "$(seconds "$cli" $what "$folder/$name.ptdump.zst")"
        done
        if [ -x "$window" ]; then
            keep "window-$name-text" "$(shown "$folder/$name.txt.zst")"
            keep "window-$name-bundle" "$(shown "$folder/$name.ptdump.zst")"
        fi
    done
done

echo "machine: $(nproc) cores, $(uname -m), load $(cut -d' ' -f1 /proc/loadavg); $symbols symbols, $areas areas; least of $runs runs"
for name in small many; do
    for what in stat print tree window; do
        text=${least[$what-$name-text]-}
        bundle=${least[$what-$name-bundle]-}
        if [ -n "$text" ]; then
            printf '%-7s %-6s text %8.2f ms   bundle %8.2f ms   %s   (aim: at most 1.3)\n' "$what" "$name" \
                "$(awk "BEGIN { print $text * 1000 }")" "$(awk "BEGIN { print $bundle * 1000 }")" \
                "$(awk "BEGIN { printf \"%.2f\", $bundle / $text }")"
        fi
    done
done
