// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>
#include <vector>

#include "core/diff/diff.h"

class QPainter;

namespace ptscope {

/// A figure of both sides and what lies between them.
struct LedgerLine {
    QString name;
    std::uint64_t before = 0;
    std::uint64_t after = 0;
    QString unit = {}; ///< "KiB", the same for all lines that have one
    QString toolTip = {};

    std::int64_t delta() const { return static_cast<std::int64_t>(after - before); }
};

/// Bytes by leaf size, tables, TLB entries, runs: lines that are nothing on both sides are left out.
std::vector<LedgerLine> ledgerLines(const Diff &diff);
/// What churn adds to the mapped bytes.
std::int64_t churnBytes(const ChangeTable &changes);
QString ledgerText(const std::vector<LedgerLine> &lines);

/// The figures as a table: name, before, after, difference.
class Ledger : public QWidget
{
    Q_OBJECT

public:
    explicit Ledger(std::vector<LedgerLine> lines, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {1, sizeHint().height()}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// How wide its figures are: before, after, change.
    using Columns = std::array<int, 3>;
    Columns columns() const;
    void paintHead(QPainter &painter, const Columns &columns) const;
    void paintLine(QPainter &painter, const LedgerLine &line, int y, const Columns &columns) const;

    std::vector<LedgerLine> m_lines;
};

} // namespace ptscope
