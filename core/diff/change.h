// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "core/base/column.h"
#include "core/base/units.h"
#include "core/paging/attributes.h"
#include "core/paging/level.h"

namespace ptscope {

/// What happened to a range. A range may have several: HVO splits a block and takes the right to write away; unmapped and mapped
/// together where another mapping took the place of one that went.
enum class ChangeKind : std::uint8_t {
    Mapped,     ///< nothing before, a leaf now
    Unmapped,   ///< a leaf before, nothing now
    Permission, ///< ro/RW, x/NX, USR, UXN, GP
    Type,       ///< memory type, SHD, AF, NG, words that no dialect knows
    Valid,      ///< the valid bit (F)
    Split,      ///< mapped by smaller leaves than before
    Merge,      ///< mapped by larger leaves than before
    Contiguous, ///< the Contiguous bit alone, leaves of the same level
    Table,      ///< nothing is mapped here, but a table page appeared or went: the hole is printed at another level
    Moved,      ///< an equal island stands elsewhere in its region
};
constexpr std::uint8_t changeKindCount = 10;
constexpr std::array<ChangeKind, changeKindCount> allChangeKinds{
    ChangeKind::Mapped, ChangeKind::Unmapped, ChangeKind::Permission, ChangeKind::Type,  ChangeKind::Valid,
    ChangeKind::Split,  ChangeKind::Merge,    ChangeKind::Contiguous, ChangeKind::Table, ChangeKind::Moved};

/// The word in JSON, in the filter language and on the command line.
const char *name(ChangeKind kind);

struct ChangeKinds {
    std::uint16_t bits = 0;

    constexpr bool operator==(const ChangeKinds &) const = default;
    constexpr bool has(ChangeKind kind) const { return (bits >> static_cast<unsigned>(kind) & 1U) != 0; }
    constexpr void add(ChangeKind kind) { bits = static_cast<std::uint16_t>(bits | 1U << static_cast<unsigned>(kind)); }
    constexpr bool empty() const { return bits == 0; }
    constexpr bool is(ChangeKind kind) const { return bits == 1U << static_cast<unsigned>(kind); }
};

/// The one of several that matters most: what a mark stands for. Permission for an empty set.
ChangeKind leadingKind(ChangeKinds kinds);

/// How one snapshot maps a range: what its row says. The attribute id is of that snapshot's own pool.
struct Mapping {
    Level level = Level::Unknown; ///< Unknown where no row speaks of the range and the dialect prints no holes
    AttributeId attributes;
    constexpr bool operator==(const Mapping &) const = default;
    constexpr bool isHole() const { return attributes.isHole(); }
};

/// Neighbouring bytes that changed alike.
struct Change {
    AddrRange range; ///< addresses of the snapshot that maps it: the later one, the earlier where it was unmapped
    std::uint64_t shift = 0; ///< what alignment added to the earlier snapshot's addresses (mod 2^64); 0 mostly
    Mapping before;
    Mapping after;
    ChangeKinds kinds;
    bool churn = false;

    AddrRange rangeBefore() const { return {{range.first.value - shift}, {range.last.value - shift}}; }
};

/// Number of a change in a ChangeTable.
using ChangeIndex = std::uint32_t;
constexpr ChangeIndex noChange = ~ChangeIndex{0};

/// Changes as structure of arrays, ascending by address. 37 bytes a change.
class ChangeTable
{
public:
    ChangeIndex size() const { return static_cast<ChangeIndex>(m_first.size()); }
    bool empty() const { return m_first.empty(); }
    Change at(ChangeIndex i) const;
    AddrRange range(ChangeIndex i) const { return {{m_first[i]}, {m_last[i]}}; }
    ChangeKinds kinds(ChangeIndex i) const { return m_kinds[i]; }
    bool isChurn(ChangeIndex i) const { return m_churn[i] != 0; }
    /// Where the island of a Moved change stands in the other snapshot; noChange for others.
    ChangeIndex partner(ChangeIndex i) const { return m_partner[i]; }
    /// First change that begins at or behind `address`; size() when none.
    ChangeIndex firstFrom(VirtAddr address) const;
    std::size_t memoryBytes() const;
    struct Span {
        ChangeIndex begin = 0;
        ChangeIndex end = 0;
        bool empty() const { return begin >= end; }
    };
    /// The changes that share at least one byte with `range`.
    Span in(AddrRange range) const;

    /// Room for so many; never filled it costs nothing.
    void reserve(std::size_t changes);
    void append(const Change &change);
    /// Lets the last change reach further when `change` goes on where it ends and is alike.
    void appendOrExtend(const Change &change);
    /// Takes over the changes of what lies behind; the seam between the two leaves no trace.
    void append(const ChangeTable &later);
    void markChurn(ChangeIndex i) { m_churn[i] = 1; }
    /// Both Mapped and Unmapped, and nothing else: one mapping went and another came in its place.
    void markReplaced(ChangeIndex i);
    void pairAsMoved(ChangeIndex from, ChangeIndex to);
    void sortByAddress();
    void shrinkToFit();

private:
    Column<std::uint64_t> m_first;
    Column<std::uint64_t> m_last;
    Column<std::uint64_t> m_shift;
    Column<Mapping> m_before;
    Column<Mapping> m_after;
    Column<ChangeKinds> m_kinds;
    Column<std::uint8_t> m_churn;
    Column<ChangeIndex> m_partner;
};

} // namespace ptscope
