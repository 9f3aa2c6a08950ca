// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/column.h"
#include "core/base/units.h"
#include "core/owner/owner.h"

namespace ptscope {

/// Number of an Owner in an OwnerMap.
struct OwnerId {
    std::uint32_t value = 0;
    constexpr auto operator<=>(const OwnerId &) const = default;
};

/// Physical addresses behind a virtual range; `last` is inclusive.
struct PhysRange {
    PhysAddr first;
    PhysAddr last;
    bool operator==(const PhysRange &) const = default;
};

/// Where the kernel image lies in a dump, and how far KASLR moved it from where its symbols were linked.
struct ImagePlace {
    AddrRange range;         ///< _text to _end, where they lie in the dump
    std::uint64_t slide = 0; ///< added to the symbols' addresses gives addresses of the dump, modulo 2^64
};

/// Who owns which addresses: disjoint ranges in a structure of arrays, found in O(log n). Immutable once built.
class OwnerMap
{
public:
    struct Entry {
        AddrRange range;
        OwnerId owner;
        std::optional<PhysAddr> phys; ///< of the first byte
        std::uint32_t line = 0;       ///< of vmallocinfo; 0 when none, or when several fit
    };

    std::uint32_t size() const { return static_cast<std::uint32_t>(m_first.size()); }
    Entry entry(std::uint32_t index) const;
    const Owner &owner(OwnerId id) const { return m_owners[id.value]; }
    const std::vector<Owner> &owners() const { return m_owners; }

    /// The entry that holds `address`.
    std::optional<Entry> at(VirtAddr address) const;
    /// The entries that share a byte with `range`, as [first, end).
    std::pair<std::uint32_t, std::uint32_t> within(AddrRange range) const;
    /// The physical addresses behind `range`, which must lie in one entry. For the vmemmap: of the pages that its
    /// struct pages describe.
    std::optional<PhysRange> physicalOf(AddrRange range) const;

    /// How vmallocinfo was tied to the dump, for people who doubt: the number of its lists (0: not known), hash links that
    /// agree and that contradict.
    struct MatchFacts {
        bool hashed = false;
        unsigned lists = 0;
        unsigned linksAgree = 0;
        unsigned linksContradict = 0;
    };
    const MatchFacts &matchFacts() const { return m_facts; }
    /// Nothing when there are no symbols or they could not be tied to the dump.
    const std::optional<ImagePlace> &image() const { return m_image; }

private:
    friend class OwnerMapBuilder;
    Column<std::uint64_t> m_first;
    Column<std::uint64_t> m_last;
    Column<std::uint64_t> m_phys; ///< all ones: not known
    Column<std::uint32_t> m_owner;
    Column<std::uint32_t> m_line;
    std::vector<Owner> m_owners;
    std::uint64_t m_vmemmapScale = 64; ///< bytes of memory that one byte of vmemmap describes
    std::optional<ImagePlace> m_image;
    MatchFacts m_facts;
};

using OwnerMapPtr = std::shared_ptr<const OwnerMap>;

/// Collects ranges in any order; what was added first keeps its bytes, later ones fill what is left.
class OwnerMapBuilder
{
public:
    OwnerId intern(const Owner &owner);
    void add(AddrRange range, const Owner &owner, std::optional<PhysAddr> phys = {}, std::uint32_t line = 0);
    /// The same for an owner that intern() knows.
    void add(AddrRange range, OwnerId owner, std::optional<PhysAddr> phys, std::uint32_t line);
    /// Bytes of memory that one byte of vmemmap describes: pages of 4096 and struct pages of 64 bytes give 64.
    void setVmemmapScale(std::uint64_t scale) { m_map.m_vmemmapScale = scale; }
    void setImage(const ImagePlace &image) { m_map.m_image = image; }
    void setFacts(const OwnerMap::MatchFacts &facts) { m_map.m_facts = facts; }
    OwnerMapPtr build();

private:
    OwnerMap m_map;
    std::vector<OwnerMap::Entry> m_entries;
    std::unordered_multimap<std::size_t, std::uint32_t> m_ids;
};

} // namespace ptscope
