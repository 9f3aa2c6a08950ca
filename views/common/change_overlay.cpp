// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/change_overlay.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

#include "core/diff/side_changes.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChangeOverlay)
};

constexpr int cornerSide = 8;
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
    const bool moved = !diff.alignment.moved.empty();
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

void drawChangeCorner(QPainter &painter, const QRect &cell, ChangeKind kind)
{
    const Palette &colors = palette();
    const int side = std::min({scaled(cornerSide), cell.width() / 2, cell.height() / 2});
    for (int row = 0; row < side; ++row) {
        painter.fillRect(cell.right() + 1 - (side - row), cell.top() + row, side - row, 1, colors.of(markFor(kind)));
        painter.fillRect(cell.right() - (side - row), cell.top() + row, 1, 1, colors.bg); // stands out from any fill
    }
}

} // namespace ptscope
