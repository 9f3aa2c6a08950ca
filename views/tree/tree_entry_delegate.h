// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace ptscope {

class PageTableModel;
struct EntryRun;

/// Paints the cells of a PageTableModel: what an entry is as a swatch, level and index in the mono font, holes quiet.
class TreeEntryDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TreeEntryDelegate(const PageTableModel &model, QObject *parent = nullptr);

    void refreshFonts();
    int rowHeight() const;
    /// Narrow shows where an entry's span begins, not where it ends.
    enum class Width { Full, Narrow };
    int defaultWidth(int column, Width width) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintEntry(QPainter &painter, const QRect &cell, const QModelIndex &index) const;
    void paintSwatch(QPainter &painter, const QRect &cell, const EntryRun &run) const;
    void paintText(QPainter &painter, const QRect &cell, const QString &text, const QColor &color) const;

    const PageTableModel &m_model;
    QFont m_mono;
    QFont m_words;
};

} // namespace ptscope
