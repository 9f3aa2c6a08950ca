// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/picture_twin.h"

#include <QAccessibleWidget>
#include <QHash>

#include <algorithm>

namespace ptscope {

namespace {

class TwinTable;

/// One cell; made when somebody asks for it, owned by QAccessible.
class TwinCell : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    TwinCell(TwinTable &table, int row, int column) : m_table(table), m_row(row), m_column(column) { }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override { return {}; }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this) : nullptr;
    }

    bool isSelected() const override;
    QList<QAccessibleInterface *> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_column; }
    int rowIndex() const override { return m_row; }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

private:
    TwinTable &m_table;
    int m_row;
    int m_column;
};

class TwinTable : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    TwinTable(QWidget *widget, PictureTwin &twin) : QAccessibleWidget(widget, QAccessible::Table), m_twin(twin) { }
    ~TwinTable() override { forgetCells(); }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    int childCount() const override { return rowCount() * columnCount(); }
    QAccessibleInterface *child(int index) const override
    {
        return columnCount() == 0 ? nullptr : cellAt(index / columnCount(), index % columnCount());
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *cell = dynamic_cast<const TwinCell *>(child);
        return cell == nullptr ? -1 : cell->rowIndex() * columnCount() + cell->columnIndex();
    }

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override
    {
        if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount()) {
            return nullptr;
        }
        const QPair<int, int> place(row, column);
        const auto known = m_cells.constFind(place);
        if (known != m_cells.constEnd()) {
            return QAccessible::accessibleInterface(*known);
        }
        auto *cell = new TwinCell(const_cast<TwinTable &>(*this), row, column);
        m_cells.insert(place, QAccessible::registerAccessibleInterface(cell));
        return cell;
    }
    int columnCount() const override { return static_cast<int>(m_twin.twinHeads().size()); }
    int rowCount() const override { return m_twin.twinRows(); }
    QString columnDescription(int column) const override { return m_twin.twinHeads().value(column); }
    QString rowDescription(int row) const override { return m_twin.twinText(row, 0); }

    int selectedCellCount() const override { return selectedRowCount() * columnCount(); }
    QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> cells;
        for (int column = 0; selectedRowCount() != 0 && column < columnCount(); ++column) {
            cells.append(cellAt(m_twin.twinSelectedRow(), column));
        }
        return cells;
    }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return m_twin.twinSelectedRow() < 0 ? 0 : 1; }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override
    {
        return selectedRowCount() == 0 ? QList<int>() : QList<int>{m_twin.twinSelectedRow()};
    }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override { return row >= 0 && row == m_twin.twinSelectedRow(); }
    bool selectRow(int row) override
    {
        if (row < 0 || row >= rowCount()) {
            return false;
        }
        m_twin.selectTwinRow(row);
        return true;
    }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *) override { forgetCells(); }

    PictureTwin &twin() const { return m_twin; }

private:
    void forgetCells()
    {
        for (const QAccessible::Id id : std::as_const(m_cells)) {
            QAccessible::deleteAccessibleInterface(id);
        }
        m_cells.clear();
    }

    PictureTwin &m_twin;
    mutable QHash<QPair<int, int>, QAccessible::Id> m_cells;
};

bool TwinCell::isValid() const
{
    return m_table.isValid() && m_row < m_table.rowCount();
}

QAccessibleInterface *TwinCell::parent() const
{
    return &m_table;
}

QString TwinCell::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Name || kind == QAccessible::Value ? m_table.twin().twinText(m_row, m_column)
                                                                   : QString();
}

bool TwinCell::isSelected() const
{
    return m_table.isRowSelected(m_row);
}

QAccessible::State TwinCell::state() const
{
    QAccessible::State state;
    state.selectable = true;
    state.selected = isSelected();
    state.readOnly = true;
    return state;
}

QAccessibleInterface *makeTwin(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    auto *twin = dynamic_cast<PictureTwin *>(object);
    return widget == nullptr || twin == nullptr ? nullptr : new TwinTable(widget, *twin);
}

} // namespace

void announceTwins()
{
    QAccessible::installFactory(makeTwin); // the same factory twice is kept once
}

void tellTwinChanged(QWidget &widget)
{
    if (QAccessible::isActive()) {
        QAccessibleTableModelChangeEvent event(&widget, QAccessibleTableModelChangeEvent::ModelReset);
        QAccessible::updateAccessibility(&event);
    }
}

void tellTwinSelection(QWidget &widget)
{
    const auto *twin = dynamic_cast<const PictureTwin *>(&widget);
    if (!QAccessible::isActive() || twin == nullptr || twin->twinSelectedRow() < 0) {
        return;
    }
    QAccessibleEvent event(&widget, QAccessible::Focus);
    event.setChild(twin->twinSelectedRow() * static_cast<int>(twin->twinHeads().size()));
    QAccessible::updateAccessibility(&event);
}

} // namespace ptscope
