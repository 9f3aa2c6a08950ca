// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/segmented_control.h"

#include "views/look/box.h"
#include "views/look/palette.h"
#include "views/look/type.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>

namespace ptscope {

namespace {

constexpr int segmentHeight = 24;
constexpr int sidePadding = 10;
constexpr int apartGap = 3;

class Segment : public QAbstractButton
{
public:
    Segment(const QString &text, SegmentedControl::Text kind) : m_kind(kind)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        // As wide as when chosen, so that nothing moves when the choice does.
        const int width = QFontMetrics(fontFor(true)).horizontalAdvance(text());
        return {width + 2 * scaled(m_kind == SegmentedControl::Text::Mono ? 7 : sidePadding), scaled(segmentHeight)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &colors = palette();
        QPainter painter(this);
        const QColor rest = underMouse() && isEnabled() ? colors.text2 : colors.control;
        const bool filled = isChecked() || isDown();
        drawBox(painter, rect(), {isChecked() ? colors.accent : rest, filled ? colors.accentBg : colors.surface});
        painter.setFont(fontFor(isChecked()));
        painter.setPen(!isEnabled() ? colors.text3 : isChecked() ? colors.text1 : colors.text2);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    QFont fontFor(bool chosen) const
    {
        const TextRole role = chosen ? TextRole::ControlChosen : TextRole::Control;
        return m_kind == SegmentedControl::Text::Mono ? monoFont(role) : wordFont(role);
    }

    const Palette &palette() const { return ptscope::palette(); }

    SegmentedControl::Text m_kind;
};

} // namespace

SegmentedControl::SegmentedControl(const QString &accessibleName, QWidget *parent, Shape shape, Text text)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_layout(new QHBoxLayout(this)), m_text(text)
{
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(shape == Shape::Apart ? scaled(apartGap) : 0);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::chosen);
}

int SegmentedControl::addSegment(const QString &text, const QString &toolTip)
{
    auto *segment = new Segment(text, m_text);
    segment->setToolTip(toolTip);
    segment->setAccessibleDescription(toolTip);
    const int id = count();
    m_group->addButton(segment, id);
    m_layout->addWidget(segment);
    return id;
}

void SegmentedControl::setSegmentEnabled(int index, bool enabled, const QString &reason)
{
    if (QAbstractButton *segment = m_group->button(index)) {
        segment->setEnabled(enabled);
        segment->setToolTip(reason);
        segment->setAccessibleDescription(reason);
    }
}

void SegmentedControl::setSegmentText(int index, const QString &text, const QString &toolTip)
{
    QAbstractButton *segment = m_group->button(index);
    if (segment == nullptr || (segment->text() == text && segment->toolTip() == toolTip)) {
        return;
    }
    segment->setText(text);
    segment->setAccessibleName(text);
    segment->setToolTip(toolTip);
    segment->setAccessibleDescription(toolTip);
    segment->updateGeometry();
}

int SegmentedControl::count() const
{
    return static_cast<int>(m_group->buttons().size());
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int index)
{
    if (QAbstractButton *segment = m_group->button(index)) {
        segment->setChecked(true);
    }
}

} // namespace ptscope
