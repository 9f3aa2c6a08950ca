// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/change_list.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QScopedValueRollback>

#include <cmath>

#include "views/look/address_paint.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int lineHeight = 22;
constexpr int markWidth = 44;
constexpr int padding = 8;
constexpr int sizeWidth = 74;
constexpr int narrowSizeWidth = 62;
constexpr int sideWidth = 148;
constexpr int narrowSideWidth = 140; ///< a million pages of 4K still say so
constexpr int leastMeaning = 190;

int rangeWidth(bool whole)
{
    const qreal one = addressWidth(monoFont(TextRole::Body));
    return static_cast<int>(std::ceil(whole ? 2 * one : one)) + scaled(whole ? 2 * padding + 16 : 2 * padding);
}

} // namespace

ChangeList::ChangeList(Navigator &navigator, QWidget *parent) : QTableView(parent), m_navigator(navigator)
{
    setModel(&m_model);
    setItemDelegate(new ChangeLineDelegate(this));
    setAccessibleName(tr("Changes"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    applyMetrics();
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChangeList::publish);
    connect(&m_navigator, &Navigator::selectionChanged, this, &ChangeList::follow);
    connect(&m_navigator, &Navigator::matchesChanged, this, &ChangeList::filter);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, viewport(), qOverload<>(&QWidget::update));
}

void ChangeList::applyMetrics()
{
    verticalHeader()->setMinimumSectionSize(scaled(lineHeight));
    verticalHeader()->setDefaultSectionSize(scaled(lineHeight));
    layOutColumns();
}

/// Where it is narrow, where a change begins is worth more than where it ends.
void ChangeList::layOutColumns()
{
    const int sides = scaled(markWidth + sizeWidth + 2 * sideWidth);
    const bool whole = viewport()->width() >= sides + rangeWidth(true) + scaled(leastMeaning);
    const bool roomy = viewport()->width() >= sides + rangeWidth(whole) + scaled(leastMeaning);
    setColumnWidth(ChangeListModel::MarkColumn, scaled(markWidth));
    setColumnWidth(ChangeListModel::RangeColumn, rangeWidth(whole));
    setColumnWidth(ChangeListModel::SizeColumn, scaled(roomy ? sizeWidth : narrowSizeWidth));
    setColumnWidth(ChangeListModel::BeforeColumn, scaled(roomy ? sideWidth : narrowSideWidth));
    setColumnWidth(ChangeListModel::AfterColumn, scaled(roomy ? sideWidth : narrowSideWidth));
}

void ChangeList::setSource(DiffSourcePtr source, ChurnShow churn)
{
    const QScopedValueRollback linking(m_linking, true);
    m_churn = churn;
    m_model.setSource(std::move(source), churn, m_navigator.filter());
    layOutColumns();
    follow();
    emit currentChangeChanged();
}

void ChangeList::filter()
{
    setSource(m_model.source(), m_churn);
    emit listedChanged();
}

std::optional<ChangeIndex> ChangeList::currentChange() const
{
    return m_model.changeAt(currentIndex().row());
}

void ChangeList::goToLine(int line)
{
    if (line < 0) {
        return;
    }
    const QModelIndex index = m_model.index(line, 0);
    setCurrentIndex(index);
    // The first of its kind is read with its head.
    scrollTo(m_model.headAt(line - 1) != nullptr ? m_model.index(line - 1, 0) : index);
    scrollTo(index);
}

void ChangeList::choose(ChangeIndex change)
{
    goToLine(m_model.lineOf(change));
}

void ChangeList::goToChange(bool forward)
{
    goToLine(m_model.nextChangeLine(currentIndex().row(), forward));
    if (const auto change = currentChange()) {
        m_navigator.reveal(m_model.source()->diff().changes.range(*change));
    }
}

void ChangeList::publish()
{
    if (!m_linking) {
        if (const auto change = currentChange()) {
            const QScopedValueRollback linking(m_linking, true);
            m_navigator.stepTo(m_model.source()->diff().changes.range(*change));
        }
    }
    emit currentChangeChanged();
}

/// What was chosen elsewhere: the change that it lies in.
void ChangeList::follow()
{
    const auto selection = m_navigator.selection();
    if (m_model.source() == nullptr || (m_linking && sender() == &m_navigator)) {
        return;
    }
    const QScopedValueRollback linking(m_linking, true);
    const ChangeTable &changes = m_model.source()->diff().changes;
    const ChangeTable::Span span = selection ? changes.in(*selection) : ChangeTable::Span{};
    if (span.empty()) {
        setCurrentIndex({});
        clearSelection();
        return;
    }
    // A range that holds many stands for the first that is listed; beyond a few it says nothing of any.
    constexpr ChangeIndex few = 64;
    for (ChangeIndex i = span.begin; i < std::min(span.end, span.begin + few); ++i) {
        if (const int line = m_model.lineOf(i); line >= 0) {
            goToLine(line);
            return;
        }
    }
}

void ChangeList::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const auto change = m_model.changeAt(indexAt(event->position().toPoint()).row());
    m_navigator.setHover(change ? std::optional(m_model.source()->diff().changes.range(*change)) : std::nullopt);
}

void ChangeList::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    m_navigator.setHover(std::nullopt);
}

void ChangeList::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void ChangeList::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        applyMetrics();
    }
}

} // namespace ptscope
