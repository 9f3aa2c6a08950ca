// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/agreement.h"

#include <algorithm>

namespace ptscope {

namespace {

/// Region numbers of rows, with one more for what lies between regions.
class RegionNumbers
{
public:
    explicit RegionNumbers(const Snapshot &snapshot) : m_snapshot(snapshot) { }

    std::size_t of(RowIndex row) const
    {
        const Region *region = m_snapshot.regionOf(row);
        return region == nullptr ? m_snapshot.regions().size()
                                 : static_cast<std::size_t>(region - m_snapshot.regions().data());
    }
    std::size_t at(VirtAddr address) const
    {
        const auto row = m_snapshot.extents().find(address);
        return row ? of(*row) : m_snapshot.regions().size();
    }
    std::size_t called(const Region *region) const
    {
        const auto &all = m_snapshot.regions();
        const auto found = std::find_if(all.begin(), all.end(), [&](const Region &r) { return region != nullptr && r.name == region->name; });
        return static_cast<std::size_t>(found - all.begin());
    }

private:
    const Snapshot &m_snapshot;
};

/// Predicted rows at the addresses that the real dump would give them.
struct Shifted {
    std::uint64_t first;
    std::uint64_t last;
    RowIndex row;
};

std::vector<Shifted> shiftedRows(const Diff &diff)
{
    const ExtentTable &extents = diff.before->extents();
    std::vector<Shifted> out;
    out.reserve(extents.size());
    for (std::uint32_t row = 0; row < extents.size(); ++row) {
        const AddrRange range = extents.range({row});
        std::uint64_t shift = 0;
        for (const MovedPart &part : diff.alignment.moved) {
            shift = part.before.contains(range) ? part.shift : shift;
        }
        out.push_back({range.first.value + shift, range.last.value + shift, {row}});
    }
    std::sort(out.begin(), out.end(), [](const Shifted &a, const Shifted &b) { return a.first < b.first; });
    return out;
}

void countRows(const Diff &diff, const RegionNumbers &numbers, std::vector<RegionAgreement> &parts)
{
    const Snapshot &real = *diff.after;
    for (std::uint32_t row = 0; row < real.extents().size(); ++row) {
        ++parts[numbers.of({row})].rowsReal;
    }
    for (const Shifted &shifted : shiftedRows(diff)) {
        ++parts[numbers.called(diff.before->regionOf(shifted.row))].rowsPredicted;
        const auto row = real.extents().find({shifted.first});
        if (row && real.extents().range(*row) == AddrRange{{shifted.first}, {shifted.last}}
            && real.extents().level(*row) == diff.before->extents().level(shifted.row)
            && real.attributes().words(real.extents().attributes(*row))
                == diff.before->attributes().words(diff.before->extents().attributes(shifted.row))) {
            ++parts[numbers.of(*row)].rowsEqual;
        }
    }
}

void countBytes(const Diff &diff, const RegionNumbers &numbers, std::vector<RegionAgreement> &parts)
{
    const Snapshot &real = *diff.after;
    for (std::uint32_t row = 0; row < real.extents().size(); ++row) {
        if (!real.extents().attributes({row}).isHole()) {
            parts[numbers.of({row})].compared += real.extents().range({row}).size();
        }
    }
    for (RegionAgreement &part : parts) {
        part.equal = part.compared;
    }
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        const Change change = diff.changes.at(i);
        RegionAgreement &part = parts[numbers.at(change.range.first)];
        const ByteCount size = change.range.size();
        if (change.after.isHole() && !change.before.isHole()) {
            part.compared += size;
        } else if (!change.after.isHole()) {
            part.equal = part.equal - size;
        }
        for (const ChangeKind kind : allChangeKinds) {
            if (change.kinds.has(kind)) {
                part.differing[static_cast<std::size_t>(kind)] += size;
            }
        }
    }
}

} // namespace

Result<Agreement> agreementOf(SnapshotPtr predicted, SnapshotPtr real)
{
    DiffOptions options;
    options.churnRule = false;
    auto diff = diffOf(std::move(predicted), std::move(real), options);
    if (!diff) {
        return tl::make_unexpected(diff.error());
    }
    Agreement out;
    out.diff = std::move(*diff);
    const RegionNumbers numbers(*out.diff.after);
    std::vector<RegionAgreement> parts(out.diff.after->regions().size() + 1);
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        parts[i].region = out.diff.after->regions()[i].name;
    }
    countRows(out.diff, numbers, parts);
    countBytes(out.diff, numbers, parts);
    for (RegionAgreement &part : parts) {
        out.total.rowsPredicted += part.rowsPredicted;
        out.total.rowsReal += part.rowsReal;
        out.total.rowsEqual += part.rowsEqual;
        out.total.compared += part.compared;
        out.total.equal += part.equal;
        for (std::size_t kind = 0; kind < changeKindCount; ++kind) {
            out.total.differing[kind] += part.differing[kind];
        }
        if (part.rowsPredicted != 0 || part.rowsReal != 0) {
            out.regions.push_back(std::move(part));
        }
    }
    return out;
}

} // namespace ptscope
