// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/pattern.h"

#include "views/look/motif.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <functional>
#include <thread>
#include <vector>

namespace ptscope {

namespace {

constexpr QSize swatchSize(26, 14);
const QColor paper(1, 2, 3);

using Fill = std::function<QRect(PatternPainter &, const QRect &)>;

struct Sample {
    QByteArray name;
    QColor hue;
    Fill fill;
};

template<typename Class, std::size_t N>
std::vector<Sample> samplesOf(const char *set, const std::array<QColor, N> &hues)
{
    std::vector<Sample> out;
    for (std::size_t i = 0; i < N; ++i) {
        const auto shown = static_cast<Class>(i);
        out.push_back({QByteArray(set) + QByteArray::number(static_cast<int>(i)), hues[i],
                       [shown](PatternPainter &painter, const QRect &rect) { return painter.fill(rect, shown); }});
    }
    return out;
}

std::vector<Sample> leafSamples(Theme theme)
{
    return samplesOf<LeafClass>("leaf", palette(theme).leaf);
}

std::vector<Sample> accessSamples(Theme theme)
{
    return samplesOf<AccessClass>("access", palette(theme).access);
}

std::vector<Sample> allSamples(Theme theme)
{
    std::vector<Sample> out = leafSamples(theme);
    const std::vector<Sample> access = accessSamples(theme);
    out.insert(out.end(), access.begin(), access.end());
    return out;
}

QImage blank(const QSize &size, const QColor &color = paper)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

QImage drawn(const Sample &sample, Theme theme, const QSize &size, const QRect &rect,
             const PatternOptions &options = {}, const QColor &ground = paper)
{
    QImage image = blank(size, ground);
    QPainter painter(&image);
    PatternPainter pattern(painter, theme, options);
    sample.fill(pattern, rect);
    return image;
}

// How many pixels a reader of a greyscale print can tell apart.
int greyPixelsApart(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            count += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) >= 20 ? 1 : 0;
        }
    }
    return count;
}

void eachTheme(const auto &check)
{
    check(Theme::Dark);
    check(Theme::Light);
}

} // namespace

class TestPattern : public QObject
{
    Q_OBJECT

private slots:
    void shapesCoverWhatSheetsCover();
    void greyscaleAloneTellsTheClassesApart();
    void belongsToTheContentAndNotToTheCell();
    void scrollsWithTheContent();
    void isSolidWhereItDoesNotFit();
    void staysInsideItsRectangle();
    void alertIsNeverLost();
    void holesKeepTheGround();
    void fadedStandsBack();
    void pixelScaleDoublesThePattern();
    void leavesThePainterAsItWas();
    void isTheSameFromEveryThread();
    void foldBreakIsCentred();
};

void TestPattern::greyscaleAloneTellsTheClassesApart()
{
    eachTheme([](Theme theme) {
        for (const auto &set : {leafSamples(theme), accessSamples(theme)}) {
            const QColor ground = palette(theme).surface;
            for (std::size_t a = 0; a < set.size(); ++a) {
                for (std::size_t b = a + 1; b < set.size(); ++b) {
                    const QRect rect(QPoint(0, 0), swatchSize);
                    const QImage first = drawn(set[a], theme, swatchSize, rect, {}, ground);
                    const QImage second = drawn(set[b], theme, swatchSize, rect, {}, ground);
                    const int apart = greyPixelsApart(first, second);
                    QVERIFY2(apart >= 10,
                             (set[a].name + " " + set[b].name + " " + QByteArray::number(apart)).constData());
                }
            }
        }
    });
}

// Two neighbours without a frame look as one rectangle over both would.
void TestPattern::belongsToTheContentAndNotToTheCell()
{
    eachTheme([](Theme theme) {
        const PatternOptions options{.style = FillStyle::Stripe};
        for (const Sample &sample : allSamples(theme)) {
            if (sample.hue.alpha() == 0 || sample.hue == palette(theme).of(AccessClass::RwX)) {
                continue;
            }
            const QImage whole = drawn(sample, theme, {60, 20}, {3, 0, 50, 20}, options);
            QImage parts = blank({60, 20});
            QPainter painter(&parts);
            PatternPainter pattern(painter, theme, options);
            sample.fill(pattern, {3, 0, 20, 20});
            sample.fill(pattern, {23, 0, 30, 20});
            painter.end();
            // The first column of a cell has no joint, so that a joint never doubles the gap between two cells.
            for (int x : {10, 22, 24, 40}) {
                QCOMPARE(parts.copy(x, 0, 1, 20), whole.copy(x, 0, 1, 20));
            }
        }
    });
}

void TestPattern::scrollsWithTheContent()
{
    for (const Sample &sample : allSamples(Theme::Dark)) {
        const QImage before = drawn(sample, Theme::Dark, {80, 40}, {20, 10, 40, 20}, {.origin = {0, 0}});
        for (const QPoint shift : {QPoint(-1, 0), QPoint(-7, -3), QPoint(5, 9)}) {
            const QRect moved = QRect(20, 10, 40, 20).translated(shift);
            const QImage after = drawn(sample, Theme::Dark, {80, 40}, moved, {.origin = shift});
            QCOMPARE(after.copy(moved), before.copy(20, 10, 40, 20));
        }
    }
}

void TestPattern::isSolidWhereItDoesNotFit()
{
    eachTheme([](Theme theme) {
        for (const Sample &sample : allSamples(theme)) {
            if (sample.hue.alpha() == 0 || sample.hue == palette(theme).of(AccessClass::RwX)) {
                continue;
            }
            for (const QSize size : {QSize(1, 1), QSize(2, 3), QSize(1, 5), QSize(40, 2)}) {
                const QImage image = drawn(sample, theme, size, QRect(QPoint(0, 0), size));
                QCOMPARE(image, blank(size, sample.hue));
            }
        }
    });
}

void TestPattern::staysInsideItsRectangle()
{
    for (const Sample &sample : allSamples(Theme::Light)) {
        for (const QSize size : {QSize(1, 1), QSize(3, 40), QSize(14, 9), QSize(40, 22)}) {
            QImage image = blank({80, 80});
            QPainter painter(&image);
            PatternPainter pattern(painter, Theme::Light, {});
            const QRect covered = sample.fill(pattern, QRect(QPoint(20, 20), size));
            painter.fillRect(covered, paper);
            painter.end();
            QCOMPARE(image, blank({80, 80}));
        }
    }
}

void TestPattern::alertIsNeverLost()
{
    eachTheme([](Theme theme) {
        const QRgb red = palette(theme).of(AccessClass::RwX).rgb();
        for (int width = 1; width <= 12; ++width) {
            for (int height = 1; height <= 12; ++height) {
                QImage image = blank({40, 40});
                QPainter painter(&image);
                PatternPainter pattern(painter, theme, {});
                const QRect covered = pattern.fill({20, 20, width, height}, AccessClass::RwX);
                painter.end();
                QVERIFY(covered.width() >= 3 && covered.height() >= 3);
                QVERIFY(covered.contains(QRect(20, 20, width, height)));
                QCOMPARE(image.pixel(covered.center()), red);
            }
        }
    });
}

void TestPattern::holesKeepTheGround()
{
    const std::vector<Sample> leaves = leafSamples(Theme::Dark);
    const QImage hole = drawn(leaves[0], Theme::Dark, {30, 30}, {0, 0, 30, 30});
    QCOMPARE(hole.copy(1, 1, 28, 28), blank({28, 28}));
    QVERIFY(hole != blank({30, 30}));
    QCOMPARE(drawn(accessSamples(Theme::Dark)[0], Theme::Dark, {9, 9}, {0, 0, 9, 9}), blank({9, 9}));
}

void TestPattern::fadedStandsBack()
{
    eachTheme([](Theme theme) {
        const Palette &colors = palette(theme);
        const QSize one(1, 1);
        const Sample block = leafSamples(theme)[static_cast<std::size_t>(LeafClass::Block)];
        const QImage image =
            drawn(block, theme, one, QRect(QPoint(0, 0), one), {.origin = {}, .emphasis = Emphasis::Faded});
        QCOMPARE(image.pixelColor(0, 0), mix(colors.of(LeafClass::Block), colors.bg, 42));
    });
}

// On a screen with two pixels to a unit the tile is made at twice the size, not stretched.
void TestPattern::pixelScaleDoublesThePattern()
{
    for (const Sample &sample : allSamples(Theme::Dark)) {
        QImage dense = blank({100, 60});
        dense.setDevicePixelRatio(2);
        {
            QPainter painter(&dense);
            PatternPainter pattern(painter, Theme::Dark, {});
            sample.fill(pattern, {4, 3, 40, 20});
        }
        dense.setDevicePixelRatio(1);
        const QImage scaledUp = drawn(sample, Theme::Dark, {100, 60}, {8, 6, 80, 40}, {.origin = {}, .uiScale = 2});
        QVERIFY2(dense == scaledUp, sample.name.constData());
    }
}

void TestPattern::leavesThePainterAsItWas()
{
    QImage image = blank({10, 10});
    QPainter painter(&image);
    painter.setBrushOrigin(3, 4);
    {
        PatternPainter pattern(painter, Theme::Dark, {.origin = {7, 7}});
        pattern.fill({0, 0, 10, 10}, LeafClass::Page);
        pattern.foldBreak({0, 0, 10, 10});
    }
    QCOMPARE(painter.brushOrigin(), QPoint(3, 4));
}

void TestPattern::isTheSameFromEveryThread()
{
    const QSize size(64, 64);
    const auto paint = [&](Theme theme, std::vector<QImage> &out) {
        for (const Sample &sample : allSamples(theme)) {
            out.push_back(drawn(sample, theme, size, {2, 2, 60, 60}, {.origin = {}, .uiScale = 3}));
        }
    };
    std::vector<std::vector<QImage>> pictures(4);
    std::vector<std::thread> threads;
    for (auto &mine : pictures) {
        threads.emplace_back([&] { paint(Theme::Light, mine); });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    for (const auto &other : pictures) {
        QCOMPARE(other, pictures.front());
    }
}

void TestPattern::foldBreakIsCentred()
{
    QImage image = blank({40, 16});
    QPainter painter(&image);
    PatternPainter(painter, Theme::Dark, {}).foldBreak({0, 0, 40, 16});
    painter.end();
    int first = 40;
    int last = 0;
    for (int x = 0; x < 40; ++x) {
        for (int y = 0; y < 16; ++y) {
            if (image.pixelColor(x, y) != paper) {
                first = std::min(first, x);
                last = std::max(last, x);
            }
        }
    }
    QVERIFY(last - first < 14);
    QVERIFY(std::abs(first + last - 39) <= 1);
}

void TestPattern::shapesCoverWhatSheetsCover()
{
    const PatternTiles &tiles = patternTiles(Theme::Dark, 1);
    for (const PatternSheet *sheet : {&tiles.page, &tiles.invalid, &tiles.readOnly, &tiles.readOnlyThin,
                                      &tiles.readOnlyExec, &tiles.device, &tiles.nonCacheable, &tiles.foldBreak,
                                      &tiles.simulated}) {
        // Off the origin and on both sides of it: patterns belong to the content.
        const QRect area(-37, 5, 96, 80);
        QImage wanted = blank(area.size());
        QImage got = blank(area.size());
        QPainter sheets(&wanted);
        sheets.translate(-area.topLeft());
        for (int y = -sheet->image.height(); y < area.bottom(); y += sheet->image.height()) {
            for (int x = -sheet->image.width(); x < area.right(); x += sheet->image.width()) {
                sheets.drawImage(x, y, sheet->image);
            }
        }
        sheets.end();
        QPainter shapes(&got);
        shapes.setRenderHint(QPainter::Antialiasing);
        shapes.translate(-area.topLeft());
        drawMotif(shapes, area, *sheet, {0, 0}, 1);
        shapes.end();
        int differing = 0;
        for (int y = 0; y < area.height(); ++y) {
            for (int x = 0; x < area.width(); ++x) {
                const QColor a = wanted.pixelColor(x, y);
                const QColor b = got.pixelColor(x, y);
                differing += std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) > 60 ? 1 : 0;
            }
        }
        QVERIFY2(differing * 100 < area.width() * area.height(),
                 qPrintable(QStringLiteral("motif %1: %2 pixels").arg(static_cast<int>(sheet->motif)).arg(differing)));
    }
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestPattern)
#include "test_pattern.moc"
