// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/consistency.h"

#include <algorithm>
#include <array>
#include <vector>

namespace ptscope {

namespace {

using BorderMasks = std::array<std::uint64_t, levelCount + 1>;

BorderMasks masksOf(const PagingGeometry &geometry)
{
    BorderMasks masks{};
    for (const Level level : allLevels) {
        masks[number(level)] = geometry.span(level).value - 1;
    }
    masks[number(Level::Unknown)] = geometry.pageSize().value - 1;
    return masks;
}

void checkTiling(const ExtentTable &extents, std::span<const std::uint32_t> cuts, DiagnosticLog &log)
{
    const auto ids = extents.attributeIds();
    const bool printsHoles = std::any_of(ids.begin(), ids.end(), [](AttributeId id) { return id.isHole(); });
    if (!printsHoles) {
        return;
    }
    for (std::uint32_t i = 1; i < extents.size(); ++i) {
        if (extents.firsts()[i] != extents.lasts()[i - 1] + 1 && !std::binary_search(cuts.begin(), cuts.end(), i)) {
            log.add(DiagnosticCode::Gap, extents.line({i}));
        }
    }
}

void checkBorders(const ExtentTable &extents, const PagingGeometry &geometry, DiagnosticLog &log)
{
    const BorderMasks masks = masksOf(geometry);
    const auto firsts = extents.firsts();
    const auto lasts = extents.lasts();
    const auto levels = extents.levels();
    for (std::uint32_t i = 0; i < extents.size(); ++i) {
        const std::uint64_t borders = firsts[i] | (lasts[i] + 1);
        if ((borders & masks[number(levels[i])]) != 0) {
            log.add(DiagnosticCode::Misaligned, extents.line({i}));
        }
    }
}

void checkLevelWords(const ExtentTable &extents, const PagingGeometry &geometry, DiagnosticLog &log)
{
    if (!geometry.isFolded(Level::P4d) && !geometry.isFolded(Level::Pud)) {
        return;
    }
    for (std::uint32_t i = 0; i < extents.size(); ++i) {
        const Level level = extents.levels()[i];
        if ((level == Level::P4d || level == Level::Pud) && geometry.isFolded(level)) {
            log.add(DiagnosticCode::LevelUnknownToGeometry, extents.line({i}));
        }
    }
}

void checkContiguous(const ExtentTable &extents, const AttributePool &pool, const PagingGeometry &geometry,
                     DiagnosticLog &log)
{
    std::vector<bool> contiguous(pool.size());
    for (std::uint16_t i = 1; i < pool.size(); ++i) {
        contiguous[i] = pool.at({i}).contiguous();
    }
    if (std::find(contiguous.begin(), contiguous.end(), true) == contiguous.end()) {
        return;
    }
    for (std::uint32_t i = 0; i < extents.size(); ++i) {
        if (!contiguous[extents.attributeIds()[i].value] || geometry.contiguousEntries(extents.levels()[i]) == 0) {
            continue;
        }
        const std::uint64_t mask = geometry.contiguousSpan(extents.levels()[i]).value - 1;
        if (((extents.firsts()[i] | (extents.lasts()[i] + 1)) & mask) != 0) {
            log.add(DiagnosticCode::ContiguousMisaligned, extents.line({i}));
        }
    }
}

} // namespace

void checkConsistency(const ExtentTable &extents, const AttributePool &pool, const PagingGeometry &geometry,
                      std::span<const std::uint32_t> cuts, DiagnosticLog &log)
{
    checkTiling(extents, cuts, log);
    checkBorders(extents, geometry, log);
    checkLevelWords(extents, geometry, log);
    checkContiguous(extents, pool, geometry, log);
}

} // namespace ptscope
