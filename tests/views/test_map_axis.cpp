// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <rapidcheck.h>

#include "tests/support/random_dump.h"
#include "views/axis/axis_walk.h"
#include "views/axis/map_axis.h"

namespace ptscope {

using namespace test;

namespace {

LodIndexPtr indexOf(SnapshotPtr dump)
{
    return std::make_shared<const LodIndex>(std::move(dump));
}

LodIndexPtr smallIndex()
{
    SnapshotBuilder dump;
    dump.marker("Linear Mapping start").leaf(64 * kib, Level::Pte).hole(2 * mib - 64 * kib, Level::Pte);
    dump.leaf(30 * mib, Level::Pmd, kernelData({Attr::Block})).hole(gib - 32 * mib, Level::Pmd);
    dump.leaf(3 * gib, Level::Pud, kernelData({Attr::Block})).hole(508 * gib, Level::Pud);
    dump.hole(130560 * gib, Level::Pgd);
    for (int i = 0; i < 40; ++i) {
        dump.leaf(16 * kib, Level::Pte).hole(4 * kib, Level::Pte);
    }
    return indexOf(dump.build());
}

/// An axis after some wandering: any mode, any zoom, any place.
MapAxis anyAxis(const LodIndexPtr &index)
{
    MapAxis axis(index, *rc::gen::inRange(64, 2000));
    axis.setMode(*rc::gen::element(AxisMode::Folded, AxisMode::Linear));
    const int steps = *rc::gen::inRange(0, 12);
    for (int i = 0; i < steps; ++i) {
        switch (*rc::gen::inRange(0, 6)) {
        case 0:
            axis.pan(*rc::gen::inRange(-3000, 3000));
            break;
        case 1:
            axis.show(anyRange(index->snapshot()));
            break;
        case 2:
            axis.zoomTo(*rc::gen::elementOf(axis.stops()), anyAddress(index->snapshot()));
            break;
        case 3:
            axis.setWidth(*rc::gen::inRange(64, 2000));
            break;
        default:
            axis.zoom(*rc::gen::inRange(0, axis.width()), *rc::gen::element(0.5, 0.8, 1.25, 2.0, 40.0));
        }
    }
    return axis;
}

/// `range` fills the view; its ends may fall within a pixel.
bool isFilledBy(const MapAxis &axis, AddrRange range)
{
    return axis.visible().contains(range) && axis.addressAtX(1) > range.first
        && axis.addressAtX(axis.width() - 2) <= range.last;
}

QStringList labelsOf(const MapAxis &axis)
{
    QStringList labels;
    for (const ZoomStop &stop : axis.stops()) {
        labels << QString::fromStdString(stop.label);
    }
    return labels;
}

} // namespace

class TestMapAxis : public QObject
{
    Q_OBJECT

private slots:
    void stopsComeFromTheGeometry();
    void startsWithEverything();
    void stopsFillTheWindow();
    void zoomKeepsThePlaceUnderThePointer();
    void zoomingInTurnsLinearAndOutFoldsAgain();
    void pageIsTheDeepestZoom();
    void modeKeepsWhatIsInView();
    void ensureVisibleMovesNoMoreThanNeeded();
    void wholeAddressSpaceDoesNotOverflow();
    void emptyDump();
    void pixelsAndPlacesAreAnExactPair();
    void panningMovesEveryEdgeAlike();
    void walkTilesTheView();
};

void TestMapAxis::stopsComeFromTheGeometry()
{
    const auto labels = [](Granule granule, unsigned bits) {
        SnapshotBuilder dump(PagingGeometry::make(granule, bits).value());
        dump.leaf(64 * kib, Level::Pte);
        return labelsOf(MapAxis(indexOf(dump.build()), 1000));
    };
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
    QCOMPARE(labels(Granule::Page4K, 48), words("All 512G 1G 32M 2M 64K 4K"));
    QCOMPARE(labels(Granule::Page4K, 39), words("All 1G 32M 2M 64K 4K"));
    QCOMPARE(labels(Granule::Page4K, 52), words("All 256T 512G 1G 32M 2M 64K 4K"));
    QCOMPARE(labels(Granule::Page16K, 47), words("All 64G 1G 32M 2M 16K"));
    QCOMPARE(labels(Granule::Page64K, 52), words("All 4T 16G 512M 2M 64K"));
}

void TestMapAxis::startsWithEverything()
{
    const LodIndexPtr index = smallIndex();
    const MapAxis axis(index, 1000);
    QVERIFY(axis.showsAll());
    QVERIFY(axis.visible() == index->snapshot().range());
    QCOMPARE(axis.xOf({0}), 0);
    QVERIFY(axis.xOf({axis.length()}) <= 1000);
    QVERIFY(axis.xOf({axis.length()}) >= 999);
    QCOMPARE(axis.currentStop(axis.stops()), std::size_t{0});
}

void TestMapAxis::stopsFillTheWindow()
{
    MapAxis axis(smallIndex(), 1000);
    const auto stops = axis.stops();
    for (const AxisMode mode : {AxisMode::Folded, AxisMode::Linear}) {
        axis.setMode(mode);
        for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
            const VirtAddr focus{0xffff000001234567};
            axis.zoomTo(stops[i], focus);
            QCOMPARE(axis.currentStop(stops), i);
            QVERIFY(axis.visible().contains(focus));
            QVERIFY((axis.addressAtX(998) - axis.addressAtX(2)) <= stops[i].span);
            QCOMPARE(axis.isLinear(), mode == AxisMode::Linear || stops[i].span.value <= 2 * mib);
        }
    }
    axis.zoomTo(stops.back(), {0xffff000000003456});
    QCOMPARE(axis.currentStop(stops), stops.size() - 1);
    QVERIFY(axis.visible().contains(AddrRange{{0xffff000000003000}, {0xffff000000003fff}}));
    axis.zoomTo(stops.front(), {0});
    QVERIFY(axis.showsAll());
}

void TestMapAxis::zoomKeepsThePlaceUnderThePointer()
{
    MapAxis axis(smallIndex(), 1200);
    for (int i = 0; i < 60; ++i) {
        const VirtAddr before = axis.addressAtX(700);
        axis.zoom(700, 1.25);
        const int x = axis.xOf(axis.positionOf(before));
        QVERIFY2(std::abs(x - 700) <= 1 || axis.visible().last == axis.all().last, qPrintable(QString::number(x)));
    }
}

void TestMapAxis::zoomingInTurnsLinearAndOutFoldsAgain()
{
    MapAxis axis(smallIndex(), 1200);
    const int x = axis.xOf(axis.positionOf({0xffff800000000000 + 64 * kib}));
    QVERIFY(!axis.isLinear());
    int steps = 0;
    for (; !axis.isLinear() && steps < 200; ++steps) {
        axis.zoom(x, 1.25);
    }
    QVERIFY(axis.isLinear());
    QVERIFY(axis.visible().size().value <= 2 * mib);
    for (steps = 0; axis.isLinear() && steps < 200; ++steps) {
        axis.zoom(x, 0.8);
    }
    QVERIFY(!axis.isLinear());
    for (steps = 0; !axis.showsAll() && steps < 200; ++steps) {
        axis.zoom(x, 0.8);
    }
    QVERIFY(axis.showsAll());
}

void TestMapAxis::pageIsTheDeepestZoom()
{
    MapAxis axis(smallIndex(), 1000);
    for (int i = 0; i < 300; ++i) {
        axis.zoom(5, 2.0);
    }
    QCOMPARE(axis.visible().size().value, 5 * 4 * kib);
    QCOMPARE(axis.runPixels({4 * kib}), 200);
}

void TestMapAxis::modeKeepsWhatIsInView()
{
    MapAxis axis(smallIndex(), 1000);
    const AddrRange range{{0xffff000000000000}, {0xffff00003fffffff}};
    axis.show(range);
    QVERIFY(isFilledBy(axis, range));
    axis.setMode(AxisMode::Linear);
    QVERIFY(isFilledBy(axis, range));
    axis.setMode(AxisMode::Folded);
    QVERIFY(isFilledBy(axis, range));
    axis.setWidth(700);
    QVERIFY(isFilledBy(axis, range));
}

void TestMapAxis::ensureVisibleMovesNoMoreThanNeeded()
{
    MapAxis axis(smallIndex(), 1000);
    axis.zoom(0, 8);
    const AddrRange before = axis.visible();
    axis.ensureVisible({before.first, before.first});
    QVERIFY(axis.visible() == before);
    const AddrRange far{{0xffff800000000000 + 20 * kib}, {0xffff800000000000 + 36 * kib - 1}};
    axis.ensureVisible(far);
    QVERIFY(axis.visible().contains(far));
    axis.ensureVisible({before.first, before.first});
    QVERIFY(axis.visible().contains(before.first));
    axis.ensureVisible(axis.all());
    QVERIFY(axis.visible().contains(axis.all().first));
}

void TestMapAxis::wholeAddressSpaceDoesNotOverflow()
{
    Snapshot::Parts parts{{}, AttributePool(testDialect()), {}, {}, {}, {}};
    const AttributeId id = parts.attributes.intern(kernelData()).value();
    parts.extents.append({{{0}, {4095}}, Level::Pte, id, 1});
    parts.extents.append({{{4096}, {~std::uint64_t{0} - 4096}}, Level::Pgd, holeAttributes, 2});
    parts.extents.append({{{~std::uint64_t{0} - 4095}, {~std::uint64_t{0}}}, Level::Pte, id, 3});
    const LodIndexPtr index = indexOf(std::make_shared<const Snapshot>(std::move(parts)));
    for (const AxisMode mode : {AxisMode::Folded, AxisMode::Linear}) {
        MapAxis axis(index, 1000);
        axis.setMode(mode);
        QVERIFY(axis.visible() == axis.all());
        QCOMPARE(axis.xOf(axis.positionOf({~std::uint64_t{0}})), 999);
        axis.show({{0}, {4095}});
        QVERIFY(axis.visible().contains(VirtAddr{4095}));
        axis.pan(std::numeric_limits<int>::max());
        QVERIFY(axis.visible().last.value != 0);
    }
}

void TestMapAxis::emptyDump()
{
    MapAxis axis(indexOf(SnapshotBuilder().build()), 1000);
    QVERIFY(axis.empty());
    axis.setWidth(500);
    axis.setMode(AxisMode::Linear);
    axis.zoom(3, 2.0);
    QCOMPARE(axis.stops().front().label, std::string("All"));
    QVERIFY(MapAxis().empty());
}

void TestMapAxis::pixelsAndPlacesAreAnExactPair()
{
    const auto property = [] {
        const MapAxis axis = anyAxis(indexOf(anyDumpWithRows()));
        const AddrRange range = axis.visible();
        RC_ASSERT(axis.all().contains(range));
        const int x = *rc::gen::inRange(0, axis.width());
        const AxisPoint edge = axis.edgeOf(x);
        if (edge.value < axis.length()) {
            RC_ASSERT(axis.xOf(edge) >= x);
            RC_ASSERT(axis.xOf(edge) <= axis.xOf({edge.value + 1}));
            RC_ASSERT(edge.value == 0 || axis.xOf({edge.value - 1}) < x);
        }
        const VirtAddr address = anyAddress(axis.index()->snapshot());
        if (range.contains(address)) {
            const int at = axis.xOf(axis.positionOf(address));
            RC_ASSERT(at >= 0 || address == range.first);
            RC_ASSERT(at < axis.width());
        }
    };
    QVERIFY(rc::check(property));
}

void TestMapAxis::panningMovesEveryEdgeAlike()
{
    const auto property = [] {
        MapAxis axis = anyAxis(indexOf(anyDumpWithRows()));
        const AxisPoint left = axis.edgeOf(0);
        axis.pan(*rc::gen::inRange(-500, 500));
        const int moved = axis.xOf(left);
        for (int i = 0; i < 20; ++i) {
            const AxisPoint point{left.value + *rc::gen::inRange<std::uint64_t>(0, 1U << 30U)};
            const int before = axis.xOf(point);
            MapAxis other = axis;
            other.pan(7);
            const int shift = axis.xOf(left) - other.xOf(left);
            RC_ASSERT(before - other.xOf(point) == shift || std::abs(before) >= (1 << 20));
        }
        RC_ASSERT(std::abs(moved) <= 500);
    };
    QVERIFY(rc::check(property));
}

void TestMapAxis::walkTilesTheView()
{
    const auto property = [] {
        const MapAxis axis = anyAxis(indexOf(anyDumpWithRows()));
        AxisWalk walk(axis, axis.edgeOf(0));
        RC_ASSERT(walk.piece().begin <= axis.edgeOf(0));
        RC_ASSERT(axis.edgeOf(0) < walk.piece().end);
        AxisPoint next = walk.piece().begin;
        for (int i = 0; i < 500 && !walk.atEnd(); ++i, walk.next()) {
            const AxisPiece piece = walk.piece();
            RC_ASSERT(piece.begin == next);
            RC_ASSERT(piece.begin == axis.positionOf(piece.range.first));
            RC_ASSERT(piece.end == axis.endOf(piece.range.last));
            AxisWalk there(axis, piece.begin);
            RC_ASSERT(there.piece().range == piece.range);
            next = piece.end;
        }
        RC_ASSERT(!walk.atEnd() || next.value == axis.length());
    };
    QVERIFY(rc::check(property));
}

} // namespace ptscope

QTEST_GUILESS_MAIN(ptscope::TestMapAxis)
#include "test_map_axis.moc"
