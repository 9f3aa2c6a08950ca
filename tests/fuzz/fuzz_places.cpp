// SPDX-License-Identifier: GPL-3.0-or-later
// A dump and what a person typed to find a place in it: the first line is the place, the rest the dump. What was found lies in
// the dump, the walk to it narrows down to it, and the tree's entries tile their table.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/query/place.h"
#include "core/tree/page_table_tree.h"
#include "parsers/load.h"

namespace {

using namespace ptscope;

constexpr std::uint64_t ceiling = std::uint64_t{1} << 20;

void require(bool promise)
{
    if (!promise) {
        std::abort();
    }
}

void requireTiled(const PageTableTree &tree, TableNode table)
{
    unsigned next = 0;
    for (const EntryRun &run : tree.entries(table)) {
        require(run.firstIndex == next && run.lastIndex >= run.firstIndex);
        next = run.lastIndex + 1;
    }
    require(next > 0);
}

void requireWalk(const Snapshot &snapshot, VirtAddr address)
{
    const PageTableTree tree(snapshot);
    AddrRange within = AddrRange{{0}, {~std::uint64_t{0}}};
    for (const PageTableTree::Step &step : tree.walk(address)) {
        require(step.entry.range.contains(address));
        require(within.contains(step.entry.range.first) && within.contains(step.entry.range.last));
        within = step.entry.range;
        requireTiled(tree, step.table);
        require(tree.entry(step.table, step.entry.firstIndex).kind == step.entry.kind);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view all(reinterpret_cast<const char *>(data), size);
    const std::size_t end = all.find('\n');
    if (end == std::string_view::npos) {
        return 0;
    }
    LoadOptions options;
    options.maxTextBytes = ceiling;
    const auto text = loadBytes(all.substr(end + 1), "fuzz", options);
    if (!text) {
        return 0;
    }
    for (const SnapshotPtr &snapshot : text->snapshots) {
        const auto place = findPlace(*snapshot, all.substr(0, end));
        if (place) {
            require(place->range.first <= place->range.last);
            requireWalk(*snapshot, place->address);
        }
        requireWalk(*snapshot, snapshot->range().first);
        requireWalk(*snapshot, snapshot->range().last);
    }
    return 0;
}
