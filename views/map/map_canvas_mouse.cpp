// SPDX-License-Identifier: GPL-3.0-or-later
// What the mouse does to the map.
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

#include "core/query/class_terms.h"
#include "views/common/class_names.h"
#include "views/look/numbers.h"
#include "views/look/type.h"
#include "views/map/map_canvas.h"
#include "views/map/map_key.h"
#include "views/map/map_labels.h"

namespace ptscope {

void MapCanvas::wheelEvent(QWheelEvent *event)
{
    if (!isOpen()) {
        return;
    }
    if (turnWheel(m_axis, *event, geometry().content().x())) {
        axisChanged();
    }
    event->accept();
}

void MapCanvas::mousePressEvent(QMouseEvent *event)
{
    m_drag.press(*event);
}

void MapCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (m_drag.isPressed()) {
        const AxisDrag::Step step = m_drag.move(position);
        if (step.begins) {
            setCursor(Qt::ClosedHandCursor);
            m_navigator.setHover(std::nullopt);
        }
        if (step.pixels != 0) {
            pan(step.pixels);
        }
        return;
    }
    keyAt(position) ? setCursor(Qt::PointingHandCursor) : unsetCursor();
    const MapCell *cell = isOpen() ? geometry().cellAt(position) : nullptr;
    m_navigator.setHover(cell == nullptr ? std::nullopt : std::optional(cell->range));
}

void MapCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const auto clicked = m_drag.release(*event);
    if (clicked && isOpen()) {
        if (const auto leaf = keyAt(*clicked)) {
            filterBy(*leaf, event->modifiers().testFlag(Qt::ControlModifier));
        } else if (const MapCell *cell = geometry().cellAt(*clicked)) {
            m_navigator.select(cell->range);
        } else {
            m_navigator.clearSelection();
        }
    }
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
    const MapCell *cell = isOpen() && !m_drag.isDragging() ? geometry().cellAt(event.pos()) : nullptr;
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
    const SeenChanges *seen = m_changes.on(m_source->snapshot());
    if (const auto kind = seen != nullptr ? seen->at(cell->range) : std::nullopt) {
        text += QStringLiteral("<br>") + changedText(markFor(*kind)).toHtmlEscaped();
    }
    text += QStringLiteral("<br>") + tr("Double click or F: fit it into the window") + QStringLiteral("</p>");
    QToolTip::showText(event.globalPos(), text, this, cell->rect);
    return true;
}

} // namespace ptscope
