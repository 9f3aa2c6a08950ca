// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace ptscope {

/// A count of bytes. 2^64 bytes do not fit; AddrRange::size() saturates there.
struct ByteCount {
    std::uint64_t value = 0;

    constexpr auto operator<=>(const ByteCount &) const = default;
    constexpr ByteCount &operator+=(ByteCount other) { value += other.value; return *this; }
    constexpr ByteCount &operator-=(ByteCount other) { value -= other.value; return *this; }
    friend constexpr ByteCount operator+(ByteCount a, ByteCount b) { return {a.value + b.value}; }
    friend constexpr ByteCount operator-(ByteCount a, ByteCount b) { return {a.value - b.value}; }
    friend constexpr ByteCount operator*(ByteCount a, std::uint64_t n) { return {a.value * n}; }
    friend constexpr std::uint64_t operator/(ByteCount a, ByteCount b) { return a.value / b.value; }
};

/// A virtual address. Differences are ByteCounts; two addresses cannot be added.
struct VirtAddr {
    std::uint64_t value = 0;

    constexpr auto operator<=>(const VirtAddr &) const = default;
    friend constexpr VirtAddr operator+(VirtAddr a, ByteCount n) { return {a.value + n.value}; }
    friend constexpr VirtAddr operator-(VirtAddr a, ByteCount n) { return {a.value - n.value}; }
    friend constexpr ByteCount operator-(VirtAddr a, VirtAddr b) { return {a.value - b.value}; }
    constexpr bool isAligned(ByteCount to) const { return (value & (to.value - 1)) == 0; }
};

struct PhysAddr {
    std::uint64_t value = 0;

    constexpr auto operator<=>(const PhysAddr &) const = default;
    friend constexpr PhysAddr operator+(PhysAddr a, ByteCount n) { return {a.value + n.value}; }
    friend constexpr ByteCount operator-(PhysAddr a, PhysAddr b) { return {a.value - b.value}; }
};

/// A page frame number, in pages of the kernel's page size.
struct Pfn {
    std::uint64_t value = 0;
    constexpr auto operator<=>(const Pfn &) const = default;
};

/// An address range with an INCLUSIVE last, so that a range up to 2^64 (which ptdump prints as an end of 0) needs no
/// special case. Never empty.
struct AddrRange {
    VirtAddr first;
    VirtAddr last;

    constexpr bool operator==(const AddrRange &) const = default;
    constexpr bool contains(VirtAddr a) const { return first <= a && a <= last; }
    constexpr bool contains(AddrRange r) const { return first <= r.first && r.last <= last; }
    constexpr bool overlaps(AddrRange r) const { return first <= r.last && r.first <= last; }
    constexpr bool isWholeSpace() const { return first.value == 0 && ~last.value == 0; }
    /// Bytes in the range; the whole 2^64 space saturates to 2^64-1.
    constexpr ByteCount size() const
    {
        return {isWholeSpace() ? std::numeric_limits<std::uint64_t>::max() : last.value - first.value + 1};
    }
    /// The end as ptdump prints it: exclusive, 2^64 as 0.
    constexpr std::uint64_t printedEnd() const { return last.value + 1; }

    static constexpr AddrRange fromSize(VirtAddr first, ByteCount size) { return {first, {first.value + size.value - 1}}; }
};

/// What two ranges share. Call only when they overlap.
constexpr AddrRange intersection(AddrRange a, AddrRange b)
{
    return {a.first < b.first ? b.first : a.first, a.last < b.last ? a.last : b.last};
}

/// Number of a row in an ExtentTable.
struct RowIndex {
    std::uint32_t value = 0;
    constexpr auto operator<=>(const RowIndex &) const = default;
};

/// Rows [begin, end) of an ExtentTable.
struct RowRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    constexpr bool operator==(const RowRange &) const = default;
    constexpr bool empty() const { return begin >= end; }
    constexpr std::uint32_t count() const { return empty() ? 0 : end - begin; }
    constexpr bool contains(RowIndex row) const { return begin <= row.value && row.value < end; }
};

} // namespace ptscope
