// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QSize>

#include <cstdint>

namespace ptscope {

/// What a text is for. Sizes and weights stand in type.cpp alone.
enum class TextRole : std::uint8_t {
    Verdict,       ///< the sentence on top of Stripes, Diff: 22 / 600
    Title,         ///< inspector, card: 15 / 600
    Body,          ///< prose and table cells: 12 / 400
    Value,         ///< 12 / 600
    Tab,           ///< 13 / 500
    TabChosen,     ///< 13 / 600
    Control,       ///< buttons, segments: 12 / 500
    ControlChosen, ///< 12 / 600
    Label,         ///< legend, axis: 11 / 400
    Index,         ///< index on a grid, the smallest text there is: 10.5 / 400
    SectionHead,   ///< 11 / 600, capitals, tracked
};

/// Inter, else DejaVu Sans: for words.
QFont wordFont(TextRole role);
/// JetBrains Mono, else DejaVu Sans Mono, else the system's fixed font: for addresses, indices and counts that line up.
QFont monoFont(TextRole role);

/// Shapes text as typed: `0x1f` and `>=` keep their own glyphs. For fonts that did not come from above.
void keepGlyphsAsTyped(QFont &font);

/// Design pixels to painter units, 1.0 to 3.0, clamped; the two font functions and scaled() follow it.
void setUiScale(qreal scale);
qreal uiScale();
int scaled(int designPixels);
qreal scaledF(qreal designPixels);

} // namespace ptscope
