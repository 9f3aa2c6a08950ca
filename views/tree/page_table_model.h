// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/tree/page_table_tree.h"

namespace ptscope {

/// The page-table tree as items: the top items are the entries of the PGD, below a table entry stand the entries of its
/// table. Runs of one table stay folded. Only tables that were looked into take memory.
class PageTableModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { EntryColumn, SpansColumn, MapsColumn, AttributesColumn, ColumnCount };

    explicit PageTableModel(QObject *parent = nullptr);

    void setSnapshot(SnapshotPtr snapshot);
    const SnapshotPtr &snapshot() const { return m_snapshot; }
    /// The column of ranges has room for their first addresses alone: its head says so.
    void setStartsOnly(bool startsOnly);

    /// The entries that an item stands for, and the table they stand in. Call with valid indexes only.
    const EntryRun &runAt(const QModelIndex &index) const;
    TableNode tableOf(const QModelIndex &index) const;
    bool opens(const QModelIndex &index) const;
    /// The item for `range`: the deepest one that holds it whole, or the table whose entry spans exactly `range`. Invalid
    /// when nothing holds it.
    QModelIndex indexFor(AddrRange range) const;
    /// Tables and runs below the top; what "expand all" would show. Stops counting at `limit`.
    std::size_t countItems(std::size_t limit) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Table {
        std::vector<EntryRun> runs;
        TableUse use;
    };
    const Table &contents(TableNode table) const;
    TableNode childOf(const QModelIndex &index) const;
    TableNode parentOf(TableNode table) const;
    bool isSharedShadow(const EntryRun &run) const;
    int rowOf(TableNode table, unsigned entryIndex) const;
    QString entryText(const EntryRun &run, TableNode table) const;
    QString mapsText(const QModelIndex &index) const;
    QString leafText(const EntryRun &run, TableNode table) const;
    QString uniformText(const EntryRun &run, TableNode table) const;
    QString attributesText(const EntryRun &run) const;

    SnapshotPtr m_snapshot;
    std::unique_ptr<PageTableTree> m_tree;
    bool m_startsOnly = false;
    mutable std::unordered_map<std::uint64_t, Table> m_tables; ///< by key of the table
};

} // namespace ptscope
