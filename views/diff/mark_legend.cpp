// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/mark_legend.h"

#include <QPainter>

#include "views/look/change_mark.h"
#include "views/look/numbers.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int lineHeight = 26;
constexpr std::array order{ChangeMark::Added, ChangeMark::Removed, ChangeMark::Changed,
                           ChangeMark::Split, ChangeMark::Merged,  ChangeMark::Moved};

} // namespace

QString nameOf(ChangeMark mark)
{
    switch (mark) {
    case ChangeMark::Added:
        return MarkLegend::tr("mapped");
    case ChangeMark::Removed:
        return MarkLegend::tr("unmapped");
    case ChangeMark::Split:
        return MarkLegend::tr("split");
    case ChangeMark::Merged:
        return MarkLegend::tr("merged");
    case ChangeMark::Moved:
        return MarkLegend::tr("moved");
    case ChangeMark::Changed:
        break;
    }
    return MarkLegend::tr("changed");
}

MarkLegend::MarkLegend(const std::array<std::uint64_t, changeMarkCount> &counts, QWidget *parent)
    : QWidget(parent), m_counts(counts)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    QStringList text;
    for (const ChangeMark mark : order) {
        text.append(QStringLiteral("%1 %2").arg(nameOf(mark), countText(m_counts[static_cast<std::size_t>(mark)])));
    }
    setAccessibleName(tr("Marks"));
    setAccessibleDescription(text.join(QStringLiteral(", ")));
}

QSize MarkLegend::sizeHint() const
{
    return {scaled(300), static_cast<int>(order.size() + 1) / 2 * scaled(lineHeight)};
}

void MarkLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    const int column = (width() - scaled(24)) / 2;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint64_t count = m_counts[static_cast<std::size_t>(order[i])];
        const QRect line(i % 2 == 0 ? 0 : column + scaled(24), static_cast<int>(i / 2) * scaled(lineHeight), column,
                         scaled(lineHeight));
        drawChangeMark(painter, {line.x(), line.y(), scaled(markChipSide), line.height()}, order[i], colors.theme);
        painter.setFont(wordFont(TextRole::Body));
        painter.setPen(count == 0 ? colors.text3 : colors.text1);
        painter.drawText(line.adjusted(scaled(markChipSide + 8), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         nameOf(order[i]));
        painter.setFont(monoFont(count == 0 ? TextRole::Body : TextRole::Value));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, countColumnText(count));
    }
}

MarkTitle::MarkTitle(ChangeMark mark, const QString &title, const QString &note, QWidget *parent)
    : QWidget(parent), m_mark(mark), m_title(title), m_note(note)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(QStringLiteral("%1, %2").arg(title, note));
}

QSize MarkTitle::sizeHint() const
{
    return {scaled(300), scaled(lineHeight)};
}

void MarkTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    drawChangeMark(painter, {0, 0, scaled(markChipSide), height()}, m_mark, colors.theme);
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(colors.text3);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, m_note);
    const int right = painter.fontMetrics().horizontalAdvance(m_note) + scaled(8);
    const QRect room = rect().adjusted(scaled(markChipSide + 8), 0, -right, 0);
    painter.setFont(wordFont(TextRole::Title));
    painter.setPen(colors.text1);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideRight, room.width()));
}

} // namespace ptscope
