// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hvo/stripe_fold.h"

#include <algorithm>

#include "core/hvo/stripes.h"

namespace ptscope {

namespace {

/// How often each place of a group is covered, by where coverage begins and ends.
class Coverage
{
public:
    explicit Coverage(std::uint64_t period) : m_period(period), m_steps(period + 1) { }

    void add(std::uint64_t firstPage, std::uint64_t pages)
    {
        m_whole += pages / m_period;
        const std::uint64_t from = firstPage % m_period;
        const std::uint64_t behind = from + pages % m_period;
        step(from, std::min(behind, m_period));
        if (behind > m_period) {
            step(0, behind - m_period);
        }
    }

    /// One place after another.
    std::uint64_t next()
    {
        m_running += m_steps[m_at++];
        return m_whole + static_cast<std::uint64_t>(m_running);
    }

private:
    void step(std::uint64_t from, std::uint64_t behind)
    {
        ++m_steps[from];
        --m_steps[behind];
    }

    std::uint64_t m_period;
    std::vector<std::int64_t> m_steps;
    std::uint64_t m_whole = 0;
    std::int64_t m_running = 0;
    std::size_t m_at = 0;
};

} // namespace

StripeFold foldStripes(const Snapshot &snapshot, std::uint64_t period)
{
    StripeFold out;
    const Region *region = vmemmapOf(snapshot);
    if (region == nullptr || period == 0) {
        return out;
    }
    out.period = period;
    const unsigned shift = snapshot.geometry().pageShift();
    Coverage writable(period);
    Coverage readOnly(period);
    for (std::uint32_t row = region->rows.begin; row < region->rows.end; ++row) {
        const LeafClass leaf = snapshot.classOf({row}).leaf;
        if (leaf != LeafClass::Page && leaf != LeafClass::ContPage) {
            continue;
        }
        const AddrRange range = snapshot.extents().range({row});
        const std::uint64_t pages = range.size().value >> shift;
        (snapshot.attributesOf({row}).writable() ? writable : readOnly).add(range.first.value >> shift, pages);
        out.pages += pages;
    }
    for (std::uint64_t page = 0; page < period; ++page) {
        const std::uint64_t open = writable.next();
        out.columns.push_back({open, readOnly.next()});
    }
    return out;
}

} // namespace ptscope
