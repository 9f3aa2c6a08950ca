// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>
#include <optional>

#include "app/capture/capture.h"
#include "app/text/diagnostic_text.h"

namespace ptscope {

/// How far a capture has come: written by the worker, looked at by the dialog.
class CaptureStatus
{
public:
    void set(const QString &text, int done = 0)
    {
        const std::lock_guard lock(m_mutex);
        m_text = text;
        m_done = done;
    }
    QString text() const
    {
        const std::lock_guard lock(m_mutex);
        return m_text;
    }
    int done() const
    {
        const std::lock_guard lock(m_mutex);
        return m_done;
    }

private:
    mutable std::mutex m_mutex;
    QString m_text;
    int m_done = 0;
};

struct CaptureOutcome {
    QStringList paths; ///< that were written
    std::optional<ErrorText> problem;
    QString summary;    ///< what the read gave and took
    QStringList tables; ///< that the source has, relative to debugfs
};

struct CaptureJob {
    CaptureRequest request;
    QString path;
    bool series = false;
    int seconds = 5;
    int count = 20;
};

/// Does the job; runs on a worker.
CaptureOutcome runCapture(const CaptureJob &job, CaptureStatus &status, Progress &progress);

} // namespace ptscope
