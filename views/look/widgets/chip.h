// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace ptscope {

/// A short word in a box, 20 px high: the letter of a snapshot, the view of a capture, one term of the filter.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Kind { Neutral, Accent };

    explicit Chip(const QString &text, QWidget *parent = nullptr, Kind kind = Kind::Neutral);

    void setMono(bool mono);
    /// Only a chip that does something takes the focus.
    void setClickable(bool clickable);
    /// Adds a cross; Delete and Backspace do the same.
    void setRemovable(bool removable);

    QSize sizeHint() const override;

signals:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool hitButton(const QPoint &pos) const override;

private:
    QRect crossRect() const;
    QFont textFont() const;

    Kind m_kind;
    bool m_mono = false;
    bool m_clickable = false;
    bool m_removable = false;
};

} // namespace ptscope
