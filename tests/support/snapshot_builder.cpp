// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/snapshot_builder.h"

namespace ptscope::test {

const Dialect &testDialect()
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

Attributes kernelData(std::initializer_list<Attr> more)
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

Attributes kernelText(std::initializer_list<Attr> more)
{
    Attributes attributes = kernelData(more);
    attributes.set(Attr::PrivilegedNx, false);
    attributes.set(Attr::ReadOnly);
    return attributes;
}

SnapshotBuilder::SnapshotBuilder(PagingGeometry geometry)
    : m_parts{{}, AttributePool(testDialect()), {}, {geometry, "set by the test", false, false}, {}, {}},
      m_next(geometry.kernelBase())
{
    m_parts.source.label = "test";
}

SnapshotBuilder &SnapshotBuilder::marker(std::string name)
{
    m_parts.markers.push_back({std::move(name), m_parts.extents.size(), ++m_line});
    return *this;
}

SnapshotBuilder &SnapshotBuilder::leaf(std::uint64_t size, Level level, const Attributes &attributes)
{
    return add(size, level, m_parts.attributes.intern(attributes).value());
}

SnapshotPtr SnapshotBuilder::build(CompanionsPtr companions)
{
    m_parts.source.companions = std::move(companions);
    return build();
}

SnapshotPtr SnapshotBuilder::build()
{
    return std::make_shared<const Snapshot>(std::move(m_parts));
}

SnapshotBuilder &SnapshotBuilder::add(std::uint64_t size, Level level, AttributeId id)
{
    const AddrRange range = AddrRange::fromSize(m_next, {size});
    m_parts.extents.append({range, level, id, ++m_line});
    m_next = {range.last.value + 1};
    return *this;
}

} // namespace ptscope::test
