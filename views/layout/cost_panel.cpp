// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/cost_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

#include "views/common/row_paint.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/elided_label.h"
#include "views/look/widgets/look_label.h"

namespace ptscope {

namespace {

constexpr int sideMargin = 16;
constexpr int headHeight = 28;
constexpr int rowHeight = 24;
constexpr int barWidth = 92;
constexpr int leastBar = 44; ///< words come first
constexpr int barHeight = 10;
constexpr int cellPadding = 8;
constexpr int barGap = 8;
constexpr int cellSlack = 4;
constexpr int leastWords = 80;
constexpr int leastBarColumn = 150; ///< narrower columns show the words alone

QFont fontOf(const CostCell &cell)
{
    return cell.isNumber ? monoFont(TextRole::Label) : wordFont(cell.standsOut ? TextRole::Value : TextRole::Body);
}

Qt::Alignment alignmentOf(const CostCell &cell)
{
    return Qt::AlignVCenter | (cell.isNumber ? Qt::AlignRight : Qt::AlignLeft);
}

int widthOf(const CostCell &cell, bool brief)
{
    const QString &text = brief && !cell.shortText.isEmpty() ? cell.shortText : cell.text;
    // A little more than the metrics say: hinting may round glyphs up.
    const int bar = cell.shares.empty() ? 0 : scaled(barWidth + barGap);
    return bar + QFontMetrics(fontOf(cell)).horizontalAdvance(text) + 2 * scaled(cellPadding) + scaled(cellSlack);
}

/// The fullest text that fits: whole terms of a sum, never half a number.
QString fitting(const QString &text, const QFontMetrics &metrics, int width)
{
    static const QString plus = QStringLiteral(" + ");
    QString kept = text;
    while (metrics.horizontalAdvance(kept == text ? text : kept + plus + QChar(0x2026)) > width) {
        const auto end = kept.lastIndexOf(plus);
        if (end < 0) {
            return {};
        }
        kept.truncate(end);
    }
    return kept == text ? text : kept + plus + QChar(0x2026);
}

/// Text and bar of a cell; the table itself holds the texts, for those who cannot see the picture.
class CostDelegate : public QStyledItemDelegate
{
public:
    CostDelegate(const CostTable &table, QObject *parent) : QStyledItemDelegate(parent), m_table(table) { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const CostCell &cell =
            m_table.rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
        paintRowGround(
            *painter, option.rect,
            {(option.state & QStyle::State_Selected) != 0, (option.state & QStyle::State_MouseOver) != 0, false});
        QRect room = option.rect.adjusted(scaled(cellPadding), 0, -scaled(cellPadding), 0);
        if (!cell.shares.empty() && room.width() >= scaled(leastBarColumn)) {
            const QRect bar(room.left(), room.center().y() - scaled(barHeight) / 2,
                            barWidthIn(index.column(), room.width()), scaled(barHeight));
            drawStackedBar(*painter, bar, cell.shares, ThemeNotifier::instance().theme());
            room.setLeft(bar.right() + 1 + scaled(barGap));
        }
        const Palette &colors = ptscope::palette();
        painter->setFont(fontOf(cell));
        painter->setPen(cell.standsOut ? colors.warn : cell.isNumber ? colors.text1 : colors.text2);
        const bool brief = !cell.shortText.isEmpty() && painter->fontMetrics().horizontalAdvance(cell.text) > room.width();
        painter->drawText(room, static_cast<int>(alignmentOf(cell)),
                          fitting(brief ? cell.shortText : cell.text, painter->fontMetrics(), room.width()));
    }

private:
    /// All bars of a column are equally long, and give way to its longest words.
    int barWidthIn(int column, int room) const
    {
        int words = 0;
        for (const auto &row : m_table.rows) {
            const CostCell &cell = row[static_cast<std::size_t>(column)];
            words = std::max(words, QFontMetrics(fontOf(cell)).horizontalAdvance(cell.text));
        }
        return std::clamp(room - words - scaled(barGap), scaled(leastBar), scaled(barWidth));
    }

    const CostTable &m_table;
};

} // namespace

CostPanel::CostPanel(Navigator &navigator, QWidget *parent)
    : QFrame(parent), m_navigator(navigator), m_title(labelWith({}, "value", "1")), m_note(new ElidedLabel({}, "label", "3")),
      m_rows(new QTableWidget)
{
    setLookProperty(*this, "panel", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *headRow = new QWidget;
    headRow->setFixedHeight(scaled(headHeight));
    auto *head = new QHBoxLayout(headRow);
    head->setContentsMargins(scaled(sideMargin), scaled(4), scaled(sideMargin), 0);
    head->setSpacing(scaled(12));
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    column->addWidget(headRow);
    m_rows->setItemDelegate(new CostDelegate(m_table, m_rows));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setShowGrid(false);
    m_rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_rows->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_rows->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rows->setTabKeyNavigation(false);
    m_rows->setMouseTracking(true);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->verticalHeader()->hide();
    m_rows->verticalHeader()->setMinimumSectionSize(scaled(rowHeight));
    m_rows->verticalHeader()->setDefaultSectionSize(scaled(rowHeight));
    m_rows->horizontalHeader()->setHighlightSections(false);
    m_rows->horizontalHeader()->setFixedHeight(scaled(rowHeight));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    auto *rows = new QHBoxLayout; // in line with the title
    rows->setContentsMargins(scaled(cellPadding), 0, 0, 0);
    rows->addWidget(m_rows);
    column->addLayout(rows, 1);
    connect(m_rows, &QTableWidget::cellClicked, this, &CostPanel::goTo);
    connect(m_rows, &QTableWidget::cellActivated, this, &CostPanel::goTo);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, m_rows->viewport(),
            qOverload<>(&QWidget::update));
}

int CostPanel::heightFor(int rows) const
{
    return scaled(headHeight) + (rows + 1) * scaled(rowHeight) + scaled(4);
}

void CostPanel::setFacts(CostFactsPtr facts)
{
    m_facts = std::move(facts);
    m_region.reset();
    fill();
}

void CostPanel::setRegion(std::optional<std::size_t> region)
{
    if (region != m_region) {
        m_region = region;
        fill();
    }
}

void CostPanel::fill()
{
    m_rows->setRowCount(0); // the delegate reads the table by index
    m_table = m_facts == nullptr ? CostTable() : costTable(*m_facts, m_region);
    m_title->setText(m_table.title);
    m_note->setText(m_table.note);
    m_rows->setAccessibleName(m_table.title);
    m_rows->setColumnCount(static_cast<int>(m_table.heads.size()));
    m_rows->setHorizontalHeaderLabels(m_table.heads);
    m_rows->setRowCount(static_cast<int>(m_table.rows.size()));
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        for (int column = 0; column < m_rows->columnCount(); ++column) {
            const CostCell &cell = m_table.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
            auto *item = new QTableWidgetItem(cell.text);
            item->setToolTip(cell.shares.empty() && cell.shortText.isEmpty() ? QString() : cell.text); // may not be shown whole
            m_rows->setItem(row, column, item);
            m_rows->horizontalHeaderItem(column)->setTextAlignment(alignmentOf(cell));
        }
    }
    fitColumns();
}

std::vector<int> CostPanel::columnsNeed(bool brief) const
{
    const QFontMetrics heads(wordFont(TextRole::Label));
    std::vector<int> widths;
    for (int column = 0; column < m_rows->columnCount(); ++column) {
        int width = heads.horizontalAdvance(m_table.heads[column]) + (brief ? 2 : 3) * scaled(cellPadding);
        for (const auto &row : m_table.rows) {
            width = std::max(width, widthOf(row[static_cast<std::size_t>(column)], brief));
        }
        widths.push_back(width);
    }
    return widths;
}

/// As wide as their texts; what is left over goes to all alike. What is missing comes from addresses, whose first digits
/// are the same in all rows, then from the words beside bars.
void CostPanel::fitColumns()
{
    const int columns = m_rows->columnCount();
    if (columns == 0) {
        return;
    }
    const int room = width() - scaled(cellPadding) - m_rows->verticalScrollBar()->sizeHint().width();
    const auto sum = [](const std::vector<int> &widths) { return std::accumulate(widths.begin(), widths.end(), 0); };
    std::vector<int> widths = columnsNeed(false);
    if (sum(widths) > room) {
        widths = columnsNeed(true);
    }
    const auto hasBar = [this](int column) {
        return !m_table.rows.empty() && !m_table.rows.front()[static_cast<std::size_t>(column)].shares.empty();
    };
    int bars = 0;
    for (int column = 0; column < columns; ++column) {
        bars += hasBar(column) ? 1 : 0;
    }
    const int spare = room - sum(widths);
    for (int column = 0; column < columns; ++column) {
        const int width = widths[static_cast<std::size_t>(column)] + std::max(0, spare) / columns;
        m_rows->setColumnWidth(column,
                               spare < 0 && hasBar(column) ? std::max(scaled(leastWords), width + spare / bars) : width);
    }
}

void CostPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitColumns();
}

void CostPanel::goTo(int row, int column)
{
    const auto &cells = m_table.rows[static_cast<std::size_t>(row)];
    const auto first =
        std::find_if(cells.begin(), cells.end(), [](const CostCell &cell) { return cell.place.has_value(); });
    const CostCell &chosen = cells[static_cast<std::size_t>(column)];
    if (chosen.place) {
        m_navigator.reveal(*chosen.place);
    } else if (first != cells.end()) {
        m_navigator.reveal(*first->place);
    }
}

} // namespace ptscope
