// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/startup_trace.h"

#include <QEvent>
#include <QFile>
#include <QWidget>

#include <cstdio>
#include <ctime>
#include <unistd.h>
#include <utility>

namespace ptscope {

namespace {

constexpr int startTimeField = 22; // proc(5), /proc/PID/stat, counted from 1
constexpr int firstFieldBehindName = 3;

double secondsFromBootToStart()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly)) {
        return 0;
    }
    // The name, field 2, may hold blanks and brackets itself.
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return fields.value(startTimeField - firstFieldBehindName).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace

double millisecondsSinceProcessStart()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double seconds = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
    return (seconds - secondsFromBootToStart()) * 1000;
}

void StartupTrace::mark(const char *name)
{
    std::fprintf(stderr, "ptscope: startup: %s %.0f ms\n", name, millisecondsSinceProcessStart());
}

void StartupTrace::afterNextPaint(QWidget &window, std::function<void()> then)
{
    m_then = std::move(then);
    window.installEventFilter(this);
    window.update();
}

bool StartupTrace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_then) {
        watched->removeEventFilter(this);
        // Queued: the children paint and the buffer is handed over before the event loop comes back to us.
        QMetaObject::invokeMethod(this, std::exchange(m_then, nullptr), Qt::QueuedConnection);
    }
    return false;
}

} // namespace ptscope
