// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/breadcrumb.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "core/tree/page_table_tree.h"
#include "views/look/accessible_role.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int rowHeight = 34;
constexpr int separatorWidth = 22;

QFont fontOf(const Crumb &crumb, bool last)
{
    const TextRole role = last ? TextRole::Value : TextRole::Body;
    return crumb.mono ? monoFont(role) : wordFont(role);
}

const Region *regionAt(const Snapshot &snapshot, VirtAddr address)
{
    const auto row = snapshot.extents().find(address);
    return row ? snapshot.regionOf(*row) : nullptr;
}

} // namespace

std::vector<Crumb> crumbsTo(const Snapshot &snapshot, std::optional<AddrRange> selection)
{
    std::vector<Crumb> crumbs;
    if (snapshot.extents().empty()) {
        return crumbs;
    }
    const bool kernelHalf = snapshot.range().last.value >> 63 != 0;
    crumbs.push_back({kernelHalf ? QStringLiteral("kernel") : QStringLiteral("EFI"), snapshot.range(), false});
    if (!selection || *selection == snapshot.range()) {
        return crumbs;
    }
    const Region *region = regionAt(snapshot, selection->first);
    if (region != nullptr && region->range && region->range->contains(*selection)) {
        crumbs.push_back({QString::fromStdString(region->name), *region->range, false});
    }
    for (const PageTableTree::Step &step : PageTableTree(snapshot).walk(selection->first)) {
        const AddrRange range = step.entry.range;
        if (!range.contains(selection->first) || (selection->contains(range) && selection->size() > range.size()
                                                  && step.entry.kind == EntryKind::Table)) {
            break;
        }
        crumbs.push_back({QStringLiteral("%1[%2]").arg(QLatin1String(name(step.table.level)), indexText(step.entry.firstIndex)), range, true});
    }
    return crumbs;
}

Breadcrumb::Breadcrumb(Navigator &navigator, QWidget *parent) : QWidget(parent), m_navigator(navigator)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleRole(*this, QAccessible::List);
    setAccessibleName(tr("Way to the selection"));
    connect(&navigator, &Navigator::selectionChanged, this, &Breadcrumb::follow);
}

void Breadcrumb::setSnapshot(SnapshotPtr snapshot)
{
    m_snapshot = std::move(snapshot);
    follow();
}

void Breadcrumb::follow()
{
    m_crumbs = m_snapshot == nullptr ? std::vector<Crumb>{} : crumbsTo(*m_snapshot, m_navigator.selection());
    m_hovered = -1;
    m_current = static_cast<int>(m_crumbs.size()) - 1;
    QStringList words;
    for (const Crumb &crumb : m_crumbs) {
        words.append(crumb.text);
    }
    setAccessibleDescription(words.join(QStringLiteral(" > ")));
    layOut();
    update();
}

/// From the right: where the row is short the outer steps give way, never the step one is at.
void Breadcrumb::layOut()
{
    m_places.assign(m_crumbs.size(), {});
    int needed = 0;
    std::size_t first = m_crumbs.size();
    std::vector<int> widths;
    for (std::size_t i = 0; i < m_crumbs.size(); ++i) {
        widths.push_back(QFontMetrics(fontOf(m_crumbs[i], i + 1 == m_crumbs.size())).horizontalAdvance(m_crumbs[i].text));
    }
    while (first > 0 && needed + widths[first - 1] <= width()) {
        needed += widths[--first] + scaled(separatorWidth);
    }
    int x = 0;
    for (std::size_t i = first; i < m_crumbs.size(); ++i) {
        m_places[i] = QRect(x, 0, widths[i], height());
        x += widths[i] + scaled(separatorWidth);
    }
}

QSize Breadcrumb::sizeHint() const
{
    return {scaled(400), scaled(rowHeight)};
}

QSize Breadcrumb::minimumSizeHint() const
{
    return {scaled(80), scaled(rowHeight)};
}

void Breadcrumb::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    const int last = static_cast<int>(m_crumbs.size()) - 1;
    for (int i = 0; i <= last; ++i) {
        const QRect place = m_places[static_cast<std::size_t>(i)];
        if (place.isEmpty()) {
            continue;
        }
        const Crumb &crumb = m_crumbs[static_cast<std::size_t>(i)];
        const bool lit = i == m_hovered || (hasFocus() && i == m_current);
        painter.setFont(fontOf(crumb, i == last));
        painter.setPen(lit ? colors.accent : i == last ? colors.text1 : colors.text2);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, crumb.text);
        if (lit) {
            painter.fillRect(place.left(), place.center().y() + scaled(9), place.width(), 1, colors.accent);
        }
        if (i < last) {
            painter.setPen(colors.text3);
            painter.drawText(QRect(place.right(), 0, scaled(separatorWidth), height()), Qt::AlignCenter, QStringLiteral("›"));
        }
    }
}

int Breadcrumb::crumbAt(QPoint position) const
{
    const auto found = std::find_if(m_places.begin(), m_places.end(), [&](const QRect &place) { return place.contains(position); });
    return found == m_places.end() ? -1 : static_cast<int>(found - m_places.begin());
}

void Breadcrumb::go(int crumb)
{
    if (crumb >= 0 && crumb < static_cast<int>(m_crumbs.size())) {
        m_navigator.reveal(AddrRange(m_crumbs[static_cast<std::size_t>(crumb)].range));
    }
}

void Breadcrumb::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = crumbAt(event->position().toPoint());
    setCursor(m_hovered < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void Breadcrumb::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        go(crumbAt(event->position().toPoint()));
    }
}

void Breadcrumb::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_crumbs.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        m_current = std::max(0, m_current - 1);
        break;
    case Qt::Key_Right:
        m_current = std::min(last, m_current + 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        go(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

void Breadcrumb::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void Breadcrumb::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void Breadcrumb::resizeEvent(QResizeEvent *)
{
    layOut();
}

} // namespace ptscope
