// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <optional>
#include <vector>

#include "core/query/change_filter.h"
#include "views/diff/diff_cell.h"
#include "views/diff/diff_source.h"

namespace ptscope {

/// The changes as a list: those that say the same stand under one head, what matters most comes first, churn last. A line
/// costs nothing until it is asked for.
class ChangeListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { MarkColumn, RangeColumn, SizeColumn, BeforeColumn, AfterColumn, MeaningColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Only changes that `filter` lets through are listed; an empty one lets all.
    void setSource(DiffSourcePtr source, ChurnShow churn, const QString &filter = {});
    const DiffSourcePtr &source() const { return m_source; }

    /// Changes that say the same.
    struct Section {
        QString title; ///< "Split"
        QString note;  ///< "PMD BLK → PTE   vmemmap"; the rule of churn
        QString regions; ///< all of them
        ByteCount bytes;
        bool churn = false;
        std::vector<ChangeIndex> own;                     ///< of churn, which joins groups, and under a filter
        const std::vector<ChangeIndex> *shared = nullptr; ///< of the source's group
        int line = 0;                                     ///< of its head

        const std::vector<ChangeIndex> &changes() const { return shared != nullptr ? *shared : own; }
    };
    const std::vector<Section> &sections() const { return m_sections; }
    /// Whether a filter leaves some out, and what it lets through, ascending.
    bool isFiltered() const { return m_filtered; }
    std::vector<ChangeIndex> listed() const;
    /// The section whose head stands there.
    const Section *headAt(int line) const;
    std::optional<ChangeIndex> changeAt(int line) const;
    /// -1 when it is not listed.
    int lineOf(ChangeIndex change) const;
    /// The nearest line with a change behind (or before) `line`, going round; -1 when there are none.
    int nextChangeLine(int line, bool forward) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    const Section &sectionOf(int line) const;
    void addGroups(bool churnToo);
    void addChurn();
    void keepOnly(const ChangeFilter &filter);
    QString textOf(ChangeIndex change, int column) const;
    QString headText(const Section &section) const;

    DiffSourcePtr m_source;
    std::vector<Section> m_sections;
    int m_lines = 0;
    bool m_filtered = false;
};

} // namespace ptscope
