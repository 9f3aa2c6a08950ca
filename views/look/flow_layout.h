// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <vector>

namespace ptscope {

/// Widgets in reading order: each as wide as it likes, on a further line where there is no room.
class FlowLayout : public QLayout
{
public:
    /// Pixels between neighbours and between lines.
    FlowLayout(QWidget *parent, int across, int down);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    std::vector<QRect> places(const QRect &rect) const;

    std::vector<QLayoutItem *> m_items;
    int m_across;
    int m_down;
};

} // namespace ptscope
