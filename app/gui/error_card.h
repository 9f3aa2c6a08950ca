// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

#include "core/base/result.h"

class QLabel;

namespace ptscope {

/// What could not be opened: what, where, what to try. Stands in the window, never in the way: no modal box.
class ErrorCard : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorCard(QWidget *over);

    /// Nothing happens without an error.
    void show(const std::vector<Error> &errors);
    void show(const QString &what, const QString &hint);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QLabel *m_what;
    QLabel *m_hint;
};

} // namespace ptscope
