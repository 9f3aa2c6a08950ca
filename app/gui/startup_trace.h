// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace ptscope {

/// Milliseconds since the kernel started this process, to about 10 ms (the kernel counts the start in clock ticks).
double millisecondsSinceProcessStart();

/// Writes "ptscope: startup: NAME 123 ms" to standard error, for `--startup-trace` and the benchmark.
class StartupTrace : public QObject
{
    Q_OBJECT

public:
    explicit StartupTrace(QObject *parent = nullptr) : QObject(parent) {}

    static void mark(const char *name);
    /// Calls `then` once the next paint of `window` has reached the screen's buffer.
    void afterNextPaint(QWidget &window, std::function<void()> then);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::function<void()> m_then;
};

} // namespace ptscope
