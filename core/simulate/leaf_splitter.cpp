// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/leaf_splitter.h"

#include <algorithm>
#include <iterator>

namespace ptscope {

/// The one unit of `run` that holds `border` becomes `middle`; what lies before and behind stays.
std::vector<LeafRun> LeafSplitter::splitOnce(const LeafRun &run, VirtAddr border, ByteCount unit,
                                             const LeafRun &middle) const
{
    const AddrRange touched = AddrRange::fromSize({border.value & ~(unit.value - 1)}, unit);
    const AddrRange inside = intersection(touched, run.range);
    std::vector<LeafRun> out;
    if (inside.first > run.range.first) {
        out.push_back({{run.range.first, {inside.first.value - 1}}, run.level, run.attributes});
    }
    out.push_back({inside, middle.level, middle.attributes});
    if (inside.last < run.range.last) {
        out.push_back({{{inside.last.value + 1}, run.range.last}, run.level, run.attributes});
    }
    return out;
}

std::vector<LeafRun> LeafSplitter::split(const LeafRun &run, VirtAddr border)
{
    if (!run.range.contains(border)) {
        return {run};
    }
    std::vector<LeafRun> parts;
    const bool contiguous = run.attributes.contiguous() && m_geometry.contiguousEntries(run.level) != 0;
    const ByteCount group = m_geometry.contiguousSpan(run.level);
    const ByteCount unit = m_geometry.span(run.level);
    if (contiguous && !border.isAligned(group)) {
        LeafRun middle = run;
        middle.attributes.set(Attr::Contiguous, false);
        parts = splitOnce(run, border, group, middle);
    } else if (run.level != Level::Pte && !border.isAligned(unit)) {
        LeafRun middle = run;
        middle.level = m_geometry.below(run.level);
        middle.attributes.set(Attr::Block, middle.level != Level::Pte);
        middle.attributes.set(Attr::Contiguous, m_geometry.contiguousEntries(middle.level) != 0);
        ++m_tables;
        parts = splitOnce(run, border, unit, middle);
    } else {
        return {run};
    }
    std::vector<LeafRun> out;
    for (const LeafRun &part : parts) {
        if (part.range.contains(border) && !(part.level == run.level && part.attributes == run.attributes)) {
            for (LeafRun &deeper : split(part, border)) {
                out.push_back(std::move(deeper));
            }
        } else {
            out.push_back(part);
        }
    }
    return out;
}

std::vector<LeafRun> LeafSplitter::splitAll(std::vector<LeafRun> runs, const std::vector<VirtAddr> &borders)
{
    std::vector<LeafRun> out;
    std::reverse(runs.begin(), runs.end());
    for (const VirtAddr border : borders) {
        while (!runs.empty() && runs.back().range.last < border) {
            out.push_back(std::move(runs.back()));
            runs.pop_back();
        }
        if (runs.empty() || runs.back().range.first >= border) {
            continue;
        }
        const LeafRun over = std::move(runs.back());
        runs.pop_back();
        std::vector<LeafRun> parts = split(over, border);
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            if (part->range.first < border && border <= part->range.last) {
                runs.push_back({{border, part->range.last}, part->level, part->attributes});
                part->range.last = {border.value - 1};
            }
            runs.push_back(std::move(*part));
        }
    }
    out.insert(out.end(), std::make_move_iterator(runs.rbegin()), std::make_move_iterator(runs.rend()));
    return out;
}

} // namespace ptscope
