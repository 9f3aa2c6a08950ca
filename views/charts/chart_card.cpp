// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_card.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/snapshot/row_text.h"
#include "views/charts/chart_legend.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/elided_label.h"

namespace ptscope {

namespace {

constexpr int margin = 16;
constexpr int rowHeight = 22;

QString exactText(ChartUnit unit, std::uint64_t amount)
{
    return unit == ChartUnit::Bytes ? runSizeText(amount) : countColumnText(amount);
}

/// "28M of 36M" under a filter.
QString figureText(const ChartFigure &figure, std::uint64_t matching, std::uint64_t amount)
{
    const QString all = exactText(figure.unit, amount);
    return figure.filtered ? ChartCard::tr("%1 of %2").arg(matching == 0 ? QStringLiteral("0") : exactText(figure.unit, matching), all)
                           : all;
}

QTableWidgetItem *figureItem(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    item->setFont(monoFont(TextRole::Label));
    return item;
}

} // namespace

ChartCard::ChartCard(Qt::Orientation growth, QWidget *parent)
    : QFrame(parent), m_title(new ElidedLabel({}, "title", "1")), m_line(new ElidedLabel({}, "label", "2")),
      m_rest(new ElidedLabel({}, "label", "3")),
      m_legend(new ChartLegend), m_chart(new BarChart(growth)), m_numbers(new QTableWidget)
{
    setLookProperty(*this, "panel", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(margin), scaled(12), scaled(margin), scaled(12));
    column->setSpacing(scaled(4));
    m_head = new QHBoxLayout;
    m_head->addWidget(m_title, 1);
    column->addLayout(m_head);
    column->addWidget(m_line);
    column->addWidget(m_legend);
    column->addSpacing(scaled(4));
    column->addWidget(m_chart);
    column->addWidget(m_numbers);
    column->addWidget(m_rest);
    column->addStretch(1);
    m_numbers->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_numbers->setSelectionMode(QAbstractItemView::SingleSelection);
    m_numbers->setFrameShape(QFrame::NoFrame);
    m_numbers->setShowGrid(false);
    m_numbers->verticalHeader()->setDefaultSectionSize(scaled(rowHeight));
    m_numbers->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_numbers->setTabKeyNavigation(false);
    m_numbers->hide();
    connect(m_numbers, &QTableWidget::cellActivated, this, &ChartCard::activate);
    connect(m_chart, &BarChart::pointedAt, this, &ChartCard::showLine);
    connect(m_chart, &BarChart::activated, this, [this](ChartSpot spot) {
        emit filterWanted(m_figure->bars[spot.bar].parts[spot.part].filter);
    });
}

void ChartCard::addControl(QWidget *control)
{
    m_head->addWidget(control);
}

void ChartCard::setFigure(const ChartFigure *figure, ChartScale scale)
{
    m_figure = figure;
    m_chart->setFigure(figure, scale);
    m_title->setText(figure == nullptr ? QString() : figure->title);
    m_rest->setText(figure == nullptr ? QString() : figure->rest);
    const bool sharesOnLog =
        figure != nullptr && scale == ChartScale::Log && figure->stacking == ChartStacking::Shares;
    m_note = figure == nullptr ? QString() : figure->note;
    if (sharesOnLog && figure->unit != ChartUnit::Tables) {
        m_note += tr("; length by logarithm, parts by their share");
    }
    if (figure != nullptr && figure->sides == 2) {
        m_note += m_chart->growth() == Qt::Horizontal ? tr("; A above B") : tr("; A left of B");
    }
    if (figure != nullptr && figure->filtered) {
        m_note += tr("; solid: what matches the filter");
    }
    m_rest->setVisible(!m_rest->text().isEmpty());
    m_rest->setToolTip(m_rest->text());
    const bool classes = figure != nullptr && figure->unit != ChartUnit::Tables;
    m_legend->setFills(classes ? namedFillsOf(*figure) : std::vector<NamedFill>());
    m_legend->setVisible(classes);
    showLine({});
    fillNumbers();
}

void ChartCard::showLine(const QString &pointedAt)
{
    const QString line = pointedAt.isEmpty() ? m_note : pointedAt;
    m_line->setText(line);
    m_line->setToolTip(line);
    setLookProperty(*m_line, "tone", pointedAt.isEmpty() ? QStringLiteral("2") : QStringLiteral("1"));
}

void ChartCard::showNumbers(bool numbers)
{
    m_numbers->setVisible(numbers);
    m_chart->setVisible(!numbers);
    m_legend->setVisible(!numbers && m_figure != nullptr && m_figure->unit != ChartUnit::Tables);
}

/// Bars down, fills across, their sum at the end: what the picture shows, exactly.
void ChartCard::fillNumbers()
{
    m_numbers->clear();
    m_numbers->setRowCount(0);
    if (m_figure == nullptr) {
        return;
    }
    const std::vector<NamedFill> fills = namedFillsOf(*m_figure);
    const auto columns = static_cast<int>(fills.size());
    m_numbers->setAccessibleName(tr("%1, figures").arg(m_figure->title));
    m_numbers->setRowCount(static_cast<int>(m_figure->bars.size()));
    m_numbers->setColumnCount(columns + (columns > 1 ? 1 : 0));
    for (int column = 0; column < columns; ++column) {
        m_numbers->setHorizontalHeaderItem(column, new QTableWidgetItem(fills[static_cast<std::size_t>(column)].name));
    }
    if (columns > 1) {
        m_numbers->setHorizontalHeaderItem(columns, new QTableWidgetItem(tr("sum")));
    }
    for (int row = 0; row < m_numbers->rowCount(); ++row) {
        const ChartBar &bar = m_figure->bars[static_cast<std::size_t>(row)];
        const QString side = m_figure->sides == 1 ? QString() : row % 2 == 0 ? QStringLiteral("  A") : QStringLiteral("  B");
        m_numbers->setVerticalHeaderItem(row, new QTableWidgetItem(bar.name + side));
        for (int column = 0; column < columns; ++column) {
            const auto part = partWithFill(bar, fills[static_cast<std::size_t>(column)].fill);
            m_numbers->setItem(row, column,
                               figureItem(part ? figureText(*m_figure, bar.parts[*part].matching, bar.parts[*part].amount) : QString()));
        }
        if (columns > 1) {
            m_numbers->setItem(row, columns, figureItem(figureText(*m_figure, bar.matching(), bar.total())));
        }
    }
    // As wide as their text: a figure is never cut.
    m_numbers->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_numbers->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_numbers->setFixedHeight((m_numbers->rowCount() + 1) * scaled(rowHeight) + scaled(8));
}

void ChartCard::activate(int row, int column)
{
    const ChartBar &bar = m_figure->bars[static_cast<std::size_t>(row)];
    const std::vector<NamedFill> fills = namedFillsOf(*m_figure);
    if (static_cast<std::size_t>(column) < fills.size()) {
        if (const auto part = partWithFill(bar, fills[static_cast<std::size_t>(column)].fill)) {
            emit filterWanted(bar.parts[*part].filter);
        }
    }
}

} // namespace ptscope
