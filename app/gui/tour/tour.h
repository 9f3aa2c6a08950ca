// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace ptscope {

/// One stop: what is said, what it is about, and what has to be shown for it.
struct TourStep {
    QString title;
    QString text;
    std::function<QWidget *()> about; ///< the part of the window that gets the frame
    std::function<void()> prepare;    ///< may be empty
};

/// The frame around what a stop is about; lets everything through.
class TourFrame : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A card that goes through the window part by part. It blocks nothing: every control works while it is there.
class Tour : public QFrame
{
    Q_OBJECT

public:
    explicit Tour(QWidget *window);

    void start(std::vector<TourStep> steps);
    int step() const { return m_step; }
    int stepCount() const { return static_cast<int>(m_steps.size()); }
    void end();

public slots:
    void goOn();
    void goBack();

signals:
    void ended();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showStep();
    bool goByArrow(int key);
    void place();
    QRect placeBeside(const QRect &about) const;

    std::vector<TourStep> m_steps;
    int m_step = -1;
    QPointer<QWidget> m_about;
    TourFrame *m_frame;
    QLabel *m_count;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace ptscope
