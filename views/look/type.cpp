// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/type.h"

#include <QFontDatabase>
#include <QStringList>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

namespace ptscope {

namespace {

struct RoleFacts {
    double size;
    QFont::Weight weight;
};

constexpr std::array<RoleFacts, 11> roleFacts = {{
    {22, QFont::DemiBold},
    {15, QFont::DemiBold},
    {12, QFont::Normal},
    {12, QFont::DemiBold},
    {13, QFont::Medium},
    {13, QFont::DemiBold},
    {12, QFont::Medium},
    {12, QFont::DemiBold},
    {11, QFont::Normal},
    {10.5, QFont::Normal},
    {11, QFont::DemiBold},
}};

constexpr qreal sectionHeadTracking = 0.6;

// Workers that paint labels read it while the window may change it.
std::atomic<double> currentScale = 1.0;

QFont makeFont(const QStringList &families, TextRole role)
{
    const RoleFacts &facts = roleFacts[static_cast<std::size_t>(role)];
    QFont font(families);
    // Qt rounds every font to whole pixels, also when asked in points, so 10.5 is 11 at 100 % and 21 at 200 %.
    font.setPixelSize(static_cast<int>(std::lround(scaledF(facts.size))));
    font.setWeight(facts.weight);
    if (role == TextRole::SectionHead) {
        font.setCapitalization(QFont::AllUppercase);
        font.setLetterSpacing(QFont::AbsoluteSpacing, scaledF(sectionHeadTracking));
    }
    keepGlyphsAsTyped(font);
    return font;
}

} // namespace

QFont wordFont(TextRole role)
{
    static const QStringList families{QStringLiteral("Inter"), QStringLiteral("DejaVu Sans")};
    return makeFont(families, role);
}

QFont monoFont(TextRole role)
{
    static const QStringList families{QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"),
                                      QFontDatabase::systemFont(QFontDatabase::FixedFont).family()};
    QFont font = makeFont(families, role);
    font.setStyleHint(QFont::Monospace, font.styleStrategy());
    font.setFixedPitch(true);
    return font;
}

// Both fonts join glyphs by `calt`, not by `liga`, and Qt before 6.7 cannot switch single features off: a letter
// spacing stops `liga` only. Without shaping neither applies; Qt still shapes the scripts that cannot do without.
void keepGlyphsAsTyped(QFont &font)
{
    font.setStyleStrategy(static_cast<QFont::StyleStrategy>(font.styleStrategy() | QFont::PreferNoShaping));
}

void setUiScale(qreal scale)
{
    currentScale = std::isfinite(scale) ? std::clamp(scale, 1.0, 3.0) : 1.0;
}

qreal uiScale()
{
    return currentScale;
}

int scaled(int designPixels)
{
    return static_cast<int>(std::lround(designPixels * currentScale));
}

qreal scaledF(qreal designPixels)
{
    return designPixels * currentScale;
}

} // namespace ptscope
