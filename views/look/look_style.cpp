// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/look_style.h"

#include "views/look/box.h"
#include "views/look/icons.h"
#include "views/look/palette.h"
#include "views/look/type.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace ptscope {

namespace {

constexpr int controlHeight = 30;
constexpr int indicatorSide = 15;
constexpr int arrowSide = 14;
constexpr int sideMargin = 9;
constexpr int listRowHeight = 22;
constexpr int toolHeight = 28;
constexpr int toolPadding = 8;
constexpr int toolIconGap = 7;
constexpr int tooltipDelayMs = 300;

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

void drawCheckIndicator(QPainter &painter, const QStyleOption &option)
{
    const Palette &colors = palette();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool partly = has(option, QStyle::State_NoChange);
    const QColor border = on || partly         ? colors.accent
        : has(option, QStyle::State_MouseOver) ? colors.text2
                                               : colors.control;
    const QColor fill = on || partly ? colors.accent : colors.sunk;
    drawBox(painter, option.rect, {enabled ? border : colors.control, enabled ? fill : colors.sunk});
    const QColor ink = enabled ? colors.inkOnAccent : colors.text3;
    if (on) {
        const qreal inset = scaledF(2);
        drawIcon(painter, QRectF(option.rect).adjusted(inset, inset, -inset, -inset), Icon::Check, ink);
    } else if (partly) {
        const int inset = scaled(4);
        const int height = scaled(2);
        painter.fillRect(option.rect.left() + inset, option.rect.center().y() - height / 2,
                         option.rect.width() - 2 * inset, height, ink);
    }
}

void drawRadioIndicator(QPainter &painter, const QStyleOption &option)
{
    const Palette &colors = palette();
    const bool on = has(option, QStyle::State_On);
    const qreal line = scaledF(on ? 4.5 : 1);
    const QColor border = on ? colors.accent : colors.control;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(has(option, QStyle::State_Enabled) ? border : colors.control, line));
    painter.setBrush(colors.sunk);
    painter.drawEllipse(QRectF(option.rect).adjusted(line / 2, line / 2, -line / 2, -line / 2));
    painter.restore();
}

Icon arrowOf(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_IndicatorArrowUp:
        return Icon::ChevronUp;
    case QStyle::PE_IndicatorArrowLeft:
        return Icon::Back;
    case QStyle::PE_IndicatorArrowRight:
        return Icon::Forward;
    default:
        return Icon::ChevronDown;
    }
}

void drawArrow(QPainter &painter, const QRect &rect, Icon icon, bool enabled)
{
    const int side = std::min({scaled(arrowSide), rect.width(), rect.height()});
    const QRect square(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side);
    drawIcon(painter, square, icon, enabled ? palette().text2 : palette().text3);
}

void drawInputFrame(QPainter &painter, const QStyleOption &option, const QColor &fill)
{
    const Palette &colors = palette();
    const bool focus = has(option, QStyle::State_HasFocus);
    drawBox(painter, option.rect, {focus ? colors.accent : colors.control, fill, 5, focus ? 2.0 : 1.0});
}

bool showsText(const QStyleOptionToolButton &option)
{
    return option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
}

bool showsIcon(const QStyleOptionToolButton &option)
{
    return option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
}

// The icon stands beside the word, never above it.
QSize toolButtonSize(const QStyleOptionToolButton &option)
{
    int width = 2 * scaled(toolPadding);
    width += showsIcon(option) ? option.iconSize.width() : 0;
    width += showsText(option) ? option.fontMetrics.horizontalAdvance(option.text) : 0;
    width += showsIcon(option) && showsText(option) ? scaled(toolIconGap) : 0;
    return {width, scaled(toolHeight)};
}

void drawToolButton(QPainter &painter, const QStyleOptionToolButton &option)
{
    const Palette &colors = palette();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool hovered = enabled && has(option, QStyle::State_MouseOver);
    if (on) {
        drawBox(painter, option.rect, {colors.accent, colors.accentBg, 5});
    } else if (hovered || has(option, QStyle::State_Sunken)) {
        const QColor fill = has(option, QStyle::State_Sunken) ? colors.sunk : colors.raised;
        drawBox(painter, option.rect, {fill, fill, 5});
    }
    QRect rest = option.rect.adjusted(scaled(toolPadding), 0, -scaled(toolPadding), 0);
    if (showsIcon(option)) {
        const QIcon::Mode mode = !enabled ? QIcon::Disabled : hovered ? QIcon::Active : QIcon::Normal;
        const QRect place(QPoint(rest.left(), option.rect.center().y() - (option.iconSize.height() - 1) / 2),
                          option.iconSize);
        option.icon.paint(&painter, place, Qt::AlignCenter, mode, on ? QIcon::On : QIcon::Off);
        rest.setLeft(place.right() + 1 + scaled(toolIconGap));
    }
    if (showsText(option)) {
        painter.setPen(enabled ? colors.text1 : colors.text3);
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, option.text);
    }
}

void drawSlider(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle)
{
    const Palette &colors = palette();
    const bool flat = option.orientation == Qt::Horizontal;
    const int thick = scaled(4);
    const QRect &all = option.rect;
    QRect track = flat ? QRect(all.left(), all.center().y() - thick / 2, all.width(), thick)
                       : QRect(all.center().x() - thick / 2, all.top(), thick, all.height());
    QRect done = track;
    if (flat) {
        (option.upsideDown ? done.setLeft(handle.center().x()) : done.setRight(handle.center().x()));
    } else {
        (option.upsideDown ? done.setTop(handle.center().y()) : done.setBottom(handle.center().y()));
    }
    const bool enabled = has(option, QStyle::State_Enabled);
    const QColor hue = enabled ? colors.accent : colors.control;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.line);
    painter.drawRoundedRect(track, thick / 2.0, thick / 2.0);
    painter.setBrush(hue);
    painter.drawRoundedRect(done, thick / 2.0, thick / 2.0);
    const qreal line = scaledF(2);
    painter.setPen(QPen(hue, line));
    painter.setBrush(colors.surface);
    painter.drawEllipse(QRectF(handle).adjusted(line / 2, line / 2, -line / 2, -line / 2));
    painter.restore();
}

} // namespace

LookStyle::LookStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { }

int LookStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return scaled(3);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(indicatorSide);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
        return scaled(16);
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return scaled(16);
    case PM_TreeViewIndentation:
        return scaled(18);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int LookStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return tooltipDelayMs;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_FocusFrame_Mask:
    case SH_Menu_Scrollable:
    case SH_DialogButtonBox_ButtonsHaveIcons: // the desktop's icons are of another hand
        return 0;
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

void LookStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckIndicator(*painter, *option);
        return;
    case PE_IndicatorRadioButton:
        drawRadioIndicator(*painter, *option);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
        drawArrow(*painter, option->rect, arrowOf(element), has(*option, State_Enabled));
        return;
    case PE_IndicatorBranch:
        if (has(*option, State_Children)) {
            drawArrow(*painter, option->rect, has(*option, State_Open) ? Icon::ChevronDown : Icon::Forward, true);
        }
        return;
    case PE_FrameFocusRect: // the ring outside the control says it
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void LookStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    if (element == CE_FocusFrame) {
        drawBox(*painter, option->rect, {palette().accent, Qt::transparent, 7, 2});
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void LookStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    const bool enabled = has(*option, State_Enabled);
    if (control == CC_ComboBox) {
        drawInputFrame(*painter, *option, palette().surface);
        drawArrow(*painter, subControlRect(control, option, SC_ComboBoxArrow, widget), Icon::ChevronDown, enabled);
        return;
    }
    if (control == CC_SpinBox) {
        drawInputFrame(*painter, *option, palette().sunk);
        drawArrow(*painter, subControlRect(control, option, SC_SpinBoxUp, widget), Icon::ChevronUp, enabled);
        drawArrow(*painter, subControlRect(control, option, SC_SpinBoxDown, widget), Icon::ChevronDown, enabled);
        return;
    }
    if (control == CC_ToolButton) {
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            drawToolButton(*painter, *tool);
            return;
        }
    }
    if (control == CC_Slider) {
        const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (slider != nullptr) {
            drawSlider(*painter, *slider, subControlRect(control, option, SC_SliderHandle, widget));
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect LookStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                const QWidget *widget) const
{
    const QRect all = option->rect;
    const int arrow = scaled(arrowSide);
    const int margin = scaled(sideMargin);
    if (control == CC_ComboBox && subControl == SC_ComboBoxArrow) {
        return visualRect(option->direction, all,
                          QRect(all.right() + 1 - margin - arrow, all.top(), arrow, all.height()));
    }
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) {
        return visualRect(option->direction, all, all.adjusted(margin - scaled(3), 1, -2 * margin - arrow, -1));
    }
    if (control != CC_SpinBox) {
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    }
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    const bool buttons = spin == nullptr || spin->buttonSymbols != QAbstractSpinBox::NoButtons;
    const int half = all.height() / 2;
    const int strip = buttons ? arrow + scaled(8) : 0;
    switch (subControl) {
    case SC_SpinBoxUp:
        return visualRect(option->direction, all, QRect(all.right() + 1 - strip, all.top() + 1, strip, half - 1));
    case SC_SpinBoxDown:
        return visualRect(option->direction, all, QRect(all.right() + 1 - strip, all.top() + half, strip, half - 1));
    case SC_SpinBoxEditField:
        return visualRect(option->direction, all, all.adjusted(margin, 2, -strip - scaled(2), -2));
    default:
        return all;
    }
}

QSize LookStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    QSize out = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox) {
        out.setHeight(scaled(controlHeight));
        out.rwidth() = std::max(out.width(), size.width() + 3 * scaled(sideMargin) + scaled(arrowSide));
    }
    if (type == CT_ItemViewItem) {
        out.setHeight(std::max(out.height(), scaled(listRowHeight)));
    }
    if (type == CT_ToolButton) {
        const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        return tool != nullptr ? toolButtonSize(*tool) : out;
    }
    return out;
}

} // namespace ptscope
