// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

#include "views/common/navigator.h"
#include "views/diff/change_list_model.h"

namespace ptscope {

/// Paints the lines of the list: heads over the whole width, changes in columns.
class ChangeLineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHead(QPainter &painter, const QStyleOptionViewItem &option, const ChangeListModel &model,
                   const ChangeListModel::Section &section) const;
    void paintCell(QPainter &painter, const QRect &cell, const ChangeListModel &model, ChangeIndex change,
                   const QModelIndex &index, bool selected) const;
    void paintRange(QPainter &painter, const QRect &cell, AddrRange range, int dimmedDigits) const;
};

/// The changes by kind. What is selected here is selected everywhere, and the list follows the other views.
class ChangeList : public QTableView
{
    Q_OBJECT

public:
    explicit ChangeList(Navigator &navigator, QWidget *parent = nullptr);

    void setSource(DiffSourcePtr source, ChurnShow churn);
    ChangeListModel &changes() { return m_model; }
    std::optional<ChangeIndex> currentChange() const;
    void choose(ChangeIndex change);
    /// In the order of the list, going round.
    void goToChange(bool forward);

signals:
    void currentChangeChanged();
    /// Other changes are listed: the filter is another.
    void listedChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void applyMetrics();
    void layOutColumns();
    void publish();
    void follow();
    void filter();
    void goToLine(int line);

    Navigator &m_navigator;
    ChangeListModel m_model;
    ChurnShow m_churn = ChurnShow::Apart;
    bool m_linking = false; ///< a change passes from or to the navigator: do not send it back
};

} // namespace ptscope
