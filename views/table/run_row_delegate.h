// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QStyledItemDelegate>

#include <optional>

#include "views/table/run_table_model.h"

namespace ptscope {

/// Paints the cells of a RunTableModel: swatches, dump text in the mono font with its columns kept, the digits that all
/// addresses share dimmed, holes quiet.
class RunRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RunRowDelegate(QObject *parent = nullptr);

    /// Takes what depends on the dump alone from `snapshot`; null when nothing is open.
    void setSnapshot(const Snapshot *snapshot);
    void setHover(std::optional<AddrRange> hover) { m_hover = hover; }
    /// The look's fonts or scale changed.
    void refreshFonts();
    int rowHeight() const;
    /// Rows as low as below the map, where every line counts.
    void setDense(bool dense) { m_dense = dense; }
    /// Narrow shows where a run begins, not where it ends.
    enum class Width { Full, Narrow };
    int defaultWidth(int column, Width width) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Cell;
    void paintRun(const Cell &cell, RowIndex row) const;
    void paintMarker(const Cell &cell, const QStyleOptionViewItem &option) const;
    void paintRange(const Cell &cell, AddrRange range, const QColor &ink) const;
    void paintText(const Cell &cell, const QString &text, const QColor &color, int alignment) const;
    int columnWidth(int characters) const;
    bool isHovered(AddrRange range) const;

    QFont m_font;
    QFont m_words;
    qreal m_digitWidth = 0;
    std::optional<AddrRange> m_hover;
    bool m_dense = false;
    int m_commonDigits = 0; ///< leading hex digits that all addresses of the dump share
    int m_tailIndent = 0;   ///< blanks that all attribute tails begin with
    int m_tailLength = 0;
    int m_lineDigits = 4;
};

} // namespace ptscope
