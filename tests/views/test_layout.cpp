// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QIODevice>
#include <QPainter>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <rapidcheck.h>

#include <set>

#include "tests/support/golden.h"
#include "tests/support/load_capture.h"
#include "tests/support/patience.h"
#include "tests/support/random_dump.h"
#include "tests/support/svg_of.h"
#include "views/layout/cost_panel.h"
#include "views/layout/layout_canvas.h"
#include "views/layout/layout_legend.h"
#include "views/layout/layout_view.h"
#include "views/layout/owner_hues.h"
#include "views/look/type.h"

namespace ptscope {

using namespace test;

namespace {

constexpr QSize canvasSize(860, 620);

MapSourcePtr sourceOf(SnapshotPtr snapshot)
{
    return std::make_shared<const MapSource>(std::move(snapshot));
}

struct Drawing {
    const char *name;
    const char *capture;
    Theme theme;
    EntryOrder order = EntryOrder::Rows;
    LayoutColours colours = LayoutColours::LeafSize;
};

const Drawing drawings[] = {
    {"layout-vmallochuge-dark", "v7.3-4k-va48-vmallochuge-on", Theme::Dark},
    {"layout-vmallochuge-light", "v7.3-4k-va48-vmallochuge-on", Theme::Light},
    {"layout-hvo-hilbert-dark", "v6.1-4k-va48-hvo2m-after", Theme::Dark, EntryOrder::Hilbert},
    {"layout-hvo-permission-light", "v6.1-4k-va48-hvo2m-after", Theme::Light, EntryOrder::Rows,
     LayoutColours::Permission},
    {"layout-16k-dark", "v7.3-16k-va47-base", Theme::Dark},
    {"layout-owner-dark", "v7.3-4k-va48-vmallochuge-on", Theme::Dark, EntryOrder::Rows, LayoutColours::Owner},
    {"layout-owner-light", "v7.3-4k-va48-vmallochuge-on", Theme::Light, EntryOrder::Rows, LayoutColours::Owner},
    {"layout-64k-memory-dark", "v7.3-64k-va52-base", Theme::Dark, EntryOrder::Rows, LayoutColours::MemoryType},
};

LayoutGeometry geometryOf(const Drawing &drawing, const MapSource &source)
{
    const LayoutPath path(source.snapshot(), source.tree());
    return {source.snapshot().geometry(), source.tree(), path, canvasSize, drawing.order};
}

MapSourcePtr sourceOf(const Drawing &drawing)
{
    const bool owners = drawing.colours == LayoutColours::Owner;
    return sourceOf(loadCapture(drawing.capture, owners ? WithCompanions::Yes : WithCompanions::No));
}

TableContents contentsOf(const Drawing &drawing, const MapSourcePtr &source)
{
    TableContents contents;
    contents.reset(source, nullptr);
    contents.wantOwners(drawing.colours == LayoutColours::Owner);
    return contents;
}

/// A drawing and all that it needs.
struct DrawnScene {
    explicit DrawnScene(const Drawing &drawing)
        : source(sourceOf(drawing)), contents(contentsOf(drawing, source)), geometry(geometryOf(drawing, *source)),
          theme(drawing.theme), colours(drawing.colours)
    { }
    LayoutScene scene() const { return {*source, contents, geometry, theme, colours}; }
    QImage picture(int ratio = 1) const
    {
        QImage image(canvasSize * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        LayoutPainter(painter, scene()).drawAll();
        return image;
    }

    MapSourcePtr source;
    TableContents contents;
    LayoutGeometry geometry;
    Theme theme;
    LayoutColours colours;
};

EntryOrder anyOrder()
{
    return *rc::gen::element(EntryOrder::Rows, EntryOrder::Hilbert);
}

/// Adds up what the cells of a table and of all tables below show, by class. A uniform table shows in one cell.
void addLeaves(const MapSource &source, TableNode table, std::array<std::uint64_t, leafClassCount> &bytes)
{
    const PagingGeometry &paging = source.snapshot().geometry();
    const TableContent content = readTable(source, table, {1, 1}, nullptr);
    const std::vector<EntryRun> runs = source.tree().entries(table);
    QCOMPARE(content.entries.size(), std::size_t{paging.entries(table.level)});
    for (const EntryRun &run : runs) {
        for (unsigned i = run.firstIndex; i <= run.lastIndex; ++i) {
            const TableContent::Entry &entry = content.entries[i];
            QCOMPARE(entry.kind, run.kind);
            if (entry.kind == EntryKind::Table && !run.uniform) {
                addLeaves(source, source.tree().child(table, i), bytes);
            } else if (entry.kind != EntryKind::Unprinted) {
                bytes[static_cast<std::size_t>(entry.fill.leaf)] += paging.span(table.level).value;
            }
        }
    }
}

} // namespace

class TestLayout : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void goldenPictures_data();
    void goldenPictures();
    void keptGridsLookLikeNewOnes_data() { goldenPictures_data(); }
    void keptGridsLookLikeNewOnes();
    void lateGridsFollow_data() { goldenPictures_data(); }
    void lateGridsFollow();
    void screenGrowsWhole();
    void indexAndCellAreOneToOne();
    void groupsAreRectangles();
    void hilbertNeighboursTouch();
    void everyCellCanBeHit();
    void pathLeadsToWhatIsShown();
    void cellsAddUpToTheDump_data();
    void cellsAddUpToTheDump();
    void texturesTellWhatIsBelow();
    void filterFadesTheRest();
    void filterFadesTheBordersToo();
    void noRowOfFiguresIsLostBelowTheKey_data();
    void noRowOfFiguresIsLostBelowTheKey();
    void marksComeBeforeFigures();
    void figuresFitASmallScreen_data();
    void figuresFitASmallScreen();
    void everyOwnerHasALetterOfItsOwn();
    void walkingLeavesNothingBehind();
    void clickGoesDownAndBracketUp();
    void everyEntryTellsItsOwner();
    void legendFilters();
    void ownersAppearOnceTheyAreFound();
    void lookingAboveLosesNoPlace();
    void vectorsStayVectors();
};

void TestLayout::initTestCase()
{
    QVERIFY2(hasGoldenFonts(), "the DejaVu fonts are missing (fonts-dejavu-core)");
}

void TestLayout::goldenPictures_data()
{
    QTest::addColumn<int>("drawing");
    for (int i = 0; i < static_cast<int>(std::size(drawings)); ++i) {
        QTest::addRow("%s", drawings[i].name) << i;
    }
}

void TestLayout::goldenPictures()
{
    QFETCH(int, drawing);
    const QString difference = compareWithGolden(DrawnScene(drawings[drawing]).picture(), QString::fromLatin1(drawings[drawing].name));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

/// Also on screens of twice the pixels.
void TestLayout::keptGridsLookLikeNewOnes()
{
    QFETCH(int, drawing);
    const DrawnScene drawn(drawings[drawing]);
    const LayoutScene scene = drawn.scene();
    LayoutPicture picture;
    std::size_t before = 0;
    for (const int ratio : {1, 2}) {
        const QImage anew = drawn.picture(ratio);
        picture.invalidate();
        picture.advance(scene, ratio, FrameBudget::unlimited());
        QVERIFY(picture.isWhole());
        QVERIFY(picture.image() == anew);
        const std::size_t kept = picture.grids().bytes();
        QVERIFY(before < kept && kept <= GridPictures::mostBytes);
        picture.invalidate();
        picture.advance(scene, ratio, FrameBudget::of(std::chrono::microseconds(0)));
        QVERIFY2(picture.isWhole(), "kept grids wait for no later frame");
        QVERIFY(picture.image() == anew);
        QCOMPARE(picture.grids().bytes(), kept);
        before = kept;
    }
}

/// Frames that have no time draw one table each, the one in front first, and end with the same picture.
void TestLayout::lateGridsFollow()
{
    QFETCH(int, drawing);
    const DrawnScene drawn(drawings[drawing]);
    const LayoutGeometry &geometry = drawn.geometry;
    const QImage whole = drawn.picture();
    LayoutPicture picture;
    const GridPlace *front = geometry.place(GridRole::Front);
    for (std::size_t frame = 1; frame <= geometry.places().size(); ++frame) {
        QVERIFY(!picture.isWhole());
        picture.advance(drawn.scene(), 1, FrameBudget::of(std::chrono::microseconds(0)));
        QVERIFY(picture.image().copy(front->cells()) == whole.copy(front->cells()));
        QCOMPARE(picture.isWhole(), frame == geometry.places().size());
    }
    QVERIFY(picture.image() == whole);
}

/// On the screen, too: frames follow by themselves until all is drawn. A picture that is taken of it is whole at once.
void TestLayout::screenGrowsWhole()
{
    Navigator navigator;
    LayoutCanvas canvas(navigator);
    canvas.resize(canvasSize);
    canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&canvas, patienceMs));
    canvas.setSource(sourceOf(loadCapture("v7.3-4k-va48-vmallochuge-on")));
    QTRY_VERIFY_WITH_TIMEOUT(canvas.isWhole(), patienceMs);
    canvas.setOrder(EntryOrder::Hilbert);
    QVERIFY(!canvas.isWhole());
    canvas.grab();
    QVERIFY(canvas.isWhole());
}

void TestLayout::indexAndCellAreOneToOne()
{
    for (const EntryOrder order : {EntryOrder::Rows, EntryOrder::Hilbert}) {
        for (unsigned entries = 1; entries <= 8192; entries *= 2) {
            const EntryGrid grid(entries, order);
            QCOMPARE(static_cast<unsigned>(grid.columns() * grid.rows()), entries);
            std::set<std::pair<int, int>> taken;
            for (unsigned i = 0; i < entries; ++i) {
                const QPoint cell = grid.cellOf(i);
                QVERIFY(QRect(0, 0, grid.columns(), grid.rows()).contains(cell));
                QVERIFY(taken.emplace(cell.x(), cell.y()).second);
                QCOMPARE(grid.indexAt(cell), i);
            }
        }
    }
}

/// A contiguous group fills its bounding rectangle, in either order.
void TestLayout::groupsAreRectangles()
{
    for (const EntryOrder order : {EntryOrder::Rows, EntryOrder::Hilbert}) {
        for (const auto &[entries, group] : {std::pair{512U, 16U}, {2048U, 128U}, {2048U, 32U}, {8192U, 32U}}) {
            const EntryGrid grid(entries, order);
            for (unsigned first = 0; first < entries; first += group) {
                QRect bounds(grid.cellOf(first), QSize(1, 1));
                for (unsigned i = first; i < first + group; ++i) {
                    bounds = bounds.united({grid.cellOf(i), QSize(1, 1)});
                }
                QCOMPARE(static_cast<unsigned>(bounds.width() * bounds.height()), group);
            }
        }
    }
}

void TestLayout::hilbertNeighboursTouch()
{
    const EntryGrid grid(512, EntryOrder::Hilbert);
    for (unsigned i = 1; i < grid.entries(); ++i) {
        QCOMPARE((grid.cellOf(i) - grid.cellOf(i - 1)).manhattanLength(), 1);
    }
}

void TestLayout::everyCellCanBeHit()
{
    const bool held = rc::check("an entry is hit where it is drawn", [] {
        const SnapshotPtr dump = anyDumpWithRows();
        const PageTableTree tree(*dump);
        LayoutPath path(*dump, tree);
        path.show(*dump, tree, anyRange(*dump));
        path.setFront(*rc::gen::inRange<std::size_t>(0, 5));
        const QSize canvas(*rc::gen::inRange(300, 2200), *rc::gen::inRange(200, 1400));
        const LayoutGeometry geometry(dump->geometry(), tree, path, canvas, anyOrder());
        for (const GridPlace &place : geometry.places()) {
            RC_ASSERT(place.grid.entries() == dump->geometry().entries(place.table.level));
            const unsigned index = *rc::gen::inRange(0U, place.grid.entries());
            const QRect cell = place.cellRect(index);
            RC_ASSERT(!cell.isEmpty());
            RC_ASSERT(place.cells().contains(cell));
            const auto hit = geometry.entryAt(cell.center());
            RC_ASSERT(hit.has_value());
            RC_ASSERT(hit->place->table == place.table);
            RC_ASSERT(hit->index == index);
        }
    });
    QVERIFY(held);
}

void TestLayout::pathLeadsToWhatIsShown()
{
    const bool held = rc::check("each open table hangs below the one before, and the range is in sight", [] {
        const SnapshotPtr dump = anyDumpWithRows();
        const PageTableTree tree(*dump);
        LayoutPath path(*dump, tree);
        const AddrRange range = anyRange(*dump);
        const std::size_t holder = path.show(*dump, tree, range);
        RC_ASSERT(path.tables().front() == tree.root());
        RC_ASSERT(holder < path.tables().size());
        RC_ASSERT(path.front() >= holder || path.front() + 1 == path.tables().size());
        RC_ASSERT(holder == 0 || tree.range(path.tables()[holder]).contains(range));
        for (std::size_t i = 1; i < path.tables().size(); ++i) {
            const TableNode &above = path.tables()[i - 1];
            const unsigned index = dump->geometry().index(above.level, path.tables()[i].base);
            RC_ASSERT(tree.entry(above, index).kind == EntryKind::Table);
            RC_ASSERT(tree.child(above, index) == path.tables()[i]);
        }
    });
    QVERIFY(held);
}

void TestLayout::cellsAddUpToTheDump_data()
{
    QTest::addColumn<QString>("capture");
    for (const char *capture : {"v6.1-4k-va48-hvo2m-after", "v7.3-4k-va48-vmallochuge-on", "v7.3-16k-va47-base",
                                "v7.3-64k-va52-base", "v7.3-4k-va52-base", "v7.3-4k-va39-base"}) {
        QTest::addRow("%s", capture) << QString::fromLatin1(capture);
    }
}

void TestLayout::cellsAddUpToTheDump()
{
    QFETCH(QString, capture);
    const MapSourcePtr source = sourceOf(loadCapture(capture.toStdString()));
    std::array<std::uint64_t, leafClassCount> shown{};
    addLeaves(*source, source->tree().root(), shown);
    const PartStatistics total = statisticsOf(source->snapshot()).total;
    for (std::size_t leaf = 1; leaf < leafClassCount; ++leaf) { // holes beside the dump count in neither
        QCOMPARE(shown[leaf], total.bytesByLeaf[leaf]);
    }
}

/// Half a table of pages, half holes: the pieces of its cell say so, in order.
void TestLayout::texturesTellWhatIsBelow()
{
    SnapshotBuilder dump;
    dump.leaf(1 * mib, Level::Pte).hole(512 * kib, Level::Pte).leaf(512 * kib, Level::Pte);
    const MapSourcePtr source = sourceOf(dump.hole(1 * gib - 2 * mib, Level::Pmd).build());
    const LayoutPath path(source->snapshot(), source->tree());
    const TableContent pmd = readTable(*source, path.tables()[2], {2, 2}, nullptr);
    QCOMPARE(pmd.entries[0].kind, EntryKind::Table);
    QCOMPARE(pmd.textures.size(), std::size_t{4});
    QCOMPARE(pmd.textures[0].leaf, LeafClass::Page);
    QCOMPARE(pmd.textures[1].leaf, LeafClass::Page);
    QCOMPARE(pmd.textures[2].leaf, LeafClass::Hole);
    QCOMPARE(pmd.textures[3].leaf, LeafClass::Page);
    QCOMPARE(pmd.entries[1].kind, EntryKind::Hole);
}

void TestLayout::filterFadesTheRest()
{
    SnapshotBuilder dump;
    dump.leaf(64 * kib, Level::Pte).leaf(64 * kib, Level::Pte, kernelText());
    const MapSourcePtr source = sourceOf(dump.build());
    RowSet text(source->snapshot().extents().size());
    text.insert(RowIndex{1});
    const LayoutPath path(source->snapshot(), source->tree());
    const TableContent pte = readTable(*source, path.tables().back(), {1, 1}, &text);
    QVERIFY(!pte.entries[0].fill.matches);
    QVERIFY(pte.entries[16].fill.matches);
    const TableContent pmd = readTable(*source, path.tables()[2], {4, 4}, &text);
    QVERIFY(pmd.entries[0].fill.matches);
}

/// The border of a contiguous group that the filter does not let through steps back with its cells.
void TestLayout::noRowOfFiguresIsLostBelowTheKey_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<QSize>("size");
    for (const char *capture : {"v6.1-4k-va48-hvo2m-freed", "v7.3-16k-va47-vmalloc", "v7.3-64k-va52-vmalloc"}) {
        for (const QSize size : {QSize(733, 568), QSize(1287, 880), QSize(1000, 640)}) {
            QTest::addRow("%s %dx%d", capture, size.width(), size.height()) << QString::fromLatin1(capture) << size;
        }
    }
}

void TestLayout::noRowOfFiguresIsLostBelowTheKey()
{
    QFETCH(QString, capture);
    QFETCH(QSize, size);
    Navigator navigator;
    LayoutView view(navigator);
    view.resize(size);
    view.setSnapshot(loadCapture(capture.toStdString()));
    view.show();
    QTRY_VERIFY_WITH_TIMEOUT(view.isSettled(), patienceMs);
    QCoreApplication::processEvents();
    const auto *canvas = view.findChild<LayoutCanvas *>();
    const auto *costs = view.findChild<CostPanel *>();
    QVERIFY(canvas != nullptr && costs != nullptr);
    QCOMPARE(canvas->height() + costs->height(), size.height());
    const int below = canvas->height() - canvas->geometry().legend().bottom() - 1;
    QVERIFY2(below >= 0 && (below < 24 || costs->height() >= costs->heightFor(6)
                            || canvas->heightUsed(canvas->height() - 24) != canvas->heightUsed(canvas->height())),
             qPrintable(QString::number(below)));
}

/// What a window of 1366 x 768 leaves: the 8192 entries of a table of 64K pages keep a pixel between them, and their marks.
void TestLayout::marksComeBeforeFigures()
{
    Navigator navigator;
    LayoutView view(navigator);
    view.resize(732, 560);
    view.setSnapshot(loadCapture("v7.3-64k-va52-base"));
    view.show();
    QTRY_VERIFY(view.isSettled());
    QCoreApplication::processEvents();
    QVERIFY(view.findChild<CostPanel *>()->isVisible());
    const GridPlace *front = view.findChild<LayoutCanvas *>()->geometry().place(GridRole::Front);
    QVERIFY(front != nullptr && front->grid.entries() == 8192);
    QCOMPARE(front->gap(), 1);
    // Where nothing has room the figures wait: no grid lies under them.
    view.resize(732, 300);
    QCoreApplication::processEvents();
    const LayoutCanvas *canvas = view.findChild<LayoutCanvas *>();
    QVERIFY(canvas->mapTo(&view, QPoint(0, canvas->geometry().legend().bottom())).y() < view.height());
    QVERIFY(!view.findChild<CostPanel *>()->isVisible());
}

void TestLayout::figuresFitASmallScreen_data()
{
    QTest::addColumn<QString>("capture");
    for (const char *capture : {"v7.3-4k-va48-vmallochuge-on", "v7.3-16k-va47-vmalloc", "v7.3-64k-va52-vmalloc"}) {
        QTest::newRow(capture) << QString::fromLatin1(capture);
    }
}

/// No column is cut at the right, and none is too narrow for its figures: addresses give their common digits away first.
void TestLayout::figuresFitASmallScreen()
{
    QFETCH(QString, capture);
    Navigator navigator;
    CostPanel panel(navigator);
    const SnapshotPtr snapshot = loadCapture(capture.toStdString());
    panel.setFacts(makeCostFacts(snapshot));
    const auto &regions = snapshot->regions();
    const auto vmalloc = std::find_if(regions.begin(), regions.end(), [](const Region &region) { return region.name == "vmalloc()"; });
    QVERIFY(vmalloc != regions.end());
    panel.setRegion(static_cast<std::size_t>(vmalloc - regions.begin()));
    panel.resize(860, 240); // with DejaVu, which is wider than Inter: 733 pixels there
    panel.show();
    const auto *rows = panel.findChild<QTableWidget *>();
    QVERIFY(rows != nullptr && rows->rowCount() > 1);
    QCOMPARE(rows->columnCount(), 8);
    int right = 0;
    for (int column = 0; column < rows->columnCount(); ++column) {
        right += rows->columnWidth(column);
        for (const auto &row : panel.shown().rows) {
            const CostCell &cell = row[static_cast<std::size_t>(column)];
            const QString &least = cell.shortText.isEmpty() ? cell.text : cell.shortText;
            const int words = QFontMetrics(monoFont(TextRole::Label)).horizontalAdvance(least);
            QVERIFY2(!cell.isNumber || words <= rows->columnWidth(column), qPrintable(least));
        }
    }
    QVERIFY2(right <= rows->viewport()->width(), qPrintable(QStringLiteral("%1 of %2").arg(right).arg(rows->viewport()->width())));
    QVERIFY(panel.shown().rows.front()[1].shortText.size() < panel.shown().rows.front()[1].text.size());
}

void TestLayout::filterFadesTheBordersToo()
{
    SnapshotBuilder dump;
    dump.leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous})).leaf(64 * kib, Level::Pte, kernelText());
    const MapSourcePtr source = sourceOf(dump.build());
    const PagingGeometry &paging = source->snapshot().geometry();
    LayoutPath path(source->snapshot(), source->tree());
    path.setFront(path.tables().size() - 1);
    const LayoutGeometry geometry(paging, source->tree(), path, canvasSize, EntryOrder::Rows);
    const GridPlace *front = geometry.place(GridRole::Front);
    QVERIFY(front != nullptr);
    const auto borderAbove = [&](bool matching) {
        RowSet rows(source->snapshot().extents().size(), matching);
        QImage image(canvasSize, QImage::Format_RGB32);
        QPainter painter(&image);
        const TableContent content = readTable(*source, front->table, {1, 1}, &rows);
        GridPainter(painter, *front, content, Theme::Dark, LayoutColours::LeafSize).draw();
        return image.pixelColor(front->origin + QPoint(front->pitch.width() / 2, -1));
    };
    QCOMPARE(borderAbove(true), palette(Theme::Dark).selection);
    QCOMPARE(borderAbove(false), mix(palette(Theme::Dark).selection, palette(Theme::Dark).bg, 42));
}

void TestLayout::everyOwnerHasALetterOfItsOwn()
{
    std::set<char> letters;
    for (const OwnerGroup group : ownerGroups) {
        QVERIFY(ownerLetter(group) != '\0');
        letters.insert(ownerLetter(group));
    }
    QCOMPARE(letters.size(), ownerGroups.size());
}

/// Pictures are kept and reused: after a walk the canvas looks as if one had come straight here.
void TestLayout::walkingLeavesNothingBehind()
{
    const MapSourcePtr source = sourceOf(loadCapture("v7.3-4k-va48-vmallochuge-on"));
    const ExtentTable &extents = source->snapshot().extents();
    const auto canvasAfter = [&](const std::vector<std::uint32_t> &rows) {
        Navigator navigator;
        LayoutCanvas canvas(navigator);
        canvas.resize(canvasSize);
        canvas.setSource(source);
        QImage shown;
        for (const std::uint32_t row : rows) {
            navigator.select(extents.range({row}));
            shown = canvas.grab().toImage();
        }
        return shown;
    };
    const std::uint32_t last = extents.size() - 1;
    QVERIFY(canvasAfter({0}) != canvasAfter({last}));
    QVERIFY(canvasAfter({last, last / 2, 0}) == canvasAfter({0}));
    QVERIFY(canvasAfter({0, last / 2, 5, last / 3, last}) == canvasAfter({last}));
}

void TestLayout::clickGoesDownAndBracketUp()
{
    Navigator navigator;
    LayoutView view(navigator);
    view.resize(1400, 800);
    view.setSnapshot(loadCapture("v7.3-4k-va48-vmallochuge-on"));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view, patienceMs));
    LayoutCanvas &canvas = view.canvas();
    const GridPlace parent = *canvas.geometry().place(GridRole::Parent);
    QCOMPARE(parent.table.level, Level::Pmd);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, parent.cellRect(6).center());
    QVERIFY(navigator.selection().has_value());
    QCOMPARE(navigator.selection()->size().value, 2 * mib);
    QCOMPARE(canvas.geometry().place(GridRole::Front)->table.base, navigator.selection()->first);
    QTest::keyClick(&canvas, Qt::Key_BracketRight);
    QVERIFY(navigator.selection()->size().value < 2 * mib);
    QCOMPARE(canvas.geometry().place(GridRole::Front)->table.level, Level::Pte);
    QTest::keyClick(&canvas, Qt::Key_BracketLeft);
    QTest::keyClick(&canvas, Qt::Key_BracketLeft);
    QCOMPARE(navigator.selection()->size().value, 1 * gib);
    QCOMPARE(canvas.geometry().place(GridRole::Front)->table.level, Level::Pmd);
}

void TestLayout::everyEntryTellsItsOwner()
{
    const MapSourcePtr source = sourceOf(loadCapture("v7.3-4k-va48-vmallochuge-on", WithCompanions::Yes));
    const Snapshot &snapshot = source->snapshot();
    const LayoutPath path(snapshot, source->tree());
    std::set<OwnerGroup> seen;
    for (const TableNode &table : path.tables()) {
        const TableContent content = readTable(*source, table, {1, 1}, nullptr, &snapshot.owners());
        const ByteCount span = snapshot.geometry().span(table.level);
        for (unsigned i = 0; i < content.entries.size(); ++i) {
            if (content.entries[i].kind == EntryKind::Leaf) {
                const AddrRange range = AddrRange::fromSize(source->tree().range(table).first + span * i, span);
                const auto [from, end] = snapshot.owners().within(range);
                const OwnerGroup expected =
                    from == end ? OwnerGroup::Unknown : groupOf(snapshot.owners().owner(snapshot.owners().entry(from).owner).kind);
                QCOMPARE(content.entries[i].fill.owner, expected);
                seen.insert(expected);
            }
        }
    }
    QVERIFY(!seen.empty() && seen != std::set<OwnerGroup>{OwnerGroup::Unknown});
}

void TestLayout::legendFilters()
{
    Navigator navigator;
    LayoutView view(navigator);
    view.resize(1400, 800);
    view.setSnapshot(loadCapture("v7.3-4k-va48-vmallochuge-on", WithCompanions::Yes));
    LayoutCanvas &canvas = view.canvas();
    canvas.setColours(LayoutColours::Owner);
    QSignalSpy asked(&navigator, &Navigator::filterRequested);
    const QRect legend = canvas.geometry().legend();
    QStringList terms;
    for (int y = legend.top(); y < legend.bottom(); y += 4) {
        for (int x = legend.left(); x < legend.right(); x += 4) {
            QTest::mouseClick(&canvas, Qt::LeftButton, {}, QPoint(x, y));
            if (!asked.isEmpty()) {
                terms.append(asked.takeFirst().front().toString());
            }
        }
    }
    terms.removeDuplicates();
    for (const OwnerGroup group : {OwnerGroup::KernelImage, OwnerGroup::Stacks, OwnerGroup::Devices}) {
        QVERIFY2(terms.contains(QString::fromStdString(groupTerm(group))), qPrintable(terms.join(QLatin1Char('\n'))));
    }
}

void TestLayout::ownersAppearOnceTheyAreFound()
{
    Navigator navigator;
    LayoutView view(navigator);
    view.resize(1400, 800);
    LoadOptions options;
    options.companionsBeside = true;
    const SnapshotPtr snapshot = loadDump(captureFile("v7.3-4k-va48-vmallochuge-on").string(), options);
    view.setSnapshot(snapshot);
    view.canvas().setColours(LayoutColours::Owner);
    const QImage before = view.canvas().grab().toImage();
    QVERIFY2(!snapshot->isExplained(), "drawing reads nothing: that would stop the window");
    snapshot->owners();
    navigator.tellExplained();
    QVERIFY(view.canvas().grab().toImage() != before);
}

void TestLayout::lookingAboveLosesNoPlace()
{
    Navigator navigator;
    LayoutView view(navigator);
    view.resize(1400, 800);
    view.setSnapshot(loadCapture("v6.1-4k-va48-hvo2m-after"));
    const std::vector<TableNode> open = view.canvas().path().tables();
    QCOMPARE(open.size(), std::size_t{4});
    view.canvas().zoomOut();
    view.canvas().zoomOut();
    QCOMPARE(view.canvas().path().front(), std::size_t{1});
    view.canvas().zoomIn();
    view.canvas().zoomIn();
    QCOMPARE(view.canvas().path().front(), std::size_t{3});
    QVERIFY(view.canvas().path().tables() == open);
}

void TestLayout::vectorsStayVectors()
{
    Navigator navigator;
    LayoutView view(navigator);
    view.resize(1000, 700);
    view.setSnapshot(loadCapture("v6.1-4k-va48-hvo2m-after"));
    const QByteArray svg = svgOf(view.canvas());
    QVERIFY(svg.contains("<rect"));
    QVERIFY(!svg.contains("<image"));
}

} // namespace ptscope

int main(int argc, char **argv)
{
    ptscope::test::useGoldenFonts();
    QApplication application(argc, argv);
    ptscope::TestLayout test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_layout.moc"
