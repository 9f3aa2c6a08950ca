// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include <map>
#include <vector>

#include "core/snapshot/snapshot.h"
#include "core/stat/statistics.h"
#include "views/common/navigator.h"
#include "views/look/widgets/stacked_bar.h"
#include "views/panels/place_list.h"

class QVBoxLayout;

namespace ptscope {

class LegendFilter;
class PanelRow;

/// The left panel: what is open, its regions, and what its leaves and rights add up to. A click on a region goes
/// there, a click on a class filters by it.
class SidePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit SidePanel(Navigator &navigator, QWidget *parent = nullptr);

    /// All open snapshots and the number of the one in front, -1 for none.
    void setSnapshots(const std::vector<SnapshotPtr> &snapshots, int current);
    /// The two that are compared get their letters; takes effect with the next setSnapshots.
    void setPair(SnapshotPtr before, SnapshotPtr after);

    /// Markers and bookmarks of the snapshot in front.
    void setPlaces(const std::vector<PanelPlace> &places);

signals:
    void snapshotChosen(int index);
    void placeRemoved(const QString &title);

private:
    const Statistics &statisticsFor(const SnapshotPtr &snapshot);
    void forgetClosed(const std::vector<SnapshotPtr> &snapshots);
    void beginSection(const QString &title, const QString &note);
    QString letterOf(const SnapshotPtr &snapshot) const;
    static QString openText(const std::vector<SnapshotPtr> &snapshots);
    void listSnapshots(const std::vector<SnapshotPtr> &snapshots, int current);
    void listRegions();
    void listLeaves();
    void listRights();
    void addLegend(ShownClass shownClass, const QString &name, std::uint64_t bytes);
    LegendFilter *makeLegendFilter();
    void addPlaces();
    void markChosenRegion();

    Navigator &m_navigator;
    SnapshotPtr m_snapshot;
    SnapshotPtr m_before;
    SnapshotPtr m_after;
    std::map<SnapshotPtr, Statistics> m_statistics;
    std::vector<std::pair<std::size_t, PanelRow *>> m_regionRows;
    QWidget *m_content = nullptr;
    PlaceList *m_placeList = nullptr;
    std::vector<PanelPlace> m_places;
    QVBoxLayout *m_sections = nullptr;
    QVBoxLayout *m_column = nullptr;      ///< of the section being filled
    LegendFilter *m_legendFilter = nullptr; ///< of the legend being filled
};

} // namespace ptscope
