// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/table_content.h"

#include <algorithm>
#include <bit>

namespace ptscope {

namespace {

constexpr int leastPiece = 4;            ///< design pixels; below that a piece is a speck
constexpr int cellFrame = 3;             ///< the frame of a table's cell and the gap to the next
constexpr std::uint64_t rowsReadAtOnce = 48; ///< up to so many rows reading them is faster than asking the index twice
constexpr std::size_t rememberedTables = 256;

/// Fills textures from the rows, piece by piece in address order.
class TextureReader
{
public:
    TextureReader(const MapSource &source, const RowSet *matches) : m_source(source), m_matches(matches) { }

    CellFill read(AddrRange piece)
    {
        const ExtentTable &extents = m_source.snapshot().extents();
        while (m_row < extents.size() && extents.last({m_row}) < piece.first) {
            m_row = ++m_steps > 4 ? m_source.index()->finder().rowFrom(piece.first) : m_row + 1;
        }
        m_steps = 0;
        std::uint32_t end = m_row;
        while (end < extents.size() && end - m_row <= rowsReadAtOnce && extents.first({end}) <= piece.last) {
            ++end;
        }
        if (end == m_row) {
            return {};
        }
        return end - m_row == 1 ? fillOf(m_row) : end - m_row > rowsReadAtOnce ? fromIndex(piece) : fromRows(piece, end);
    }

    CellFill fillOf(std::uint32_t row) const
    {
        const Snapshot &snapshot = m_source.snapshot();
        const RowClass rowClass = snapshot.classOf({row});
        return {rowClass.leaf, rowClass.access, snapshot.attributesOf({row}).memoryType,
                rowClass.access == AccessClass::RwX, passes(row)};
    }

private:
    bool passes(std::uint32_t row) const { return m_matches == nullptr || m_matches->contains({row}); }

    CellFill fromRows(AddrRange piece, std::uint32_t end) const
    {
        const ExtentTable &extents = m_source.snapshot().extents();
        ClassSums sums;
        std::uint64_t largest = 0;
        std::uint32_t chosen = m_row;
        bool matches = false;
        for (std::uint32_t row = m_row; row < end; ++row) {
            const std::uint64_t bytes = intersection(extents.range({row}), piece).size().value;
            m_source.index()->factsOf(row).addTo(sums, bytes);
            const bool mapped = !extents.attributes({row}).isHole();
            if (mapped && bytes > largest) {
                largest = bytes;
                chosen = row;
            }
            matches = matches || (mapped && passes(row));
        }
        CellFill fill = dominant(sums, chosen);
        fill.matches = matches;
        return fill;
    }

    CellFill fromIndex(AddrRange piece) const
    {
        CellFill fill = dominant(m_source.index()->sums(piece, Weight::Bytes), m_row);
        if (m_matches != nullptr) {
            const auto next = m_matches->nextFrom({m_row});
            fill.matches = next && m_source.snapshot().extents().first(*next) <= piece.last;
        }
        return fill;
    }

    CellFill dominant(const ClassSums &sums, std::uint32_t row) const
    {
        return {sums.dominantLeaf(), sums.dominantAccess(), m_source.snapshot().attributesOf({row}).memoryType,
                sums.mask().has(Alert::WritableExecutable), true};
    }

    const MapSource &m_source;
    const RowSet *m_matches;
    std::uint32_t m_row = 0;
    int m_steps = 0;
};

/// Builds a TableContent run by run.
class TableReader
{
public:
    TableReader(const MapSource &source, TableNode table, QSize textureSize, const RowSet *matches)
        : m_source(source), m_geometry(source.snapshot().geometry()), m_textures(source, matches)
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
            entry.texture = static_cast<std::uint32_t>(m_content.textures.size());
            m_content.textures.insert(m_content.textures.end(), pieces(), entry.fill);
        }
        m_content.entries.insert(m_content.entries.end(), run.count(), entry);
        if (run.kind == EntryKind::Leaf) {
            addGroups(run);
        }
    }

    void addTable(const EntryRun &run)
    {
        TableContent::Entry entry;
        entry.kind = EntryKind::Table;
        entry.row = run.row.value;
        entry.fill = m_textures.read(run.range);
        entry.texture = static_cast<std::uint32_t>(m_content.textures.size());
        const ByteCount piece{run.range.size().value / pieces()};
        for (std::uint32_t i = 0; i < pieces(); ++i) {
            m_content.textures.push_back(m_textures.read(AddrRange::fromSize(run.range.first + piece * i, piece)));
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

TableContent readTable(const MapSource &source, TableNode table, QSize textureSize, const RowSet *matches)
{
    return TableReader(source, table, textureSize, matches).read();
}

void TableContents::reset(MapSourcePtr source, std::shared_ptr<const RowSet> matches)
{
    m_source = std::move(source);
    m_matches = std::move(matches);
    m_read.clear();
}

std::shared_ptr<const TableContent> TableContents::of(TableNode table, QSize textureSize) const
{
    // Bases are page-aligned: level and size of the texture fit below them.
    const auto size = static_cast<std::uint64_t>(std::bit_width(static_cast<unsigned>(textureSize.width())) * 16
                                                 + std::bit_width(static_cast<unsigned>(textureSize.height())));
    const std::uint64_t key = table.base.value | size << 3U | number(table.level);
    const auto known = m_read.find(key);
    if (known != m_read.end()) {
        return known->second;
    }
    if (m_read.size() >= rememberedTables) {
        m_read.clear();
    }
    auto content = std::make_shared<const TableContent>(readTable(*m_source, table, textureSize, m_matches.get()));
    return m_read.emplace(key, std::move(content)).first->second;
}

} // namespace ptscope
