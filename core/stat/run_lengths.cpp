// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stat/run_lengths.h"

#include <bit>

namespace ptscope {

RunCount RunLengths::total(std::size_t bucket) const
{
    RunCount sum;
    for (const RunCount &count : buckets[bucket]) {
        sum.runs += count.runs;
        sum.bytes += count.bytes;
    }
    return sum;
}

RunLengths runLengthsOf(const Snapshot &snapshot, RowRange rows)
{
    RunLengths out;
    const ExtentTable &extents = snapshot.extents();
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        const LeafClass leaf = snapshot.classOf({row}).leaf;
        if (leaf == LeafClass::Hole || leaf == LeafClass::Invalid) {
            continue;
        }
        const std::uint64_t bytes = extents.range({row}).size().value;
        RunCount &count =
            out.buckets[static_cast<std::size_t>(std::bit_width(bytes) - 1)][static_cast<std::size_t>(leaf)];
        ++count.runs;
        count.bytes += bytes;
    }
    return out;
}

} // namespace ptscope
