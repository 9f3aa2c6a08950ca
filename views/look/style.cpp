// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/style.h"

#include "views/look/focus_ring.h"
#include "views/look/look_style.h"
#include "views/look/style_sheet.h"
#include "views/look/type.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace ptscope {

namespace {

struct LookState {
    Theme system = Theme::Light;
    ThemeChoice choice = ThemeChoice::System;
};

LookState &state()
{
    static LookState only;
    return only;
}

void applyLook()
{
    ThemeNotifier &notifier = ThemeNotifier::instance();
    const Palette &colors = palette(themeFor(state().choice));
    // Palette first: a widget that answers the notice reads both.
    QApplication::setFont(wordFont(TextRole::Body));
    QApplication::setFont(wordFont(TextRole::Control), "QToolButton");
    QApplication::setPalette(qtPalette(colors));
    notifier.setTheme(colors.theme);
    qApp->setStyleSheet(styleSheetFor(colors, uiScale()));
}

} // namespace

Theme themeOf(const QPalette &systemPalette)
{
    const int window = qGray(systemPalette.color(QPalette::Window).rgb());
    const int text = qGray(systemPalette.color(QPalette::WindowText).rgb());
    return window < text ? Theme::Dark : Theme::Light;
}

Theme themeFor(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Dark:
        return Theme::Dark;
    case ThemeChoice::Light:
        return Theme::Light;
    case ThemeChoice::System:
        break;
    }
    return state().system;
}

QPalette qtPalette(const Palette &p)
{
    QPalette out;
    const auto set = [&out](QPalette::ColorRole role, const QColor &color, const QColor &disabled) {
        out.setColor(QPalette::All, role, color);
        out.setColor(QPalette::Disabled, role, disabled);
    };
    const auto same = [&set](QPalette::ColorRole role, const QColor &color) { set(role, color, color); };
    same(QPalette::Window, p.surface);
    same(QPalette::Base, p.sunk);
    same(QPalette::AlternateBase, p.raised);
    same(QPalette::Button, p.raised);
    same(QPalette::ToolTipBase, p.raised);
    same(QPalette::ToolTipText, p.text1);
    set(QPalette::WindowText, p.text1, p.text3);
    set(QPalette::Text, p.text1, p.text3);
    set(QPalette::ButtonText, p.text1, p.text3);
    same(QPalette::PlaceholderText, p.text3);
    same(QPalette::BrightText, p.error);
    set(QPalette::Highlight, p.accent, p.control);
    same(QPalette::HighlightedText, p.inkOnAccent);
    same(QPalette::Link, p.accent);
    same(QPalette::LinkVisited, p.accent);
    same(QPalette::Light, p.lineStrong);
    same(QPalette::Midlight, p.line);
    same(QPalette::Mid, p.line);
    same(QPalette::Dark, p.control);
    same(QPalette::Shadow, p.bg);
    return out;
}

void installLook(QApplication &app, ThemeChoice choice, qreal scale)
{
    state().system = themeOf(QApplication::palette());
    state().choice = choice;
    setUiScale(scale);
    QApplication::setStyle(new LookStyle); // the application owns its style
    new FocusRing(&app);
    applyLook();
}

void setThemeChoice(ThemeChoice choice)
{
    state().choice = choice;
    applyLook();
}

void setLookScale(qreal scale)
{
    setUiScale(scale);
    applyLook();
}

ThemeChoice themeChoice()
{
    return state().choice;
}

void setLookProperty(QWidget &widget, const char *name, const QString &value)
{
    if (widget.property(name) == value) {
        return;
    }
    widget.setProperty(name, value);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
}

} // namespace ptscope
