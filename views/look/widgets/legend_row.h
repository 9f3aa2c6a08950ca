// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/widgets/stacked_bar.h"

#include <QAbstractButton>

namespace ptscope {

/// Swatch, name, value. A click (or Space) checks it; LegendFilter makes it a filter.
class LegendRow : public QAbstractButton
{
    Q_OBJECT

public:
    LegendRow(ShownClass shownClass, const QString &name, QWidget *parent = nullptr);

    /// Nothing of this class is in the snapshot: the row steps back but stays, so that its absence is told.
    void setValue(const QString &value, bool nothing = false);
    /// For the alert class: none found is good news and gets a check mark.
    void setNothingIsGood(bool good);

    ShownClass shownClass() const { return m_class; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateAccessibleText();

    ShownClass m_class;
    QString m_value;
    bool m_nothing = false;
    bool m_nothingIsGood = false;
};

} // namespace ptscope
