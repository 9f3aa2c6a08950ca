// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QHBoxLayout;

namespace ptscope {

/// One choice out of a few, all in view. One tab stop; the arrow keys move the choice.
class SegmentedControl : public QWidget
{
    Q_OBJECT

public:
    enum class Shape { Joined, Apart };
    enum class Text { Words, Mono };

    explicit SegmentedControl(const QString &accessibleName, QWidget *parent = nullptr, Shape shape = Shape::Joined,
                              Text text = Text::Words);

    int addSegment(const QString &text, const QString &toolTip = {});
    void setSegmentEnabled(int index, bool enabled, const QString &reason = {});
    void setSegmentText(int index, const QString &text, const QString &toolTip);
    int count() const;
    int current() const;        ///< -1 if none is chosen
    void setCurrent(int index); ///< does not emit

signals:
    void chosen(int index); ///< by a person

private:
    QButtonGroup *m_group;
    QHBoxLayout *m_layout;
    Text m_text;
};

} // namespace ptscope
