// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <vector>

#include "app/gui/job_runner.h"
#include "app/gui/session.h"

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace ptscope {

/// The bottom line: which text this is, how much of it was understood, how it is read and why, and what runs. Where the
/// window is narrow the least important pieces go first; what is hidden still stands in the tooltip.
class HonestyLine : public QFrame
{
    Q_OBJECT

public:
    HonestyLine(Session &session, JobRunner &jobs, QWidget *parent = nullptr);

    /// Small: pieces that do not fit are hidden, so the line never keeps the window from a small screen.
    QSize minimumSizeHint() const override;
    /// Stands where jobs are told, for some seconds.
    void showNotice(const QString &text);

signals:
    void noticesRequested();
    void geometryRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Piece {
        QWidget *rule;
        QWidget *widget;
        int importance; ///< the lowest leaves first
        bool wanted = false;
    };

    void addPiece(QHBoxLayout *line, QWidget *widget, int importance);
    QToolButton *clickable(const QString &name);
    void buildJobPart(QHBoxLayout *line);
    void showDocument();
    void showFilter();
    void showJob();
    void setWanted(QWidget *widget, bool wanted);
    void fit();

    Session &m_session;
    JobRunner &m_jobs;
    std::vector<Piece> m_pieces;
    QLabel *m_file;
    QLabel *m_digest;
    QToolButton *m_account;
    QToolButton *m_geometry;
    QLabel *m_filter;
    QLabel *m_times;
    QLabel *m_invitation;
    QLabel *m_job;
    QString m_notice;
    QTimer m_noticeEnds;
    QToolButton *m_cancel;
};

} // namespace ptscope
