// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/axis/axis_drag.h"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWheelEvent>

#include <cmath>
#include <cstdlib>
#include <utility>

#include "views/axis/map_axis.h"

namespace ptscope {

namespace {

constexpr double notchFactor = 1.25;
constexpr int notchAngle = 120; // Qt's, in eighths of a degree

} // namespace

bool turnWheel(MapAxis &axis, const QWheelEvent &event, int left)
{
    const QPoint angle = event.angleDelta();
    const bool sideways = std::abs(angle.x()) > std::abs(angle.y());
    if (sideways || event.modifiers().testFlag(Qt::ShiftModifier)) {
        const int delta = sideways ? angle.x() : angle.y();
        axis.pan(-delta * axis.width() / (axisPanShare * notchAngle));
        return true;
    }
    if (angle.y() == 0) {
        return false;
    }
    axis.zoom(static_cast<int>(event.position().x()) - left,
              std::pow(notchFactor, static_cast<double>(angle.y()) / notchAngle));
    return true;
}

void AxisDrag::press(const QMouseEvent &event)
{
    if (event.button() == Qt::LeftButton || event.button() == Qt::MiddleButton) {
        m_pressed = event.position().toPoint();
        m_at = m_pressed->x();
        m_dragging = false;
    }
}

AxisDrag::Step AxisDrag::move(QPoint position)
{
    const int far = QGuiApplication::styleHints()->startDragDistance();
    const bool begins = !m_dragging && m_pressed && std::abs(position.x() - m_pressed->x()) >= far;
    m_dragging = m_dragging || begins;
    return {begins, m_dragging ? std::exchange(m_at, position.x()) - position.x() : 0};
}

std::optional<QPoint> AxisDrag::release(const QMouseEvent &event)
{
    const bool click = m_pressed && !m_dragging && event.button() == Qt::LeftButton;
    const auto place = std::exchange(m_pressed, std::nullopt);
    m_dragging = false;
    return click ? place : std::nullopt;
}

} // namespace ptscope
