// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

class QPainter;
class QWidget;

namespace ptscope {

/// The time that one frame may draw; what is left then stands coarse and waits for the next frame. On a slow machine a
/// view so grows sharp a frame or two later instead of stuttering. Whatever is taken of a view (grab(), a file) has no
/// limit: it is whole.
class FrameBudget
{
public:
    using Clock = std::chrono::steady_clock;
    /// A third of a frame at 60 Hz at most: event, copy to the screen and the last piece begun come on top.
    static constexpr std::chrono::microseconds onScreen{4000};

    static FrameBudget unlimited() { return FrameBudget(std::nullopt); }
    static FrameBudget of(std::chrono::microseconds time) { return FrameBudget(Clock::now() + time); }
    /// What a paintEvent of `widget` may take that draws with `painter`.
    static FrameBudget of(const QWidget &widget, const QPainter &painter);

    bool hasRoomFor(std::chrono::nanoseconds work) const { return !m_end || Clock::now() + work < *m_end; }

private:
    explicit FrameBudget(std::optional<Clock::time_point> end) : m_end(end) { }

    std::optional<Clock::time_point> m_end;
};

} // namespace ptscope
