// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paging/row_class.h"

#include <QColor>
#include <QObject>

#include <array>
#include <cstddef>
#include <cstdint>

namespace ptscope {

enum class Theme : std::uint8_t { Dark, Light };

/// The kinds of change that a diff paints. Kept here, not in core, because only the look needs a value for each.
enum class ChangeMark : std::uint8_t { Added, Removed, Changed, Moved, Split, Merged };
inline constexpr std::size_t changeMarkCount = 6;

/// Every colour of the product. No other file holds a colour value; fills that need a mixture use mix() below.
struct Palette {
    Theme theme = Theme::Dark;

    QColor bg;      ///< canvas of the data
    QColor surface; ///< panels
    QColor raised;  ///< chips, cards, hovered rows
    QColor sunk;    ///< inputs, empty tracks

    QColor line;       ///< dividers
    QColor lineStrong; ///< cell frames, breaks of the axis
    QColor control;    ///< borders of inputs and buttons, >= 3:1

    QColor text1; ///< values
    QColor text2; ///< prose
    QColor text3; ///< labels, disabled

    QColor accent;
    QColor accentBg;
    QColor inkOnAccent; ///< words on a control filled with accent

    QColor selection; ///< neutral, so that it stands on every data colour
    QColor warn;
    QColor error;
    QColor ok;

    QColor inkOnData; ///< words inside a filled cell
    QColor tableCell; ///< an entry that points to a table

    std::array<QColor, leafClassCount> leaf;     ///< Hole and Invalid are transparent: they are drawn, not filled
    std::array<QColor, accessClassCount> access; ///< None is transparent
    std::array<QColor, changeMarkCount> change;
    std::array<QColor, changeMarkCount> changeInk; ///< the character and the frame of a mark chip

    const QColor &of(LeafClass c) const { return leaf[static_cast<std::size_t>(c)]; }
    const QColor &of(AccessClass c) const { return access[static_cast<std::size_t>(c)]; }
    const QColor &of(ChangeMark m) const { return change[static_cast<std::size_t>(m)]; }
    const QColor &inkOf(ChangeMark m) const { return changeInk[static_cast<std::size_t>(m)]; }
};

const Palette &palette(Theme theme);

/// `over` laid on `under` with the given share in percent, as an opaque colour: data is painted without blending.
QColor mix(const QColor &over, const QColor &under, int percent);

/// The theme that the window shows now. Everything that paints reads palette() and repaints on themeChanged().
class ThemeNotifier : public QObject
{
    Q_OBJECT

public:
    static ThemeNotifier &instance();

    Theme theme() const { return m_theme; }
    void setTheme(Theme theme);

signals:
    void themeChanged(ptscope::Theme theme);

private:
    ThemeNotifier() = default;

    Theme m_theme = Theme::Dark;
};

inline const Palette &palette()
{
    return palette(ThemeNotifier::instance().theme());
}

} // namespace ptscope
