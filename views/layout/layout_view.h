// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"
#include "views/layout/cost_table.h"
#include "views/layout/layout_canvas.h"

class QHBoxLayout;

namespace ptscope {

class CostPanel;
class MapLoader;
class SegmentedControl;

/// Block against page: every table as a grid of its entries, one inside the other from the root to the page.
class LayoutView : public View
{
    Q_OBJECT

public:
    explicit LayoutView(Navigator &navigator, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("layout"); }
    QString title() const override { return tr("Layout"); }
    void setSnapshot(SnapshotPtr snapshot) override;
    void setComparison(ComparisonPtr comparison) override;
    bool isSettled() const override;
    QWidget *toolRow() override { return m_toolRow; }
    void saveSettings(QSettings &settings) const override;
    void restoreSettings(QSettings &settings) override;

    LayoutCanvas &canvas() { return *m_canvas; }
    CostPanel &costs() { return *m_costs; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpActions();
    void setUpToolRow();
    void chooseColours(int colours);
    void chooseOrder(int order);
    void takeSource();
    void showPath();
    void showRegion();
    void shareHeight();
    void addUpCosts(SnapshotPtr snapshot);
    void takeCosts(CostFactsPtr facts);
    std::optional<std::size_t> regionInFront() const;

    MapLoader *m_loader;
    LayoutCanvas *m_canvas;
    CostPanel *m_costs;
    QWidget *m_toolRow = nullptr;
    QHBoxLayout *m_levelPlace = nullptr;
    SegmentedControl *m_levels = nullptr; ///< stops: the level of the table in front
    SegmentedControl *m_order = nullptr;
    SegmentedControl *m_colours = nullptr;
    QStringList m_levelNames;
    SnapshotPtr m_snapshot;
    bool m_addingUp = false;
};

} // namespace ptscope
