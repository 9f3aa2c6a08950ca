// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/crowd_marks.h"

#include <QPainter>

#include "views/look/pattern.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int otherHeight = 3;

} // namespace

ClassMask othersIn(const MapCell &cell)
{
    ClassMask others;
    others.alerts = cell.mask.alerts;
    if (cell.crowd) {
        const unsigned leaf = 1U | 1U << static_cast<unsigned>(cell.leaf);
        const unsigned access = 1U | 1U << static_cast<unsigned>(cell.access);
        others.leaf = static_cast<std::uint8_t>(cell.mask.leaf & ~leaf);
        others.access = static_cast<std::uint8_t>(cell.mask.access & ~access);
    }
    return others;
}

bool looksLike(const MapCell &a, const MapCell &b)
{
    if (a.kind == CellKind::Owner || a.kind != b.kind
        || (a.kind == CellKind::Hole && (a.row != b.row || a.crowd != b.crowd))) {
        return false;
    }
    const ClassMask othersA = othersIn(a);
    const ClassMask othersB = othersIn(b);
    return a.kind == CellKind::Leaf
        ? a.leaf == b.leaf && othersA.leaf == othersB.leaf
        : a.access == b.access && othersA.access == othersB.access && othersA.alerts == othersB.alerts;
}

void markOthers(QPainter &painter, PatternPainter &patterns, const Palette &colors, const QRect &rect,
                const MapCell &cell)
{
    const int height = scaled(otherHeight);
    int bottom = rect.bottom() + 1;
    const auto mark = [&](const QColor &color) {
        if (bottom - height > rect.center().y()) {
            bottom -= height;
            painter.fillRect(rect.x(), bottom, rect.width(), height, color);
        }
    };
    const ClassMask others = othersIn(cell);
    for (std::size_t i = 1; cell.kind == CellKind::Leaf && i < leafClassCount; ++i) {
        const auto leaf = static_cast<LeafClass>(i);
        if (others.has(leaf)) {
            mark(leaf == LeafClass::Invalid ? colors.lineStrong : colors.of(leaf));
        }
    }
    for (std::size_t i = 1; cell.kind == CellKind::Access && i < accessClassCount; ++i) {
        const auto access = static_cast<AccessClass>(i);
        if (others.has(access)) {
            mark(colors.of(access));
        }
    }
    if (cell.kind != CellKind::Access) {
        return;
    }
    if (cell.crowd && cell.mask.has(Alert::WritableExecutable) && cell.access != AccessClass::RwX) {
        patterns.fill(QRect(rect.x(), rect.y(), rect.width(), rect.height() / 2), AccessClass::RwX);
    }
    if (cell.mask.has(Alert::UserAccessible)) {
        painter.fillRect(rect.x(), rect.y(), rect.width(), height, colors.error);
    }
}

} // namespace ptscope
