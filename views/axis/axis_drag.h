// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>

#include <optional>

class QMouseEvent;
class QWheelEvent;

namespace ptscope {

class MapAxis;

/// Part of the width that a notch of the wheel or a key pans by.
constexpr int axisPanShare = 8;

/// Zooms around the pointer; pans when turned sideways or with Shift. `left` is where the axis begins in the widget. Call
/// only when there are rows. False when the event asks for nothing.
bool turnWheel(MapAxis &axis, const QWheelEvent &event, int left);

/// Tells a click from a drag.
class AxisDrag
{
public:
    void press(const QMouseEvent &event);
    bool isPressed() const { return m_pressed.has_value(); }
    bool isDragging() const { return m_dragging; }
    struct Step {
        bool begins = false; ///< the pointer has just gone far enough to be no click
        int pixels = 0;      ///< to pan by
    };
    Step move(QPoint position);
    /// Where the left button clicked; nothing after a drag.
    std::optional<QPoint> release(const QMouseEvent &event);

private:
    std::optional<QPoint> m_pressed;
    int m_at = 0; ///< as far as was panned
    bool m_dragging = false;
};

} // namespace ptscope
