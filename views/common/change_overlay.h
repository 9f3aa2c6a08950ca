// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

#include "core/diff/change_tally.h"
#include "core/diff/comparison.h"
#include "views/look/palette.h"

class QPainter;

namespace ptscope {

/// The sign of a change by what leads.
ChangeMark markFor(ChangeKind leading);
/// What matters most of those that are counted; churn only where nothing else is.
std::optional<ChangeKind> weightiest(const ChangeCounts &counts);

/// The changes at the addresses of one dump, asked in O(64) however many there are.
class SeenChanges
{
public:
    explicit SeenChanges(const ChangeTable &changes) : m_changes(changes), m_tally(changes) { }

    const ChangeTable &table() const { return m_changes; }
    /// What matters most of the changes that touch `range`; churn does not count.
    std::optional<ChangeKind> at(AddrRange range) const;
    /// One for each mark that occurs, the weightiest first: what a key has to explain.
    std::vector<ChangeKind> kinds() const;

private:
    const ChangeTable &m_changes;
    ChangeTally m_tally;
};

/// What differs from the other dump of a comparison, for views of one dump. Where regions moved each of the two sees the
/// changes at its own addresses.
class ChangeOverlay
{
public:
    /// Null takes the overlay away.
    void setComparison(ComparisonPtr comparison);
    /// Null where `shown` is not compared.
    const SeenChanges *on(const Snapshot &shown) const;

private:
    ComparisonPtr m_comparison;
    ChangeTable m_ownBefore; ///< empty while nothing has moved: then one table serves both
    ChangeTable m_ownAfter;
    std::unique_ptr<SeenChanges> m_before;
    std::unique_ptr<SeenChanges> m_after;
};

/// "Merged between the two dumps", for tooltips.
QString changedText(ChangeMark mark);

/// "merged", for keys.
QString changeWord(ChangeMark mark);

/// The sign of the change in the top right corner of a cell that differs, a plain corner where the cell is small for one.
void drawChangeCorner(QPainter &painter, const QRect &cell, ChangeKind kind);

} // namespace ptscope
