// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/color_science.h"
#include "views/look/palette.h"

#include <QTest>

#include <vector>

namespace ptscope {

namespace {

struct Named {
    QByteArray name;
    QColor color;
};

std::vector<Named> surfacesOf(const Palette &p)
{
    return {{"bg", p.bg},     {"surface", p.surface},   {"raised", p.raised},
            {"sunk", p.sunk}, {"accentBg", p.accentBg}, {"tableCell", p.tableCell}};
}

template<std::size_t N>
std::vector<QColor> visible(const std::array<QColor, N> &colors)
{
    std::vector<QColor> out;
    std::copy_if(colors.begin(), colors.end(), std::back_inserter(out), [](const QColor &c) { return c.alpha() != 0; });
    return out;
}

std::vector<std::vector<QColor>> setsOf(const Palette &p)
{
    return {visible(p.leaf), visible(p.access), visible(p.change)};
}

void eachTheme(const auto &check)
{
    check(palette(Theme::Dark));
    check(palette(Theme::Light));
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT

private slots:
    void measuresAsSharmaEtAl();
    void measuresContrastAsWcag();
    void textIsReadableOnEverySurface();
    void wordsOfStateAreReadable();
    void wordsOnFilledControlsAreReadable();
    void markCharactersAreReadable();
    void bordersOfControlsStandOut();
    void everyPairOfClassesStaysApart();
    void everyClassStandsOutFromTheCanvas();
    void onlyUndrawnClassesAreTransparent();
    void mixIsExactAtItsEnds();
    void noticesAThemeOnlyOnce();
};

// Pairs 1, 7, 13, 17, 20 and 34 of the published test data.
void TestPalette::measuresAsSharmaEtAl()
{
    using colors::ciede2000;
    const auto near = [](double a, double b) { return std::abs(a - b) < 0.00006; };
    QVERIFY(near(ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425));
    QVERIFY(near(ciede2000({50, 0, 0}, {50, -1, 2}), 2.3669));
    QVERIFY(near(ciede2000({50, 2.5, 0}, {50, 0, -2.5}), 4.3065));
    QVERIFY(near(ciede2000({50, 2.5, 0}, {73, 25, -18}), 27.1492));
    QVERIFY(near(ciede2000({50, 2.5, 0}, {58, 24, 15}), 19.4535));
    QVERIFY(near(ciede2000({2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}), 0.9082));
}

void TestPalette::measuresContrastAsWcag()
{
    QCOMPARE(colors::contrast(Qt::white, Qt::black), 21.0);
    QVERIFY(std::abs(colors::contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.005);
}

void TestPalette::textIsReadableOnEverySurface()
{
    eachTheme([](const Palette &p) {
        for (const Named &surface : surfacesOf(p)) {
            for (const QColor &text : {p.text1, p.text2, p.text3}) {
                const double contrast = colors::contrast(text, surface.color);
                QVERIFY2(contrast >= 4.5,
                         qPrintable(text.name() + QLatin1String(" on ") + QString::fromLatin1(surface.name)
                                    + QLatin1Char(' ') + QString::number(contrast)));
            }
        }
    });
}

void TestPalette::wordsOfStateAreReadable()
{
    eachTheme([](const Palette &p) {
        for (const QColor &word : {p.accent, p.warn, p.error, p.ok}) {
            for (const QColor &surface : {p.bg, p.surface, p.raised, p.sunk}) {
                QVERIFY2(colors::contrast(word, surface) >= 4.5, qPrintable(word.name() + surface.name()));
            }
        }
        QVERIFY(colors::contrast(p.accent, p.accentBg) >= 4.5);
    });
}

void TestPalette::wordsOnFilledControlsAreReadable()
{
    eachTheme([](const Palette &p) { QVERIFY(colors::contrast(p.inkOnAccent, p.accent) >= 4.5); });
}

void TestPalette::markCharactersAreReadable()
{
    eachTheme([](const Palette &p) {
        for (std::size_t i = 0; i < changeMarkCount; ++i) {
            const QColor fill = mix(p.change[i], p.surface, 14);
            QVERIFY2(colors::contrast(p.changeInk[i], fill) >= 4.5, qPrintable(p.changeInk[i].name()));
        }
    });
    for (std::size_t i = 0; i < changeMarkCount; ++i) {
        const Palette &p = palette(Theme::Light);
        QVERIFY(colors::contrast(p.changeInk[i], p.bg) >= 5.5);
    }
}

void TestPalette::bordersOfControlsStandOut()
{
    eachTheme([](const Palette &p) {
        for (const QColor &surface : {p.bg, p.surface, p.raised}) {
            QVERIFY2(colors::contrast(p.control, surface) >= 3.0, qPrintable(surface.name()));
        }
        QVERIFY(colors::contrast(p.control, p.sunk) >= 2.9);
        for (const QColor &surface : {p.bg, p.surface, p.raised, p.sunk, p.accentBg}) {
            QVERIFY(colors::contrast(p.selection, surface) >= 10.0);
        }
    });
}

void TestPalette::everyPairOfClassesStaysApart()
{
    using colors::Sight;
    eachTheme([](const Palette &p) {
        for (const auto &set : setsOf(p)) {
            for (std::size_t a = 0; a < set.size(); ++a) {
                for (std::size_t b = a + 1; b < set.size(); ++b) {
                    for (const Sight sight : {Sight::Normal, Sight::Protan, Sight::Deutan}) {
                        QVERIFY2(colors::difference(set[a], set[b], sight) >= 10.0,
                                 qPrintable(set[a].name() + set[b].name()));
                    }
                }
            }
        }
    });
}

void TestPalette::everyClassStandsOutFromTheCanvas()
{
    eachTheme([](const Palette &p) {
        for (const auto &set : setsOf(p)) {
            for (const QColor &color : set) {
                QVERIFY2(colors::contrast(color, p.bg) >= 3.0, qPrintable(color.name()));
            }
        }
    });
}

void TestPalette::onlyUndrawnClassesAreTransparent()
{
    eachTheme([](const Palette &p) {
        QCOMPARE(visible(p.leaf).size(), std::size_t{leafClassCount - 2});
        QCOMPARE(visible(p.access).size(), std::size_t{accessClassCount - 1});
        QCOMPARE(visible(p.change).size(), std::size_t{changeMarkCount});
        QCOMPARE(p.of(LeafClass::Hole).alpha(), 0);
        QCOMPARE(p.of(LeafClass::Invalid).alpha(), 0);
        QCOMPARE(p.of(AccessClass::None).alpha(), 0);
    });
}

void TestPalette::mixIsExactAtItsEnds()
{
    const QColor a(10, 200, 30);
    const QColor b(250, 0, 90);
    QCOMPARE(mix(a, b, 100), a);
    QCOMPARE(mix(a, b, 0), b);
    QCOMPARE(mix(a, b, 50), QColor(130, 100, 60));
}

void TestPalette::noticesAThemeOnlyOnce()
{
    ThemeNotifier &notifier = ThemeNotifier::instance();
    notifier.setTheme(Theme::Dark);
    int changes = 0;
    connect(&notifier, &ThemeNotifier::themeChanged, this, [&] { ++changes; });
    notifier.setTheme(Theme::Light);
    notifier.setTheme(Theme::Light);
    QCOMPARE(changes, 1);
    QCOMPARE(&palette(), &palette(Theme::Light));
    notifier.setTheme(Theme::Dark);
    QCOMPARE(changes, 2);
}

} // namespace ptscope

QTEST_APPLESS_MAIN(ptscope::TestPalette)
#include "test_palette.moc"
