// SPDX-License-Identifier: GPL-3.0-or-later
// What was read beside a dump is as hostile as the dump: the input is cut into companion files, tied to a small dump, and asked
// for owners. Besides crashes it looks for broken promises: owners are disjoint and ascend, and each address has one answer.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/owner/image_sections.h"
#include "core/owner/owner_text.h"
#include "parsers/companions/beside.h"
#include "parsers/load.h"

namespace {

using namespace ptscope;

constexpr std::string_view dump = "---[ Linear Mapping start ]---\n"
                                  "0xffff000000000000-0xffff000040000000           1G PTE       RW NX SHD AF            UXN    MEM/NORMAL\n"
                                  "0xffff000040000000-0xffff800080000000      134217727G PGD\n"
                                  "---[ Linear Mapping end ]---\n"
                                  "---[ vmalloc() area ]---\n"
                                  "0xffff800080000000-0xffff800080400000           4M PTE       ro x  SHD AF            UXN    MEM/NORMAL\n"
                                  "0xffff800080400000-0xffff800080401000           4K PTE\n"
                                  "0xffff800080401000-0xffff800080405000          16K PTE       RW NX SHD AF            UXN    MEM/NORMAL\n"
                                  "0xffff800080405000-0xffff800080406000           4K PTE\n"
                                  "0xffff800080406000-0xffff800080407000           4K PTE       RW NX SHD AF            UXN    DEVICE/nGnRE\n"
                                  "0xffff800080407000-0xffff800080500000         996K PTE\n"
                                  "---[ vmalloc() end ]---\n";

constexpr std::array<std::string_view, 13> names{"vmallocinfo", "iomem",  "modules", "kallsyms",        "System.map", "meminfo", "hugepages",
                                                 "cmdline",     "config", "vmlinux", "module_sections", "ko",         "symbols"};

void require(bool promise)
{
    if (!promise) {
        std::abort();
    }
}

/// A byte 0x01 ends one file and begins the next kind.
CompanionsPtr companionsFrom(std::string_view text)
{
    CompanionCollector collector;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::size_t end = text.find('\x01');
        collector.addText(names[i], text.substr(0, end), std::string(names[i]));
        if (end == std::string_view::npos) {
            break;
        }
        text.remove_prefix(end + 1);
    }
    return collector.take();
}

void checkOwners(const Snapshot &snapshot)
{
    const OwnerMap &owners = snapshot.owners();
    std::uint64_t behind = 0;
    for (std::uint32_t i = 0; i < owners.size(); ++i) {
        const OwnerMap::Entry entry = owners.entry(i);
        require(entry.range.first <= entry.range.last);
        require(i == 0 || (entry.range.first.value >= behind && behind != 0));
        behind = entry.range.last.value + 1;
        require(owners.at(entry.range.first)->range == entry.range);
        require(owners.at(entry.range.last)->range == entry.range);
        require(!shortText(owners.owner(entry.owner)).empty());
        owners.physicalOf(entry.range);
    }
    for (std::uint32_t row = 0; row < snapshot.extents().size(); ++row) {
        ownersText(snapshot, snapshot.extents().range({row}));
        symbolAt(snapshot, snapshot.extents().first({row}));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    LoadOptions options;
    options.companions = companionsFrom({reinterpret_cast<const char *>(data), size});
    const auto loaded = loadBytes(dump, "dump", options);
    require(loaded && !loaded->snapshots.empty());
    checkOwners(*loaded->snapshots.front());
    return 0;
}
