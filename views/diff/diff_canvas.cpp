// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diff_canvas.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "core/diff/change_words.h"
#include "views/diff/change_sentences.h"
#include "views/diff/diff_painter.h"
#include "views/look/accessible_role.h"
#include "views/look/numbers.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int leastWidth = 260;

QString sideText(const DiffSource &source, Side side, VirtAddr onAxis)
{
    const DiffSide &shown = source.side(side);
    const QString letter = side == Side::Before ? QStringLiteral("A") : QStringLiteral("B");
    const auto row = shown.rowAt(onAxis);
    if (!row) {
        return DiffCanvas::tr("%1  nothing is said").arg(letter);
    }
    const Snapshot &snapshot = shown.snapshot();
    const Mapping mapping{snapshot.extents().level(*row), snapshot.extents().attributes(*row)};
    QString text = QStringLiteral("%1  %2").arg(letter, QString::fromStdString(mappingText(snapshot.attributes(), mapping)));
    const VirtAddr own = shown.ownAddress(onAxis);
    if (own != onAxis) {
        text += DiffCanvas::tr(", at %1").arg(addressLabel(own.value));
    }
    return text;
}

} // namespace

DiffCanvas::DiffCanvas(Navigator &navigator, QWidget *parent) : QWidget(parent), m_navigator(navigator)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleRole(*this, QAccessible::Graphic); // the list of changes is its twin
    setAccessibleName(tr("Two dumps on one axis, the changes between them"));
    connect(&m_navigator, &Navigator::selectionChanged, this, [this] {
        describe();
        update();
    });
    connect(&m_navigator, &Navigator::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&m_navigator, &Navigator::revealRequested, this, &DiffCanvas::reveal);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, [this] {
        m_picture.invalidate();
        update();
    });
}

void DiffCanvas::setSource(DiffSourcePtr source)
{
    m_source = std::move(source);
    m_kept.reset(); // of another table
    m_axis = m_source == nullptr ? MapAxis() : MapAxis(m_source->axisIndex(), DiffGeometry::axisWidth(width()));
    invalidate();
    describe();
}

void DiffCanvas::setChurn(ChurnShow churn)
{
    m_churn = churn;
    invalidate();
}

void DiffCanvas::setKept(KeptChangesPtr kept)
{
    if (kept != m_kept) {
        m_kept = std::move(kept);
        invalidate();
    }
}

void DiffCanvas::invalidate()
{
    m_geometryValid = false;
    m_picture.invalidate();
    update();
}

const DiffGeometry &DiffCanvas::geometry() const
{
    if (!m_geometryValid) {
        m_geometry = isOpen() ? DiffGeometry(m_axis, *m_source, size(), m_churn, m_kept.get()) : DiffGeometry();
        m_geometryValid = true;
    }
    return m_geometry;
}

QSize DiffCanvas::sizeHint() const
{
    return {scaled(900), DiffGeometry::idealHeight()};
}

QSize DiffCanvas::minimumSizeHint() const
{
    return {scaled(leastWidth), DiffGeometry::leastHeight()};
}

// --- what is in view ---------------------------------------------------------------------------------------------------

void DiffCanvas::zoom(int x, double factor)
{
    if (isOpen()) {
        m_axis.zoom(x, factor);
        invalidate();
    }
}

void DiffCanvas::pan(int pixels)
{
    if (isOpen()) {
        m_axis.pan(pixels);
        invalidate();
    }
}

void DiffCanvas::showAll()
{
    if (isOpen()) {
        m_axis.showAll();
        invalidate();
    }
}

void DiffCanvas::fitSelection()
{
    const auto selection = m_navigator.selection();
    if (isOpen() && selection && selection->overlaps(m_axis.all())) {
        m_axis.show(intersection(*selection, m_axis.all()));
        invalidate();
    }
}

/// Never zooms: what a change stands beside tells much of it.
void DiffCanvas::reveal(AddrRange range)
{
    if (!isOpen() || !range.overlaps(m_axis.all())) {
        return;
    }
    const AddrRange inside = intersection(range, m_axis.all());
    m_axis.ensureVisible(inside);
    invalidate();
}

void DiffCanvas::resizeEvent(QResizeEvent *)
{
    m_axis.setWidth(DiffGeometry::axisWidth(width()));
    invalidate();
}

void DiffCanvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        m_axis.setWidth(DiffGeometry::axisWidth(width()));
        invalidate();
        updateGeometry();
    }
}

// --- mouse -------------------------------------------------------------------------------------------------------------

std::optional<AddrRange> DiffCanvas::rangeAt(QPoint point) const
{
    if (!isOpen()) {
        return std::nullopt;
    }
    if (const ChangeCell *change = geometry().changeAt(point)) {
        return change->range;
    }
    const DiffCell *cell = geometry().cellAt(point);
    return cell == nullptr ? std::nullopt : std::optional(cell->map.range);
}

void DiffCanvas::choose(QPoint point)
{
    const ChangeCell *change = geometry().changeAt(point);
    if (change != nullptr) {
        emit changeChosen(change->first);
    } else if (const auto range = rangeAt(point)) {
        m_navigator.select(*range);
    } else {
        m_navigator.clearSelection();
    }
}

void DiffCanvas::wheelEvent(QWheelEvent *event)
{
    if (isOpen() && turnWheel(m_axis, *event, geometry().content().x())) {
        invalidate();
    }
    event->accept();
}

void DiffCanvas::mousePressEvent(QMouseEvent *event)
{
    m_drag.press(*event);
}

void DiffCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (!m_drag.isPressed()) {
        m_navigator.setHover(rangeAt(position));
        return;
    }
    const AxisDrag::Step step = m_drag.move(position);
    if (step.begins) {
        setCursor(Qt::ClosedHandCursor);
        m_navigator.setHover(std::nullopt);
    }
    if (step.pixels != 0) {
        pan(step.pixels);
    }
}

void DiffCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const auto clicked = m_drag.release(*event);
    if (clicked && isOpen()) {
        choose(*clicked);
    }
    unsetCursor();
}

void DiffCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        choose(event->position().toPoint());
        fitSelection();
    }
}

void DiffCanvas::leaveEvent(QEvent *)
{
    m_navigator.setHover(std::nullopt);
}

QString DiffCanvas::tipAt(QPoint point) const
{
    const auto range = m_drag.isDragging() ? std::nullopt : rangeAt(point);
    if (!range) {
        return {};
    }
    QStringList lines{sideText(*m_source, Side::Before, range->first), sideText(*m_source, Side::After, range->first)};
    if (const ChangeCell *change = geometry().changeAt(point)) {
        lines.append(change->count == 1
                         ? meaningText(m_source->diff(), change->first)
                         : tr("%1 changes share this pixel; zoom in").arg(countText(change->count)));
    } else if (const DiffCell *cell = geometry().cellAt(point); cell != nullptr && cell->map.crowd) {
        lines = {tr("several runs share this pixel; zoom in")};
    }
    QString text = QStringLiteral("<p style='white-space:pre'><span style=\"font-family:'%1'\">%2 - %3</span>")
                       .arg(monoFont(TextRole::Body).family(), addressLabel(range->first.value),
                            addressLabel(range->printedEnd()));
    for (const QString &line : lines) {
        text += QStringLiteral("<br>") + line.toHtmlEscaped();
    }
    return text + QStringLiteral("<br>") + tr("n, N: next and previous difference") + QStringLiteral("</p>");
}

bool DiffCanvas::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto &help = static_cast<QHelpEvent &>(*event);
    const QString text = tipAt(help.pos());
    if (text.isEmpty()) {
        QToolTip::hideText();
        event->ignore();
    } else {
        QToolTip::showText(help.globalPos(), text, this);
    }
    return true;
}

// --- painting ----------------------------------------------------------------------------------------------------------

void DiffCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!isOpen()) {
        painter.fillRect(rect(), ptscope::palette().bg);
        return;
    }
    const DiffPainter picture(geometry(), m_axis, *m_source, ptscope::palette().theme);
    m_picture.paint(painter, *this, [&](QPainter &on) { picture.drawContent(on); });
    picture.drawMarks(painter, {m_navigator.selection(), m_navigator.hover(), hasFocus()});
}

void DiffCanvas::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void DiffCanvas::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

/// What a screen reader says of the picture; its table twin is the list of changes below.
void DiffCanvas::describe()
{
    if (!isOpen()) {
        setAccessibleDescription(tr("Nothing is compared"));
        return;
    }
    const auto selection = m_navigator.selection();
    setAccessibleDescription(selection ? tr("Selected: %1. %2. %3")
                                             .arg(addressLabel(selection->first.value),
                                                  sideText(*m_source, Side::Before, selection->first),
                                                  sideText(*m_source, Side::After, selection->first))
                                       : tr("Nothing is selected"));
}

} // namespace ptscope
