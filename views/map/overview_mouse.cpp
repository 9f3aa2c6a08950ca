// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do to the lens of the overview.
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

#include "views/look/type.h"
#include "views/map/overview.h"

namespace ptscope {

namespace {

constexpr int gripWidth = 5;
constexpr int keyShare = 10;

} // namespace

Overview::Grip Overview::gripAt(int x) const
{
    const QRect lens = lensRect();
    const int grip = scaled(gripWidth);
    if (lens.isEmpty() || x < lens.left() - grip || x > lens.right() + grip) {
        return Grip::None;
    }
    // A narrow lens is for moving; its sides can still be taken from outside.
    const int inner = lens.width() > 4 * grip ? grip : 0;
    if (x < lens.left() + inner) {
        return Grip::Left;
    }
    return x > lens.right() - inner ? Grip::Right : Grip::Inside;
}

void Overview::mousePressEvent(QMouseEvent *event)
{
    if (!isOpen() || event->button() != Qt::LeftButton || event->position().x() < strip().x() - scaled(gripWidth)) {
        return;
    }
    const int x = static_cast<int>(event->position().x());
    m_grip = gripAt(x);
    if (m_grip == Grip::None) {
        const int half = (m_to.right - m_to.left) / 2;
        const int width = 2 * half;
        const int left = std::clamp(x - strip().x() - half, 0, std::max(strip().width() - width, 0));
        show({left, left + std::max(width, leastLens())});
        m_grip = Grip::Inside;
    }
    m_gripped = m_to;
    m_grippedX = x;
}

void Overview::mouseMoveEvent(QMouseEvent *event)
{
    const int x = static_cast<int>(event->position().x());
    if (m_grip == Grip::None || !event->buttons().testFlag(Qt::LeftButton)) {
        const Grip grip = gripAt(x);
        const bool side = grip == Grip::Left || grip == Grip::Right;
        setCursor(side ? Qt::SizeHorCursor : grip == Grip::Inside ? Qt::OpenHandCursor : Qt::ArrowCursor);
        return;
    }
    const int moved = x - m_grippedX;
    Lens lens = m_gripped;
    const int width = lens.right - lens.left;
    const int least = leastLens();
    switch (m_grip) {
    case Grip::Inside:
        lens.left = std::clamp(lens.left + moved, 0, std::max(strip().width() - width, 0));
        lens.right = lens.left + width;
        break;
    case Grip::Left:
        lens.left = std::clamp(lens.left + moved, 0, lens.right - least);
        break;
    case Grip::Right:
        lens.right = std::clamp(lens.right + moved, lens.left + least, strip().width());
        break;
    case Grip::None:
        return;
    }
    show(lens);
}

void Overview::mouseReleaseEvent(QMouseEvent *)
{
    m_grip = Grip::None;
}

void Overview::mouseDoubleClickEvent(QMouseEvent *)
{
    if (isOpen()) {
        m_navigator.setVisible(m_axis.all());
    }
}

/// Widens or narrows the lens around the pointer.
void Overview::wheelEvent(QWheelEvent *event)
{
    event->accept();
    if (!isOpen() || event->angleDelta().y() == 0) {
        return;
    }
    const double factor = std::pow(1.25, -event->angleDelta().y() / 120.0);
    const int x = std::clamp(static_cast<int>(event->position().x()) - strip().x(), 0, strip().width());
    const auto stretched = [&](int edge) { return x + static_cast<int>(std::lround((edge - x) * factor)); };
    Lens lens{stretched(m_to.left), stretched(m_to.right)};
    if (lens.right - lens.left >= leastLens()) {
        show({std::max(lens.left, 0), std::min(lens.right, strip().width())});
    }
}

void Overview::keyPressEvent(QKeyEvent *event)
{
    const int width = m_to.right - m_to.left;
    const int step = std::max(width / keyShare, 1);
    int by = 0;
    switch (event->key()) {
    case Qt::Key_Left:
        by = -std::min(step, m_to.left);
        break;
    case Qt::Key_Right:
        by = std::min(step, strip().width() - m_to.right);
        break;
    case Qt::Key_Home:
        by = -m_to.left;
        break;
    case Qt::Key_End:
        by = strip().width() - m_to.right;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (isOpen() && by != 0) {
        show({m_to.left + by, m_to.right + by});
    }
}

} // namespace ptscope
