// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paging/classify.h"

namespace ptscope {

namespace {

constexpr std::uint64_t giantFrom = std::uint64_t{512} << 20;

LeafClass leafClassOf(const PagingGeometry &geometry, Level level, const Attributes &attributes)
{
    if (!attributes.valid()) {
        return LeafClass::Invalid;
    }
    if (leafUnit(geometry, level, attributes).value >= giantFrom) {
        return LeafClass::Giant;
    }
    if (entryLevel(geometry, level, attributes) == Level::Pte) {
        return attributes.contiguous() ? LeafClass::ContPage : LeafClass::Page;
    }
    return attributes.contiguous() ? LeafClass::ContBlock : LeafClass::Block;
}

AccessClass accessClassOf(const Attributes &attributes)
{
    if (!attributes.valid()) {
        return AccessClass::None;
    }
    if (attributes.writableAndExecutable()) {
        return AccessClass::RwX;
    }
    if (attributes.isDevice()) {
        return AccessClass::Device;
    }
    if (attributes.memoryType == MemoryType::NormalNonCacheable) {
        return AccessClass::NonCacheable;
    }
    if (attributes.writable()) {
        return AccessClass::RwNx;
    }
    return attributes.executable() ? AccessClass::RoX : AccessClass::RoNx;
}

} // namespace

Level entryLevel(const PagingGeometry &geometry, Level level, const Attributes &attributes)
{
    const bool unnamedBlock = level == Level::Unknown && attributes.has(Attr::Block);
    return geometry.canonical(unnamedBlock ? Level::Pmd : level);
}

ByteCount leafUnit(const PagingGeometry &geometry, Level level, const Attributes &attributes)
{
    const Level entries = entryLevel(geometry, level, attributes);
    const bool grouped = attributes.contiguous() && geometry.contiguousEntries(entries) != 0;
    return grouped ? geometry.contiguousSpan(entries) : geometry.span(entries);
}

RowClass classify(const PagingGeometry &geometry, Level level, AttributeId id, const Attributes &attributes)
{
    if (id.isHole()) {
        return {};
    }
    return {leafClassOf(geometry, level, attributes), accessClassOf(attributes)};
}

RowClassTable::RowClassTable(const PagingGeometry &geometry, const AttributePool &pool)
    : m_classes(pool.size() * rowStride)
{
    for (std::uint16_t i = 0; i < pool.size(); ++i) {
        for (unsigned level = 0; level <= number(Level::Unknown); ++level) {
            const AttributeId id{i};
            m_classes[i * rowStride + level] = classify(geometry, levelFromNumber(level), id, pool.at(id));
        }
    }
}

} // namespace ptscope
