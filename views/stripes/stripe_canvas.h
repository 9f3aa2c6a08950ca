// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>

#include "views/common/change_overlay.h"
#include "views/common/kept_picture.h"
#include "views/common/run_twin.h"
#include "views/stripes/stripe_geometry.h"
#include "views/stripes/stripe_source.h"

class QHelpEvent;

namespace ptscope {

/// The raster and what mouse and keys do to it. The picture is kept; pointing and selecting redraw only the frames.
class StripeCanvas : public QAbstractScrollArea, public RunTwin
{
    Q_OBJECT

public:
    explicit StripeCanvas(Navigator &navigator, QWidget *parent = nullptr);

    void setSource(StripeSourcePtr source);
    /// Another state of the same dump: the lines in sight stay.
    void replaceSource(StripeSourcePtr source);
    /// Pages that differ from another dump are underlined.
    void setComparison(ComparisonPtr comparison);
    /// One for each mark that underlines pages.
    std::vector<ChangeKind> kindsOfChanges() const;
    void setPagesInLine(std::uint32_t pages);
    std::uint32_t pagesInLine() const { return m_pagesInLine; }
    const StripeGeometry &geometry() const { return m_geometry; }

public slots:
    void goToNextRun() { step(true); }
    void goToPreviousRun() { step(false); }
    void goToNextBreak() { goToBreak(true); }
    void goToPreviousBreak() { goToBreak(false); }

signals:
    /// Other lines, or other pages in each, may be in sight.
    void laidOut();

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    const Snapshot *twinSnapshot() const override { return m_geometry.empty() ? nullptr : m_source->snapshot.get(); }
    AddrRange twinRange() const override;

private:
    void drawDifferences(QPainter &painter) const;
    void layOut();
    void invalidate();
    void paint(QPainter &painter) const;
    void step(bool forward);
    void goToBreak(bool forward);
    void bringIntoSight(AddrRange range);
    void showFirstStripe();
    std::optional<AddrRange> runAt(QPoint point) const;
    bool showToolTip(QHelpEvent &event);

    Navigator &m_navigator;
    StripeSourcePtr m_source;
    ChangeOverlay m_changes;
    StripeGeometry m_geometry;
    std::uint32_t m_pagesInLine = 512;
    KeptPicture m_picture;
    bool m_showsFirstStripe = false; ///< nobody has gone elsewhere yet
};

} // namespace ptscope
