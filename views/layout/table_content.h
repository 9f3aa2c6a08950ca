// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

#include <memory>
#include <unordered_map>
#include <vector>

#include "core/owner/owner_group.h"
#include "core/query/row_set.h"
#include "core/owner/owner_map.h"
#include "views/map/map_source.h"

namespace ptscope {

/// What a cell, or a piece of the texture of a table's cell, is filled with.
struct CellFill {
    LeafClass leaf = LeafClass::Hole;
    AccessClass access = AccessClass::None;
    MemoryType memory = MemoryType::None;
    OwnerGroup owner = OwnerGroup::Unknown; ///< stays so where nobody asked for owners
    bool alert = false;  ///< W+X in it
    bool matches = true; ///< a row in it passes the filter
    bool operator==(const CellFill &) const = default;
};

/// Entries [first, last] of a table that a contiguous group, or a run that could be one, takes.
struct EntrySpan {
    unsigned first = 0;
    unsigned last = 0;
};

/// One table, ready to be drawn: each entry's kind and fill, the textures of its tables, the groups.
struct TableContent {
    struct Entry {
        EntryKind kind = EntryKind::Unprinted;
        std::uint32_t row = 0;
        CellFill fill;             ///< of tables only whether an alert or a match lies below
        std::uint32_t texture = 0; ///< of tables: number of its first piece
    };

    TableNode table;
    TableUse use;
    unsigned contiguous = 0; ///< entries in contiguous groups
    std::vector<Entry> entries;
    QSize textureSize; ///< pieces across and down in the cell of a table
    std::vector<CellFill> textures;
    std::vector<EntrySpan> groups;  ///< contiguous, one TLB entry each
    std::vector<EntrySpan> missing; ///< runs as large as a group that carry no Contiguous bit
};

/// How finely the cell of a table shows what the table holds, for a cell of so many pixels. Powers of two, never more
/// pieces than the table below has entries.
QSize textureSizeFor(QSize cell, unsigned entriesBelow);

/// Reads a table. O(entries + rows below) where pieces hold few rows, O(pieces log rows) where they hold many.
TableContent readTable(const MapSource &source, TableNode table, QSize textureSize, const RowSet *matches,
                       const OwnerMap *owners = nullptr);

/// All that a table maps as one fill: what most of it is. O(log rows).
CellFill readAsOne(const MapSource &source, TableNode table, const RowSet *matches, const OwnerMap *owners = nullptr);

/// The tables read lately: moving about reads nothing twice.
class TableContents
{
public:
    void reset(MapSourcePtr source, std::shared_ptr<const RowSet> matches);
    /// Owners are taken where they are known: nobody waits for them here. Whoever learns that they were found says so.
    void wantOwners(bool wanted);
    void takeFoundOwners();
    std::shared_ptr<const TableContent> of(TableNode table, QSize textureSize) const;
    /// Null where it was not read lately.
    std::shared_ptr<const TableContent> ifRead(TableNode table, QSize textureSize) const;
    CellFill asOne(TableNode table) const;

private:
    const OwnerMap *owners() const;

    MapSourcePtr m_source;
    std::shared_ptr<const RowSet> m_matches;
    bool m_withOwners = false;
    struct Read {
        std::shared_ptr<const TableContent> content;
        std::uint64_t asked = 0; ///< when last, by m_clock
    };
    mutable std::unordered_map<std::uint64_t, Read> m_read; ///< by table and texture
    mutable std::uint64_t m_clock = 0;
};

} // namespace ptscope
