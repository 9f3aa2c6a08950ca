// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "views/common/view.h"
#include "views/stripes/stripe_source.h"

class QComboBox;
class QLabel;
class QListWidget;

namespace ptscope {

class SegmentedControl;
class StripeCanvas;
class StripeLegend;
class StripeLoupe;
class StripeOffers;

/// The vmemmap as a raster: where HVO has left stripes, what they save, and where the pattern breaks.
class StripesView : public View
{
    Q_OBJECT

public:
    explicit StripesView(Navigator &navigator, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("stripes"); }
    QString title() const override { return tr("Stripes"); }
    void setSnapshot(SnapshotPtr snapshot) override;
    void replaceSnapshot(SnapshotPtr snapshot) override;
    void setComparison(ComparisonPtr comparison) override;
    bool isSettled() const override { return !m_busy; }
    QWidget *toolRow() override { return m_toolRow; }
    void saveSettings(QSettings &settings) const override;
    void restoreSettings(QSettings &settings) override;

    StripeCanvas &canvas() { return *m_canvas; }
    StripeLoupe &loupe() { return *m_loupe; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void setUpActions();
    void setUpToolRow();
    void load(SnapshotPtr snapshot);
    void take(StripeSourcePtr source);
    void choosePages(int index);
    void showPages();
    void chooseRange(const QString &name);
    void listRanges();
    void showOffers();
    void listGaps();
    void showLoupe();

    StripeCanvas *m_canvas;
    QLabel *m_pattern;
    QLabel *m_meaning;
    QLabel *m_detail;
    QLabel *m_saving;
    QLabel *m_balance;
    QLabel *m_pools;
    StripeLegend *m_legend;
    StripeLoupe *m_loupe;
    QListWidget *m_gaps;
    StripeOffers *m_offers;
    QWidget *m_head = nullptr;
    QWidget *m_foot = nullptr;
    QComboBox *m_range = nullptr;
    std::array<QLabel *, 2> m_words{};
    QWidget *m_toolRow = nullptr;
    SegmentedControl *m_pages = nullptr;
    StripeSourcePtr m_source;
    QString m_rangeName; ///< that the user chose; empty for the vmemmap
    const Snapshot *m_wanted = nullptr;
    bool m_keepPlace = false; ///< what is on its way is another state of what is shown
    bool m_busy = false;
};

} // namespace ptscope
