// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/board_script.h"

#include <algorithm>
#include <fmt/format.h>
#include <random>

#include "app/capture/source_spec.h"

namespace ptscope {

namespace {

constexpr const char *head = R"sh(say() { printf '%s %s\n' "$m" "$*"; }
now() { read -r up rest </proc/uptime && printf '%s' "$up"; }
put() {
    name=$1; shift
    say file "$name"
    from=$(now)
    { err=$("$@" 2>&1 1>&3 3>&-); code=$?; } 3>&1
    printf '\n'
    say end "$code" "${from:-0}" "$(now)" "$err"
}
pools() {
    for p in "$r"/sys/kernel/mm/hugepages/*; do
        if [ -d "$p" ]; then echo "${p#"$r"} nr=$(cat "$p/nr_hugepages") free=$(cat "$p/free_hugepages")"; fi
    done
}
sections() {
    set -- "$r"/sys/module/*/sections
    if [ -d "$1" ]; then $s grep -r . "$@"; fi
}
say hello 1
s=
if [ "$(id -u)" != 0 ] && sudo -n true 2>/dev/null; then s='sudo -n'; fi
say fact user "$(id -u)"
say fact sudo "$s"
say fact kernel_release "$(cat "$r/proc/sys/kernel/osrelease" 2>/dev/null || uname -r)"
say fact machine "$(uname -m)"
say fact kptr_restrict "$(cat "$r/proc/sys/kernel/kptr_restrict" 2>/dev/null)"
say fact lockdown "$($s cat "$r/sys/kernel/security/lockdown" 2>/dev/null)"
say fact ptdump "$(zcat "$r/proc/config.gz" 2>/dev/null | sed -n '/PTDUMP/p' | tr '\n' ';')"
d=
while read -r x at type y; do if [ "$type" = debugfs ]; then d=$at; fi; done <"$r/proc/mounts"
say fact debugfs "$d"
if [ -z "$t" ]; then
    t=kernel_page_tables
    if ! $s test -e "$r$d/$t" && $s test -e "$r$d/page_tables/kernel"; then t=page_tables/kernel; fi
fi
say fact table "$d/$t"
for f in kernel_page_tables efi_page_tables page_tables/kernel page_tables/current_kernel page_tables/efi; do
    if $s test -e "$r$d/$f"; then say table "$f"; fi
done
$s find "$r$d/kvm" -name stage2_page_tables 2>/dev/null | while read -r f; do say table "${f#"$r$d/"}"; done
)sh";

constexpr const char *before = R"sh(put vmallocinfo $s cat "$r/proc/vmallocinfo"
put iomem $s cat "$r/proc/iomem"
put modules $s cat "$r/proc/modules"
)sh";
constexpr const char *dump = R"sh(put dump $s cat "$r$d/$t"
if [ "$code" != 0 ]; then say done; exit; fi
)sh";
constexpr const char *after = R"sh(put vmallocinfo.after $s cat "$r/proc/vmallocinfo"
put iomem.after $s cat "$r/proc/iomem"
put modules.after $s cat "$r/proc/modules"
put meminfo cat "$r/proc/meminfo"
put cmdline cat "$r/proc/cmdline"
put version cat "$r/proc/version"
put hugepages pools
)sh";
constexpr const char *large = R"sh(put config zcat "$r/proc/config.gz"
put module_sections sections
put kallsyms $s cat "$r/proc/kallsyms"
)sh";

} // namespace

bool isTableName(const std::string &name)
{
    constexpr std::string_view stage2 = "/stage2_page_tables";
    for (const char *known : {"kernel_page_tables", "efi_page_tables", "page_tables/kernel", "page_tables/current_kernel",
                              "page_tables/current_user", "page_tables/efi"}) {
        if (name == known) {
            return true;
        }
    }
    if (!name.starts_with("kvm/") || !name.ends_with(stage2) || name.size() <= 4 + stage2.size()) {
        return false;
    }
    const std::string machine = name.substr(4, name.size() - 4 - stage2.size());
    return std::all_of(machine.begin(), machine.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
}

std::string freshMarker()
{
    std::random_device random;
    return fmt::format("@@ptscope-{:08x}{:08x}", random(), random());
}

std::string boardScript(const CaptureWish &wish, const std::string &marker)
{
    std::string out = fmt::format("m={}\nr={}\nt={}\n", shellQuoted(marker), shellQuoted(wish.root), shellQuoted(wish.table));
    out += head;
    out += wish.companions ? before : "";
    out += dump;
    out += wish.companions ? after : "";
    out += wish.companions && wish.symbols ? large : "";
    return out + "say done\n";
}

} // namespace ptscope
