// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <rapidcheck.h>

#include "tests/support/axis_walk.h"
#include "tests/support/random_dump.h"
#include "views/axis/axis_walk.h"
#include "views/map/access_lane.h"
#include "views/map/map_geometry.h"
#include "views/map/map_labels.h"
#include "views/map/map_strip.h"

namespace ptscope {

using namespace test;

namespace {

constexpr QSize mapSize(900, 430);

struct Map {
    explicit Map(SnapshotPtr dump, QSize s = mapSize)
        : source(std::move(dump)), axis(source.index(), MapGeometry::axisWidth(s.width())), size(s)
    { }
    MapGeometry geometry() const { return {axis, source, size}; }
    MapSource source;
    MapAxis axis;
    QSize size;
};

/// The head of a real dump (6.1, 4K pages, 48 bits).
SnapshotPtr smallDump()
{
    SnapshotBuilder dump;
    dump.marker("Linear Mapping start").leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}));
    dump.leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous})).leaf(1984 * kib, Level::Pte, kernelText());
    dump.hole(1020 * mib, Level::Pmd).leaf(3 * gib, Level::Pud, kernelData({Attr::Block})).hole(508 * gib, Level::Pud);
    dump.marker("Linear Mapping end").hole(512 * gib, Level::Pgd).marker("vmalloc() area");
    dump.leaf(4 * kib, Level::Pte, kernelData({Attr::Invalid})).leaf(8 * kib, Level::Pte).hole(2036 * kib, Level::Pte);
    dump.marker("vmalloc() end");
    return dump.build();
}

QString kindsOf(const MapGeometry &geometry, const MapLane &lane)
{
    QString text;
    for (const MapCell &cell : geometry.cellsOf(lane)) {
        text += QLatin1Char("RTtLAOH"[static_cast<int>(cell.kind)]);
    }
    return text;
}

/// Rows one by one, without index and strip: which classes a range holds.
ClassMask slowMask(const LodIndex &index, AddrRange range)
{
    ClassMask mask;
    const RowRange rows = index.snapshot().extents().rowsIn(range);
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        mask |= index.factsOf(row).mask();
    }
    return mask;
}

} // namespace

class TestMapGeometry : public QObject
{
    Q_OBJECT

private slots:
    void lanesOfASmallDump();
    void levelsThatAreFoldedHaveNoLane();
    void gapsContinueTheTablesThatTheirNeighboursProve();
    void alertsAreThreePixelsWide();
    void cellsStayInOrderWhereAlertsGrow();
    void lanesFitIntoLittleRoom();
    void labelsTellNothingThatDoesNotFit();
    void emptyDumpHasNoCells();
    void whatIsDrawnCanBeHit();
    void stripCoversTheViewAndForgetsNoClass();
    void piecesAddUpToTheRowsAtAnyZoom();
    void rowsOfAPieceAreThoseThatTouchIt();
    void noAlertIsLostAtAnyZoom();
    void cellsOfTheLevelsAgreeWithTheTree();
};

void TestMapGeometry::lanesOfASmallDump()
{
    const Map map(smallDump());
    const MapGeometry geometry = map.geometry();
    QCOMPARE(geometry.lanes().size(), std::size_t{6});
    QStringList kinds;
    for (const MapLane &lane : geometry.lanes()) {
        kinds << kindsOf(geometry, lane);
    }
    // Region, PGD, PUD, PMD, PTE, access: under the 2M block and the 3G of blocks nothing stands.
    QCOMPARE(kinds.join(QLatin1Char(' ')), QStringLiteral("RR THT TLHHT LTHHHT LLHHHLLH AAAHAHHAAH"));
    const auto access = geometry.cellsOf(geometry.lanes().back());
    QCOMPARE(access[0].access, AccessClass::RwNx);
    QCOMPARE(access[2].access, AccessClass::RoX);
    QCOMPARE(access[7].access, AccessClass::None);
    QVERIFY(access[7].mask.has(Alert::Invalid));
}

void TestMapGeometry::levelsThatAreFoldedHaveNoLane()
{
    const auto levels = [](Granule granule, unsigned bits) {
        SnapshotBuilder dump(PagingGeometry::make(granule, bits).value());
        dump.leaf(64 * kib, Level::Pte);
        QString text;
        const Map map(dump.build());
        const MapGeometry geometry = map.geometry();
        for (const MapLane &lane : geometry.lanes()) {
            text += lane.kind == LaneKind::Table ? QString::fromLatin1(name(lane.level)) + QLatin1Char(' ') : QString();
        }
        return text.trimmed();
    };
    QCOMPARE(levels(Granule::Page4K, 52), QStringLiteral("PGD P4D PUD PMD PTE"));
    QCOMPARE(levels(Granule::Page4K, 48), QStringLiteral("PGD PUD PMD PTE"));
    QCOMPARE(levels(Granule::Page64K, 52), QStringLiteral("PGD PMD PTE"));
    QCOMPARE(levels(Granule::Page64K, 42), QStringLiteral("PGD PTE"));
}

void TestMapGeometry::gapsContinueTheTablesThatTheirNeighboursProve()
{
    // A dump of a kernel up to 5.5: no holes are printed. Two PTE rows in one table, one far away.
    SnapshotBuilder dump;
    dump.leaf(64 * kib, Level::Pte).at(dump.next() + ByteCount{64 * kib}).leaf(64 * kib, Level::Pte);
    dump.at({0xffff800000000000}).leaf(64 * kib, Level::Pte);
    const Map map(dump.build());
    const MapGeometry geometry = map.geometry();
    QCOMPARE(kindsOf(geometry, geometry.lanes()[1]), QStringLiteral("THT"));
    QCOMPARE(kindsOf(geometry, geometry.lanes()[3]), QStringLiteral("THT"));
    QCOMPARE(kindsOf(geometry, geometry.lanes()[4]), QStringLiteral("LHLHL"));
    const MapCell &hole = geometry.cellsOf(geometry.lanes()[4])[3];
    QVERIFY(hole.unprinted);
    QCOMPARE(hole.range.first.value, 0xffff000000030000);
}

void TestMapGeometry::alertsAreThreePixelsWide()
{
    Attributes bad = kernelData();
    bad.set(Attr::PrivilegedNx, false);
    SnapshotBuilder dump;
    dump.leaf(512 * gib, Level::Pgd).leaf(4 * kib, Level::Pte, bad).leaf(512 * gib - 4 * kib, Level::Pte);
    Map map(dump.build());
    map.axis.setMode(AxisMode::Linear);
    const MapGeometry geometry = map.geometry();
    const auto access = geometry.cellsOf(geometry.lanes().back());
    const auto alert = std::find_if(access.begin(), access.end(),
                                    [](const MapCell &c) { return c.mask.has(Alert::WritableExecutable); });
    QVERIFY(alert != access.end());
    QCOMPARE(alert->rect.width(), 3);
    QCOMPARE(access.size(), std::size_t{3});
}

/// Alerts of a pixel, side by side or a pixel apart, at the size that they have at 100, 200 and 300 %.
void TestMapGeometry::cellsStayInOrderWhereAlertsGrow()
{
    Attributes bad = kernelData();
    bad.set(Attr::PrivilegedNx, false);
    SnapshotBuilder dump;
    const int pixels = MapGeometry::axisWidth(800);
    for (int page = 0; page < pixels; ++page) {
        const bool alert = page % 7 == 0 || page % 7 == 2 || page >= pixels - 2;
        dump.leaf(4 * kib, Level::Pte, alert ? bad : kernelData({page % 2 == 0 ? Attr::Contiguous : Attr::ReadOnly}));
    }
    Map map(dump.build(), {800, 400});
    map.axis.setMode(AxisMode::Linear);
    const MapStrip strip = stripOf(map.axis);
    for (const int wide : {3, 6, 9}) {
        const auto cells = accessLane(map.axis, strip, wide);
        QCOMPARE(cells.front().rect.x(), 0);
        for (std::size_t i = 1; i < cells.size(); ++i) {
            QCOMPARE(cells[i].rect.x(), cells[i - 1].rect.right() + 1);
            QVERIFY2(cells[i - 1].range.last < cells[i].range.first, "a cell stands twice, or left of an earlier one");
        }
        QVERIFY(std::count_if(cells.begin(), cells.end(), [](const MapCell &cell) {
                    return cell.mask.has(Alert::WritableExecutable);
                }) > pixels / 7);
    }
}

void TestMapGeometry::lanesFitIntoLittleRoom()
{
    for (const int height : {200, 260, 340, 436, 700}) {
        const Map map(smallDump(), {700, height});
        const MapGeometry geometry = map.geometry();
        int bottom = 0;
        for (const MapLane &lane : geometry.lanes()) {
            QVERIFY(lane.rect.height() >= 20);
            QVERIFY(lane.rect.y() >= bottom);
            bottom = lane.rect.bottom() + 1;
        }
        QVERIFY2(geometry.footRect().bottom() < std::max(height, 290),
                 qPrintable(QString::number(geometry.footRect().bottom())));
    }
}

void TestMapGeometry::labelsTellNothingThatDoesNotFit()
{
    const Map map(smallDump());
    const MapGeometry geometry = map.geometry();
    const auto first = [&](std::size_t lane, std::size_t cell) {
        return labelLadder(geometry.cellsOf(geometry.lanes()[lane])[cell], map.source).front().join(QLatin1Char('|'));
    };
    QCOMPARE(first(0, 0), QStringLiteral("Linear Mapping"));
    QCOMPARE(first(1, 0), QStringLiteral("[0x000]|4 of 512 used"));
    QCOMPARE(first(2, 0), QStringLiteral("[0x000]|2 of 512 used"));
    QCOMPARE(first(2, 1), QStringLiteral("3×1G|[0x001–0x003]"));
    QCOMPARE(first(3, 0), QStringLiteral("2M|[0x000]"));
    QCOMPARE(first(4, 0), QStringLiteral("64K CON|[0x000–0x00f]"));
    QCOMPARE(factsOf(geometry.cellsOf(geometry.lanes()[4])[0], map.source), QStringLiteral("64K PTE RW NX CON"));
    QCOMPARE(factsOf(geometry.cellsOf(geometry.lanes()[4])[2], map.source), QStringLiteral("1020M PMD hole"));
}

void TestMapGeometry::emptyDumpHasNoCells()
{
    const Map map(SnapshotBuilder().build());
    const MapGeometry geometry = map.geometry();
    QVERIFY(geometry.cells().empty());
    QVERIFY(geometry.cellAt({400, 200}) == nullptr);
    QVERIFY(geometry.columnOf({{0}, {1}}).isEmpty());
}

void TestMapGeometry::whatIsDrawnCanBeHit()
{
    const auto property = [] {
        const int width = *rc::gen::inRange(160, 1000);
        Map map(anyDumpWithRows(), {width, 430});
        wander(map.axis);
        const MapGeometry geometry = map.geometry();
        for (const MapLane &lane : geometry.lanes()) {
            int right = geometry.content().x();
            for (const MapCell &cell : geometry.cellsOf(lane)) {
                RC_ASSERT(cell.rect.x() >= right);
                RC_ASSERT(cell.rect.width() > 0);
                RC_ASSERT(cell.rect.right() <= geometry.content().right());
                RC_ASSERT(cell.range.first <= cell.range.last);
                RC_ASSERT(cell.range.overlaps(map.axis.visible()));
                const QPoint inside(cell.rect.x() + cell.rect.width() / 2, cell.rect.center().y());
                for (const QPoint point : {cell.rect.topLeft(), inside, cell.rect.bottomRight()}) {
                    RC_ASSERT(geometry.cellAt(point) == &cell);
                    RC_ASSERT(geometry.cellAt(point)->range == cell.range);
                }
                right = cell.rect.right() + 1;
            }
        }
    };
    QVERIFY(rc::check(property));
}

void TestMapGeometry::stripCoversTheViewAndForgetsNoClass()
{
    const auto property = [] {
        Map map(anyDumpWithRows());
        wander(map.axis);
        const MapStrip strip = stripOf(map.axis);
        int x = 0;
        ClassMask shown;
        for (const StripPiece &piece : strip.pieces) {
            RC_ASSERT(piece.x0 == x);
            RC_ASSERT(piece.x1 > x);
            x = piece.x1;
            if (piece.kind == PieceKind::Crowd) {
                RC_ASSERT(strip.sums[piece.sums].mask() == slowMask(*map.source.index(), piece.range)
                          || strip.sums[piece.sums].level[ClassSums::unprinted] != 0);
                shown |= strip.sums[piece.sums].mask();
            } else if (piece.kind == PieceKind::Run) {
                shown |= map.source.index()->factsOf(piece.row).mask();
            } else {
                shown.leaf |= 1U;
                shown.access |= 1U;
            }
        }
        const AddrRange inside{map.axis.addressAtX(1),
                               std::max(map.axis.addressAtX(1), map.axis.addressAtX(map.axis.width() - 1))};
        ClassMask wanted = slowMask(*map.source.index(), inside);
        wanted |= shown;
        RC_ASSERT(wanted == shown);
        RC_ASSERT(x == map.axis.width() || map.axis.edgeOf(x + 1).value >= map.axis.length());
    };
    QVERIFY(rc::check(property));
}

/// By class, in units of the axis, row by row: what lies between two points of it.
ClassSums slowSums(const MapAxis &axis, AxisPoint begin, AxisPoint end)
{
    ClassSums sums;
    for (AxisWalk walk(axis, begin); !walk.atEnd() && walk.piece().begin < end; walk.next()) {
        const AxisPiece &piece = walk.piece();
        const std::uint64_t amount = std::min(piece.end, end).value - std::max(piece.begin, begin).value;
        piece.gap ? sums.addGap(amount) : axis.index()->factsOf(piece.row).addTo(sums, amount);
    }
    return sums;
}

void TestMapGeometry::piecesAddUpToTheRowsAtAnyZoom()
{
    const auto property = [] {
        Map map(anyDumpWithRows());
        wander(map.axis);
        const MapStrip strip = stripOf(map.axis);
        // A run of which the window shows less than a pixel is not drawn.
        const AxisPoint begin = std::max(map.axis.edgeOf(0), strip.pieces.front().begin);
        AxisPoint cursor = begin;
        ClassSums shown;
        for (const StripPiece &piece : strip.pieces) {
            const bool last = &piece == &strip.pieces.back();
            const AxisPoint end = piece.kind == PieceKind::Crowd || !last ? piece.end : std::min(piece.end, map.axis.edgeOf(piece.x1));
            RC_ASSERT(cursor <= end);
            const std::uint64_t amount = end.value - cursor.value;
            if (piece.kind == PieceKind::Crowd) {
                RC_ASSERT(strip.sums[piece.sums].total() == amount);
                shown += strip.sums[piece.sums];
            } else if (piece.kind == PieceKind::Gap) {
                shown.addGap(amount);
            } else {
                map.source.index()->factsOf(piece.row).addTo(shown, amount);
            }
            cursor = end;
        }
        RC_ASSERT(shown == slowSums(map.axis, begin, cursor));
    };
    QVERIFY(rc::check(property));
}

void TestMapGeometry::rowsOfAPieceAreThoseThatTouchIt()
{
    const auto property = [] {
        Map map(anyDumpWithRows());
        wander(map.axis);
        const ExtentTable &extents = map.source.snapshot().extents();
        const MapStrip strip = stripOf(map.axis);
        for (std::size_t i = 0; i < strip.pieces.size(); ++i) {
            RC_ASSERT(rowsOf(strip, i, extents) == extents.rowsIn(strip.pieces[i].range));
        }
    };
    QVERIFY(rc::check(property));
}

void TestMapGeometry::noAlertIsLostAtAnyZoom()
{
    const auto property = [] {
        Map map(anyDumpWithRows());
        wander(map.axis);
        const MapGeometry geometry = map.geometry();
        const LodIndex &index = *map.source.index();
        const RowRange rows = index.snapshot().extents().rowsIn(map.axis.visible());
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            const ClassMask mask = index.factsOf(row).mask();
            const AddrRange range = index.snapshot().extents().range({row});
            if (!mask.has(Alert::WritableExecutable) || !map.axis.visible().contains(range)) {
                continue;
            }
            const auto cells = geometry.cellsOf(geometry.lanes().back());
            const auto shows = [&](const MapCell &cell) {
                return cell.range.overlaps(range) && cell.mask.has(Alert::WritableExecutable);
            };
            RC_ASSERT(std::any_of(cells.begin(), cells.end(), shows));
        }
    };
    QVERIFY(rc::check(property));
}

void TestMapGeometry::cellsOfTheLevelsAgreeWithTheTree()
{
    const auto property = [] {
        Map map(anyDumpWithRows());
        wander(map.axis);
        const MapGeometry geometry = map.geometry();
        const PagingGeometry &paging = map.source.snapshot().geometry();
        for (const MapCell &cell : geometry.cells()) {
            if (cell.kind != CellKind::Table) {
                continue;
            }
            RC_ASSERT(cell.range.size() == paging.span(cell.level));
            RC_ASSERT(cell.range.first == paging.entryBase(cell.level, cell.range.first));
            // A table stands where some row of a lower level lies.
            const RowRange rows = map.source.snapshot().extents().rowsIn(cell.range);
            bool deeper = false;
            for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
                deeper = deeper || number(map.source.index()->factsOf(row).level) > number(cell.level);
            }
            RC_ASSERT(deeper);
        }
    };
    QVERIFY(rc::check(property));
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestMapGeometry)
#include "test_map_geometry.moc"
