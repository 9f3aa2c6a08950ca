// SPDX-License-Identifier: GPL-3.0-or-later
// What the mouse does to the map.
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QStyleHints>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "core/query/class_terms.h"
#include "views/common/class_names.h"
#include "views/look/numbers.h"
#include "views/look/type.h"
#include "views/map/map_canvas.h"
#include "views/map/map_key.h"
#include "views/map/map_labels.h"

namespace ptscope {

namespace {

constexpr double notchFactor = 1.25;
constexpr double notchAngle = 120.0;

} // namespace

void MapCanvas::wheelEvent(QWheelEvent *event)
{
    if (!isOpen()) {
        return;
    }
    const QPoint angle = event->angleDelta();
    const bool sideways = std::abs(angle.x()) > std::abs(angle.y());
    if (sideways || event->modifiers().testFlag(Qt::ShiftModifier)) {
        const int delta = sideways ? angle.x() : angle.y();
        pan(-delta * m_axis.width() / (panShare * static_cast<int>(notchAngle)));
    } else if (angle.y() != 0) {
        m_axis.zoom(static_cast<int>(event->position().x()) - geometry().content().x(),
                    std::pow(notchFactor, angle.y() / notchAngle));
        axisChanged();
    }
    event->accept();
}

void MapCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        m_pressed = event->position().toPoint();
        m_draggedTo = m_pressed->x();
        m_dragging = false;
    }
}

void MapCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (m_pressed) {
        const bool far = std::abs(position.x() - m_pressed->x()) >= QGuiApplication::styleHints()->startDragDistance();
        if (!m_dragging && far) {
            m_dragging = true;
            setCursor(Qt::ClosedHandCursor);
            m_navigator.setHover(std::nullopt);
        }
        if (m_dragging) {
            pan(m_draggedTo - position.x());
            m_draggedTo = position.x();
        }
        return;
    }
    keyAt(position) ? setCursor(Qt::PointingHandCursor) : unsetCursor();
    const MapCell *cell = isOpen() ? geometry().cellAt(position) : nullptr;
    m_navigator.setHover(cell == nullptr ? std::nullopt : std::optional(cell->range));
}

void MapCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const bool click = m_pressed && !m_dragging && event->button() == Qt::LeftButton;
    if (click && isOpen()) {
        if (const auto leaf = keyAt(*m_pressed)) {
            filterBy(*leaf, event->modifiers().testFlag(Qt::ControlModifier));
        } else if (const MapCell *cell = geometry().cellAt(*m_pressed)) {
            m_navigator.select(cell->range);
        } else {
            m_navigator.clearSelection();
        }
    }
    m_pressed.reset();
    m_dragging = false;
    unsetCursor();
}

/// The key at the foot is a legend, and legends filter.
std::optional<LeafClass> MapCanvas::keyAt(QPoint position) const
{
    if (!isOpen() || !geometry().footRect().contains(position)) {
        return std::nullopt;
    }
    const std::vector<MapKeyEntry> entries = mapKeyEntries(geometry(), m_axis);
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const MapKeyEntry &e) { return e.rect.contains(position); });
    return found == entries.end() ? std::nullopt : std::optional(found->leaf);
}

void MapCanvas::filterBy(LeafClass leaf, bool also)
{
    const PagingGeometry &geometry = m_source->snapshot().geometry();
    m_navigator.toggleFilterTerm(QString::fromStdString(classTerm(leaf, geometry)), leafTerms(geometry),
                                 also ? TermClick::Also : TermClick::Only);
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const MapCell *cell = isOpen() ? geometry().cellAt(event->position().toPoint()) : nullptr;
    if (event->button() == Qt::LeftButton && cell != nullptr && cell->range.overlaps(m_axis.all())) {
        const AddrRange range = intersection(cell->range, m_axis.all());
        m_navigator.select(cell->range);
        m_axis.show(range);
        axisChanged();
    }
}

void MapCanvas::leaveEvent(QEvent *)
{
    m_navigator.setHover(std::nullopt);
}

bool MapCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        return showToolTip(static_cast<QHelpEvent &>(*event));
    }
    return QWidget::event(event);
}

bool MapCanvas::showToolTip(QHelpEvent &event)
{
    if (keyAt(event.pos())) {
        QToolTip::showText(event.globalPos(), tr("Show this size only; with Ctrl beside what is chosen"), this);
        return true;
    }
    const MapCell *cell = isOpen() && !m_dragging ? geometry().cellAt(event.pos()) : nullptr;
    if (cell == nullptr) {
        QToolTip::hideText();
        event.ignore();
        return true;
    }
    const QFont mono = monoFont(TextRole::Body);
    const auto exclusive = AddrRange(cell->range).printedEnd();
    QString text = QStringLiteral("<p style='white-space:pre'><span style=\"font-family:'%1'\">%2 - %3</span>")
                       .arg(mono.family(), addressLabel(cell->range.first.value), addressLabel(exclusive));
    for (const QString &line : detailsOf(*cell, *m_source)) {
        text += QStringLiteral("<br>") + line.toHtmlEscaped();
    }
    if (const auto kind = m_changes.appliesTo(m_source->snapshot()) ? m_changes.at(cell->range) : std::nullopt) {
        text += QStringLiteral("<br>") + changedText(markFor(*kind)).toHtmlEscaped();
    }
    text += QStringLiteral("<br>") + tr("Double click or F: fit it into the window") + QStringLiteral("</p>");
    QToolTip::showText(event.globalPos(), text, this, cell->rect);
    return true;
}

} // namespace ptscope
