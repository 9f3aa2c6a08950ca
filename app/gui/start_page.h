// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "app/gui/commands.h"

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace ptscope {

class ExampleCard;
class JobRunner;
class Session;

/// What the window shows while nothing is open: how to open something, how to get something, and real captures.
class StartPage : public QScrollArea
{
    Q_OBJECT

public:
    StartPage(Session &session, JobRunner &jobs, const Commands &commands);

signals:
    void exampleChosen(const QString &id);
    void fileChosen(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeTitle();
    QWidget *makeOpenCard(const Commands &commands);
    QWidget *makeCaptureHelp(const Commands &commands);
    QWidget *makeTourCard(const Commands &commands);
    void addExamples(QVBoxLayout *column);
    void drawThumbnails();
    void placeCards();
    void listRecentFiles();

    Session &m_session;
    JobRunner &m_jobs;
    QWidget *m_recentBox;
    QVBoxLayout *m_recent;
    QGridLayout *m_grid;
    QList<ExampleCard *> m_cards;
    int m_columns = 0;
};

} // namespace ptscope
