// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"

#include <QString>

class QApplication;
class QPalette;
class QWidget;

namespace ptscope {

enum class ThemeChoice : std::uint8_t { System, Dark, Light };

/// Fonts, palette, style sheet and focus ring for the whole program. Call once, before the first window; what the system
/// uses (dark or light) is read here, because afterwards the palette is ours.
void installLook(QApplication &app, ThemeChoice choice = ThemeChoice::System, qreal uiScale = 1.0);

/// Both work while windows are open.
void setThemeChoice(ThemeChoice choice);
void setLookScale(qreal uiScale);

ThemeChoice themeChoice();
Theme themeFor(ThemeChoice choice);

/// Dark if the window colour is darker than its text.
Theme themeOf(const QPalette &systemPalette);

QPalette qtPalette(const Palette &colors);

/// The style sheet knows these dynamic properties:
///   QPushButton   role    "primary" (filled), "quiet" (no border)
///   QLabel        role    "verdict" "title" "value" "label" "head"; tone "1" "2" "3" "accent" "warn" "error" "ok"; mono "true"
///   QFrame        panel   "canvas" "surface" "raised" "sunk" "card" "rule" (a dividing line); rule "top" "bottom"
///   QLineEdit     invalid "true"
/// setLookProperty sets one and lets the style sheet see it, also after the widget was shown.
void setLookProperty(QWidget &widget, const char *name, const QString &value);

} // namespace ptscope
