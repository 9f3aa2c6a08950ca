// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>

#include <optional>

#include "views/look/style.h"

namespace ptscope {

/// "dark", "light", "system" as settings and the command line write them.
std::optional<ThemeChoice> themeChoiceNamed(const QString &name);
QString nameOf(ThemeChoice choice);

/// Theme and size of everything as the person chose them, kept between starts.
class Appearance : public QObject
{
    Q_OBJECT

public:
    static constexpr int smallestPercent = 100;
    static constexpr int largestPercent = 300;

    explicit Appearance(QSettings &settings, QObject *parent = nullptr);

    ThemeChoice theme() const { return m_theme; }
    int scalePercent() const { return m_scalePercent; }

    void setTheme(ThemeChoice theme);
    void setScalePercent(int percent);
    /// For this run only: a command line does not change what the person chose.
    void overrideTheme(ThemeChoice theme) { m_theme = theme; }
    void overrideScalePercent(int percent);

signals:
    void themeChanged();
    /// Widgets read sizes when they are made, so the window is made again.
    void scaleChanged();

private:
    QSettings &m_settings;
    ThemeChoice m_theme;
    int m_scalePercent;
};

} // namespace ptscope
