// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/ledger.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

#include "views/common/class_names.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int lineHeight = 19;
constexpr int columnGap = 10;
constexpr std::uint64_t kib = 1024;

void addLine(std::vector<LedgerLine> &lines, LedgerLine line)
{
    if (line.before != 0 || line.after != 0) {
        lines.push_back(std::move(line));
    }
}

} // namespace

std::vector<LedgerLine> ledgerLines(const Diff &diff)
{
    const LedgerSide &a = diff.ledgerBefore;
    const LedgerSide &b = diff.ledgerAfter;
    const QString unit = QStringLiteral("KiB");
    std::vector<LedgerLine> lines;
    lines.push_back({Ledger::tr("Mapped"), a.mappedBytes / kib, b.mappedBytes / kib, unit, {}});
    for (std::size_t i = leafClassCount; i-- > static_cast<std::size_t>(LeafClass::Invalid);) {
        const auto leaf = static_cast<LeafClass>(i);
        addLine(lines, {className(leaf, diff.after->geometry()), a.bytesByLeaf[i] / kib, b.bytesByLeaf[i] / kib, unit, {}});
    }
    const bool proven = a.tablesProven && b.tablesProven;
    for (unsigned n = 0; n < levelCount; ++n) {
        addLine(lines, {Ledger::tr("%1 tables").arg(QLatin1String(name(levelFromNumber(n)))), a.tables[n], b.tables[n],
                        {}, proven ? QString() : Ledger::tr("An upper bound: KASAN shares tables.")});
    }
    addLine(lines, {Ledger::tr("TLB entries"), a.tlbEntries, b.tlbEntries, {},
                    Ledger::tr("A model, not a measurement: one entry per leaf, one per contiguous group.")});
    addLine(lines, {Ledger::tr("Runs"), diff.before->extents().size(), diff.after->extents().size(), {}, {}});
    return lines;
}

std::int64_t churnBytes(const ChangeTable &changes)
{
    std::uint64_t bytes = 0;
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        const ChangeKinds kinds = changes.kinds(i);
        if (changes.isChurn(i) && kinds.has(ChangeKind::Mapped)) {
            bytes += changes.range(i).size().value;
        } else if (changes.isChurn(i) && kinds.has(ChangeKind::Unmapped)) {
            bytes -= changes.range(i).size().value;
        }
    }
    return static_cast<std::int64_t>(bytes);
}

QString ledgerText(const std::vector<LedgerLine> &lines)
{
    QString text;
    for (const LedgerLine &line : lines) {
        text += QStringLiteral("%1%2\t%3\t%4\t%5\n")
                    .arg(line.name, line.unit.isEmpty() ? QString() : QStringLiteral(", ") + line.unit)
                    .arg(line.before)
                    .arg(line.after)
                    .arg(line.delta());
    }
    return text;
}

Ledger::Ledger(std::vector<LedgerLine> lines, QWidget *parent) : QWidget(parent), m_lines(std::move(lines))
{
    setAccessibleName(tr("Ledger"));
    setAccessibleDescription(ledgerText(m_lines));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize Ledger::sizeHint() const
{
    return {scaled(300), static_cast<int>(m_lines.size() + 1) * scaled(lineHeight)};
}

bool Ledger::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto &help = static_cast<QHelpEvent &>(*event);
    const auto line = static_cast<std::size_t>(std::max(help.pos().y(), 0) / scaled(lineHeight));
    if (line > 0 && line <= m_lines.size() && !m_lines[line - 1].toolTip.isEmpty()) {
        QToolTip::showText(help.globalPos(), m_lines[line - 1].toolTip, this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

void Ledger::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    const QFont mono = monoFont(TextRole::Label);
    QFont strong = mono;
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(strong);
    int figure = 0;
    for (const LedgerLine &line : m_lines) {
        for (const QString &text : {countColumnText(line.before), countColumnText(line.after), deltaColumnText(line.delta())}) {
            figure = std::max(figure, metrics.horizontalAdvance(text));
        }
    }
    const int column = figure + scaled(columnGap);
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(colors.text3);
    const QString heads[] = {tr("change"), tr("B, after"), tr("A, before")};
    for (int i = 0; i < 3; ++i) {
        painter.drawText(QRect(0, 0, width() - i * column, scaled(lineHeight)), Qt::AlignRight | Qt::AlignVCenter, heads[i]);
    }
    int y = scaled(lineHeight);
    for (const LedgerLine &line : m_lines) {
        const QRect row(0, y, width(), scaled(lineHeight));
        const bool same = line.delta() == 0;
        painter.setFont(wordFont(TextRole::Body));
        painter.setPen(same ? colors.text3 : colors.text2);
        const QString label = line.unit.isEmpty() ? line.name : line.name + QStringLiteral(", ") + line.unit;
        painter.drawText(row.adjusted(0, 0, -3 * column, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(label, Qt::ElideRight, width() - 3 * column));
        const auto put = [&](int fromRight, const QString &text, const QFont &font, const QColor &color) {
            painter.setFont(font);
            painter.setPen(color);
            painter.drawText(row.adjusted(0, 0, -fromRight * column, 0), Qt::AlignRight | Qt::AlignVCenter, text);
        };
        put(2, countColumnText(line.before), mono, colors.text2);
        put(1, countColumnText(line.after), same ? mono : strong, same ? colors.text2 : colors.text1);
        put(0, deltaColumnText(line.delta()), mono, same ? colors.text3 : colors.text1);
        y += scaled(lineHeight);
    }
}

} // namespace ptscope
