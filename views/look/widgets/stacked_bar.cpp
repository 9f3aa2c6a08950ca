// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/stacked_bar.h"

#include "views/look/pattern.h"
#include "views/look/type.h"

#include <QPainter>

#include <algorithm>
#include <bit>
#include <numeric>

namespace ptscope {

namespace {

constexpr int alertWidth = 3;

int leastWidth(const BarShare &share)
{
    const auto *access = std::get_if<AccessClass>(&share.shownClass);
    const bool alert = access != nullptr && *access == AccessClass::RwX;
    return share.weight == 0 ? 0 : alert ? alertWidth : 1;
}

// Weights with so few bits that a weight times a width in pixels stays within 64 bits. A share that is there stays.
std::vector<std::uint64_t> smallWeights(const std::vector<BarShare> &shares)
{
    std::uint64_t most = 0;
    for (const BarShare &share : shares) {
        most = std::max(most, share.weight);
    }
    const int shift = std::max(0, static_cast<int>(std::bit_width(most)) - 32);
    std::vector<std::uint64_t> out;
    for (const BarShare &share : shares) {
        out.push_back(share.weight == 0 ? 0 : std::max<std::uint64_t>(1, share.weight >> shift));
    }
    return out;
}

void takeFromTheWidest(std::vector<int> &widths, int excess)
{
    while (excess > 0) {
        auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest == 0) {
            return;
        }
        --*widest;
        --excess;
    }
}

} // namespace

std::vector<int> shareWidths(const std::vector<BarShare> &shares, int width)
{
    const std::vector<std::uint64_t> weights = smallWeights(shares);
    const std::uint64_t total = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    std::vector<int> widths(shares.size(), 0);
    if (total == 0 || width <= 0) {
        return widths;
    }
    // Borders are rounded, not widths, so that the rounding does not add up.
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto pixels = static_cast<std::uint64_t>(width);
        const auto left = static_cast<int>((before * pixels + total / 2) / total);
        before += weights[i];
        const auto right = static_cast<int>((before * pixels + total / 2) / total);
        widths[i] = std::max(leastWidth(shares[i]), right - left);
    }
    takeFromTheWidest(widths, std::accumulate(widths.begin(), widths.end(), 0) - width);
    return widths;
}

void drawStackedBar(QPainter &painter, const QRect &rect, const std::vector<BarShare> &shares, Theme theme)
{
    PatternPainter pattern(painter, theme, {.origin = rect.topLeft(), .uiScale = uiScale()});
    const std::vector<int> widths = shareWidths(shares, rect.width());
    if (std::all_of(widths.begin(), widths.end(), [](int w) { return w == 0; })) {
        pattern.dashedFrame(rect, palette(theme).lineStrong);
        return;
    }
    const int gap = scaled(1);
    int x = rect.left();
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const bool last = x + widths[i] > rect.right();
        const int drawn = widths[i] > 3 * gap && !last ? widths[i] - gap : widths[i];
        if (drawn > 0) {
            std::visit([&](auto shownClass) { pattern.fill(QRect(x, rect.top(), drawn, rect.height()), shownClass); },
                       shares[i].shownClass);
        }
        x += widths[i];
    }
}

StackedBar::StackedBar(const QString &accessibleName, QWidget *parent) : QWidget(parent)
{
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StackedBar::setShares(std::vector<BarShare> shares)
{
    m_shares = std::move(shares);
    update();
}

void StackedBar::setBarHeight(int designPixels)
{
    m_height = designPixels;
    updateGeometry();
}

QSize StackedBar::sizeHint() const
{
    return {scaled(120), scaled(m_height)};
}

QSize StackedBar::minimumSizeHint() const
{
    return {scaled(20), scaled(m_height)};
}

void StackedBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawStackedBar(painter, rect(), m_shares, ptscope::palette().theme);
}

} // namespace ptscope
