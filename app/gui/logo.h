// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ptscope {

/// The stepped icicle, in the colours of the theme.
class Logo : public QWidget
{
    Q_OBJECT

public:
    explicit Logo(int width, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ptscope
