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

QFont strongFont()
{
    QFont font = monoFont(TextRole::Label);
    font.setWeight(QFont::DemiBold);
    return font;
}

QStringList headTexts()
{
    return {Ledger::tr("A, before"), Ledger::tr("B, after"), Ledger::tr("change")};
}

QStringList figureTexts(const LedgerLine &line)
{
    return {countColumnText(line.before), countColumnText(line.after), deltaColumnText(line.delta())};
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

Ledger::Columns Ledger::columns() const
{
    const QFontMetrics figures(strongFont());
    const QFontMetrics words(wordFont(TextRole::Label));
    const QStringList heads = headTexts();
    Columns widths{};
    for (std::size_t i = 0; i < widths.size(); ++i) {
        widths[i] = words.horizontalAdvance(heads[static_cast<int>(i)]);
        for (const LedgerLine &line : m_lines) {
            widths[i] = std::max(widths[i], figures.horizontalAdvance(figureTexts(line)[static_cast<int>(i)]));
        }
        widths[i] += scaled(columnGap);
    }
    return widths;
}

void Ledger::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Columns widths = columns();
    paintHead(painter, widths);
    int y = scaled(lineHeight);
    for (const LedgerLine &line : m_lines) {
        paintLine(painter, line, y, widths);
        y += scaled(lineHeight);
    }
}

void Ledger::paintHead(QPainter &painter, const Columns &columns) const
{
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(ptscope::palette().text3);
    const auto sized = std::find_if(m_lines.begin(), m_lines.end(), [](const LedgerLine &line) { return !line.unit.isEmpty(); });
    QRect row(0, 0, width(), scaled(lineHeight));
    if (sized != m_lines.end()) {
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, tr("sizes in %1").arg(sized->unit));
    }
    const QStringList heads = headTexts();
    for (std::size_t i = columns.size(); i-- > 0;) {
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, heads[static_cast<int>(i)]);
        row.adjust(0, 0, -columns[i], 0);
    }
}

void Ledger::paintLine(QPainter &painter, const LedgerLine &line, int y, const Columns &columns) const
{
    const Palette &colors = ptscope::palette();
    const bool same = line.delta() == 0;
    const QFont mono = monoFont(TextRole::Label);
    const std::array<QFont, 3> fonts{mono, same ? mono : strongFont(), mono};
    const std::array<QColor, 3> inks{colors.text2, same ? colors.text2 : colors.text1, same ? colors.text3 : colors.text1};
    const QStringList figures = figureTexts(line);
    QRect row(0, y, width(), scaled(lineHeight));
    for (std::size_t i = columns.size(); i-- > 0;) {
        painter.setFont(fonts[i]);
        painter.setPen(inks[i]);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, figures[static_cast<int>(i)]);
        row.adjust(0, 0, -columns[i], 0);
    }
    painter.setFont(wordFont(TextRole::Body));
    painter.setPen(same ? colors.text3 : colors.text2);
    const QFontMetrics metrics = painter.fontMetrics();
    // Between long figures the kernel's word says it as well.
    const QString brief = QString(line.name).replace(QLatin1String("contiguous"), QLatin1String("CON"));
    const QString &name = metrics.horizontalAdvance(line.name) <= row.width() ? line.name : brief;
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(name, Qt::ElideRight, row.width()));
}

} // namespace ptscope
