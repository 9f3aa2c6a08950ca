// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/paging/dialect.h"
#include "core/snapshot/snapshot.h"

namespace ptscope::test {

/// The words of today's arm64 dumps (arch/arm64/mm/ptdump.c, 6.1 to 7.3), so that tests of core need no parser.
inline const Dialect &testDialect()
{
    static constexpr std::array<AttributeField, 11> fields{{
        {Attr::Invalid, "F", " "},
        {Attr::User, "USR", "   "},
        {Attr::ReadOnly, "ro", "RW"},
        {Attr::PrivilegedNx, "NX", "x "},
        {Attr::Shareable, "SHD", "   "},
        {Attr::Accessed, "AF", "  "},
        {Attr::NotGlobal, "NG", "  "},
        {Attr::Contiguous, "CON", "   "},
        {Attr::Block, "BLK", "   "},
        {Attr::UserNx, "UXN", "   "},
        {Attr::Guarded, "GP", "  "},
    }};
    static constexpr std::array<MemoryTypeWord, 5> types{{
        {MemoryType::DeviceNGnRnE, "DEVICE/nGnRnE"},
        {MemoryType::DeviceNGnRE, "DEVICE/nGnRE"},
        {MemoryType::NormalNonCacheable, "MEM/NORMAL-NC"},
        {MemoryType::Normal, "MEM/NORMAL"},
        {MemoryType::NormalTagged, "MEM/NORMAL-TAGGED"},
    }};
    static constexpr Dialect dialect{"test arm64", "arm64", true, true, true, true, fields, types};
    return dialect;
}

/// Kernel data: RW NX SHD AF UXN MEM/NORMAL, plus `more`.
inline Attributes kernelData(std::initializer_list<Attr> more = {})
{
    Attributes attributes;
    attributes.memoryType = MemoryType::Normal;
    for (const Attr attr : {Attr::PrivilegedNx, Attr::Shareable, Attr::Accessed, Attr::UserNx}) {
        attributes.set(attr);
    }
    for (const Attr attr : more) {
        attributes.set(attr);
    }
    return attributes;
}

/// Kernel text: ro x.
inline Attributes kernelText(std::initializer_list<Attr> more = {})
{
    Attributes attributes = kernelData(more);
    attributes.set(Attr::PrivilegedNx, false);
    attributes.set(Attr::ReadOnly);
    return attributes;
}

/// Builds snapshots row by row, each row where the last one ended.
class SnapshotBuilder
{
public:
    explicit SnapshotBuilder(PagingGeometry geometry = {})
        : m_parts{{}, AttributePool(testDialect()), {}, {geometry, "set by the test", false, false}, {}, {}},
          m_next(geometry.kernelBase())
    {
        m_parts.source.label = "test";
    }

    VirtAddr next() const { return m_next; }
    SnapshotBuilder &at(VirtAddr address)
    {
        m_next = address;
        return *this;
    }
    SnapshotBuilder &marker(std::string name)
    {
        m_parts.markers.push_back({std::move(name), m_parts.extents.size(), ++m_line});
        return *this;
    }
    SnapshotBuilder &hole(std::uint64_t size, Level level) { return add(size, level, holeAttributes); }
    SnapshotBuilder &leaf(std::uint64_t size, Level level, const Attributes &attributes = kernelData())
    {
        return add(size, level, m_parts.attributes.intern(attributes).value());
    }
    SnapshotPtr build(CompanionsPtr companions)
    {
        m_parts.source.companions = std::move(companions);
        return build();
    }
    SnapshotPtr build() { return std::make_shared<const Snapshot>(std::move(m_parts)); }

private:
    SnapshotBuilder &add(std::uint64_t size, Level level, AttributeId id)
    {
        const AddrRange range = AddrRange::fromSize(m_next, {size});
        m_parts.extents.append({range, level, id, ++m_line});
        m_next = {range.last.value + 1};
        return *this;
    }

    Snapshot::Parts m_parts;
    VirtAddr m_next;
    std::uint32_t m_line = 0;
};

constexpr std::uint64_t kib = 1024;
constexpr std::uint64_t mib = kib * 1024;
constexpr std::uint64_t gib = mib * 1024;

} // namespace ptscope::test
