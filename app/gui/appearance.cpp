// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ptscope {

namespace {

const QLatin1String themeKey("appearance/theme");
const QLatin1String scaleKey("appearance/scale");

constexpr std::array<std::pair<ThemeChoice, const char *>, 3> themeNames{
    {{ThemeChoice::Dark, "dark"}, {ThemeChoice::Light, "light"}, {ThemeChoice::System, "system"}}};

int clamped(int percent)
{
    return std::clamp(percent, Appearance::smallestPercent, Appearance::largestPercent);
}

} // namespace

std::optional<ThemeChoice> themeChoiceNamed(const QString &name)
{
    for (const auto &[choice, known] : themeNames) {
        if (name == QLatin1String(known)) {
            return choice;
        }
    }
    return std::nullopt;
}

QString nameOf(ThemeChoice choice)
{
    const auto *found = std::find_if(themeNames.begin(), themeNames.end(), [&](const auto &entry) { return entry.first == choice; });
    return QLatin1String(found->second);
}

Appearance::Appearance(QSettings &settings, QObject *parent)
    : QObject(parent), m_settings(settings),
      // Dark until told otherwise: the people of this program live in dark terminals.
      m_theme(themeChoiceNamed(settings.value(themeKey).toString()).value_or(ThemeChoice::Dark)),
      m_scalePercent(clamped(settings.value(scaleKey, smallestPercent).toInt()))
{
}

void Appearance::setTheme(ThemeChoice theme)
{
    m_theme = theme;
    m_settings.setValue(themeKey, nameOf(theme));
    setThemeChoice(theme);
    emit themeChanged();
}

void Appearance::setScalePercent(int percent)
{
    m_scalePercent = clamped(percent);
    m_settings.setValue(scaleKey, m_scalePercent);
    setLookScale(m_scalePercent / 100.0);
    emit scaleChanged();
}

void Appearance::overrideScalePercent(int percent)
{
    m_scalePercent = clamped(percent);
}

} // namespace ptscope
