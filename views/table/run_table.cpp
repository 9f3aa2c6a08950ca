// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/run_table.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

#include "core/snapshot/row_text.h"
#include "core/snapshot/simulated_mark.h"
#include "views/look/palette.h"

namespace ptscope {

namespace {

constexpr int lastColumn = RunTableModel::ColumnCount - 1;
constexpr int leastShareOfOwner = 3;

} // namespace

RunTable::RunTable(Navigator &navigator, QWidget *parent) : QTableView(parent), m_navigator(navigator)
{
    setModel(&m_model);
    setItemDelegate(&m_delegate);
    setUpLook();
    setUpActions();
    applyMetrics();
    applyDefaultWidths();
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunTable::publishSelection);
    connect(this, &QAbstractItemView::entered, this, &RunTable::publishHover);
    connect(&m_navigator, &Navigator::selectionChanged, this, &RunTable::showPlace);
    connect(&m_navigator, &Navigator::revealRequested, this, &RunTable::showPlace);
    connect(&m_navigator, &Navigator::matchesChanged, this, &RunTable::applyMatches);
    connect(&m_navigator, &Navigator::explained, viewport(), qOverload<>(&QWidget::update));
    connect(&m_navigator, &Navigator::hoverChanged, this, [this] {
        m_delegate.setHover(m_navigator.hover());
        viewport()->update();
    });
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, viewport(), qOverload<>(&QWidget::update));
}

void RunTable::setUpLook()
{
    setAccessibleName(tr("Runs"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    // By item: ten million rows of 22 pixels come near the end of what a scroll bar counts.
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(24);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        m_widthsKept |= QGuiApplication::mouseButtons() != Qt::NoButton;
        nameRangeColumn();
    });
}

void RunTable::setUpActions()
{
    m_copy = new QAction(tr("Copy selected runs as ptdump text"), this);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    connect(m_copy, &QAction::triggered, this, &RunTable::copySelected);
    auto *copyFirst = new QAction(tr("Copy first address"), this);
    connect(copyFirst, &QAction::triggered, this, &RunTable::copyAddress);
    auto *reveal = new QAction(tr("Show in all views"), this);
    connect(reveal, &QAction::triggered, this, [this] {
        if (const auto range = m_model.rangeOf(selectedLines())) {
            m_navigator.reveal(*range);
        }
    });
    addActions({m_copy, copyFirst, reveal});
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void RunTable::applyMetrics()
{
    m_delegate.refreshFonts();
    verticalHeader()->setMinimumSectionSize(m_delegate.rowHeight());
    verticalHeader()->setDefaultSectionSize(m_delegate.rowHeight());
}

void RunTable::setDense(bool dense)
{
    m_delegate.setDense(dense);
    applyMetrics();
}

void RunTable::applyDefaultWidths()
{
    if (m_widthsKept) {
        return;
    }
    int full = 0;
    for (int column = 0; column < RunTableModel::RegionColumn; ++column) {
        full += m_delegate.defaultWidth(column, RunRowDelegate::Width::Full);
    }
    const auto width = full <= viewport()->width() ? RunRowDelegate::Width::Full : RunRowDelegate::Width::Narrow;
    int before = 0;
    for (int column = 0; column < lastColumn; ++column) {
        setColumnWidth(column, m_delegate.defaultWidth(column, width));
        before += columnWidth(column);
    }
    // Owners give way before the whole table has to be scrolled sideways, as long as a word of them stands there.
    const int wanted = m_delegate.defaultWidth(lastColumn, width);
    const int room = viewport()->width() - before;
    setColumnWidth(lastColumn, room >= wanted / leastShareOfOwner ? room : wanted);
}

/// Half of both addresses would be worth less than where a run begins: the delegate shows that alone.
void RunTable::nameRangeColumn()
{
    const int full = m_delegate.defaultWidth(RunTableModel::RangeColumn, RunRowDelegate::Width::Full);
    m_model.setStartsOnly(columnWidth(RunTableModel::RangeColumn) < full);
}

void RunTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    applyDefaultWidths();
}

void RunTable::keepWidths(const QList<int> &widths)
{
    m_widthsKept = widths.size() == RunTableModel::ColumnCount;
    for (int column = 0; m_widthsKept && column < RunTableModel::ColumnCount; ++column) {
        setColumnWidth(column, std::clamp(widths[column], 16, 4000));
    }
}

void RunTable::replaceSnapshot(SnapshotPtr snapshot)
{
    const QModelIndex top = indexAt(QPoint(0, 0));
    const auto place = top.isValid() ? m_model.rangeOf({top.row(), top.row()}) : std::nullopt;
    setSnapshot(std::move(snapshot));
    const RunTableModel::Lines lines = place && !m_navigator.selection() ? m_model.linesIn(*place) : RunTableModel::Lines{};
    if (!lines.empty()) {
        scrollTo(m_model.index(lines.first, 0), PositionAtTop);
    }
}

void RunTable::setSnapshot(SnapshotPtr snapshot)
{
    const QScopedValueRollback linking(m_linking, true);
    m_delegate.setSnapshot(snapshot.get());
    m_model.setSnapshot(std::move(snapshot));
    applyMatches();
    applyDefaultWidths();
    showPlace();
}

/// Matches of another snapshot are on their way out; they are not ours.
void RunTable::applyMatches()
{
    const QScopedValueRollback linking(m_linking, true);
    const auto &matches = m_navigator.matches();
    const bool ours = matches != nullptr && m_model.snapshot() != nullptr && matches->rows() == m_model.snapshot()->extents().size();
    if (!ours) {
        m_model.setFilter(nullptr);
        return;
    }
    auto rows = std::make_shared<std::vector<std::uint32_t>>();
    rows->reserve(matches->count());
    matches->forEach([&rows](RowIndex row) { rows->push_back(row.value); });
    m_model.setFilter(std::move(rows));
}

// --- what others choose -----------------------------------------------------------------------------------------------

void RunTable::showPlace()
{
    if (m_linking && sender() == &m_navigator) {
        return;
    }
    const QScopedValueRollback linking(m_linking, true);
    const auto place = m_navigator.selection();
    const RunTableModel::Lines lines = place ? m_model.linesIn(*place) : RunTableModel::Lines{};
    if (lines.empty()) {
        clearSelection();
        return;
    }
    const QModelIndex top = m_model.index(lines.first, 0);
    const QModelIndex bottom = m_model.index(lines.last, RunTableModel::ColumnCount - 1);
    // What is in sight already stays where it is.
    const QRect shown = visualRect(top);
    const bool inSight = shown.isValid() && shown.top() >= 0 && shown.bottom() < viewport()->height();
    selectionModel()->setCurrentIndex(top, QItemSelectionModel::NoUpdate);
    selectionModel()->select({top, bottom}, QItemSelectionModel::ClearAndSelect);
    m_scrollWhenShown = !isVisible();
    if (!inSight) {
        scrollTo(top, lines.last > lines.first ? PositionAtTop : PositionAtCenter);
    }
}

void RunTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    if (m_scrollWhenShown) {
        m_scrollWhenShown = false;
        scrollTo(currentIndex(), PositionAtCenter);
    }
}

// --- what is chosen here ------------------------------------------------------------------------------------------------

RunTableModel::Lines RunTable::selectedLines() const
{
    RunTableModel::Lines lines;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        lines.first = lines.empty() ? range.top() : std::min(lines.first, range.top());
        lines.last = std::max(lines.last, range.bottom());
    }
    return lines;
}

void RunTable::publishSelection()
{
    if (m_linking) {
        return;
    }
    const QScopedValueRollback linking(m_linking, true);
    const RunTableModel::Lines lines = selectedLines();
    if (lines.empty()) {
        m_navigator.clearSelection();
    } else if (const auto range = m_model.rangeOf(lines)) {
        QGuiApplication::mouseButtons() == Qt::NoButton ? m_navigator.stepTo(*range) : m_navigator.select(*range);
    }
}

void RunTable::publishHover(const QModelIndex &index)
{
    const auto row = m_model.runAt(index.row());
    m_navigator.setHover(row ? std::optional(m_model.snapshot()->extents().range(*row)) : std::nullopt);
}

void RunTable::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    m_navigator.setHover(std::nullopt);
}

void RunTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    QTableView::mouseDoubleClickEvent(event);
    if (const auto range = m_model.rangeOf(selectedLines())) {
        m_navigator.reveal(*range);
    }
}

void RunTable::goToLine(int line)
{
    if (line >= 0 && line < m_model.rowCount()) {
        setCurrentIndex(m_model.index(line, 0));
    }
}

void RunTable::goToFirst()
{
    goToLine(0);
}

void RunTable::goToLast()
{
    goToLine(m_model.rowCount() - 1);
}

void RunTable::keyPressEvent(QKeyEvent *event)
{
    // In a list of whole rows Home and End mean the first and last row, not the first and last column.
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_Home) {
        goToFirst();
    } else if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_End) {
        goToLast();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const auto range = m_model.rangeOf(selectedLines())) {
            m_navigator.reveal(*range);
        }
    } else {
        QTableView::keyPressEvent(event);
    }
}

// --- copy ---------------------------------------------------------------------------------------------------------------

int RunTable::selectedLineCount() const
{
    int count = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        count += range.height();
    }
    return count;
}

std::string RunTable::selectedText() const
{
    std::vector<std::pair<int, int>> stretches;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        stretches.emplace_back(range.top(), range.bottom());
    }
    std::sort(stretches.begin(), stretches.end());
    std::string text;
    for (const auto &[top, bottom] : stretches) {
        for (int line = top; line <= bottom; ++line) {
            if (const Marker *marker = m_model.markerAt(line)) {
                appendMarker(text, *marker);
            } else if (const auto row = m_model.runAt(line)) {
                appendRow(text, *m_model.snapshot(), *row);
            }
            text.push_back('\n');
        }
    }
    return text;
}

void RunTable::copySelected()
{
    const int lines = selectedLineCount();
    if (lines == 0) {
        return;
    }
    if (lines > copyLimit) {
        emit notice(tr("%L1 lines are too many for the clipboard; save the dump instead").arg(lines));
        return;
    }
    const std::string text = simulatedMark(m_model.snapshot()->source()) + selectedText();
    auto *mime = new QMimeData;
    mime->setData(QStringLiteral("text/plain"), QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    QGuiApplication::clipboard()->setMimeData(mime);
    emit notice(lines == 1 ? tr("1 line copied as ptdump text") : tr("%L1 lines copied as ptdump text").arg(lines));
}

void RunTable::copyAddress()
{
    if (const auto range = m_model.rangeOf(selectedLines())) {
        QGuiApplication::clipboard()->setText(QString::fromStdString(addressText(range->first.value)));
    }
}

void RunTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        applyMetrics();
    }
}

} // namespace ptscope
