// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSet>
#include <QTest>

#include "tests/support/golden.h"
#include "tests/support/load_capture.h"
#include "tests/support/picture_of.h"
#include "views/diff/diff_painter.h"

namespace ptscope {

using namespace test;

namespace {

constexpr QSize pictureSize(960, 240);

struct Drawn {
    Drawn(const std::string &before, const std::string &after, Theme which, ChurnShow show = ChurnShow::Apart)
        : source(compare(loadCapture(before), loadCapture(after))),
          axis(source.axisIndex(), DiffGeometry::axisWidth(pictureSize.width())), geometry(axis, source, pictureSize, show),
          theme(which)
    { }
    DiffPainter painter() const { return {geometry, axis, source, theme}; }
    QImage content(qreal ratio = 1.0) const { return pictureOf(painter(), pictureSize, ratio); }

    DiffSource source;
    MapAxis axis;
    DiffGeometry geometry;
    Theme theme;
};

int count(const QImage &image, const QRect &area, const QColor &color)
{
    int pixels = 0;
    const QRect within = area.intersected(image.rect());
    for (int y = within.top(); y <= within.bottom(); ++y) {
        for (int x = within.left(); x <= within.right(); ++x) {
            pixels += image.pixelColor(x, y) == color ? 1 : 0;
        }
    }
    return pixels;
}

} // namespace

class TestDiffPainter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void goldenPictures_data();
    void goldenPictures();
    void whatIsAlikeStandsBack();
    void everyMarkIsDrawnWhereItIsHit();
    void hiddenChurnDrawsNothing();
    void theSelectionIsFramedOverBothSides();
    void picturesAreDrawnAtAnyPixelRatio();
};

void TestDiffPainter::initTestCase()
{
    QVERIFY2(hasGoldenFonts(), "the DejaVu fonts are missing (fonts-dejavu-core)");
}

void TestDiffPainter::goldenPictures_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<bool>("dark");
    const auto row = [](const char *name, const char *before, const char *after) {
        for (const bool dark : {true, false}) {
            QTest::addRow("%s-%s", name, dark ? "dark" : "light") << QString::fromLatin1(before) << QString::fromLatin1(after) << dark;
        }
    };
    row("scars", "v6.1-4k-va48-hvo2m-before", "v6.1-4k-va48-hvo2m-freed");
    row("setmem", "v7.3-4k-va48-setmem-before", "v7.3-4k-va48-setmem-ro");
    row("kaslr", "v7.3-4k-va48-base", "v7.3-4k-va48-kaslr");
    row("16k", "v7.3-16k-va47-base", "v7.3-16k-va47-vmalloc");
}

void TestDiffPainter::goldenPictures()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(bool, dark);
    const Drawn drawn(before.toStdString(), after.toStdString(), dark ? Theme::Dark : Theme::Light);
    const QString difference =
        compareWithGolden(drawn.content(), QStringLiteral("diff-") + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

/// Cells without a change are a mix with the ground; those with one keep the colours of the map.
void TestDiffPainter::whatIsAlikeStandsBack()
{
    const Drawn drawn("v6.1-4k-va48-hvo2m-before", "v6.1-4k-va48-hvo2m-freed", Theme::Light);
    const QImage picture = drawn.content();
    const QColor full = palette(Theme::Light).of(LeafClass::Block);
    int changed = 0;
    for (const DiffLane &lane : drawn.geometry.lanes()) {
        for (const DiffCell &cell : drawn.geometry.cellsOf(lane)) {
            const bool block = lane.kind == DiffLaneKind::Leaf && cell.map.leaf == LeafClass::Block && !cell.empty;
            if (block && !cell.map.rect.isEmpty()) {
                QCOMPARE(count(picture, cell.map.rect.adjusted(1, 1, -1, -1), full) > 0, cell.changed);
                changed += cell.changed ? 1 : 0;
            }
        }
    }
    QVERIFY(changed > 0);
}

void TestDiffPainter::everyMarkIsDrawnWhereItIsHit()
{
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        const Drawn drawn("v7.3-4k-va48-base", "v7.3-4k-va48-kaslr", theme);
        const QImage picture = drawn.content();
        QVERIFY(!drawn.geometry.labels().empty());
        for (const ChangeLabel &label : drawn.geometry.labels()) {
            QVERIFY(drawn.geometry.labelAt(label.rect.center()) == &label);
            QVERIFY(count(picture, label.rect, picture.pixelColor(label.rect.topLeft())) < label.rect.width() * label.rect.height());
        }
    }
}

void TestDiffPainter::hiddenChurnDrawsNothing()
{
    const Drawn drawn("v7.3-4k-va48-threads-before", "v7.3-4k-va48-threads-after", Theme::Dark, ChurnShow::Hidden);
    QVERIFY(drawn.geometry.changes().empty());
    const QRect between = drawn.geometry.changesRect();
    const QImage picture = drawn.content();
    const Drawn same("v7.3-4k-va48-threads-before", "v7.3-4k-va48-threads-before", Theme::Dark, ChurnShow::Hidden);
    // The axis of the pair is cut otherwise, but nothing stands between the sides in either.
    const auto colors = [&](const QImage &image, const QRect &area) {
        QSet<QRgb> out;
        for (int x = area.left(); x <= area.right(); ++x) {
            out.insert(image.pixel(x, area.center().y()));
        }
        return out;
    };
    QCOMPARE(colors(picture, between), colors(same.content(), same.geometry.changesRect()));
}

void TestDiffPainter::theSelectionIsFramedOverBothSides()
{
    const Drawn drawn("v7.3-4k-va48-setmem-before", "v7.3-4k-va48-setmem-ro", Theme::Dark);
    const AddrRange range = drawn.source.diff().changes.range(0);
    QImage picture = drawn.content();
    const QImage plain = picture;
    QPainter painter(&picture);
    drawn.painter().drawMarks(painter, {range, std::nullopt, true});
    painter.end();
    const QRect column = drawn.geometry.columnOf(range);
    QVERIFY(!column.isEmpty());
    for (const DiffLane &lane : drawn.geometry.lanes()) {
        const QRect part(column.left() - 3, lane.rect.top(), column.width() + 6, lane.rect.height());
        QVERIFY(picture.copy(part) != plain.copy(part));
    }
}

void TestDiffPainter::picturesAreDrawnAtAnyPixelRatio()
{
    const Drawn drawn("v7.3-4k-va48-setmem-before", "v7.3-4k-va48-setmem-ro", Theme::Light);
    for (const qreal ratio : {1.0, 1.5, 2.0}) {
        const QImage picture = drawn.content(ratio);
        QCOMPARE(picture.size(), (QSizeF(pictureSize) * ratio).toSize());
        QCOMPARE(picture.devicePixelRatio(), ratio);
    }
}

} // namespace ptscope

int main(int argc, char **argv)
{
    ptscope::test::useGoldenFonts();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    ptscope::TestDiffPainter test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_diff_painter.moc"
