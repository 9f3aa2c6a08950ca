// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "views/charts/chart_geometry.h"
#include "views/charts/chart_request.h"
#include "views/common/view.h"

class QFrame;
class QGridLayout;
class QScrollArea;

namespace ptscope {

class ChartCard;
class SegmentedControl;

/// What the dump comes to, in bars: leaf sizes and permissions of each region, TLB entries, tables, run lengths. Each part of
/// a bar gives its rows. Under a filter bars tell how much of them matches; in a comparison before stands beside after.
class ChartsView : public View
{
    Q_OBJECT

public:
    explicit ChartsView(Navigator &navigator, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("charts"); }
    QString title() const override { return tr("Charts"); }
    void setSnapshot(SnapshotPtr snapshot) override;
    /// Bars of both dumps stand side by side while one of them is in front.
    void setComparison(ComparisonPtr comparison) override;
    bool isSettled() const override { return !m_busy; }
    QWidget *toolRow() override { return m_toolRow; }
    void saveSettings(QSettings &settings) const override;
    void restoreSettings(QSettings &settings) override;

    const std::vector<ChartCard *> &cards() const { return m_cards; }
    ChartSetPtr figures() const { return m_set; }
    void setScale(ChartScale scale);
    void showNumbers(bool numbers);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeCards();
    void arrange();
    void setUpToolRow();
    void setUpActions();
    void refresh();
    void take(const ChartAnswer &answer);
    void showFigures();
    void chooseRows(const QString &filter);

    QScrollArea *m_scroll;
    QFrame *m_page;
    QGridLayout *m_grid;
    std::vector<ChartCard *> m_cards;
    QWidget *m_toolRow = nullptr;
    SegmentedControl *m_scaleChoice = nullptr;
    SegmentedControl *m_formChoice = nullptr;
    SegmentedControl *m_runChoice = nullptr;
    ChartSetPtr m_set;
    std::vector<ChartSetPtr> m_known;
    SnapshotPtr m_snapshot;
    ComparisonPtr m_comparison;
    quint64 m_asked = 0; ///< an older answer is dropped
    ChartScale m_scale = ChartScale::Share;
    bool m_numbers = false;
    bool m_runBytes = false;
    bool m_busy = false;
    int m_columns = 0;
};

} // namespace ptscope
