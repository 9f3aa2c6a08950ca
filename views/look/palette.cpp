// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/palette.h"

namespace ptscope {

namespace {

constexpr QColor rgb(unsigned value)
{
    return QColor(static_cast<int>(value >> 16U & 0xffU), static_cast<int>(value >> 8U & 0xffU),
                  static_cast<int>(value & 0xffU));
}

constexpr QColor none(0, 0, 0, 0);

// Order of the arrays below is the order of the enumerators. Chosen so that any two classes of a set stay apart for
// normal, protan and deutan sight and stand out from the canvas; tests/views checks each pair.
constexpr Palette dark = {
    .theme = Theme::Dark,
    .bg = rgb(0x0E1116),
    .surface = rgb(0x151A21),
    .raised = rgb(0x1D242E),
    .sunk = rgb(0x0A0D11),
    .line = rgb(0x28313C),
    .lineStrong = rgb(0x3D4957),
    .control = rgb(0x667485),
    .text1 = rgb(0xE6EBF1),
    .text2 = rgb(0xA9B4C2),
    .text3 = rgb(0x8593A3),
    .accent = rgb(0x7AA2F7),
    .accentBg = rgb(0x1E2A44),
    .inkOnAccent = rgb(0x0B0E12),
    .selection = rgb(0xFFFFFF),
    .warn = rgb(0xF2B233),
    .error = rgb(0xFF6B57),
    .ok = rgb(0x3DB08A),
    .inkOnData = rgb(0x0B0E12),
    .tableCell = rgb(0x232B36),
    .leaf = {none, none, rgb(0x7A8598), rgb(0x5C82FF), rgb(0x0FA97C), rgb(0xA4BE2C), rgb(0xFBE54A)},
    .access = {none, rgb(0x5CC3F5), rgb(0xF2B233), rgb(0x3DB08A), rgb(0xF0361B), rgb(0xB565AE), rgb(0xF2EFD2)},
    .change = {rgb(0x79D3F0), rgb(0xFFC02E), rgb(0xDAD4B4), rgb(0xC07AD0), rgb(0xFF5C3D), rgb(0x16AE8B)},
    .changeInk = {rgb(0x79D3F0), rgb(0xFFC02E), rgb(0xDAD4B4), rgb(0xC07AD0), rgb(0xFF5C3D), rgb(0x16AE8B)},
};

constexpr Palette light = {
    .theme = Theme::Light,
    .bg = rgb(0xF3F5F8),
    .surface = rgb(0xFFFFFF),
    .raised = rgb(0xF3F5F8),
    .sunk = rgb(0xE9EDF2),
    .line = rgb(0xD6DCE3),
    .lineStrong = rgb(0xAEB8C4),
    .control = rgb(0x7F8B98),
    .text1 = rgb(0x12171D),
    .text2 = rgb(0x434E5B),
    .text3 = rgb(0x5D6977),
    .accent = rgb(0x1F5FD0),
    .accentBg = rgb(0xDFE9FB),
    .inkOnAccent = rgb(0xFFFFFF),
    .selection = rgb(0x12171D),
    .warn = rgb(0x8F5400),
    .error = rgb(0xB3261E),
    .ok = rgb(0x00705C),
    .inkOnData = rgb(0xFFFFFF),
    .tableCell = rgb(0xE3E8EE),
    .leaf = {none, none, rgb(0x6B7686), rgb(0x3B4FE0), rgb(0x0B7F66), rgb(0x5F7017), rgb(0xAB8900)},
    .access = {none, rgb(0x1E95D8), rgb(0xD27200), rgb(0x0A8F74), rgb(0xB3140A), rgb(0x7F2FA6), rgb(0x574F4A)},
    .change = {rgb(0x0090C4), rgb(0xC77C00), rgb(0x4E4A40), rgb(0x8B3F9B), rgb(0xB3261E), rgb(0x008A74)},
    .changeInk = {rgb(0x00577A), rgb(0x7A4A00), rgb(0x4E4A40), rgb(0x6B2F7B), rgb(0xB3261E), rgb(0x00614F)},
};

} // namespace

const Palette &palette(Theme theme)
{
    return theme == Theme::Dark ? dark : light;
}

QColor mix(const QColor &over, const QColor &under, int percent)
{
    const auto channel = [percent](int o, int u) { return (o * percent + u * (100 - percent) + 50) / 100; };
    return QColor(channel(over.red(), under.red()), channel(over.green(), under.green()),
                  channel(over.blue(), under.blue()));
}

ThemeNotifier &ThemeNotifier::instance()
{
    static ThemeNotifier notifier;
    return notifier;
}

void ThemeNotifier::setTheme(Theme theme)
{
    if (theme != m_theme) {
        m_theme = theme;
        emit themeChanged(theme);
    }
}

} // namespace ptscope
