// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ptscope {

/// One line of plain text that takes what room there is and ends in an ellipsis where that is too little; the tooltip then
/// holds it whole.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    /// `role` and `tone` as in labelWith().
    ElidedLabel(const QString &text, const char *role, const char *tone, QWidget *parent = nullptr);

    /// Cuts between parts instead, which this text stands between: half a part says nothing.
    void setSeparator(const QString &separator) { m_separator = separator; }
    /// What is painted at the label's present width.
    QString shownText() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_separator;
};

} // namespace ptscope
