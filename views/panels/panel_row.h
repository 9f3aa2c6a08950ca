// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "views/look/widgets/stacked_bar.h"

namespace ptscope {

/// A clickable row of the side panel: a title with a value at the right, perhaps a second line, and a thin bar of
/// what it is made of. Checked means chosen.
class PanelRow : public QAbstractButton
{
    Q_OBJECT

public:
    struct Content {
        QString title;
        QString value;
        QString detail; ///< the second line; empty for none
        bool monoTitle = false;
        std::vector<BarShare> shares;
        bool hasBar = true;
    };

    PanelRow(Content content, int designHeight, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintGround(QPainter &painter) const;

    Content m_content;
    int m_height;
};

} // namespace ptscope
