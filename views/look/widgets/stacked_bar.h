// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"

#include <QWidget>

#include <variant>
#include <vector>

namespace ptscope {

using ShownClass = std::variant<LeafClass, AccessClass>;

struct BarShare {
    ShownClass shownClass;
    std::uint64_t weight = 0; ///< bytes, mostly
};

/// Whole pixels for each share, in order, that add up to `width` (0 if all weights are 0). What is there is seen: a share
/// above 0 gets a pixel, an alert (RwX) three, as long as there is room at all; the largest shares give them up.
std::vector<int> shareWidths(const std::vector<BarShare> &shares, int width);

void drawStackedBar(QPainter &painter, const QRect &rect, const std::vector<BarShare> &shares, Theme theme);

/// Thin bar of what a region or a snapshot is made of; a dashed frame where nothing is mapped.
class StackedBar : public QWidget
{
    Q_OBJECT

public:
    explicit StackedBar(const QString &accessibleName, QWidget *parent = nullptr);

    void setShares(std::vector<BarShare> shares);
    const std::vector<BarShare> &shares() const { return m_shares; }
    void setBarHeight(int designPixels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<BarShare> m_shares;
    int m_height = 8;
};

} // namespace ptscope
