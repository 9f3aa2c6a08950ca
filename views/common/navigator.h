// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/units.h"
#include "core/query/query_edit.h"
#include "core/query/row_rank.h"
#include "core/query/row_set.h"

namespace ptscope {

/// Two places that distances are measured between.
enum class Mark : std::uint8_t { A, B };

/// The one place that all views share: what is selected, what the pointer is over, what part of the address space is in
/// view, and where the user has been. No view knows another view.
class Navigator : public QObject
{
    Q_OBJECT

public:
    explicit Navigator(QObject *parent = nullptr);

    std::optional<AddrRange> selection() const { return m_selection; }
    std::optional<AddrRange> hover() const { return m_hover; }
    std::optional<AddrRange> visible() const { return m_visible; }
    /// The rows that the filter lets through; null without a filter. They are rows of the snapshot in front.
    const std::shared_ptr<const RowSet> &matches() const { return m_matches; }
    /// The filter in force as it was asked; empty without one. Legends mark which of their classes it lets through.
    const QString &filter() const { return m_filter; }
    /// Counts of the same rows for pictures; null without a filter.
    const std::shared_ptr<const RowRank> &matchRank() const { return m_matchRank; }
    /// The run or page that was marked; distances count from its first byte.
    std::optional<AddrRange> marker(Mark marker) const { return m_markers[static_cast<std::size_t>(marker)]; }
    bool canGoBack() const { return m_place > 0; }
    bool canGoForward() const { return m_place + 1 < m_places.size(); }

    /// Selects and remembers the place in the history.
    void select(AddrRange range);
    /// The same for one step of many (arrow keys in a list): a walk of steps is one place, where it ended.
    void stepTo(AddrRange range);
    void clearSelection();
    void setHover(std::optional<AddrRange> range);
    /// What the map shows; other views may follow.
    void setVisible(AddrRange range);
    /// Selects `range` and asks the views to bring it into sight ("go to", a double click, next match).
    void reveal(AddrRange range);
    /// What the filter box found, and for which expression.
    void setMatches(std::shared_ptr<const RowSet> rows, const QString &filter = {});
    /// Asks the filter box for another filter, as if it were typed there: any view may, none has to know who answers.
    void requestFilter(const QString &expression);
    /// The same for a click on one row of a legend: `legend` holds the terms of all its rows (classTerm() of
    /// core/query gives those of classes). With TermClick::Also (Ctrl held) the class joins those chosen already.
    void toggleFilterTerm(const QString &term, const QStringList &legend, TermClick click);
    /// Those terms of a legend that the filter asks for.
    QStringList chosenFilterTerms(const QStringList &legend) const;
    void setMarker(Mark marker, std::optional<AddrRange> place);
    /// A first, then B; when both stand a new pair begins.
    void setNextMarker(AddrRange place);
    /// Reveals A, or B when A is selected.
    void jumpToMarker();
    /// Forgets everything but the filter: another snapshot.
    void reset();
    void tellExplained() { emit explained(); }

public slots:
    void goBack();
    void goForward();

signals:
    void selectionChanged();
    void hoverChanged();
    void visibleChanged();
    void revealRequested(ptscope::AddrRange range);
    void historyChanged();
    /// Other rows match, or the filter is another.
    void matchesChanged();
    void filterRequested(const QString &expression);
    void markersChanged();
    /// What lies beside the dump has been read: Snapshot::knownOwners() are all of them now.
    void explained();

private:
    void setSelection(std::optional<AddrRange> range);
    void goTo(std::size_t place);

    std::optional<AddrRange> m_selection;
    std::optional<AddrRange> m_hover;
    std::optional<AddrRange> m_visible;
    std::shared_ptr<const RowSet> m_matches;
    std::shared_ptr<const RowRank> m_matchRank;
    std::array<std::optional<AddrRange>, 2> m_markers;
    QString m_filter;
    std::vector<AddrRange> m_places;
    std::size_t m_place = 0;
    bool m_walking = false; ///< the last place came by a step
};

} // namespace ptscope
