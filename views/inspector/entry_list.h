// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "core/tree/page_table_tree.h"

namespace ptscope {

/// The runs of one table, a line each: swatch, index, size, what it is. A click selects the run. Long tables are cut: the
/// tree shows them whole.
class EntryList : public QWidget
{
    Q_OBJECT

public:
    EntryList(SnapshotPtr snapshot, TableNode table, QWidget *parent = nullptr);

    static constexpr std::size_t longest = 100;
    std::size_t runCount() const { return m_runs.size(); }
    QString plainText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chosen(ptscope::AddrRange range);
    void hovered(std::optional<ptscope::AddrRange> range);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    std::size_t shownCount() const { return std::min(m_runs.size(), longest); }
    int lineAt(int y) const;
    void setCurrent(int line);
    QString wordsOf(const EntryRun &run) const;
    void paintLine(QPainter &painter, const QRect &line, const EntryRun &run) const;

    SnapshotPtr m_snapshot;
    TableNode m_table;
    std::vector<EntryRun> m_runs;
    int m_current = -1;
};

} // namespace ptscope
