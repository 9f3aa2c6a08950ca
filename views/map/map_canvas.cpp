// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_canvas.h"

#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>

#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/type.h"
#include "views/map/map_labels.h"
#include "views/map/map_measures.h"
#include "views/map/map_painter.h"

namespace ptscope {

namespace {

constexpr int waitingShare = 60;
/// A place that was asked for is made at least so wide, and then takes a third of the window.
constexpr int leastRevealed = 24;
constexpr int revealedShare = 3;
constexpr int leastHeight = 200;
constexpr int leastWidth = 260;

} // namespace

MapCanvas::MapCanvas(Navigator &navigator, QWidget *parent)
    : QWidget(parent), RunTwin(navigator), m_navigator(navigator)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Address map"));
    connect(&m_navigator, &Navigator::selectionChanged, this, [this] {
        describe();
        tellTwinSelection(*this);
        update();
    });
    connect(&m_navigator, &Navigator::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&m_navigator, &Navigator::visibleChanged, this, &MapCanvas::followVisible);
    connect(&m_navigator, &Navigator::revealRequested, this, &MapCanvas::reveal);
    connect(&m_navigator, &Navigator::markersChanged, this, qOverload<>(&QWidget::update));
    const auto repaint = [this] {
        m_picture.invalidate();
        update();
    };
    connect(&m_navigator, &Navigator::matchesChanged, this, repaint);
    connect(&m_navigator, &Navigator::explained, this, [this, repaint] {
        m_geometryValid = false;
        repaint();
    });
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, repaint);
}

void MapCanvas::setSource(MapSourcePtr source, std::optional<AddrRange> kept)
{
    const AxisMode mode = m_axis.mode();
    m_source = std::move(source);
    m_axis = m_source == nullptr ? MapAxis() : MapAxis(m_source->index(), MapGeometry::axisWidth(width()));
    m_axis.setMode(mode);
    if (kept && !m_axis.empty() && kept->overlaps(m_axis.all())) {
        m_axis.show(intersection(*kept, m_axis.all()));
    }
    m_waiting = false;
    axisChanged();
    describe();
    updateGeometry();
}

void MapCanvas::setWaiting(bool waiting)
{
    m_waiting = waiting;
    update();
}

const MapGeometry &MapCanvas::geometry() const
{
    if (!m_geometryValid) {
        m_geometry = isOpen() ? MapGeometry(m_axis, *m_source, size()) : MapGeometry();
        m_geometryValid = true;
    }
    return m_geometry;
}

QSize MapCanvas::sizeHint() const
{
    return {scaled(900), m_source == nullptr ? scaled(436) : idealMapHeight(m_source->levels(), m_source->showsOwners())};
}

int MapCanvas::leastHeightOfLanes() const
{
    return m_source == nullptr ? scaled(leastHeight) : leastMapHeight(m_source->levels(), m_source->showsOwners());
}

QSize MapCanvas::minimumSizeHint() const
{
    return {scaled(leastWidth), scaled(leastHeight)};
}

// --- what is in view
// ---------------------------------------------------------------------------------------------------

void MapCanvas::axisChanged()
{
    m_geometryValid = false;
    m_picture.invalidate();
    update();
    if (isOpen()) {
        const QScopedValueRollback publishing(m_publishing, true);
        m_navigator.setVisible(m_axis.visible());
    }
    tellTwinChanged(*this);
    emit viewChanged();
}

/// The overview moved its lens.
void MapCanvas::followVisible()
{
    const auto range = m_navigator.visible();
    if (m_publishing || !range || !isOpen() || !range->overlaps(m_axis.all())) {
        return;
    }
    const AddrRange inside = intersection(*range, m_axis.all());
    inside == m_axis.all() ? m_axis.showAll() : m_axis.show(inside);
    m_geometryValid = false;
    m_picture.invalidate();
    update();
    emit viewChanged();
}

void MapCanvas::reveal(AddrRange range)
{
    if (!isOpen() || !range.overlaps(m_axis.all())) {
        return;
    }
    const AddrRange inside = intersection(range, m_axis.all());
    const auto widthOf = [&] {
        return m_axis.xOf(m_axis.endOf(inside.last)) - m_axis.xOf(m_axis.positionOf(inside.first));
    };
    if (widthOf() > m_axis.width()) {
        m_axis.show(inside);
    } else if (widthOf() < scaled(leastRevealed)) {
        m_axis.show(inside);
        m_axis.zoom(m_axis.width() / 2, 1.0 / revealedShare);
        if (widthOf() < scaled(leastRevealed)) {
            m_axis.show(inside); // folding made it small again
        }
    } else {
        m_axis.ensureVisible(inside);
    }
    axisChanged();
}

void MapCanvas::resizeEvent(QResizeEvent *)
{
    m_axis.setWidth(MapGeometry::axisWidth(width()));
    axisChanged();
}

void MapCanvas::pan(int pixels)
{
    if (isOpen()) {
        m_axis.pan(pixels);
        axisChanged();
    }
}

void MapCanvas::zoomByKey(double factor)
{
    if (!isOpen()) {
        return;
    }
    const auto selection = m_navigator.selection();
    int x = m_axis.width() / 2;
    if (selection && m_axis.visible().contains(selection->first)) {
        const int x0 = std::max(m_axis.xOf(m_axis.positionOf(selection->first)), 0);
        const int x1 = std::min(m_axis.xOf(m_axis.endOf(selection->last)), m_axis.width());
        x = (x0 + x1) / 2;
    }
    m_axis.zoom(x, factor);
    axisChanged();
}

void MapCanvas::showAll()
{
    if (isOpen()) {
        m_axis.showAll();
        axisChanged();
    }
}

/// What a zoom stop is about: the selection if it is in view, else the mapped run nearest to the middle.
VirtAddr MapCanvas::focusAddress() const
{
    const auto selection = m_navigator.selection();
    if (selection && selection->overlaps(m_axis.visible())) {
        return intersection(*selection, m_axis.visible()).first;
    }
    const MapLane &access = geometry().accessLane();
    const int middle = geometry().content().center().x();
    const MapCell *nearest = nullptr;
    const auto distance = [middle](const MapCell &cell) { return std::abs(cell.rect.center().x() - middle); };
    for (const MapCell &cell : geometry().cellsOf(access)) {
        const bool mapped = cell.kind == CellKind::Access;
        if (mapped && (nearest == nullptr || distance(cell) < distance(*nearest))) {
            nearest = &cell;
        }
    }
    const VirtAddr centre = m_axis.addressAtX(m_axis.width() / 2);
    return nearest == nullptr || nearest->range.contains(centre) ? centre : nearest->range.first;
}

void MapCanvas::zoomTo(const ZoomStop &stop)
{
    if (isOpen()) {
        m_axis.zoomTo(stop, focusAddress());
        axisChanged();
    }
}

void MapCanvas::setAxisMode(AxisMode mode)
{
    if (mode != m_axis.mode()) {
        m_axis.setMode(mode);
        axisChanged();
    }
}

void MapCanvas::fitSelection()
{
    const auto selection = m_navigator.selection();
    if (isOpen() && selection && selection->overlaps(m_axis.all())) {
        m_axis.show(intersection(*selection, m_axis.all()));
        axisChanged();
    }
}

void MapCanvas::centreThenFit()
{
    const auto selection = m_navigator.selection();
    if (!isOpen() || !selection || !selection->overlaps(m_axis.all())) {
        return;
    }
    const AddrRange before = m_axis.visible();
    m_axis.centre(intersection(*selection, m_axis.all()));
    if (m_axis.visible() == before) {
        m_axis.show(intersection(*selection, m_axis.all()));
    }
    axisChanged();
}

// --- painting
// ----------------------------------------------------------------------------------------------------------

void MapCanvas::drawPicture(QPainter &painter)
{
    const Theme theme = ptscope::palette().theme;
    const MapPainter map(geometry(), m_axis, *m_source, theme, m_navigator.matchRank().get());
    m_picture.paint(painter, *this, [&](QPainter &on) { map.drawContent(on); });
    drawDifferences(painter);
    map.drawMarks(painter, {m_navigator.selection(), m_navigator.hover(), hasFocus(), m_navigator.marker(Mark::A),
                            m_navigator.marker(Mark::B)});
}

/// The row takes the gap above the access lane, so that nothing moves when a comparison comes or goes.
void MapCanvas::drawDifferences(QPainter &painter)
{
    const SeenChanges *seen = m_changes.on(m_source->snapshot());
    if (seen == nullptr) {
        return;
    }
    const Palette &colors = ptscope::palette();
    const auto &lanes = geometry().lanes();
    const auto lane = std::find_if(lanes.begin(), lanes.end(), [](const MapLane &l) { return l.kind == LaneKind::Access; });
    const QRect access = lane == lanes.end() ? QRect() : lane->rect;
    const int height = scaled(measures::beforeAccess) - scaled(2);
    const QRect row(access.x(), access.y() - scaled(1) - height, access.width(), height);
    painter.fillRect(row, colors.sunk);
    painter.setFont(wordFont(TextRole::Index));
    painter.setPen(colors.text2);
    const QRect gutter(scaled(measures::gutterText), row.y() - row.height(), row.x(), 3 * row.height());
    painter.drawText(gutter, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tr("Changes"));
    for (int x = 0; x < m_axis.width(); ++x) {
        const VirtAddr first = m_axis.addressAtX(x);
        const VirtAddr next = m_axis.addressAtX(x + 1);
        const auto kind = seen->at({first, next > first ? next - ByteCount{1} : first});
        if (kind) {
            painter.fillRect(row.x() + x, row.y(), scaled(1), height, colors.of(markFor(*kind)));
        }
    }
}

void MapCanvas::setComparison(ComparisonPtr comparison)
{
    m_changes.setComparison(std::move(comparison));
    update();
}

void MapCanvas::drawWaiting(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    QColor veil = colors.bg;
    veil.setAlpha(255 * (100 - waitingShare) / 100);
    painter.fillRect(rect(), veil);
    painter.fillRect(0, 0, width(), scaled(2), colors.accent);
}

void MapCanvas::drawNothing(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    painter.fillRect(rect(), colors.bg);
    QString text = tr("Open a dump to see its map.");
    if (m_source != nullptr) {
        text = tr("This dump has no rows.");
    } else if (m_waiting) {
        text = tr("Indexing the runs…");
    }
    painter.setFont(wordFont(TextRole::Body));
    painter.setPen(colors.text2);
    painter.drawText(rect(), Qt::AlignCenter, text);
}

void MapCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    isOpen() ? drawPicture(painter) : drawNothing(painter);
    if (m_waiting) {
        drawWaiting(painter);
    }
}

void MapCanvas::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void MapCanvas::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void MapCanvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        m_axis.setWidth(MapGeometry::axisWidth(width()));
        axisChanged();
        updateGeometry();
    }
}

/// What a screen reader says of the picture; its table twin is the list of runs below.
void MapCanvas::describe()
{
    if (!isOpen()) {
        setAccessibleDescription(tr("Nothing is open"));
        return;
    }
    const auto selection = m_navigator.selection();
    const QString where =
        tr("%1 to %2").arg(addressLabel(m_axis.visible().first.value), addressLabel(m_axis.visible().last.value));
    setAccessibleDescription(selection
                                 ? tr("Selected: %1, at %2. In view: %3")
                                       .arg(factsOf(*selection, *m_source), addressLabel(selection->first.value), where)
                                 : tr("In view: %1. Nothing is selected").arg(where));
}

} // namespace ptscope
