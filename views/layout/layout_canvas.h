// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "views/common/change_overlay.h"
#include "views/common/navigator.h"
#include "views/common/picture_twin.h"
#include "views/layout/layout_picture.h"

class QHelpEvent;

namespace ptscope {

/// The open tables and what mouse and keys do to them. The picture is kept; pointing and selecting redraw only frames.
class LayoutCanvas : public QWidget, public PictureTwin
{
    Q_OBJECT

public:
    explicit LayoutCanvas(Navigator &navigator, QWidget *parent = nullptr);

    /// Null while nothing is open or a worker still reads.
    void setSource(MapSourcePtr source);
    /// Entries that differ from another dump get a corner.
    void setComparison(ComparisonPtr comparison);
    void setColours(LayoutColours colours);
    LayoutColours colours() const { return m_colours; }
    void setOrder(EntryOrder order);
    EntryOrder order() const { return m_order; }

    const LayoutGeometry &geometry() const { return m_geometry; }
    const LayoutPath &path() const { return m_path; }
    /// How much of a canvas of that height grids and key take: cells are whole pixels.
    int heightUsed(int height) const;
    /// Cells on a canvas of that height are apart, so that their marks are drawn.
    bool cellsApart(int height) const;
    /// Whether every table is drawn; if not, frames follow until it is.
    bool isWhole() const { return m_picture.isWhole(); }
    /// Brings the table of that number of the path to the front.
    void setFront(std::size_t table);

    QSize sizeHint() const override;

    // The twin is the table in front: a row for each run of entries.
    QStringList twinHeads() const override;
    int twinRows() const override { return static_cast<int>(twinRuns().size()); }
    QString twinText(int row, int column) const override;
    int twinSelectedRow() const override;
    void selectTwinRow(int row) override;

public slots:
    void goToNextRun() { step(true); }
    void goToPreviousRun() { step(false); }
    void goRowUp() { stepRow(-1); }
    void goRowDown() { stepRow(1); }
    /// From a run to its first entry: a single page, block.
    void goToEntry();
    void goLevelUp();
    void goLevelDown();
    void zoomIn();
    void zoomOut();
    void goToNextTable() { stepTable(true); }
    void goToPreviousTable() { stepTable(false); }

signals:
    /// Another table is open or in front.
    void pathChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    LayoutScene scene() const;
    void drawPicture(QPainter &painter);
    void drawEmpty(QPainter &painter) const;
    void drawDifferences(QPainter &painter) const;
    void invalidate();
    LayoutGeometry geometryFor(QSize size) const;
    void layOut();
    void twinMoved();
    const std::vector<EntryRun> &twinRuns() const;
    AddrRange targetOf(const EntryRun &entry) const;
    void readMatches();
    void followSelection();
    void step(bool forward);
    void stepRow(int rows);
    void stepTable(bool forward);
    void goTo(std::optional<AddrRange> range);
    std::optional<AddrRange> targetAt(QPoint point) const;
    std::string legendTermAt(QPoint point) const;
    std::optional<AddrRange> tableUnder(QPoint point) const;
    bool showToolTip(const QHelpEvent &event);

    Navigator &m_navigator;
    MapSourcePtr m_source;
    ChangeOverlay m_changes;
    TableContents m_contents;
    LayoutPath m_path;
    LayoutGeometry m_geometry;
    LayoutColours m_colours = LayoutColours::LeafSize;
    EntryOrder m_order = EntryOrder::Rows;
    mutable std::vector<EntryRun> m_twinRuns; ///< read when somebody asks
    mutable bool m_twinValid = false;
    LayoutPicture m_picture;
    int m_wheel = 0; ///< turned so far, in eighths of a degree
};

} // namespace ptscope
