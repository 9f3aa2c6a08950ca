// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way of a text into snapshots: compression, repair, parse, geometry, checks; then everything that reads a
// snapshot. Besides crashes it looks for broken promises: rows ascend and are disjoint, what is printed reads back the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/stat/statistics.h"
#include "core/tree/page_table_tree.h"
#include "parsers/load.h"
#include "parsers/ptdump/writer.h"

namespace {

using namespace ptscope;

constexpr std::uint64_t ceiling = std::uint64_t{4} << 20;

void require(bool promise)
{
    if (!promise) {
        std::abort();
    }
}

void requireDisjoint(const ExtentTable &extents)
{
    for (std::uint32_t i = 0; i < extents.size(); ++i) {
        require(extents.first({i}) <= extents.last({i}));
        require(i == 0 || extents.last({i - 1}) < extents.first({i}));
    }
}

bool contradictsItself(const Snapshot &snapshot)
{
    const auto &all = snapshot.diagnostics();
    return std::any_of(all.begin(), all.end(), [](const Diagnostic &d) { return d.severity != Severity::Note; });
}

void readEverything(const Snapshot &snapshot)
{
    const Statistics statistics = statisticsOf(snapshot);
    require(statistics.total.rows.count() == snapshot.extents().size());
    const PageTableTree tree(snapshot);
    for (std::uint32_t i = 0; i < snapshot.extents().size() && i < 16; ++i) {
        tree.walk(snapshot.extents().first({i}));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    LoadOptions options;
    options.maxTextBytes = ceiling;
    const auto text = loadBytes({reinterpret_cast<const char *>(data), size}, "fuzz", options);
    if (!text) {
        return 0;
    }
    for (const SnapshotPtr &snapshot : text->snapshots) {
        requireDisjoint(snapshot->extents());
        readEverything(*snapshot);
    }
    const Snapshot &first = *text->snapshots.front();
    const std::string once = printed(first);
    const auto again = loadBytes(once, "again", options);
    // Where the text contradicts itself, what was made of it may read differently: its damage was the neighbours' proof.
    require(contradictsItself(first) || (again.has_value() && printed(*again->snapshots.front()) == once));
    return 0;
}
