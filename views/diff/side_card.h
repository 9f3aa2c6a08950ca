// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/paging/row_class.h"

namespace ptscope {

/// One side of a change on a card: letter, samples of its classes, leaves, what the row says.
class SideCard : public QWidget
{
    Q_OBJECT

public:
    SideCard(const QString &letter, RowClass shown, const QString &leaves, const QString &words,
             QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {1, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_letter;
    RowClass m_class;
    QString m_leaves;
    QString m_words;
};

} // namespace ptscope
