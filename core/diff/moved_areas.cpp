// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/moved_areas.h"

#include <algorithm>
#include <unordered_map>

namespace ptscope {

namespace {

using Key = std::uint64_t;

Key with(Key key, std::uint64_t value)
{
    key ^= value + 0x9e3779b97f4a7c15U + (key << 6U) + (key >> 2U);
    return key * 0xff51afd7ed558ccdU;
}

Key byLikeness(const NamedArea &area, std::uint64_t who)
{
    return with(with(who, area.range.size().value), area.likeness);
}

Key bySize(const NamedArea &area, std::uint64_t who)
{
    return with(who, area.range.size().value);
}

Key byWho(const NamedArea & /*area*/, std::uint64_t who)
{
    return who;
}

/// From its first byte to its last leaf.
ByteCount extentOf(const NamedArea &area)
{
    return AddrRange{area.range.first, area.lastMapped}.size();
}

bool isRoundedUp(ByteCount asked, ByteCount given, ByteCount to)
{
    return to.value != 0 && given.value % to.value == 0 && given > asked && (given - asked) < to;
}

bool areOneRequest(const PagingGeometry &geometry, ByteCount a, ByteCount b)
{
    const auto [asked, given] = std::minmax(a, b);
    return isRoundedUp(asked, given, geometry.span(Level::Pmd)) || isRoundedUp(asked, given, geometry.contiguousSpan(Level::Pte));
}

class Matcher
{
public:
    struct Pair {
        const NamedArea *before;
        const NamedArea *after;
    };

    Matcher(const NamedAreas &before, const NamedAreas &after) : m_geometry(after.snapshot().geometry())
    {
        const auto open = [](const NamedAreas &areas) {
            std::vector<const NamedArea *> out;
            for (const NamedArea &area : areas.areas()) {
                if (!area.stack) {
                    out.push_back(&area);
                }
            }
            return out;
        };
        m_before = open(before);
        m_after = open(after);
    }

    std::vector<Pair> run()
    {
        for (const auto who : {&NamedArea::caller, &NamedArea::owner}) {
            matchInPlace([who](const NamedArea &a, const NamedArea &b) { return a.*who == b.*who; });
            for (const auto key : {byLikeness, bySize}) {
                match([&](const NamedArea &area) { return key(area, area.*who); }, [](auto &, auto &) { return true; });
            }
        }
        for (const auto who : {&NamedArea::caller, &NamedArea::owner}) {
            match([&](const NamedArea &area) { return byWho(area, area.*who); },
                  [this](const NamedArea &a, const NamedArea &b) { return areOneRequest(m_geometry, extentOf(a), extentOf(b)); });
        }
        return std::move(m_pairs);
    }

private:
    /// Most of two dumps of one boot did not move: both lists ascend, so these cost one walk.
    template<class SameOwner>
    void matchInPlace(SameOwner same)
    {
        std::vector<const NamedArea *> openBefore;
        std::vector<const NamedArea *> openAfter;
        auto a = m_before.begin();
        for (const NamedArea *area : m_after) {
            while (a != m_before.end() && (*a)->range.first < area->range.first) {
                openBefore.push_back(*a++);
            }
            if (a != m_before.end() && (*a)->range == area->range && same(**a, *area)) {
                m_pairs.push_back({*a++, area});
            } else {
                openAfter.push_back(area);
            }
        }
        openBefore.insert(openBefore.end(), a, m_before.end());
        m_before = std::move(openBefore);
        m_after = std::move(openAfter);
    }

    /// Pairs open areas of equal keys, the first with the first. What `fits` refuses stays open.
    template<class KeyOf, class Fits>
    void match(KeyOf keyOf, Fits fits)
    {
        if (m_before.empty() || m_after.empty()) {
            return;
        }
        std::unordered_map<Key, std::vector<std::size_t>> known;
        for (std::size_t i = m_before.size(); i-- > 0;) {
            known[keyOf(*m_before[i])].push_back(i);
        }
        std::vector<bool> isTaken(m_before.size());
        std::vector<const NamedArea *> open;
        for (const NamedArea *area : m_after) {
            const auto same = known.find(keyOf(*area));
            if (same != known.end() && !same->second.empty() && fits(*m_before[same->second.back()], *area)) {
                m_pairs.push_back({m_before[same->second.back()], area});
                isTaken[same->second.back()] = true;
                same->second.pop_back();
            } else {
                open.push_back(area);
            }
        }
        m_after = std::move(open);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_before.size(); ++i) {
            if (!isTaken[i]) {
                m_before[kept++] = m_before[i];
            }
        }
        m_before.resize(kept);
    }

    const PagingGeometry &m_geometry;
    std::vector<const NamedArea *> m_before;
    std::vector<const NamedArea *> m_after;
    std::vector<Pair> m_pairs;
};

MovedArea movedArea(const NamedArea &from, const NamedArea &to)
{
    const bool alike = from.range.size() == to.range.size();
    const ByteCount common = alike ? std::max(extentOf(from), extentOf(to)) : std::min(extentOf(from), extentOf(to));
    return {AddrRange::fromSize(from.range.first, common), to.range.first.value - from.range.first.value};
}

bool mapsAnything(const Snapshot &snapshot, AddrRange range)
{
    const ExtentTable &extents = snapshot.extents();
    for (std::uint32_t row = extents.firstRowFrom(range.first); row < extents.size() && extents.first({row}) <= range.last; ++row) {
        if (!extents.attributes({row}).isHole()) {
            return true;
        }
    }
    return false;
}

bool overlapsAny(const std::vector<MovedPart> &regions, const MovedArea &area)
{
    return std::any_of(regions.begin(), regions.end(), [&](const MovedPart &part) {
        return part.before.overlaps(area.before) || part.after().overlaps(area.after());
    });
}

} // namespace

std::vector<MovedArea> movedAreas(const NamedAreas &before, const NamedAreas &after, const std::vector<MovedPart> &regions,
                                  AlignBy how)
{
    std::vector<MovedArea> out;
    if (how == AlignBy::Address || before.empty() || after.empty()) {
        return out;
    }
    for (const auto &[from, to] : Matcher(before, after).run()) {
        const MovedArea area = movedArea(*from, *to);
        if (area.shift == 0) {
            continue;
        }
        const bool wanted = how == AlignBy::Owner || mapsAnything(after.snapshot(), area.before)
            || mapsAnything(before.snapshot(), area.after());
        if (wanted && !overlapsAny(regions, area)) {
            out.push_back(area);
        }
    }
    std::sort(out.begin(), out.end(), [](const MovedArea &a, const MovedArea &b) { return a.after().first < b.after().first; });
    return out;
}

} // namespace ptscope
