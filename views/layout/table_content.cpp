// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/table_content.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace ptscope {

namespace {

constexpr int leastPiece = 4;                 ///< design pixels; below that a piece is a speck
constexpr int cellFrame = 3;                  ///< the frame of a table's cell and the gap to the next
constexpr std::uint32_t rowsReadAtOnce = 256; ///< so many rows are read faster than the index is asked
constexpr std::size_t rememberedTables = 256;

/// Bytes by class of some rows; a ClassSums for each piece would be mostly zeros to fill.
struct SmallSums {
    std::array<std::uint64_t, leafClassCount> leaf{};
    std::array<std::uint64_t, accessClassCount> access{};

    void add(RowClass rowClass, std::uint64_t bytes)
    {
        leaf[static_cast<std::size_t>(rowClass.leaf)] += bytes;
        access[static_cast<std::size_t>(rowClass.access)] += bytes;
    }
    /// As ClassSums: a hole only where nothing else is.
    static std::size_t dominant(const std::uint64_t *begin, const std::uint64_t *end)
    {
        const std::uint64_t *most = std::max_element(begin + 1, end);
        return *most == 0 ? 0 : static_cast<std::size_t>(most - begin);
    }
    LeafClass dominantLeaf() const { return static_cast<LeafClass>(dominant(leaf.data(), leaf.data() + leaf.size())); }
    AccessClass dominantAccess() const
    {
        return static_cast<AccessClass>(dominant(access.data(), access.data() + access.size()));
    }
};

/// Fills textures from the rows, piece by piece in address order.
class TextureReader
{
public:
    TextureReader(const MapSource &source, const RowSet *matches, const OwnerMap *owners)
        : m_source(source), m_extents(source.snapshot().extents()), m_matches(matches), m_owners(owners)
    { }

    /// To the rows of a table. Pieces then come in ascending order.
    void goTo(std::uint32_t row) { m_row = row; }

    CellFill read(AddrRange piece)
    {
        CellFill fill = readClasses(piece);
        fill.owner = fill.leaf == LeafClass::Hole ? OwnerGroup::Unknown : ownerIn(piece);
        return fill;
    }

    /// Of several owners the first.
    OwnerGroup ownerIn(AddrRange range) const
    {
        if (m_owners == nullptr) {
            return OwnerGroup::Unknown;
        }
        const auto [from, end] = m_owners->within(range);
        return from == end ? OwnerGroup::Unknown : groupOf(m_owners->owner(m_owners->entry(from).owner).kind);
    }
    bool tellsOwners() const { return m_owners != nullptr; }

    CellFill fillOf(std::uint32_t row) const
    {
        const Snapshot &snapshot = m_source.snapshot();
        const RowClass rowClass = snapshot.classOf({row});
        CellFill fill;
        fill.leaf = rowClass.leaf;
        fill.access = rowClass.access;
        fill.memory = memoryOf(row);
        fill.alert = rowClass.access == AccessClass::RwX;
        fill.matches = passes(row);
        return fill;
    }

private:
    CellFill readClasses(AddrRange piece)
    {
        while (m_row < m_extents.size() && m_extents.last({m_row}) < piece.first) {
            ++m_row;
        }
        if (m_row == m_extents.size() || m_extents.first({m_row}) > piece.last) {
            return {};
        }
        const std::uint32_t far = m_row + rowsReadAtOnce;
        if (far < m_extents.size() && m_extents.first({far}) <= piece.last) {
            return fromIndex(piece);
        }
        return m_extents.last({m_row}) >= piece.last ? fillOf(m_row) : fromRows(piece);
    }

    bool passes(std::uint32_t row) const { return m_matches == nullptr || m_matches->contains({row}); }
    MemoryType memoryOf(std::uint32_t row) const { return m_source.snapshot().attributesOf({row}).memoryType; }

    CellFill fromRows(AddrRange piece)
    {
        const Snapshot &snapshot = m_source.snapshot();
        SmallSums sums;
        std::uint64_t largest = 0;
        std::uint32_t chosen = m_row;
        bool matches = false;
        for (std::uint32_t row = m_row; row < m_extents.size() && m_extents.first({row}) <= piece.last; ++row) {
            m_row = row; // may reach into the next piece
            const std::uint64_t bytes = intersection(m_extents.range({row}), piece).size().value;
            sums.add(snapshot.classOf({row}), bytes);
            if (m_extents.attributes({row}).isHole()) {
                continue;
            }
            chosen = bytes > largest ? row : chosen;
            largest = std::max(largest, bytes);
            matches = matches || passes(row);
        }
        return {sums.dominantLeaf(), sums.dominantAccess(), memoryOf(chosen), OwnerGroup::Unknown,
                sums.access[static_cast<std::size_t>(AccessClass::RwX)] != 0, matches};
    }

    /// Many rows: the index knows their sums. It also tells where the next piece begins.
    CellFill fromIndex(AddrRange piece)
    {
        if (!m_before || m_beforeAt != piece.first) {
            m_before = m_source.index()->before(piece.first, Weight::Bytes);
        }
        const bool toTheEnd = ~piece.last.value == 0;
        ClassSums sums = toTheEnd ? m_source.index()->sums(piece, Weight::Bytes)
                                  : m_source.index()->before(piece.last + ByteCount{1}, Weight::Bytes);
        if (!toTheEnd) {
            const ClassSums upTo = sums;
            sums -= *m_before;
            m_before = upTo;
            m_beforeAt = piece.last + ByteCount{1};
        }
        CellFill fill{sums.dominantLeaf(), sums.dominantAccess(), memoryOf(m_row), OwnerGroup::Unknown,
                      sums.mask().has(Alert::WritableExecutable), true};
        if (m_matches != nullptr) {
            const auto next = m_matches->nextFrom({m_row});
            fill.matches = next && m_extents.first(*next) <= piece.last;
        }
        m_row = m_source.index()->finder().rowFrom(piece.last);
        return fill;
    }

    const MapSource &m_source;
    const ExtentTable &m_extents;
    const RowSet *m_matches;
    const OwnerMap *m_owners;
    std::uint32_t m_row = 0;
    std::optional<ClassSums> m_before; ///< of all that lies before m_beforeAt
    VirtAddr m_beforeAt;
};

/// Builds a TableContent run by run.
class TableReader
{
public:
    TableReader(const MapSource &source, TableNode table, QSize textureSize, const RowSet *matches, const OwnerMap *owners)
        : m_source(source), m_geometry(source.snapshot().geometry()), m_textures(source, matches, owners)
    {
        m_content.table = table;
        m_content.textureSize = textureSize;
    }

    TableContent read()
    {
        const std::vector<EntryRun> runs = m_source.tree().entries(m_content.table);
        m_content.use = useOf(runs);
        m_content.entries.reserve(m_content.use.entries);
        for (const EntryRun &run : runs) {
            run.kind == EntryKind::Table && !run.uniform ? addTable(run) : addAlike(run);
        }
        return std::move(m_content);
    }

private:
    std::uint32_t pieces() const
    {
        return static_cast<std::uint32_t>(m_content.textureSize.width() * m_content.textureSize.height());
    }

    void addAlike(const EntryRun &run)
    {
        TableContent::Entry entry;
        entry.kind = run.kind;
        entry.row = run.row.value;
        if (run.kind == EntryKind::Leaf || run.kind == EntryKind::Table) {
            entry.fill = m_textures.fillOf(run.row.value);
        } else if (run.kind == EntryKind::Hole) {
            entry.fill.matches = m_textures.fillOf(run.row.value).matches;
        }
        if (run.kind == EntryKind::Table) {
            entry.fill.owner = m_textures.ownerIn(run.range);
            entry.texture = static_cast<std::uint32_t>(m_content.textures.size());
            m_content.textures.insert(m_content.textures.end(), pieces(), entry.fill);
        }
        m_content.entries.insert(m_content.entries.end(), run.count(), entry);
        if (run.kind == EntryKind::Leaf) {
            addOwners(run);
            addGroups(run);
        }
    }

    /// Entries that map alike may belong to different owners.
    void addOwners(const EntryRun &run)
    {
        if (!m_textures.tellsOwners()) {
            return;
        }
        const ByteCount entry = m_geometry.span(m_content.table.level);
        for (unsigned i = 0; i < run.count(); ++i) {
            m_content.entries[m_content.entries.size() - run.count() + i].fill.owner =
                m_textures.ownerIn(AddrRange::fromSize(run.range.first + entry * i, entry));
        }
    }

    void addTable(const EntryRun &run)
    {
        TableContent::Entry entry;
        entry.kind = EntryKind::Table;
        entry.row = run.row.value;
        entry.texture = static_cast<std::uint32_t>(m_content.textures.size());
        entry.fill.matches = false;
        const ByteCount piece{run.range.size().value / pieces()};
        m_textures.goTo(run.row.value);
        for (std::uint32_t i = 0; i < pieces(); ++i) {
            const CellFill fill = m_textures.read(AddrRange::fromSize(run.range.first + piece * i, piece));
            m_content.textures.push_back(fill);
            entry.fill.alert = entry.fill.alert || fill.alert;
            entry.fill.matches = entry.fill.matches || fill.matches;
        }
        m_content.entries.push_back(entry);
    }

    void addGroups(const EntryRun &run)
    {
        const unsigned group = m_geometry.contiguousEntries(m_content.table.level);
        if (group == 0) {
            return;
        }
        if (!m_source.snapshot().attributes().at(run.attributes).contiguous()) {
            if (run.count() >= group && m_source.snapshot().isMapped(run.row)) {
                m_content.missing.push_back({run.firstIndex, run.lastIndex});
            }
            return;
        }
        m_content.contiguous += run.count();
        for (unsigned first = run.firstIndex; first <= run.lastIndex; first = (first / group + 1) * group) {
            m_content.groups.push_back({first, std::min(run.lastIndex, (first / group + 1) * group - 1)});
        }
    }

    const MapSource &m_source;
    const PagingGeometry &m_geometry;
    TextureReader m_textures;
    TableContent m_content;
};

/// Bases are page-aligned: level and size of the texture fit below them.
std::uint64_t keyOf(TableNode table, QSize textureSize)
{
    const auto size = static_cast<std::uint64_t>(std::bit_width(static_cast<unsigned>(textureSize.width())) * 16
                                                 + std::bit_width(static_cast<unsigned>(textureSize.height())));
    return table.base.value | size << 3U | number(table.level);
}

} // namespace

QSize textureSizeFor(QSize cell, unsigned entriesBelow)
{
    const auto fit = [](int room, unsigned most) {
        const auto pieces = static_cast<unsigned>(std::max(1, (room - cellFrame) / leastPiece));
        return static_cast<int>(std::bit_floor(std::min(pieces, std::max(1U, most))));
    };
    const int across = fit(cell.width(), entriesBelow);
    return {across, fit(cell.height(), entriesBelow / static_cast<unsigned>(across))};
}

TableContent readTable(const MapSource &source, TableNode table, QSize textureSize, const RowSet *matches,
                       const OwnerMap *owners)
{
    return TableReader(source, table, textureSize, matches, owners).read();
}

CellFill readAsOne(const MapSource &source, TableNode table, const RowSet *matches, const OwnerMap *owners)
{
    const AddrRange range = source.tree().range(table);
    TextureReader reader(source, matches, owners);
    reader.goTo(source.index()->finder().rowFrom(range.first));
    return reader.read(range);
}

void TableContents::reset(MapSourcePtr source, std::shared_ptr<const RowSet> matches)
{
    m_source = std::move(source);
    m_matches = std::move(matches);
    m_read.clear();
}

void TableContents::wantOwners(bool wanted)
{
    if (wanted != m_withOwners) {
        m_withOwners = wanted;
        m_read.clear();
    }
}

void TableContents::takeFoundOwners()
{
    if (m_withOwners) {
        m_read.clear();
    }
}

const OwnerMap *TableContents::owners() const
{
    return m_withOwners ? &m_source->snapshot().knownOwners() : nullptr;
}

std::shared_ptr<const TableContent> TableContents::ifRead(TableNode table, QSize textureSize) const
{
    const auto known = m_read.find(keyOf(table, textureSize));
    if (known == m_read.end()) {
        return nullptr;
    }
    known->second.asked = ++m_clock;
    return known->second.content;
}

std::shared_ptr<const TableContent> TableContents::of(TableNode table, QSize textureSize) const
{
    if (auto known = ifRead(table, textureSize)) {
        return known;
    }
    if (m_read.size() >= rememberedTables) {
        m_read.erase(std::min_element(m_read.begin(), m_read.end(), [](const auto &a, const auto &b) {
            return a.second.asked < b.second.asked;
        }));
    }
    auto content =
        std::make_shared<const TableContent>(readTable(*m_source, table, textureSize, m_matches.get(), owners()));
    return m_read.emplace(keyOf(table, textureSize), Read{std::move(content), ++m_clock}).first->second.content;
}

CellFill TableContents::asOne(TableNode table) const
{
    return readAsOne(*m_source, table, m_matches.get(), owners());
}

} // namespace ptscope
