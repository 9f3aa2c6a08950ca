// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diff_painter.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "views/diff/change_labels.h"
#include "views/diff/diff_lane_painter.h"
#include "views/look/address_paint.h"
#include "views/look/box.h"
#include "views/look/change_mark.h"
#include "views/look/type.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DiffPainter)
};

constexpr int meaningShare = 26;
constexpr int churnShare = 12;
constexpr int bandShare = 55;
constexpr int churnBandShare = 22;
constexpr int hoverShare = 50;
constexpr int markWidth = 2;
constexpr int badgeSide = 20;

/// From the leaf lane of a side to its access lane.
QRect tallOf(const DiffGeometry &geometry, Side side)
{
    QRect tall;
    for (const DiffLane &lane : geometry.lanes()) {
        tall = lane.side == side ? tall | lane.rect : tall;
    }
    return tall;
}

} // namespace

void DiffPainter::drawContent(QPainter &painter) const
{
    painter.fillRect(QRect({0, 0}, m_geometry.size()), m_colors.bg);
    if (m_axis.empty()) {
        return;
    }
    drawGutter(painter);
    drawRegions(painter);
    drawChanges(painter);
    for (const DiffLane &lane : m_geometry.lanes()) {
        drawLane(painter, lane);
    }
    drawLabels(painter);
}

void DiffPainter::drawGutter(QPainter &painter) const
{
    const int x = scaled(measures::gutterText);
    for (const DiffLane &lane : m_geometry.lanes()) {
        QRect text(x, lane.rect.y(), scaled(measures::gutter) - x, lane.rect.height());
        if (lane.kind == DiffLaneKind::Leaf) {
            const int side = std::min(scaled(badgeSide), text.height());
            const QRect badge(x, text.y(), side, side);
            drawBox(painter, badge, {m_colors.lineStrong, m_colors.surface, 4, 1});
            painter.setFont(wordFont(TextRole::Value));
            painter.setPen(m_colors.text1);
            painter.drawText(badge, Qt::AlignCenter,
                             lane.side == Side::Before ? QStringLiteral("A") : QStringLiteral("B"));
            text.setTop(badge.bottom() + 1);
        }
        painter.setFont(wordFont(TextRole::Label));
        if (QFontMetrics(painter.font()).height() > text.height() + scaled(3)) {
            continue;
        }
        painter.setPen(m_colors.text3);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         lane.kind == DiffLaneKind::Leaf ? Words::tr("leaf size") : Words::tr("access"));
    }
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(m_colors.text3);
    const QRect changes = m_geometry.changesRect();
    painter.drawText(QRect(x, changes.y(), scaled(measures::gutter) - x, changes.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, Words::tr("changes"));
}

/// A line where a region begins; its name, and its address where there is room for it too.
void DiffPainter::drawRegions(QPainter &painter) const
{
    const QFont name = wordFont(TextRole::Value);
    const QFont mono = monoFont(TextRole::Label);
    const QFontMetrics metrics(name);
    const int addressSpace = static_cast<int>(std::ceil(addressWidth(mono)));
    const AddressInk ink{m_colors.text2, m_colors.text3,
                         std::min(commonDigits(m_axis.all().first.value, m_axis.all().last.value), 12)};
    const auto regions = m_geometry.regions();
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const QRect rect = regions[i].rect;
        const int end = i + 1 < regions.size() ? regions[i + 1].rect.x() : m_geometry.content().right() + 1;
        painter.fillRect(rect.x(), rect.y(), scaled(1), m_geometry.content().bottom() + 1 - rect.y(),
                         m_colors.lineStrong);
        const QString &text = m_source.regions()[regions[i].row].name;
        const int left = rect.x() + scaled(5);
        const int width = metrics.horizontalAdvance(text);
        if (left + width > end - scaled(2)) {
            continue;
        }
        painter.setFont(name);
        painter.setPen(m_colors.text1);
        painter.drawText(QRect(left, rect.y(), width + 1, rect.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        const int behind = left + width + scaled(8);
        if (behind + addressSpace < end - scaled(2)) {
            drawAddress(painter, {behind, rect.y(), addressSpace + 1, rect.height()}, regions[i].range.first.value,
                        mono, ink);
        }
    }
}

void DiffPainter::drawLane(QPainter &painter, const DiffLane &lane) const
{
    DiffLanePainter(painter, m_axis, m_theme)
        .draw(lane, m_geometry.cellsOf(lane), tallOf(m_geometry, lane.side));
}

void DiffPainter::drawChanges(QPainter &painter) const
{
    for (const ChangeCell &cell : m_geometry.changes()) {
        const QColor &color = m_colors.of(markFor(cell.kind));
        painter.fillRect(cell.rect, mix(color, m_colors.bg, cell.churn ? churnShare : meaningShare));
    }
    painter.setPen(Qt::NoPen);
    const QRect lane = m_geometry.changesRect();
    for (const MovedBand &band : m_geometry.bands()) {
        const bool churn = m_source.diff().changes.isChurn(band.change);
        painter.setBrush(mix(m_colors.of(ChangeMark::Moved), m_colors.bg, churn ? churnBandShare : bandShare));
        painter.drawPolygon(QPolygon({{band.fromLeft, lane.top()},
                                      {band.fromRight, lane.top()},
                                      {band.toRight, lane.bottom() + 1},
                                      {band.toLeft, lane.bottom() + 1}}));
    }
    painter.setBrush(Qt::NoBrush);
}

void DiffPainter::drawLabels(QPainter &painter, const QRect &frame) const
{
    const int side = scaled(markChipSide);
    const CountMeasure counts;
    for (const ChangeLabel &label : m_geometry.labels()) {
        if (!frame.isNull() && !label.rect.intersects(frame)) {
            continue;
        }
        if (!frame.isNull()) {
            painter.fillRect(label.rect.intersected(m_geometry.content()), m_colors.bg);
        }
        int x = label.rect.x();
        for (const ChangeLabel::Part &part : label.parts) {
            if (x + side > label.rect.right() + 1) {
                break;
            }
            drawChangeMark(painter, {x, label.rect.y(), side, label.rect.height()}, part.mark, m_theme);
            x += side;
            painter.setFont(monoFont(TextRole::Value));
            painter.setPen(part.churn ? m_colors.text3 : m_colors.text1);
            const int width = counts.width(part.count);
            const QRect count(x + scaled(2), label.rect.y(), width, label.rect.height());
            painter.drawText(count, Qt::AlignLeft | Qt::AlignVCenter, countBehindMark(part.count));
            x += width + scaled(4);
        }
    }
}

/// Around both sides and what is between them, so that a change reads as one thing.
void DiffPainter::drawFrame(QPainter &painter, AddrRange range, const QColor &color) const
{
    QRect rect = m_geometry.columnOf(range);
    if (rect.isEmpty()) {
        return;
    }
    const int line = scaled(markWidth);
    rect = rect.width() >= 4 * line ? rect : rect.adjusted(-line, 0, line, 0);
    rect.adjust(0, -line, 0, line);
    painter.fillRect(rect.x(), rect.y(), rect.width(), line, color);
    painter.fillRect(rect.x(), rect.bottom() + 1 - line, rect.width(), line, color);
    painter.fillRect(rect.x(), rect.y(), line, rect.height(), color);
    painter.fillRect(rect.right() + 1 - line, rect.y(), line, rect.height(), color);
}

void DiffPainter::drawMarks(QPainter &painter, const DiffMarks &marks) const
{
    if (m_axis.empty()) {
        return;
    }
    if (marks.hover && marks.hover != marks.selection) {
        drawFrame(painter, *marks.hover, mix(m_colors.selection, m_colors.bg, hoverShare));
    }
    if (marks.selection) {
        drawFrame(painter, *marks.selection, m_colors.selection);
        if (const QRect frame = m_geometry.columnOf(*marks.selection); !frame.isEmpty()) {
            drawLabels(painter, frame.adjusted(-2 * scaled(markWidth), 0, 2 * scaled(markWidth), 0));
        }
    } else if (marks.focused) {
        painter.setPen(QPen(m_colors.accent, scaled(1), Qt::DotLine));
        painter.drawRect(m_geometry.content().adjusted(0, 0, -1, -1));
    }
}

} // namespace ptscope
