// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tree/table_tree.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>

#include "core/snapshot/row_text.h"
#include "views/common/row_paint.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int indentPixels = 18;

} // namespace

TableTree::TableTree(Navigator &navigator, QWidget *parent)
    : QTreeView(parent), m_navigator(navigator), m_delegate(m_model)
{
    setModel(&m_model);
    setItemDelegate(&m_delegate);
    setUpLook();
    setUpActions();
    applyMetrics();
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &TableTree::publish);
    connect(this, &QAbstractItemView::entered, this,
            [this](const QModelIndex &index) { m_navigator.setHover(rangeOf(index)); });
    connect(this, &QAbstractItemView::activated, this, &TableTree::reveal);
    connect(&m_navigator, &Navigator::selectionChanged, this, &TableTree::showPlace);
    connect(&m_navigator, &Navigator::revealRequested, this, &TableTree::showPlace);
    connect(&m_navigator, &Navigator::hoverChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, viewport(), qOverload<>(&QWidget::update));
}

void TableTree::setUpLook()
{
    setAccessibleName(tr("Page tables"));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setExpandsOnDoubleClick(true);
    setMouseTracking(true);
    setAnimated(false);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(24);
    header()->setSectionsMovable(false);
    connect(header(), &QHeaderView::sectionResized, this, [this] {
        m_widthsKept |= QGuiApplication::mouseButtons() != Qt::NoButton;
        nameSpansColumn();
    });
}

void TableTree::setUpActions()
{
    auto *path = new QAction(tr("Copy path"), this);
    path->setShortcut(QKeySequence::Copy);
    path->setShortcutContext(Qt::WidgetShortcut);
    connect(path, &QAction::triggered, this, &TableTree::copyPath);
    auto *address = new QAction(tr("Copy first address"), this);
    connect(address, &QAction::triggered, this, &TableTree::copyAddress);
    auto *show = new QAction(tr("Show in all views"), this);
    connect(show, &QAction::triggered, this, &TableTree::reveal);
    auto *open = new QAction(tr("Open all below"), this);
    connect(open, &QAction::triggered, this, [this] { expandRecursively(currentIndex()); });
    addActions({path, address, show, open});
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void TableTree::applyMetrics()
{
    m_delegate.refreshFonts();
    setIndentation(scaled(indentPixels));
    applyDefaultWidths();
}

void TableTree::applyDefaultWidths()
{
    if (m_widthsKept) {
        return;
    }
    using Width = TreeEntryDelegate::Width;
    int full = 0;
    for (int column = 0; column < PageTableModel::ColumnCount; ++column) {
        full += m_delegate.defaultWidth(column, Width::Full);
    }
    const Width width = full <= viewport()->width() ? Width::Full : Width::Narrow;
    for (int column = 0; column < PageTableModel::ColumnCount; ++column) {
        setColumnWidth(column, m_delegate.defaultWidth(column, width));
    }
}

/// Half of both addresses would be worth less than where an entry begins: the delegate shows that alone.
void TableTree::nameSpansColumn()
{
    const int full = m_delegate.defaultWidth(PageTableModel::SpansColumn, TreeEntryDelegate::Width::Full);
    m_model.setStartsOnly(columnWidth(PageTableModel::SpansColumn) < full);
}

void TableTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    applyDefaultWidths();
}

void TableTree::keepWidths(const QList<int> &widths)
{
    m_widthsKept = widths.size() == PageTableModel::ColumnCount;
    for (int column = 0; m_widthsKept && column < PageTableModel::ColumnCount; ++column) {
        setColumnWidth(column, std::clamp(widths[column], 16, 4000));
    }
}

void TableTree::setSnapshot(SnapshotPtr snapshot)
{
    const QScopedValueRollback linking(m_linking, true);
    m_model.setSnapshot(std::move(snapshot));
    // The PGD alone says little; its tables' entries are the first useful answer.
    expandToDepth(0);
    showPlace();
}

AddrRange TableTree::rangeOf(const QModelIndex &index) const
{
    return m_model.runAt(index).range;
}

// --- to and from the navigator ----------------------------------------------------------------------------------------

void TableTree::showPlace()
{
    if (m_linking && sender() == &m_navigator) {
        return;
    }
    if (!isVisible()) {
        m_placeOpen = true;
        return;
    }
    m_placeOpen = false;
    const QScopedValueRollback linking(m_linking, true);
    const auto place = m_navigator.selection();
    viewport()->update(); // entries inside of it are lit
    const QModelIndex index = place ? m_model.indexFor(*place) : QModelIndex();
    if (!index.isValid()) {
        clearSelection();
        if (place) {
            scrollTo(outermostIn(*place), PositionAtCenter);
        }
        return;
    }
    // Opens the path; what is in sight already stays where it is.
    for (QModelIndex at = index.parent(); at.isValid(); at = at.parent()) {
        expand(at);
    }
    const QRect shown = visualRect(index);
    const bool inSight = shown.isValid() && shown.top() >= 0 && shown.bottom() < viewport()->height();
    setCurrentIndex(index);
    if (!inSight) {
        scrollTo(index, PositionAtCenter);
    }
}

/// The entry that `place` begins with, as far up as it lies inside; a region spans several entries of the top.
QModelIndex TableTree::outermostIn(AddrRange place) const
{
    QModelIndex found = m_model.indexFor({place.first, place.first});
    while (found.parent().isValid() && place.contains(rangeOf(found.parent()))) {
        found = found.parent();
    }
    return found;
}

void TableTree::showEvent(QShowEvent *event)
{
    QTreeView::showEvent(event);
    if (m_placeOpen) {
        showPlace();
    }
}

void TableTree::publish(const QModelIndex &current)
{
    // Qt makes the first entry current when the tree gets the focus; nobody has chosen it.
    if (!m_linking && current.isValid() && selectionModel()->isSelected(current)) {
        const QScopedValueRollback linking(m_linking, true);
        const AddrRange range = rangeOf(current);
        QGuiApplication::mouseButtons() == Qt::NoButton ? m_navigator.stepTo(range) : m_navigator.select(range);
    }
}

void TableTree::reveal()
{
    if (currentIndex().isValid()) {
        m_navigator.reveal(rangeOf(currentIndex()));
    }
}

void TableTree::leaveEvent(QEvent *event)
{
    QTreeView::leaveEvent(event);
    m_navigator.setHover(std::nullopt);
}

// --- actions ------------------------------------------------------------------------------------------------------------

void TableTree::expandEverything()
{
    if (m_model.countItems(expandLimit) < expandLimit) {
        expandAll();
        return;
    }
    expandToDepth(1);
    emit notice(tr("More than %L1 entries: opened to the second level only").arg(expandLimit));
}

QString TableTree::pathText(const QModelIndex &index) const
{
    QStringList path;
    for (QModelIndex at = index; at.isValid(); at = at.parent()) {
        path.prepend(at.siblingAtColumn(PageTableModel::EntryColumn).data().toString());
    }
    return path.join(QLatin1Char(' '));
}

void TableTree::copyPath()
{
    if (currentIndex().isValid()) {
        QGuiApplication::clipboard()->setText(pathText(currentIndex()));
    }
}

void TableTree::copyAddress()
{
    if (currentIndex().isValid()) {
        const std::string address = addressText(rangeOf(currentIndex()).first.value);
        QGuiApplication::clipboard()->setText(QString::fromStdString(address));
    }
}

void TableTree::keyPressEvent(QKeyEvent *event)
{
    // Qt opens everything on an asterisk, however much that is.
    if (event->key() == Qt::Key_Asterisk) {
        expandEverything();
        return;
    }
    QTreeView::keyPressEvent(event);
}

// --- look ---------------------------------------------------------------------------------------------------------------

void TableTree::drawRow(QPainter *painter, const QStyleOptionViewItem &options, const QModelIndex &index) const
{
    const AddrRange range = rangeOf(index);
    const auto hover = m_navigator.hover();
    RowState state;
    const auto place = m_navigator.selection();
    const bool current = selectionModel()->isRowSelected(index.row(), index.parent());
    state.selected = current || (place && place->contains(range));
    state.hovered = hover && (*hover == range || (!m_model.opens(index) && range.contains(*hover)));
    const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
    paintRowGround(*painter, row, state);
    QTreeView::drawRow(painter, options, index);
    if (current) {
        paintSelectionBar(*painter, row);
    }
}

void TableTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        applyMetrics();
    }
}

} // namespace ptscope
