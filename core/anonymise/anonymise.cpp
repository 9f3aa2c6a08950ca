// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/anonymise/anonymise.h"

#include <algorithm>
#include <random>

#include "core/stat/statistics.h"

namespace ptscope {

namespace {

/// Rows between the holes of one level, or one such hole.
struct Item {
    RowRange rows;
    bool hole = false;
    std::int64_t slide = 0; ///< in entries of the level; of a hole: unused
};

class Slider
{
public:
    Slider(const Snapshot &snapshot, std::uint64_t seed) : m_snapshot(snapshot), m_random(seed)
    {
        m_rows.reserve(snapshot.extents().size());
    }

    void keep(RowRange rows)
    {
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            put(row, 0, 0);
        }
    }
    /// Slides what stands in `rows` by entries of `level` and below; all of it stands `shift` higher already.
    void slide(RowRange rows, Level level, std::uint64_t shift);
    ExtentTable take() { return std::move(m_rows); }
    std::vector<Moved> places();

private:
    const PagingGeometry &geometry() const { return m_snapshot.geometry(); }
    const ExtentTable &extents() const { return m_snapshot.extents(); }
    bool isHole(std::uint32_t row, Level level) const
    {
        const Level own = extents().level({row});
        return extents().attributes({row}).isHole() && own != Level::Unknown && geometry().canonical(own) == level
            && extents().first({row}).isAligned(geometry().span(level)) && (extents().last({row}).value + 1) % geometry().span(level).value == 0;
    }
    std::int64_t entriesOf(const Item &hole, Level level) const
    {
        return static_cast<std::int64_t>(extents().range({hole.rows.begin}).size() / geometry().span(level));
    }
    /// Whole contiguous groups must stay whole.
    std::int64_t stepOf(RowRange rows, Level level) const
    {
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            if (extents().level({row}) == level && m_snapshot.attributesOf({row}).contiguous()) {
                return std::max(1U, geometry().contiguousEntries(level));
            }
        }
        return 1;
    }
    bool hasLeaf(RowRange rows) const
    {
        return std::any_of(extents().attributeIds().begin() + rows.begin, extents().attributeIds().begin() + rows.end,
                           [](AttributeId id) { return !id.isHole(); });
    }
    std::vector<Item> itemsOf(RowRange rows, Level level) const;
    std::int64_t draw(std::int64_t low, std::int64_t high, std::int64_t step);
    void chooseSlides(std::vector<Item> &items, Level level);
    bool swapEnds(const std::vector<Item> &items, Level level, std::uint64_t shift);
    void put(std::uint32_t row, std::uint64_t firstShift, std::uint64_t lastShift)
    {
        Extent extent = extents().at({row});
        extent.range.first.value += firstShift;
        extent.range.last.value += lastShift;
        m_rows.append(extent);
        if (!extent.attributes.isHole()) {
            m_places.push_back({extents().range({row}), firstShift});
        }
    }

    const Snapshot &m_snapshot;
    std::mt19937_64 m_random;
    ExtentTable m_rows;
    std::vector<Moved> m_places;
};

std::vector<Moved> Slider::places()
{
    std::sort(m_places.begin(), m_places.end(), [](const Moved &a, const Moved &b) { return a.from.first < b.from.first; });
    std::vector<Moved> out;
    for (const Moved &place : m_places) {
        if (!out.empty() && out.back().shift == place.shift && out.back().from.last.value + 1 == place.from.first.value) {
            out.back().from.last = place.from.last;
        } else {
            out.push_back(place);
        }
    }
    return out;
}

std::vector<Item> Slider::itemsOf(RowRange rows, Level level) const
{
    std::vector<Item> items;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        const bool hole = isHole(row, level);
        if (hole || items.empty() || items.back().hole) {
            items.push_back({{row, row}, hole, 0});
        }
        items.back().rows.end = row + 1;
    }
    return items;
}

/// A multiple of `step` between the two, 0 only when there is no other.
std::int64_t Slider::draw(std::int64_t low, std::int64_t high, std::int64_t step)
{
    const std::int64_t least = -(-low / step);
    const std::int64_t most = high / step;
    if (least >= most) {
        return 0;
    }
    const auto choices = static_cast<std::uint64_t>(most - least);
    const auto drawn = least + static_cast<std::int64_t>(m_random() % choices);
    return (drawn >= 0 ? drawn + 1 : drawn) * step;
}

/// Each part that stands between two holes takes from one what it gives to the other; each hole keeps an entry, so that no row
/// is lost.
void Slider::chooseSlides(std::vector<Item> &items, Level level)
{
    std::int64_t before = 0; // the slide of the part in front of the hole at hand
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].hole) {
            if (i > 0 && items[i - 1].hole) {
                before = 0; // where a marker was lost two holes meet, and their border stays
            }
            continue;
        }
        const bool between = i > 0 && i + 1 < items.size();
        if (between && hasLeaf(items[i].rows)) {
            items[i].slide = draw(before - entriesOf(items[i - 1], level) + 1, entriesOf(items[i + 1], level) - 1, stepOf(items[i].rows, level));
        }
        before = items[i].slide;
    }
}

/// A part at the beginning, whose only hole stands behind it, goes behind that hole.
bool Slider::swapEnds(const std::vector<Item> &items, Level level, std::uint64_t shift)
{
    if (items.size() != 2 || items[0].hole || !hasLeaf(items[0].rows)
        || !extents().first({items[0].rows.begin}).isAligned(geometry().span(level))
        || entriesOf(items[1], level) % stepOf(items[0].rows, level) != 0) {
        return false;
    }
    const std::uint32_t hole = items[1].rows.begin;
    const std::uint64_t size = extents().range({hole}).size().value;
    const std::uint64_t back = extents().first({hole}).value - extents().first({items[0].rows.begin}).value;
    put(hole, shift - back, shift - back);
    if (level == Level::Pmd) {
        for (std::uint32_t row = items[0].rows.begin; row < items[0].rows.end; ++row) {
            put(row, shift + size, shift + size);
        }
    } else {
        slide(items[0].rows, geometry().below(level), shift + size);
    }
    return true;
}

void Slider::slide(RowRange rows, Level level, std::uint64_t shift)
{
    std::vector<Item> items = itemsOf(rows, level);
    if (swapEnds(items, level, shift)) {
        return;
    }
    chooseSlides(items, level);
    const std::uint64_t span = geometry().span(level).value;
    const auto shiftOf = [&](std::size_t item) {
        return item < items.size() && !items[item].hole ? shift + static_cast<std::uint64_t>(items[item].slide) * span : shift;
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        const RowRange part = items[i].rows;
        if (items[i].hole) {
            put(part.begin, i == 0 ? shift : shiftOf(i - 1), shiftOf(i + 1));
        } else if (level != Level::Pmd) {
            slide(part, geometry().below(level), shiftOf(i));
        } else {
            for (std::uint32_t row = part.begin; row < part.end; ++row) {
                put(row, shiftOf(i), shiftOf(i));
            }
        }
    }
}

bool isFixed(const std::string &region)
{
    return region == "Fixmap" || region == "PCI I/O" || region == "fixmap";
}

bool hasLeaf(const Snapshot &snapshot, RowRange rows)
{
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (!snapshot.extents().attributes({row}).isHole()) {
            return true;
        }
    }
    return false;
}

bool leavesMoved(const Snapshot &snapshot, const ExtentTable &rows, RowRange which)
{
    for (std::uint32_t row = which.begin; row < which.end; ++row) {
        // A swap changes the order within the rows; then the first row differs at any rate.
        if (rows.attributes({row}) != snapshot.extents().attributes({row})
            || (!rows.attributes({row}).isHole() && rows.first({row}) != snapshot.extents().first({row}))) {
            return true;
        }
    }
    return false;
}

/// The regions in the order of their rows, and what lies between them.
std::vector<Region> partsOf(const Snapshot &snapshot)
{
    std::vector<Region> parts = snapshot.regions();
    std::erase_if(parts, [](const Region &region) { return region.rows.empty(); });
    std::sort(parts.begin(), parts.end(), [](const Region &a, const Region &b) { return a.rows.begin < b.rows.begin; });
    if (parts.empty()) {
        parts.push_back({"all rows", {0, snapshot.extents().size()}, {}});
    }
    return parts;
}

bool sameFigures(const Snapshot &a, const Snapshot &b)
{
    const Statistics before = statisticsOf(a);
    const Statistics after = statisticsOf(b);
    return before.total.mappedBytes == after.total.mappedBytes && before.total.tables == after.total.tables
        && before.total.mappedBytesByLevel == after.total.mappedBytesByLevel;
}

} // namespace

Result<Anonymised> anonymise(const Snapshot &snapshot, std::uint64_t seed)
{
    Anonymised out;
    Slider slider(snapshot, seed);
    const std::vector<Region> parts = partsOf(snapshot);
    std::uint32_t done = 0;
    for (const Region &part : parts) {
        if (part.rows.begin < done) {
            continue; // regions that lie in each other: the outer one has been slid
        }
        slider.keep({done, part.rows.begin});
        if (isFixed(part.name)) {
            slider.keep(part.rows);
        } else {
            slider.slide(part.rows, Level::Pgd, 0);
        }
        done = part.rows.end;
    }
    slider.keep({done, snapshot.extents().size()});
    ExtentTable rows = slider.take();
    out.places = slider.places();
    for (const Region &part : parts) {
        if (hasLeaf(snapshot, part.rows)) {
            (leavesMoved(snapshot, rows, part.rows) ? out.moved : out.kept).push_back(part.name);
        }
    }
    Snapshot::Parts made{std::move(rows), snapshot.attributes(), snapshot.markers(), snapshot.geometryFinding(), {}, {}};
    if (snapshot.source().isSimulated()) {
        made.source.simulation = "which steps, is left out"; // they name addresses
    }
    out.snapshot = std::make_shared<const Snapshot>(std::move(made));
    if (!sameFigures(snapshot, *out.snapshot)) {
        return fail(ErrorCode::InconsistentGeometry, {}, "the rows contradict the geometry, so they cannot be moved without changing their tables");
    }
    return out;
}

} // namespace ptscope
