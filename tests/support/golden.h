// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QFont>
#include <QFontInfo>
#include <QGuiApplication>
#include <QImage>

#include <cstdlib>

namespace ptscope::test {

// Golden pictures stand in tests/data/golden. They are drawn with the DejaVu fonts alone (useGoldenFonts, before the
// application object), so other fonts that are installed do not matter.
//
//   PTSCOPE_RENEW_GOLDEN=1 ctest -R views.map_painter     draws them anew; look at the difference before you commit it
//
// A picture that differs is written beside the test program as NAME.actual.png.

inline QString goldenFolder()
{
    return QStringLiteral(PTSCOPE_TEST_DATA "/golden/");
}

inline void useGoldenFonts()
{
    qputenv("FONTCONFIG_FILE", (goldenFolder() + QStringLiteral("fonts.conf")).toLocal8Bit());
}

inline bool hasGoldenFonts()
{
    return QFontInfo(QFont(QStringLiteral("DejaVu Sans Mono"))).family() == QStringLiteral("DejaVu Sans Mono");
}

/// How many of a thousand pixels differ by more than a trace of antialiasing; 1000 for another size.
inline int differingPerMille(const QImage &a, const QImage &b)
{
    constexpr int trace = 24;
    if (a.size() != b.size()) {
        return 1000;
    }
    qint64 differing = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            const int distance =
                std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
            differing += distance > trace ? 1 : 0;
        }
    }
    const qint64 all = static_cast<qint64>(a.width()) * a.height();
    return static_cast<int>((differing * 1000 + all - 1) / all);
}

/// Empty when `picture` is as it was, else a sentence.
inline QString compareWithGolden(const QImage &picture, const QString &name)
{
    // A few texts may be hinted otherwise by another version of FreeType; a lane that moved by a pixel is far more.
    constexpr int tolerated = 4;
    const QString path = goldenFolder() + name + QStringLiteral(".png");
    if (qEnvironmentVariableIsSet("PTSCOPE_RENEW_GOLDEN")) {
        return picture.save(path) ? QString() : path + QStringLiteral(" cannot be written");
    }
    const QImage golden(path);
    const int differing = golden.isNull() ? 1000 : differingPerMille(picture, golden);
    if (differing <= tolerated) {
        return {};
    }
    const QString actual = QDir::current().filePath(name + QStringLiteral(".actual.png"));
    picture.save(actual);
    return QStringLiteral("%1: %2 of 1000 pixels differ; drawn now: %3").arg(name).arg(differing).arg(actual);
}

} // namespace ptscope::test
