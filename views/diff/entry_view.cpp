// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/entry_view.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "core/paging/level.h"
#include "views/diff/change_sentences.h"
#include "views/diff/mark_legend.h"
#include "views/look/box.h"
#include "views/look/change_mark.h"
#include "views/look/numbers.h"
#include "views/look/pattern.h"
#include "views/look/type.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

constexpr int meaningShare = 26;
constexpr int markWidth = 2;
constexpr int accessPart = 3; ///< of its height, access takes one part in so many

} // namespace

EntryView::EntryView(Navigator &navigator, QWidget *parent) : QWidget(parent), m_navigator(navigator)
{
    setMouseTracking(true);
    setAccessibleName(tr("Entries around the change"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&m_navigator, &Navigator::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(&m_navigator, &Navigator::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

QSize EntryView::sizeHint() const
{
    return {scaled(600), EntryGeometry::idealHeight()};
}

void EntryView::setChange(DiffSourcePtr source, std::optional<ChangeIndex> change)
{
    m_source = std::move(source);
    m_change = change;
    layOut();
}

void EntryView::layOut()
{
    const bool any = m_source != nullptr && m_change && *m_change < m_source->diff().changes.size();
    m_geometry = any ? EntryGeometry(*m_source, m_source->diff().changes.at(*m_change), size()) : EntryGeometry();
    update();
}

void EntryView::resizeEvent(QResizeEvent *)
{
    layOut();
}

void EntryView::mouseMoveEvent(QMouseEvent *event)
{
    const EntryCell *cell = m_geometry.cellAt(event->position().toPoint());
    m_navigator.setHover(cell == nullptr ? std::nullopt : std::optional(cell->range));
}

void EntryView::mousePressEvent(QMouseEvent *event)
{
    if (const EntryCell *cell = m_geometry.cellAt(event->position().toPoint())) {
        const AddrRange range = cell->range; // the next change lays the cells out anew
        m_navigator.select(range);
    }
}

void EntryView::leaveEvent(QEvent *)
{
    m_navigator.setHover(std::nullopt);
}

void EntryView::drawHead(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    const QRect line(scaled(measures::gutterText), 0, width() - scaled(measures::gutterText + measures::rightMargin),
                     m_geometry.cells().front().before.y());
    painter.setFont(wordFont(TextRole::Value));
    painter.setPen(colors.text1);
    const QString region = QString::fromStdString(regionNameOf(m_source->diff(), *m_change));
    const QString title = region.isEmpty() ? tr("between regions") : region;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
    const int behind = painter.fontMetrics().horizontalAdvance(title) + scaled(10);
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(colors.text3);
    painter.drawText(line.adjusted(behind, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("one cell = one %1 entry = %2")
                         .arg(QLatin1String(name(m_geometry.level())), runSizeText(m_geometry.span().value)));
    painter.setFont(monoFont(TextRole::Label));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                     addressLabel(m_geometry.cells().front().range.first.value));
}

void EntryView::drawEntry(QPainter &painter, const QRect &rect, const ClassSums &sums, bool changed) const
{
    const Theme theme = ptscope::palette().theme;
    PatternOptions options;
    options.origin = rect.topLeft();
    options.uiScale = uiScale();
    options.emphasis = changed ? Emphasis::Full : Emphasis::Faded;
    PatternPainter patterns(painter, theme, options);
    const QRect cell = rect.adjusted(0, 0, -scaled(1), -scaled(1));
    const LeafClass leaf = sums.dominantLeaf();
    if (leaf == LeafClass::Hole) {
        patterns.fill(cell, LeafClass::Hole);
        return;
    }
    const int access = cell.height() / accessPart;
    patterns.fill(cell.adjusted(0, 0, 0, -access), leaf);
    if (const AccessClass rights = sums.dominantAccess(); rights != AccessClass::None) {
        const bool alert = sums.of(AccessClass::RwX) != 0;
        patterns.fill(QRect(cell.x(), cell.bottom() + 1 - access, cell.width(), access),
                      alert ? AccessClass::RwX : rights);
    }
}

/// What happened to the entries below and above, where it fits in words.
void EntryView::drawBands(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    painter.setFont(wordFont(TextRole::Label));
    const QFontMetrics metrics(painter.font());
    for (const EntryBand &band : m_geometry.bands()) {
        QString text;
        if (band.kind) {
            const ChangeMark mark = markFor(*band.kind);
            painter.fillRect(band.rect, mix(colors.of(mark), colors.bg, meaningShare));
            text = QStringLiteral("%1  %2").arg(markCharacter(mark), nameOf(mark));
        } else {
            text = tr("= the same");
        }
        if (metrics.horizontalAdvance(text) > band.rect.width()) {
            text = band.kind ? QString(markCharacter(markFor(*band.kind))) : QStringLiteral("=");
        }
        if (metrics.horizontalAdvance(text) <= band.rect.width()) {
            painter.setPen(band.kind ? colors.text1 : colors.text3);
            painter.drawText(band.rect, Qt::AlignCenter, text);
        }
    }
}

void EntryView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    painter.fillRect(rect(), colors.bg);
    if (m_geometry.cells().empty()) {
        painter.setFont(wordFont(TextRole::Label));
        painter.setPen(colors.text3);
        painter.drawText(rect(), Qt::AlignCenter, tr("The entries around a change are drawn here; n chooses the next one"));
        return;
    }
    drawHead(painter);
    drawBands(painter);
    const QFont index = monoFont(TextRole::Index);
    const int indexWidth = QFontMetrics(index).horizontalAdvance(QStringLiteral("0000"));
    for (const EntryCell &cell : m_geometry.cells()) {
        const bool changed = cell.counts.allMeaning() + cell.counts.allChurn() != 0;
        drawEntry(painter, cell.before, cell.sumsBefore, changed);
        drawEntry(painter, cell.after, cell.sumsAfter, changed);
        if (cell.before.width() >= indexWidth) {
            painter.setFont(index);
            painter.setPen(colors.text3);
            painter.drawText(QRect(cell.after.x(), cell.after.bottom() + 1, cell.after.width(), scaled(18)),
                             Qt::AlignCenter, bareIndexText(cell.index));
        }
        const auto selection = m_navigator.selection();
        const auto hover = m_navigator.hover();
        if (selection && selection->overlaps(cell.range) && !selection->contains(cell.range)) {
            painter.fillRect(cell.after.x(), cell.after.bottom() - scaled(markWidth), cell.after.width() - scaled(1),
                             scaled(markWidth), colors.selection);
        }
        if (hover && *hover == cell.range) {
            painter.setPen(QPen(colors.selection, scaled(1)));
            painter.drawRect(cell.before.united(cell.after).adjusted(0, 0, -scaled(2), -scaled(2)));
        }
    }
    const QFont letter = wordFont(TextRole::Value);
    for (const bool before : {true, false}) {
        const QRect row = before ? m_geometry.cells().front().before : m_geometry.cells().front().after;
        const QRect badge(scaled(measures::gutterText), row.y() + (row.height() - scaled(20)) / 2, scaled(20), scaled(20));
        drawBox(painter, badge, {colors.lineStrong, colors.surface, 4, 1});
        painter.setFont(letter);
        painter.setPen(colors.text1);
        painter.drawText(badge, Qt::AlignCenter, before ? QStringLiteral("A") : QStringLiteral("B"));
    }
}

} // namespace ptscope
