// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QFrame>
#include <QTimer>

#include "views/timeline/time_strip.h"

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace ptscope {

/// A series under the views: which snapshot is in front, play and step, a figure over time, where the selected range changed.
/// It only asks for moments; who materialises them tells by setFront() which one is shown.
class TimeBar : public QFrame
{
    Q_OBJECT

public:
    explicit TimeBar(QWidget *parent = nullptr);

    /// Null hides the bar.
    void setSeries(SeriesPtr series, MomentIndex front);
    const SeriesPtr &series() const { return m_series; }
    void setFront(MomentIndex moment);
    MomentIndex front() const { return m_front; }
    /// Where the selected range changed; nothing without a selection.
    void setRangeChanges(std::optional<std::vector<RangeChange>> changes);
    void setFigure(SeriesFigure figure);

    bool isPlaying() const { return m_player.isActive(); }
    TimeStrip &strip() { return *m_strip; }

    // For menu, palette and keys.
    QAction *play;
    QAction *previous;
    QAction *next;
    QAction *firstChange; ///< of the selected range
    QAction *nextChange;
    QList<QAction *> actions() const { return {play, previous, next, firstChange, nextChange}; }

signals:
    void momentRequested(ptscope::MomentIndex moment);

private:
    void buildHead();
    QToolButton *addButton(QAction *action);
    void setPlaying(bool playing);
    void step(int by);
    void playOn();
    void goToNextChange();
    void describe();

    SeriesPtr m_series;
    MomentIndex m_front = 0;
    std::optional<std::vector<RangeChange>> m_changes;
    QTimer m_player;
    TimeStrip *m_strip;
    QFrame *m_head;
    QToolButton *m_playButton = nullptr;
    QLabel *m_place = nullptr;
    QLabel *m_when = nullptr;
    QLabel *m_changed = nullptr;
    QLabel *m_value = nullptr;
    QLabel *m_selection = nullptr;
    QComboBox *m_figure = nullptr;
    QPushButton *m_jump = nullptr;
};

} // namespace ptscope
