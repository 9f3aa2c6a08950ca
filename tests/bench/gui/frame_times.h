// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <vector>

#include "views/look/type.h"

namespace ptscope {

/// Loads every font that the window has drawn with before anybody zooms: the first use of each takes up to 20 ms, which is
/// part of the start and no frame.
inline void loadFonts()
{
    for (int role = 0; role <= static_cast<int>(TextRole::SectionHead); ++role) {
        for (const QFont &font : {wordFont(static_cast<TextRole>(role)), monoFont(static_cast<TextRole>(role))}) {
            QImage image(64, 32, QImage::Format_RGB32);
            QPainter painter(&image);
            painter.setFont(font);
            painter.drawText(image.rect(), QStringLiteral("0x1f PMD\u2009…"));
        }
    }
}

/// Wall time is what the user feels; time of the thread is what remains when other programs do not interfere.
class FrameTimes
{
public:
    template<class Frame>
    void measure(Frame frame)
    {
        QElapsedTimer timer;
        timer.start();
        const double before = threadMilliseconds();
        frame();
        m_thread.push_back(threadMilliseconds() - before);
        m_wall.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }

    /// `rows` of what is shown: rows of a dump, changes of a diff.
    void report(benchmark::State &state, std::size_t rows) const
    {
        state.counters["rows"] = static_cast<double>(rows);
        state.counters["frames"] = static_cast<double>(m_wall.size());
        state.counters["wall_median_ms"] = percentile(m_wall, 50);
        state.counters["wall_p99_ms"] = percentile(m_wall, 99);
        state.counters["wall_worst_ms"] = percentile(m_wall, 100);
        state.counters["thread_p99_ms"] = percentile(m_thread, 99);
        state.counters["thread_worst_ms"] = percentile(m_thread, 100);
        state.counters["worst_frame"] =
            static_cast<double>(std::max_element(m_thread.begin(), m_thread.end()) - m_thread.begin());
    }

private:
    static double threadMilliseconds()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }

    static double percentile(std::vector<double> times, std::size_t share)
    {
        std::sort(times.begin(), times.end());
        return times.empty() ? 0 : times[std::min(times.size() - 1, times.size() * share / 100)];
    }

    std::vector<double> m_wall;
    std::vector<double> m_thread;
};

} // namespace ptscope
