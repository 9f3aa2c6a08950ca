// SPDX-License-Identifier: GPL-3.0-or-later
// What the mouse does to the grids.
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include "core/owner/owner_text.h"
#include "core/snapshot/row_text.h"
#include "views/common/class_names.h"
#include "views/layout/layout_canvas.h"
#include "views/layout/layout_legend.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

constexpr int wheelNotch = 120;

} // namespace

std::string LayoutCanvas::legendTermAt(QPoint point) const
{
    const bool over = !m_path.empty() && m_geometry.legend().contains(point);
    return over ? ptscope::legendTermAt(point, keyFor(m_geometry, m_source->snapshot(), m_colours)) : std::string();
}

std::optional<AddrRange> LayoutCanvas::targetAt(QPoint point) const
{
    if (const auto hit = m_geometry.entryAt(point)) {
        const EntryRun entry = m_source->tree().entry(hit->place->table, hit->index);
        return entry.kind == EntryKind::Unprinted ? std::nullopt : std::optional(targetOf(entry));
    }
    const GridPlace *place = m_geometry.titleAt(point);
    const bool opens = place != nullptr && place->table != m_source->tree().root();
    return opens ? std::optional(m_source->tree().range(place->table)) : std::nullopt;
}

void LayoutCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_path.empty()) {
        return;
    }
    const QPoint point = event->position().toPoint();
    if (const std::string term = legendTermAt(point); !term.empty()) {
        m_navigator.toggleFilterTerm(QString::fromStdString(term), legendTerms(m_source->snapshot(), m_colours),
                                     event->modifiers().testFlag(Qt::ControlModifier) ? TermClick::Also : TermClick::Only);
        return;
    }
    goTo(targetAt(point));
}

/// One entry of the run: down to a single page.
void LayoutCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_path.empty()) {
        return;
    }
    if (const auto hit = m_geometry.entryAt(event->position().toPoint())) {
        m_navigator.select(m_source->tree().entry(hit->place->table, hit->index).range);
    }
}

void LayoutCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const auto target = m_path.empty() ? std::nullopt : targetAt(point);
    m_navigator.setHover(target);
    const bool leads = target && m_geometry.titleAt(point) != nullptr;
    setCursor(leads || !legendTermAt(point).empty() ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void LayoutCanvas::leaveEvent(QEvent *)
{
    m_navigator.setHover(std::nullopt);
}

std::optional<AddrRange> LayoutCanvas::tableUnder(QPoint point) const
{
    if (const auto hit = m_geometry.entryAt(point)) {
        const EntryRun entry = m_source->tree().entry(hit->place->table, hit->index);
        return entry.kind == EntryKind::Table ? std::optional(entry.range) : std::nullopt;
    }
    return std::nullopt;
}

/// Towards the user: into the table under the pointer; away: out of the table in front.
void LayoutCanvas::wheelEvent(QWheelEvent *event)
{
    m_wheel += event->angleDelta().y();
    if (m_path.empty() || std::abs(m_wheel) < wheelNotch) {
        return;
    }
    const bool in = m_wheel > 0;
    m_wheel = 0;
    const auto table = in ? tableUnder(event->position().toPoint()) : std::nullopt;
    if (table) {
        goTo(*table);
    } else {
        in ? zoomIn() : zoomOut();
    }
}

bool LayoutCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        return showToolTip(*static_cast<QHelpEvent *>(event));
    }
    return QWidget::event(event);
}

bool LayoutCanvas::showToolTip(const QHelpEvent &event)
{
    if (!legendTermAt(event.pos()).empty()) {
        QToolTip::showText(event.globalPos(), tr("Show these rows only; with Ctrl beside what is chosen"), this);
        return true;
    }
    const auto hit = m_path.empty() ? std::nullopt : m_geometry.entryAt(event.pos());
    if (!hit) {
        QToolTip::hideText();
        return true;
    }
    const Snapshot &snapshot = m_source->snapshot();
    const PagingGeometry &paging = snapshot.geometry();
    const EntryRun entry = m_source->tree().entry(hit->place->table, hit->index);
    QStringList lines{QStringLiteral("%1[%2]  %3")
                          .arg(QLatin1String(name(paging.canonical(hit->place->table.level))), indexText(hit->index),
                               addressLabel(entry.range.first.value))};
    if (entry.kind == EntryKind::Table) {
        const TableNode below = m_source->tree().child(hit->place->table, hit->index);
        lines.append(tableSummary(paging, readTable(*m_source, below, {1, 1}, nullptr)));
        lines.append(tr("Click: open it"));
    } else if (entry.kind == EntryKind::Unprinted) {
        lines.append(tr("No row of the dump speaks of it"));
    } else {
        lines.append(QString::fromStdString(rowText(snapshot, entry.row)).simplified());
        lines.append(className(snapshot.classOf(entry.row).leaf, paging));
        if (const std::string owner = snapshot.isExplained() ? ownersText(snapshot, entry.range) : ""; !owner.empty()) {
            lines.append(QString::fromStdString(owner));
        }
    }
    const SeenChanges *seen = m_changes.on(snapshot);
    if (const auto kind = seen != nullptr ? seen->at(entry.range) : std::nullopt) {
        lines.append(changedText(markFor(*kind)));
    }
    QToolTip::showText(event.globalPos(), lines.join(QLatin1Char('\n')), this);
    return true;
}

} // namespace ptscope
