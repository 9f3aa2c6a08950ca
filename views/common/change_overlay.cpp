// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/change_overlay.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/diff/side_changes.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChangeOverlay)
};

constexpr int cornerSide = 8;
constexpr int chipSide = 9; ///< a sign of 5 x 5 and its ground
constexpr int chipFrom = 12; ///< cells from this size carry a sign
constexpr int signSide = 5;
constexpr std::array<std::string_view, changeMarkCount> signs{
    "  #    #  #####  #    #  ", // +
    "          #####          ", // -
    "      #   # # #   #      ", // ~
    " #     #     #   #   #   ", // >
    "#   # # #   #    #    #  ", // Y
    "       #   # # #   #     ", // ^
};
static_assert(std::all_of(signs.begin(), signs.end(),
                          [](std::string_view sign) { return sign.size() == signSide * signSide; }));
constexpr std::array order{ChangeKind::Split,      ChangeKind::Permission, ChangeKind::Type,   ChangeKind::Valid, ChangeKind::Merge,
                           ChangeKind::Contiguous, ChangeKind::Unmapped,   ChangeKind::Mapped, ChangeKind::Moved, ChangeKind::Table};

} // namespace

ChangeMark markFor(ChangeKind leading)
{
    switch (leading) {
    case ChangeKind::Mapped:
        return ChangeMark::Added;
    case ChangeKind::Unmapped:
        return ChangeMark::Removed;
    case ChangeKind::Split:
        return ChangeMark::Split;
    case ChangeKind::Merge:
        return ChangeMark::Merged;
    case ChangeKind::Moved:
        return ChangeMark::Moved;
    default:
        return ChangeMark::Changed;
    }
}

std::optional<ChangeKind> weightiest(const ChangeCounts &counts)
{
    for (const auto *which : {&counts.meaning, &counts.churn}) {
        const auto found = std::find_if(order.begin(), order.end(), [which](ChangeKind kind) {
            return (*which)[static_cast<std::size_t>(kind)] != 0;
        });
        if (found != order.end()) {
            return *found;
        }
    }
    return std::nullopt;
}

std::optional<ChangeKind> SeenChanges::at(AddrRange range) const
{
    ChangeCounts counts = m_tally.in(range);
    counts.churn = {};
    return weightiest(counts);
}

QString changedText(ChangeMark mark)
{
    switch (mark) {
    case ChangeMark::Added:
        return Words::tr("Mapped between the two dumps");
    case ChangeMark::Removed:
        return Words::tr("Unmapped between the two dumps");
    case ChangeMark::Split:
        return Words::tr("Split between the two dumps");
    case ChangeMark::Merged:
        return Words::tr("Merged between the two dumps");
    case ChangeMark::Moved:
        return Words::tr("Moved between the two dumps");
    case ChangeMark::Changed:
        break;
    }
    return Words::tr("Changed between the two dumps");
}

void ChangeOverlay::setComparison(ComparisonPtr comparison)
{
    m_before.reset();
    m_after.reset();
    m_comparison = std::move(comparison);
    if (m_comparison == nullptr || !m_comparison->diff) {
        return;
    }
    const Diff &diff = *m_comparison->diff;
    const bool moved = !diff.alignment.inPlace();
    m_ownBefore = moved ? changesOn(diff, Side::Before) : ChangeTable();
    m_ownAfter = moved ? changesOn(diff, Side::After) : ChangeTable();
    m_before = std::make_unique<SeenChanges>(moved ? m_ownBefore : diff.changes);
    m_after = std::make_unique<SeenChanges>(moved ? m_ownAfter : diff.changes);
}

const SeenChanges *ChangeOverlay::on(const Snapshot &shown) const
{
    if (m_after == nullptr) {
        return nullptr;
    }
    return &shown == m_comparison->after.get() ? m_after.get()
        : &shown == m_comparison->before.get() ? m_before.get()
                                               : nullptr;
}

namespace {

void drawSign(QPainter &painter, QPoint at, ChangeMark mark)
{
    const std::string_view sign = signs[static_cast<std::size_t>(mark)];
    const int dot = scaled(1);
    for (int i = 0; i < signSide * signSide; ++i) {
        if (sign[static_cast<std::size_t>(i)] == '#') {
            painter.fillRect(at.x() + i % signSide * dot, at.y() + i / signSide * dot, dot, dot, palette().of(mark));
        }
    }
}

} // namespace

void drawChangeCorner(QPainter &painter, const QRect &cell, ChangeKind kind)
{
    const Palette &colors = palette();
    const ChangeMark mark = markFor(kind);
    if (std::min(cell.width(), cell.height()) >= scaled(chipFrom)) {
        const int chip = scaled(1) * chipSide;
        const QPoint corner(cell.right() + 1 - chip, cell.top());
        painter.fillRect(QRect(corner, QSize(chip, chip)), colors.bg);
        drawSign(painter, corner + QPoint(1, 1) * scaled(1) * ((chipSide - signSide) / 2), mark);
        return;
    }
    // Hues of changes may be those of sizes: the edge of the ground keeps a corner apart from any fill.
    const int side = std::min({scaled(cornerSide), cell.width() / 2, cell.height() / 2});
    const int edge = side > 2 ? 2 : 1;
    for (int row = 0; row < side + edge; ++row) {
        const int ground = std::min(side + edge - row, cell.width());
        painter.fillRect(cell.right() + 1 - ground, cell.top() + row, ground, 1, colors.bg);
        if (row < side) {
            painter.fillRect(cell.right() + 1 - (side - row), cell.top() + row, side - row, 1, colors.of(mark));
        }
    }
}

std::vector<ChangeKind> SeenChanges::kinds() const
{
    std::vector<ChangeKind> out;
    for (const ChangeKind kind : order) {
        const bool shown = std::any_of(out.begin(), out.end(), [kind](ChangeKind other) { return markFor(other) == markFor(kind); });
        if (m_tally.all().meaning[static_cast<std::size_t>(kind)] != 0 && !shown) {
            out.push_back(kind);
        }
    }
    return out;
}

QString changeWord(ChangeMark mark)
{
    switch (mark) {
    case ChangeMark::Added:
        return Words::tr("mapped");
    case ChangeMark::Removed:
        return Words::tr("unmapped");
    case ChangeMark::Split:
        return Words::tr("split");
    case ChangeMark::Merged:
        return Words::tr("merged");
    case ChangeMark::Moved:
        return Words::tr("moved");
    case ChangeMark::Changed:
        break;
    }
    return Words::tr("changed");
}

} // namespace ptscope
