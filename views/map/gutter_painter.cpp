// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/gutter_painter.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

#include "core/snapshot/row_text.h"
#include "views/look/numbers.h"
#include "views/look/type.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(GutterPainter)
};

/// "65.5k", "2.2M": the gutter is narrow.
QString compactCount(std::uint64_t count)
{
    const std::uint64_t unit = count < 1'000'000 ? 1'000 : 1'000'000;
    const std::uint64_t tenths = count / (unit / 10);
    const QString fraction = tenths < 1000 ? QLatin1Char('.') + QString::number(tenths % 10) : QString();
    return QString::number(tenths / 10) + fraction + QLatin1Char(unit == 1'000 ? 'k' : 'M');
}

} // namespace

GutterPainter::GutterPainter(QPainter &painter, const MapSource &source, Theme theme)
    : m_painter(painter), m_source(source), m_colors(palette(theme)), m_name(wordFont(TextRole::Value)),
      m_level(monoFont(TextRole::Value)), m_word(wordFont(TextRole::Body)), m_note(wordFont(TextRole::Label))
{ }

void GutterPainter::drawRuler(const QRect &ruler)
{
    drawLines(ruler, {Words::tr("Address")}, m_word, m_colors.text2);
}

void GutterPainter::drawLane(const MapLane &lane)
{
    if (lane.kind != LaneKind::Table) {
        const QString title = lane.kind == LaneKind::Region ? Words::tr("Region")
            : lane.kind == LaneKind::Owner                        ? Words::tr("Owner")
                                                                  : Words::tr("Access");
        drawLines(lane.rect, {title}, m_name, m_colors.text1);
        return;
    }
    const PagingGeometry &geometry = m_source.snapshot().geometry();
    QStringList lines{QString::fromLatin1(name(lane.level)),
                      Words::tr("%1 each").arg(QString::fromStdString(runSizeText(geometry.span(lane.level))))};
    if (lane.level != Level::Pgd) {
        lines << tablesText(m_source.tables()[number(lane.level)]);
    }
    drawLines(lane.rect, lines, m_level, m_colors.text1);
}

/// Where KASAN's shared tables hide how many there are, the text gives an upper bound.
QString GutterPainter::tablesText(std::uint64_t tables) const
{
    const QString bound = m_source.snapshot().tablesProven() ? QString() : QString(QChar(0x2264));
    const QString full = tables == 1 ? Words::tr("%1 table").arg(bound + QLatin1Char('1'))
                                     : Words::tr("%1 tables").arg(bound + countText(tables));
    const int room = scaled(measures::gutter) - scaled(measures::gutterText);
    const auto fits = [&](const QString &text) { return QFontMetrics(m_note).horizontalAdvance(text) <= room; };
    if (fits(full) || tables < 1'000) {
        return full;
    }
    const QString compact = bound + compactCount(tables);
    const QString worded = Words::tr("%1 tables").arg(compact);
    return fits(worded) ? worded : Words::tr("%1 tab.").arg(compact);
}

void GutterPainter::drawLines(const QRect &lane, const QStringList &lines, const QFont &first, const QColor &color)
{
    const QFontMetrics nameMetrics(first);
    const QFontMetrics noteMetrics(m_note);
    const int roomForNotes = lane.height() - nameMetrics.height();
    const qsizetype notes = std::clamp<qsizetype>(roomForNotes / noteMetrics.height(), 0, lines.size() - 1);
    const int x = scaled(measures::gutterText);
    int y = lane.y() + (lane.height() - nameMetrics.height() - static_cast<int>(notes) * noteMetrics.height()) / 2;
    m_painter.setFont(first);
    m_painter.setPen(color);
    m_painter.drawText(x, y + nameMetrics.ascent(), lines.front());
    y += nameMetrics.height();
    m_painter.setFont(m_note);
    m_painter.setPen(m_colors.text3);
    for (qsizetype i = 1; i <= notes; ++i, y += noteMetrics.height()) {
        m_painter.drawText(x, y + noteMetrics.ascent(), lines[i]);
    }
}

} // namespace ptscope
