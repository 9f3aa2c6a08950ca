// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "core/simulate/snapshot_edit.h"
#include "tests/support/load_capture.h"

namespace ptscope::test {

/// A dump that differs from a real one by what the test did to it.
class EditedCapture
{
public:
    explicit EditedCapture(SnapshotPtr original) : m_original(std::move(original)), m_edit(*m_original) { }

    /// Every leaf within `range` gets other attributes; levels stay.
    EditedCapture &change(AddrRange range, const std::function<void(Attributes &)> &how)
    {
        forLeaves(range, [&](AddrRange part, const Extent &row) {
            Attributes attributes = m_original->attributes().at(row.attributes);
            how(attributes);
            m_edit.set(part, row.level, m_edit.idOf(attributes));
        });
        return *this;
    }
    EditedCapture &unmap(AddrRange range, Level level)
    {
        m_edit.set(range, level, holeAttributes);
        return *this;
    }
    EditedCapture &map(AddrRange range, Level level, const Attributes &attributes)
    {
        m_edit.set(range, level, m_edit.idOf(attributes));
        return *this;
    }
    /// What is mapped in `range` stands `shift` higher, where nothing was; holes of `level` stay behind.
    EditedCapture &move(AddrRange range, std::uint64_t shift, Level level)
    {
        unmap(range, level);
        forLeaves(range, [&](AddrRange part, const Extent &row) {
            m_edit.set({{part.first.value + shift}, {part.last.value + shift}}, row.level, row.attributes);
        });
        return *this;
    }
    SnapshotPtr take() { return m_edit.build("edited by a test"); }

private:
    template<class Visit>
    void forLeaves(AddrRange range, const Visit &visit)
    {
        const auto &rows = m_original->extents();
        for (std::uint32_t i = rows.firstRowFrom(range.first); i < rows.size() && rows.first({i}) <= range.last; ++i) {
            if (!rows.attributes({i}).isHole()) {
                visit(intersection(rows.range({i}), range), rows.at({i}));
            }
        }
    }

    SnapshotPtr m_original;
    SnapshotEdit m_edit;
};

/// What is mapped in the region whose marker begins with `name`, from the first leaf to the last.
inline AddrRange contentOfRegion(const Snapshot &snapshot, const std::string &name)
{
    for (const Region &region : snapshot.regions()) {
        if (!region.name.starts_with(name)) {
            continue;
        }
        AddrRange out{{~std::uint64_t{0}}, {0}};
        for (std::uint32_t row = region.rows.begin; row < region.rows.end; ++row) {
            if (!snapshot.extents().attributes({row}).isHole()) {
                out.first = std::min(out.first, snapshot.extents().first({row}));
                out.last = std::max(out.last, snapshot.extents().last({row}));
            }
        }
        return out;
    }
    throw std::runtime_error("no region " + name);
}

} // namespace ptscope::test
