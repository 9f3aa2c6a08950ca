// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/query/query.h"
#include "tests/support/golden.h"
#include "tests/support/load_capture.h"
#include "tests/support/picture_of.h"
#include "tests/support/snapshot_builder.h"
#include "views/map/map_key.h"
#include "views/map/map_painter.h"
#include "views/map/render_map.h"
#include "views/map/thumbnail.h"

namespace ptscope {

using namespace test;

namespace {

constexpr QSize mapSize(960, 436);
constexpr VirtAddr textAddress{0xffff800008010000};

AddrRange runAt(const Snapshot &snapshot, VirtAddr address)
{
    return snapshot.extents().range(snapshot.extents().find(address).value());
}

/// Pixels of that colour in a picture.
int count(const QImage &image, const QRect &area, const QColor &color)
{
    int pixels = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            pixels += image.pixelColor(x, y) == color ? 1 : 0;
        }
    }
    return pixels;
}

/// Nothing but the colour below everything, which a veil of the same colour does not change.
QImage ground(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(palette(Theme::Dark).bg);
    return image;
}

} // namespace

class TestMapPainter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void goldenPictures_data();
    void goldenPictures();
    void goldenThumbnail_data();
    void goldenThumbnail();
    void zoomedPicture();
    void picturesAreDrawnAtAnyPixelRatio();
    void marksLieOverThePicture();
    void whatIsSelectedLeavesTheKeyReadable_data();
    void whatIsSelectedLeavesTheKeyReadable();
    void alertsAreRedHoweverManyRowsShareThePixel();
    void emptyDumpIsAnEmptyCanvas();
    void whatTheFilterDoesNotLetThroughStepsBack_data();
    void whatTheFilterDoesNotLetThroughStepsBack();
    void rowsOfAnotherDumpDimNothing();
};

void TestMapPainter::initTestCase()
{
    QVERIFY2(hasGoldenFonts(), "the DejaVu fonts are missing (fonts-dejavu-core)");
}

void TestMapPainter::goldenPictures_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("selected");
    QTest::newRow("base-dark") << "v6.1-4k-va48-base" << true << true;
    QTest::newRow("base-light") << "v6.1-4k-va48-base" << false << true;
    QTest::newRow("hvo-dark") << "v6.1-4k-va48-hvo2m-after" << true << false;
    QTest::newRow("wx-light") << "v7.3-4k-va48-wx" << false << false;
    QTest::newRow("64k-dark") << "v7.3-64k-va52-base" << true << false;
    QTest::newRow("lpa2-dark") << "v7.3-4k-va52-base" << true << false;
}

void TestMapPainter::goldenPictures()
{
    QFETCH(QString, capture);
    QFETCH(bool, dark);
    QFETCH(bool, selected);
    const SnapshotPtr snapshot = loadCapture(capture.toStdString());
    const std::optional<AddrRange> selection = selected ? std::optional(runAt(*snapshot, textAddress)) : std::nullopt;
    const QImage picture = renderMap(snapshot, mapSize, dark ? Theme::Dark : Theme::Light, selection);
    const QString difference =
        compareWithGolden(picture, QStringLiteral("map-") + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestMapPainter::goldenThumbnail_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

void TestMapPainter::goldenThumbnail()
{
    QFETCH(bool, dark);
    const SnapshotPtr snapshot = loadCapture("v7.3-4k-va48-rodata-off");
    const QImage picture = mapThumbnail(snapshot, {524, 88}, dark ? Theme::Dark : Theme::Light);
    const QString difference =
        compareWithGolden(picture, QStringLiteral("thumbnail-") + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestMapPainter::zoomedPicture()
{
    const MapSource source(loadCapture("v6.1-4k-va48-base"));
    MapAxis axis(source.index(), MapGeometry::axisWidth(mapSize.width()));
    const auto stops = axis.stops();
    const auto stop = std::find_if(stops.begin(), stops.end(), [](const ZoomStop &s) { return s.label == "64K"; });
    axis.zoomTo(*stop, {0xffff800008000000});
    const MapGeometry geometry(axis, source, mapSize);
    const QImage picture = pictureOf(MapPainter(geometry, axis, source, Theme::Dark), mapSize);
    const QString difference = compareWithGolden(picture, QStringLiteral("map-64k-zoom-dark"));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestMapPainter::picturesAreDrawnAtAnyPixelRatio()
{
    const MapSource source(loadCapture("v6.1-4k-va48-base"));
    const MapAxis axis(source.index(), MapGeometry::axisWidth(mapSize.width()));
    const MapGeometry geometry(axis, source, mapSize);
    const MapPainter map(geometry, axis, source, Theme::Dark);
    const QImage one = pictureOf(map, geometry.size(), 1.0);
    const QImage two = pictureOf(map, geometry.size(), 2.0);
    QCOMPARE(two.size(), 2 * one.size());
    const MapCell &block = geometry.cellsOf(geometry.lanes()[3]).front();
    QCOMPARE(block.leaf, LeafClass::Block);
    const QPoint inside = block.rect.topLeft() + QPoint(2, 2);
    QCOMPARE(one.pixelColor(inside), palette(Theme::Dark).of(LeafClass::Block));
    QCOMPARE(two.pixelColor(2 * inside), palette(Theme::Dark).of(LeafClass::Block));
}

void TestMapPainter::marksLieOverThePicture()
{
    const MapSource source(loadCapture("v6.1-4k-va48-base"));
    const MapAxis axis(source.index(), MapGeometry::axisWidth(mapSize.width()));
    const MapGeometry geometry(axis, source, mapSize);
    const MapPainter map(geometry, axis, source, Theme::Dark);
    const AddrRange text = runAt(source.snapshot(), textAddress);
    const auto cells = geometry.cellsOfRange(text);
    QCOMPARE(cells.size(), std::size_t{2}); // PTE and access
    QImage picture = pictureOf(map, geometry.size());
    QCOMPARE(count(picture, cells[0]->rect, palette(Theme::Dark).selection), 0);
    QPainter painter(&picture);
    map.drawMarks(painter, {text, {}, false});
    painter.end();
    for (const MapCell *cell : cells) {
        QCOMPARE(picture.pixelColor(cell->rect.x(), cell->rect.center().y()), palette(Theme::Dark).selection);
        QCOMPARE(picture.pixelColor(cell->rect.x() + 1, cell->rect.center().y()), palette(Theme::Dark).selection);
        QVERIFY(picture.pixelColor(cell->rect.x() + 2, cell->rect.center().y()) != palette(Theme::Dark).selection);
    }
    const auto above = geometry.cellsAbove(text.first, Level::Pte);
    QCOMPARE(above.size(), std::size_t{4}); // region, PGD, PUD, PMD
    for (const MapCell *cell : above) {
        QCOMPARE(picture.pixelColor(cell->rect.topLeft()), palette(Theme::Dark).accent);
    }
}

void TestMapPainter::whatIsSelectedLeavesTheKeyReadable_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<int>("width");
    for (const char *capture : {"v6.1-4k-va48-hvo2m-after", "v7.3-64k-va52-base", "v7.3-16k-va47-base"}) {
        for (const int width : {720, 1280}) {
            QTest::addRow("%s at %d", capture, width) << QString::fromLatin1(capture) << width;
        }
    }
}

void TestMapPainter::whatIsSelectedLeavesTheKeyReadable()
{
    QFETCH(QString, capture);
    QFETCH(int, width);
    const MapSource source(loadCapture(capture.toStdString()));
    const MapAxis axis(source.index(), MapGeometry::axisWidth(width));
    const MapGeometry geometry(axis, source, {width, 460});
    const MapPainter map(geometry, axis, source, Theme::Light);
    const QRect key = mapKeyRect(geometry, axis);
    QVERIFY(!key.isEmpty());
    const QRect words = key.adjusted(0, 4, 0, 0); // below the frame of what stands in the lowest lane
    const QImage before = pictureOf(map, geometry.size());
    int marked = 0; // where nothing is mapped nothing can be
    for (const Region &region : source.snapshot().regions()) {
        QImage after = before;
        QPainter painter(&after);
        map.drawMarks(painter, {region.range, {}, false});
        painter.end();
        QVERIFY2(after.copy(words) == before.copy(words), region.name.c_str());
        marked += after != before ? 1 : 0;
    }
    QVERIFY(marked >= 4);
}

void TestMapPainter::alertsAreRedHoweverManyRowsShareThePixel()
{
    Attributes bad = kernelData();
    bad.set(Attr::PrivilegedNx, false);
    SnapshotBuilder dump;
    for (int i = 0; i < 60'000; ++i) {
        dump.leaf(4 * kib, Level::Pte, i == 41'234 ? bad : kernelData()).hole(4 * kib, Level::Pte);
    }
    const SnapshotPtr snapshot = dump.build();
    const QImage picture = renderMap(snapshot, mapSize, Theme::Dark);
    QVERIFY(count(picture, picture.rect(), palette(Theme::Dark).of(AccessClass::RwX)) >= 3);
    const QImage thumbnail = mapThumbnail(snapshot, {200, 60}, Theme::Dark);
    QVERIFY(count(thumbnail, thumbnail.rect(), palette(Theme::Dark).of(AccessClass::RwX)) >= 3);
}

void TestMapPainter::emptyDumpIsAnEmptyCanvas()
{
    const SnapshotPtr empty = SnapshotBuilder().build();
    const QImage picture = renderMap(empty, {300, 200}, Theme::Light);
    QCOMPARE(count(picture, picture.rect(), palette(Theme::Light).bg), 300 * 200);
    QCOMPARE(mapThumbnail(empty, {100, 50}, Theme::Light).size(), QSize(100, 50));
    QCOMPARE(mapThumbnail(nullptr, {100, 50}, Theme::Light).size(), QSize(100, 50));
}

void TestMapPainter::whatTheFilterDoesNotLetThroughStepsBack_data()
{
    QTest::addColumn<bool>("owners");
    QTest::newRow("dump alone") << false;
    QTest::newRow("with companions") << true;
}

/// Every cell of every lane: as it was where a row of it matches, else nearer to the ground. What one owner has in several
/// places is one cell there, and changes nothing above.
void TestMapPainter::whatTheFilterDoesNotLetThroughStepsBack()
{
    QFETCH(bool, owners);
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-base", owners ? WithCompanions::Yes : WithCompanions::No);
    const MapSource source(dump);
    const MapAxis axis(source.index(), MapGeometry::axisWidth(mapSize.width()));
    const MapGeometry geometry(axis, source, mapSize);
    QCOMPARE(geometry.lanes().back().kind == LaneKind::Owner, owners);
    const QImage plain = pictureOf(MapPainter(geometry, axis, source, Theme::Dark), mapSize);
    const RowSet rows = Query::compile("leaf:2M or device", dump)->run();
    const RowRank rank(rows);
    const QImage dimmed = pictureOf(MapPainter(geometry, axis, source, Theme::Dark, &rank), mapSize);
    int lit = 0;
    for (const MapCell &cell : geometry.cells()) {
        if (cell.lane == LaneKind::Owner) {
            continue;
        }
        const RowRange inCell = dump->extents().rowsIn(cell.range);
        bool matches = false;
        for (std::uint32_t row = inCell.begin; row < inCell.end; ++row) {
            matches = matches || rows.contains({row});
        }
        lit += matches ? 1 : 0;
        const QImage before = plain.copy(cell.rect);
        QCOMPARE(dimmed.copy(cell.rect) == before, matches || before == ground(cell.rect.size()));
    }
    QVERIFY(lit > 4);
    QVERIFY(lit * 2 < static_cast<int>(geometry.cells().size()));
}

void TestMapPainter::rowsOfAnotherDumpDimNothing()
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-base");
    const MapSource source(dump);
    const MapAxis axis(source.index(), MapGeometry::axisWidth(mapSize.width()));
    const MapGeometry geometry(axis, source, mapSize);
    const RowSet rows(dump->extents().size() + 1);
    const RowRank rank(rows);
    QCOMPARE(pictureOf(MapPainter(geometry, axis, source, Theme::Dark, &rank), mapSize),
             pictureOf(MapPainter(geometry, axis, source, Theme::Dark), mapSize));
}

} // namespace ptscope

int main(int argc, char **argv)
{
    ptscope::test::useGoldenFonts();
    QApplication application(argc, argv);
    ptscope::TestMapPainter test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_map_painter.moc"
