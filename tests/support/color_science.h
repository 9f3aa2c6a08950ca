// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

// What the palette is measured with: WCAG contrast, CIEDE2000 (Sharma, Wu, Dalal 2005) and colour vision deficiency
// after Machado, Oliveira, Fernandes 2009 at full severity.
namespace ptscope::colors {

using Vec = std::array<double, 3>;

enum class Sight { Normal, Protan, Deutan };

inline double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

inline Vec linearRgb(const QColor &color)
{
    return {linear(color.red() / 255.0), linear(color.green() / 255.0), linear(color.blue() / 255.0)};
}

inline double luminance(const QColor &color)
{
    const Vec c = linearRgb(color);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

inline double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, bright] = std::minmax({luminance(a), luminance(b)});
    return (bright + 0.05) / (dark + 0.05);
}

inline Vec seen(const Vec &rgb, Sight sight)
{
    static constexpr std::array<Vec, 3> protan = {
        {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
    static constexpr std::array<Vec, 3> deutan = {
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
    if (sight == Sight::Normal) {
        return rgb;
    }
    const auto &matrix = sight == Sight::Protan ? protan : deutan;
    Vec out{};
    for (std::size_t row = 0; row < 3; ++row) {
        const double sum = matrix[row][0] * rgb[0] + matrix[row][1] * rgb[1] + matrix[row][2] * rgb[2];
        out[row] = std::clamp(sum, 0.0, 1.0);
    }
    return out;
}

// D65, 2 degrees.
inline Vec labOf(const Vec &rgb)
{
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
    const double y = f(0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2]);
    const double z = f((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

inline double degrees(double radians)
{
    return radians * 180 / std::numbers::pi;
}

inline double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

inline double hueAngle(double a, double b)
{
    if (a == 0 && b == 0) {
        return 0;
    }
    const double angle = degrees(std::atan2(b, a));
    return angle < 0 ? angle + 360 : angle;
}

inline double meanHue(double h1, double h2, bool grey)
{
    if (grey) {
        return h1 + h2;
    }
    if (std::abs(h1 - h2) <= 180) {
        return (h1 + h2) / 2;
    }
    return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}

inline double ciede2000(const Vec &lab1, const Vec &lab2)
{
    const double meanC = (std::hypot(lab1[1], lab1[2]) + std::hypot(lab2[1], lab2[2])) / 2;
    const double meanC7 = std::pow(meanC, 7);
    const double g = 0.5 * (1 - std::sqrt(meanC7 / (meanC7 + std::pow(25.0, 7))));
    const double a1 = (1 + g) * lab1[1];
    const double a2 = (1 + g) * lab2[1];
    const double c1 = std::hypot(a1, lab1[2]);
    const double c2 = std::hypot(a2, lab2[2]);
    const double h1 = hueAngle(a1, lab1[2]);
    const double h2 = hueAngle(a2, lab2[2]);
    const bool grey = c1 * c2 == 0;

    double turn = grey ? 0 : h2 - h1;
    turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
    const double dL = lab2[0] - lab1[0];
    const double dC = c2 - c1;
    const double dH = 2 * std::sqrt(c1 * c2) * std::sin(radians(turn) / 2);

    const double meanL = (lab1[0] + lab2[0]) / 2;
    const double meanCp = (c1 + c2) / 2;
    const double meanH = meanHue(h1, h2, grey);
    const double t = 1 - 0.17 * std::cos(radians(meanH - 30)) + 0.24 * std::cos(radians(2 * meanH))
        + 0.32 * std::cos(radians(3 * meanH + 6)) - 0.20 * std::cos(radians(4 * meanH - 63));
    const double l50 = (meanL - 50) * (meanL - 50);
    const double sL = 1 + 0.015 * l50 / std::sqrt(20 + l50);
    const double sC = 1 + 0.045 * meanCp;
    const double sH = 1 + 0.015 * meanCp * t;
    const double meanCp7 = std::pow(meanCp, 7);
    const double rC = 2 * std::sqrt(meanCp7 / (meanCp7 + std::pow(25.0, 7)));
    const double theta = 30 * std::exp(-std::pow((meanH - 275) / 25, 2));
    const double rT = -std::sin(radians(2 * theta)) * rC;
    return std::sqrt(std::pow(dL / sL, 2) + std::pow(dC / sC, 2) + std::pow(dH / sH, 2) + rT * (dC / sC) * (dH / sH));
}

inline double difference(const QColor &a, const QColor &b, Sight sight)
{
    return ciede2000(labOf(seen(linearRgb(a), sight)), labOf(seen(linearRgb(b), sight)));
}

} // namespace ptscope::colors
