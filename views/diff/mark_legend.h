// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

#include "views/look/palette.h"

namespace ptscope {

/// The six marks, their names and how often each occurs: two columns.
class MarkLegend : public QWidget
{
    Q_OBJECT

public:
    explicit MarkLegend(const std::array<std::uint64_t, changeMarkCount> &counts, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {1, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::array<std::uint64_t, changeMarkCount> m_counts;
};

/// A mark with what it stands for here, and a note at the right: the title of a change.
class MarkTitle : public QWidget
{
    Q_OBJECT

public:
    MarkTitle(ChangeMark mark, const QString &title, const QString &note, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {1, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ChangeMark m_mark;
    QString m_title;
    QString m_note;
};

QString nameOf(ChangeMark mark);

} // namespace ptscope
