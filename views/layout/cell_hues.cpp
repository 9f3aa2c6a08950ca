// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/cell_hues.h"

#include "views/layout/owner_hues.h"

namespace ptscope {

namespace {

constexpr int fadedShare = 42;
constexpr int holeShare = 40;

} // namespace

bool isSpecialMemory(const CellFill &cell)
{
    return cell.access == AccessClass::Device || cell.access == AccessClass::NonCacheable;
}

QColor cellHue(const CellFill &cell, LayoutColours colours, const Palette &palette)
{
    switch (colours) {
    case LayoutColours::LeafSize:
        return palette.of(cell.leaf);
    case LayoutColours::Permission:
        return palette.of(cell.access);
    case LayoutColours::Owner:
        return ownerHue(cell.owner, palette);
    case LayoutColours::MemoryType:
        break;
    }
    return isSpecialMemory(cell)
        ? palette.of(cell.access)
        : palette.of(cell.memory == MemoryType::NormalTagged ? LeafClass::ContPage : LeafClass::Page);
}

QColor speckHue(const CellFill &cell, LayoutColours colours, const Palette &palette)
{
    const bool invalid = cell.leaf == LeafClass::Invalid;
    return fadedUnlessMatching(invalid ? palette.control : cellHue(cell, colours, palette), cell, palette);
}

QColor fadedUnlessMatching(const QColor &hue, const CellFill &cell, const Palette &palette)
{
    return cell.matches ? hue : mix(hue, palette.bg, fadedShare);
}

QColor holeGround(const Palette &palette)
{
    return mix(palette.line, palette.bg, holeShare);
}

} // namespace ptscope
