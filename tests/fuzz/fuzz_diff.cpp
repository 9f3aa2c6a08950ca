// SPDX-License-Identifier: GPL-3.0-or-later
// Two dumps, the second behind a NUL: what differs, applied to the first, gives the second wherever both texts speak; as a
// series both come back as they were.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/diff/apply.h"
#include "core/diff/change_groups.h"
#include "core/diff/sweep.h"
#include "core/series/range_history.h"
#include "core/series/series.h"
#include "parsers/load.h"
#include "tests/support/printed.h"

namespace {

using namespace ptscope;

constexpr std::uint64_t ceiling = std::uint64_t{1} << 18;

void require(bool promise)
{
    if (!promise) {
        std::abort();
    }
}

SnapshotPtr firstDumpOf(std::string_view text)
{
    LoadOptions options;
    options.maxTextBytes = ceiling;
    options.geometry = {Granule::Page4K, 48U}; // one geometry, else most pairs would be refused
    const auto loaded = loadBytes(text, "fuzz", options);
    return loaded ? loaded->snapshots.front() : nullptr;
}

void requireSoundChanges(const Diff &diff)
{
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        require(!diff.changes.kinds(i).empty());
        require(diff.changes.range(i).first <= diff.changes.range(i).last);
        if (i > 0 && diff.alignment.moved.empty()) {
            require(diff.changes.range(i - 1).last < diff.changes.range(i).first);
        }
        const ChangeIndex partner = diff.changes.partner(i);
        require(partner == noChange || diff.changes.partner(partner) == i);
        regionNameOf(diff, i);
    }
    std::size_t grouped = 0;
    for (const ChangeGroup &group : groupChanges(diff)) {
        grouped += group.changes.size();
    }
    require(grouped == diff.changes.size());
}

std::optional<Mapping> mappingAt(const Snapshot &snapshot, VirtAddr address)
{
    return MappingCursor(snapshot, address).at(address.value).mapping;
}

void requireApplied(const Snapshot &before, const Snapshot &after, const Snapshot &applied)
{
    for (const Snapshot *borders : {&before, &after}) {
        for (std::uint32_t row = 0; row < borders->extents().size(); ++row) {
            for (const VirtAddr address : {borders->extents().first({row}), borders->extents().last({row})}) {
                const auto wanted = mappingAt(after, address);
                if (wanted && mappingAt(before, address)) {
                    require(mappingAt(applied, address) == wanted);
                }
            }
        }
    }
}

void requireSeries(const Snapshot &before, const Snapshot &after)
{
    SeriesBuilder builder;
    for (const Snapshot *snapshot : {&before, &after, &before}) {
        require(builder.add(*snapshot).has_value());
    }
    const SeriesPtr series = builder.take();
    require(test::printedText(*series->snapshot(0)) == test::printedText(before));
    require(test::printedText(*series->snapshot(1)) == test::printedText(after));
    require(test::printedText(*series->snapshot(2)) == test::printedText(before));
    const auto changes = changesOf(*series, {before.range(), 0, true});
    require(changes.size() <= 2);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view all(reinterpret_cast<const char *>(data), size);
    const std::size_t border = all.find('\0');
    if (border == std::string_view::npos) {
        return 0;
    }
    const SnapshotPtr before = firstDumpOf(all.substr(0, border));
    const SnapshotPtr after = firstDumpOf(all.substr(border + 1));
    if (before == nullptr || after == nullptr) {
        return 0;
    }
    requireSoundChanges(diffOf(before, after).value());
    const Diff inPlace = diffOf(before, after, {AlignBy::Address, true, false}).value();
    requireSoundChanges(inPlace);
    if (&before->dialect() == &after->dialect()) {
        requireApplied(*before, *after, *apply(inPlace, *before));
    }
    requireSeries(*before, *after);
    return 0;
}
