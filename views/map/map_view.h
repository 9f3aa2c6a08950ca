// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "views/axis/map_axis.h"
#include "views/common/view.h"

class QHBoxLayout;
class QSplitter;

namespace ptscope {

class MapCanvas;
class MapLoader;
class RunTable;
class SegmentedControl;

/// The map above, the dump's own lines below: one follows the other.
class MapView : public View
{
    Q_OBJECT

public:
    explicit MapView(Navigator &navigator, QWidget *parent = nullptr);
    ~MapView() override;

    QString id() const override { return QStringLiteral("map"); }
    QString title() const override { return tr("Map"); }
    void setSnapshot(SnapshotPtr snapshot) override;
    void replaceSnapshot(SnapshotPtr snapshot) override;
    void setComparison(ComparisonPtr comparison) override;
    bool isSettled() const override;
    QWidget *toolRow() override;
    void saveSettings(QSettings &settings) const override;
    void restoreSettings(QSettings &settings) override;

    MapCanvas &canvas() { return *m_canvas; }
    RunTable &runs() { return *m_runs; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeRunPanel();
    void layOut();
    void setUpActions();
    void setUpToolRow();
    void takeSource();
    void showAxis();
    void showStops();
    void scrollRuns();

    MapLoader *m_loader;
    MapCanvas *m_canvas;
    RunTable *m_runs;
    QSplitter *m_splitter;
    QWidget *m_runPanel = nullptr;
    std::optional<AddrRange> m_kept; ///< what to show of the snapshot that is on its way; nothing: all
    bool m_bordered = false; ///< the border between map and list is where the user put it
    QWidget *m_toolRow = nullptr;
    QHBoxLayout *m_zoomPlace = nullptr;
    SegmentedControl *m_zoom = nullptr;
    SegmentedControl *m_mode = nullptr;
    std::vector<ZoomStop> m_stops;
    QAction *m_linear = nullptr;
    QTimer m_scroll; ///< panning must not wait for the list
};

} // namespace ptscope
