// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include <memory>
#include <optional>

#include "core/diff/change_tally.h"
#include "core/diff/comparison.h"
#include "views/look/palette.h"

class QPainter;

namespace ptscope {

/// The sign of a change by what leads.
ChangeMark markFor(ChangeKind leading);
/// What matters most of those that are counted; churn only where nothing else is.
std::optional<ChangeKind> weightiest(const ChangeCounts &counts);

/// What differs from the other dump of a comparison, for views of one dump: asked by address, in O(64) however many
/// changes there are.
class ChangeOverlay
{
public:
    /// Null takes the overlay away.
    void setComparison(ComparisonPtr comparison);
    /// False where `shown` is not compared, or where its addresses are not those of the changes (a region has moved away).
    bool appliesTo(const Snapshot &shown) const;
    /// What matters most of the changes that touch `range`; churn does not count.
    std::optional<ChangeKind> at(AddrRange range) const;
    const Diff &diff() const { return *m_comparison->diff; }

private:
    ComparisonPtr m_comparison;
    std::unique_ptr<ChangeTally> m_tally;
};

/// "Merged between the two dumps", for tooltips.
QString changedText(ChangeMark mark);

/// A filled corner at the top right of a cell that differs.
void drawChangeCorner(QPainter &painter, const QRect &cell, ChangeKind kind);

} // namespace ptscope
