// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/flow_layout.h"

#include <algorithm>

namespace ptscope {

FlowLayout::FlowLayout(QWidget *parent, int across, int down) : QLayout(parent), m_across(across), m_down(down)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem *item : m_items) {
        delete item;
    }
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item != nullptr) {
        m_items.erase(m_items.begin() + index);
    }
    return item;
}

std::vector<QRect> FlowLayout::places(const QRect &rect) const
{
    std::vector<QRect> out;
    QPoint at = rect.topLeft();
    int line = 0;
    for (const QLayoutItem *item : m_items) {
        const QSize size = item->sizeHint().boundedTo({std::max(rect.width(), item->minimumSize().width()), QWIDGETSIZE_MAX});
        if (at.x() > rect.left() && at.x() + size.width() > rect.right() + 1) {
            at = {rect.left(), at.y() + line + m_down};
            line = 0;
        }
        out.emplace_back(at, size);
        at.rx() += size.width() + m_across;
        line = std::max(line, size.height());
    }
    return out;
}

int FlowLayout::heightForWidth(int width) const
{
    int bottom = 0;
    for (const QRect &place : places({0, 0, width, 0})) {
        bottom = std::max(bottom, place.bottom() + 1);
    }
    return bottom;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        size = size.expandedTo(item->minimumSize());
    }
    return size;
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const QLayoutItem *item : m_items) {
        width += item->sizeHint().width() + m_across;
        height = std::max(height, item->sizeHint().height());
    }
    return {std::max(0, width - m_across), height};
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const std::vector<QRect> all = places(rect);
    for (std::size_t i = 0; i < all.size(); ++i) {
        m_items[i]->setGeometry(all[i]);
    }
}

} // namespace ptscope
