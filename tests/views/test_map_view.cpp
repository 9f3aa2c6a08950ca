// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

#include "core/query/class_terms.h"
#include "tests/support/load_capture.h"
#include "tests/support/patience.h"
#include "tests/support/snapshot_builder.h"
#include "views/look/widgets/segmented_control.h"
#include "views/map/map_canvas.h"
#include "views/map/map_key.h"
#include "views/map/map_loader.h"
#include "views/map/map_steps.h"
#include "views/map/map_view.h"
#include "views/map/overview.h"
#include "views/table/run_table.h"

namespace ptscope {

using namespace test;

namespace {

constexpr VirtAddr textAddress{0xffff800008010000};

/// A window with the map and the overview of one real capture.
struct Window {
    explicit Window(SnapshotPtr s)
        : snapshot(std::move(s)), map(new MapView(navigator)), overview(new Overview(navigator))
    {
        auto *column = new QVBoxLayout(&widget);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(map, 1);
        column->addWidget(overview);
        widget.resize(1200, 760);
        widget.show();
        map->setSnapshot(snapshot);
        overview->setSnapshot(snapshot);
        // Shortcuts work in the active window only.
        widget.activateWindow();
        if (!QTest::qWaitForWindowActive(&widget, patienceMs)) {
            qFatal("the window does not become active");
        }
    }
    MapCanvas &canvas() { return map->canvas(); }
    AddrRange runAt(VirtAddr address) const
    {
        return snapshot->extents().range(snapshot->extents().find(address).value());
    }
    QPoint centreOf(AddrRange range)
    {
        const auto cells = canvas().geometry().cellsOfRange(range);
        return cells.empty() ? QPoint() : cells.front()->rect.center();
    }

    Navigator navigator;
    QWidget widget;
    SnapshotPtr snapshot;
    MapView *map;
    Overview *overview;
};

SnapshotPtr baseCapture()
{
    static const SnapshotPtr snapshot = loadCapture("v6.1-4k-va48-base");
    return snapshot;
}

SnapshotPtr manyRows(std::uint32_t rows)
{
    SnapshotBuilder dump;
    for (std::uint32_t i = 0; i < rows / 2; ++i) {
        dump.leaf(4 * kib, Level::Pte).hole(4 * kib, Level::Pte);
    }
    return dump.build();
}

void wheel(QWidget &widget, QPoint position, QPoint angle, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWheelEvent event(position, widget.mapToGlobal(position), {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class TestMapView : public QObject
{
    Q_OBJECT

private slots:
    void theKeyAtTheFootFilters();
    void aFilterRepaintsMapAndOverview();
    void clickSelectsAndHoverFollows();
    void clickBesideCellsClearsTheSelection();
    void wheelZoomsToThePointer();
    void dragPans();
    void doubleClickFits();
    void keysLeadFromRunToRun();
    void keysLeadThroughTheLevels();
    void centreThenFit();
    void zoomStopsAndAxis();
    void revealBringsIntoSight();
    void listFollowsTheMapAndTheMapTheList();
    void largeDumpsAreIndexedByAWorker();
    void aDumpThatIsNoLongerWantedIsDropped();
    void oneSourceServesAllViews();
    void noLaneIsCutWhereTheListHasNoRoom();
    void emptyAndNothing();
    void settingsComeBack();
    void toldToScreenReaders();
    void overviewShowsWhatTheMapShows();
    void lensIsDraggedAndResized();
    void lensMovesByKeyAndClick();
    void stepsAtTheEnds();
    void toolTipTellsTheCell();
};

void TestMapView::clickSelectsAndHoverFollows()
{
    Window window(baseCapture());
    const AddrRange text = window.runAt(textAddress);
    const QPoint point = window.centreOf(text);
    QVERIFY(!point.isNull());
    QTest::mouseMove(&window.canvas(), point);
    QTRY_VERIFY_WITH_TIMEOUT(window.navigator.hover() == text, patienceMs);
    QVERIFY(!window.navigator.selection());
    QTest::mouseClick(&window.canvas(), Qt::LeftButton, {}, point);
    QVERIFY(window.navigator.selection() == text);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&window.canvas(), &leave);
    QVERIFY(!window.navigator.hover());
}

void TestMapView::clickBesideCellsClearsTheSelection()
{
    Window window(baseCapture());
    window.navigator.select(window.runAt(textAddress));
    QTest::mouseClick(&window.canvas(), Qt::LeftButton, {}, {20, 200});
    QVERIFY(!window.navigator.selection());
}

void TestMapView::wheelZoomsToThePointer()
{
    Window window(baseCapture());
    const QPoint point = window.centreOf(window.runAt(textAddress));
    const int x = point.x() - window.canvas().geometry().content().x();
    for (int i = 0; i < 12; ++i) {
        const VirtAddr before = window.canvas().axis().addressAtX(x);
        wheel(window.canvas(), point, {0, 120});
        const int now = window.canvas().axis().xOf(window.canvas().axis().positionOf(before));
        QVERIFY(std::abs(now - x) <= 1);
    }
    QVERIFY(!window.canvas().axis().showsAll());
    QVERIFY(window.navigator.visible() == window.canvas().axis().visible());
    const AddrRange before = window.canvas().axis().visible();
    wheel(window.canvas(), point, {0, -240}, Qt::ShiftModifier);
    QVERIFY(window.canvas().axis().visible().first > before.first);
    for (int i = 0; i < 60; ++i) {
        wheel(window.canvas(), point, {0, -120});
    }
    QVERIFY(window.canvas().axis().showsAll());
}

void TestMapView::dragPans()
{
    Window window(baseCapture());
    window.canvas().zoomIn();
    window.canvas().zoomIn();
    const AxisPoint left = window.canvas().axis().edgeOf(300);
    QTest::mousePress(&window.canvas(), Qt::LeftButton, {}, {500, 200});
    QTest::mouseMove(&window.canvas(), {450, 200});
    QTest::mouseMove(&window.canvas(), {400, 210});
    QTest::mouseRelease(&window.canvas(), Qt::LeftButton, {}, {400, 210});
    QCOMPARE(window.canvas().axis().xOf(left), 200);
    QVERIFY2(!window.navigator.selection(), "a drag is no click");
}

void TestMapView::doubleClickFits()
{
    Window window(baseCapture());
    const MapLane &pmd = window.canvas().geometry().lanes()[3];
    const auto cells = window.canvas().geometry().cellsOf(pmd);
    const auto table = std::find_if(cells.begin(), cells.end(),
                                    [](const MapCell &c) { return c.range.contains(VirtAddr{0xffff800008700000}); });
    QVERIFY(table != cells.end());
    QCOMPARE(table->kind, CellKind::Table);
    const AddrRange range = table->range;
    QTest::mouseDClick(&window.canvas(), Qt::LeftButton, {}, table->rect.center());
    QVERIFY(window.navigator.selection() == range);
    QVERIFY(window.canvas().axis().visible().contains(range));
    QVERIFY(window.canvas().axis().isLinear());
    QVERIFY(window.canvas().axis().visible().size().value < 4 * mib);
}

void TestMapView::keysLeadFromRunToRun()
{
    Window window(baseCapture());
    window.canvas().setFocus();
    QTest::keyClick(&window.canvas(), Qt::Key_Home);
    QVERIFY(window.navigator.selection() == window.snapshot->extents().range({0}));
    QTest::keyClick(&window.canvas(), Qt::Key_Right);
    QVERIFY(window.navigator.selection() == window.snapshot->extents().range({1}));
    QTest::keyClick(&window.canvas(), Qt::Key_Left);
    QVERIFY(window.navigator.selection() == window.snapshot->extents().range({0}));
    QTest::keyClick(&window.canvas(), Qt::Key_Left);
    QVERIFY2(window.navigator.selection() == window.snapshot->extents().range({0}), "there is none before the first");
    QTest::keyClick(&window.canvas(), Qt::Key_End);
    const auto last = window.navigator.selection();
    QVERIFY(last && window.snapshot->extents().find(last->first)->value + 1 < window.snapshot->extents().size());
    window.canvas().zoomIn();
    window.canvas().zoomIn();
    QTest::keyClick(&window.canvas(), Qt::Key_Home);
    QVERIFY2(window.canvas().axis().visible().contains(window.snapshot->extents().first({0})), "it comes into view");
}

void TestMapView::keysLeadThroughTheLevels()
{
    Window window(baseCapture());
    window.canvas().setFocus();
    window.navigator.select(window.runAt(textAddress));
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(&window.canvas(), key);
        return *window.navigator.selection();
    };
    QVERIFY(press(Qt::Key_BracketLeft) == AddrRange::fromSize({0xffff800008000000}, {2 * mib}));
    QVERIFY(press(Qt::Key_BracketLeft) == AddrRange::fromSize({0xffff800000000000}, {gib}));
    QVERIFY(press(Qt::Key_BracketLeft) == AddrRange::fromSize({0xffff800000000000}, {512 * gib}));
    QVERIFY(press(Qt::Key_BracketLeft) == AddrRange::fromSize({0xffff800000000000}, {512 * gib}));
    QVERIFY(press(Qt::Key_BracketRight) == AddrRange::fromSize({0xffff800000000000}, {gib}));
    QVERIFY(press(Qt::Key_BracketRight) == AddrRange::fromSize({0xffff800008000000}, {2 * mib}));
    QVERIFY(press(Qt::Key_BracketRight) == window.runAt({0xffff800008000000}));
    QVERIFY(press(Qt::Key_BracketRight) == window.runAt({0xffff800008000000}));
}

void TestMapView::centreThenFit()
{
    Window window(baseCapture());
    window.canvas().setFocus();
    const AddrRange text = window.runAt(textAddress);
    window.navigator.select(text);
    window.canvas().zoomIn();
    QTest::keyClick(&window.canvas(), Qt::Key_F);
    const QRect column = window.canvas().geometry().columnOf(text);
    QVERIFY(std::abs(column.center().x() - window.canvas().geometry().content().center().x()) <= 2);
    QTest::keyClick(&window.canvas(), Qt::Key_F);
    QVERIFY(window.canvas().geometry().columnOf(text).width() >= window.canvas().axis().width() - 2);
    QTest::keyClick(&window.canvas(), Qt::Key_F, Qt::ShiftModifier);
    QVERIFY(window.canvas().axis().showsAll());
    QTest::keyClick(&window.canvas(), Qt::Key_Return);
    QVERIFY(window.canvas().geometry().columnOf(text).width() >= window.canvas().axis().width() - 2);
}

void TestMapView::zoomStopsAndAxis()
{
    Window window(baseCapture());
    const auto controls = window.map->toolRow()->findChildren<SegmentedControl *>();
    QCOMPARE(controls.size(), 2);
    SegmentedControl *zoom = controls[0]->count() > 2 ? controls[0] : controls[1];
    SegmentedControl *axis = zoom == controls[0] ? controls[1] : controls[0];
    QCOMPARE(zoom->count(), 7);
    QCOMPARE(zoom->current(), 0);
    window.navigator.select(window.runAt(textAddress));
    emit zoom->chosen(4); // 2M
    QCOMPARE(zoom->current(), 4);
    QVERIFY(window.canvas().axis().visible().contains(textAddress));
    QVERIFY(window.canvas().axis().isLinear());
    emit zoom->chosen(0);
    QVERIFY(window.canvas().axis().showsAll());
    QVERIFY(!window.canvas().axis().isLinear());
    emit axis->chosen(1);
    QCOMPARE(window.canvas().axis().mode(), AxisMode::Linear);
    QCOMPARE(axis->current(), 1);
    // Another geometry has other stops.
    window.map->setSnapshot(loadCapture("v7.3-64k-va52-base"));
    const auto again = window.map->toolRow()->findChildren<SegmentedControl *>();
    QCOMPARE(std::max(again[0]->count(), again[1]->count()), 6);
    QCOMPARE(window.canvas().axis().mode(), AxisMode::Linear);
}

void TestMapView::revealBringsIntoSight()
{
    Window window(baseCapture());
    const AddrRange page = window.runAt({0xffff800008005000});
    window.navigator.reveal(page);
    QVERIFY(window.canvas().axis().visible().contains(page));
    QVERIFY(window.canvas().geometry().columnOf(page).width() >= 20);
    const AddrRange first = window.snapshot->extents().range({0});
    window.navigator.reveal(first);
    QVERIFY(window.canvas().axis().visible().contains(first));
    const AddrRange whole = window.snapshot->range();
    window.navigator.reveal(whole);
    QVERIFY(window.canvas().axis().visible() == whole);
    window.navigator.goBack();
    QVERIFY(window.canvas().axis().visible().contains(first));
    window.navigator.reveal({{0x1000}, {0x1fff}});
    QVERIFY2(window.canvas().axis().visible().contains(first), "a place outside of the dump moves nothing");
}

void TestMapView::listFollowsTheMapAndTheMapTheList()
{
    Window window(baseCapture());
    RunTable &runs = window.map->runs();
    const AddrRange text = window.runAt(textAddress);
    window.navigator.select(text);
    QVERIFY(runs.currentIndex().isValid());
    QVERIFY(window.map->runs().runs().rangeOf({runs.currentIndex().row(), runs.currentIndex().row()}) == text);
    window.navigator.clearSelection();
    window.navigator.reveal(window.runAt({0xfffffc0000000000}));
    window.navigator.clearSelection();
    window.canvas().showAll();
    window.canvas().zoomTo(window.canvas().axis().stops()[1]);
    QTRY_VERIFY_WITH_TIMEOUT(window.map->isSettled(), patienceMs);
    const auto topRun = runs.runs().runAt(runs.rowAt(2));
    QVERIFY(topRun);
    QVERIFY(window.snapshot->extents().range(*topRun).overlaps(window.canvas().axis().visible()));
}

void TestMapView::largeDumpsAreIndexedByAWorker()
{
    Window window(baseCapture());
    const SnapshotPtr large = manyRows(MapLoader::rowsAtOnce + 1000);
    window.map->setSnapshot(large);
    QVERIFY(!window.map->isSettled());
    QVERIFY2(window.canvas().axis().index()->snapshotPtr() == window.snapshot, "the old picture stays meanwhile");
    window.canvas().repaint();
    QTRY_VERIFY_WITH_TIMEOUT(window.map->isSettled(), patienceMs);
    QVERIFY(window.canvas().axis().index()->snapshotPtr() == large);
}

void TestMapView::aDumpThatIsNoLongerWantedIsDropped()
{
    Window window(baseCapture());
    const SnapshotPtr first = manyRows(MapLoader::rowsAtOnce + 5000);
    const SnapshotPtr second = manyRows(MapLoader::rowsAtOnce + 2000);
    window.map->setSnapshot(first);
    window.map->setSnapshot(second);
    QTRY_VERIFY_WITH_TIMEOUT(window.map->isSettled(), patienceMs);
    QVERIFY(window.canvas().axis().index()->snapshotPtr() == second);
    window.map->setSnapshot(first);
    window.map->setSnapshot(nullptr);
    QVERIFY(window.canvas().axis().empty());
    QTest::qWait(50);
    QVERIFY(window.canvas().axis().empty());
}

void TestMapView::oneSourceServesAllViews()
{
    MapLoader a;
    MapLoader b;
    const SnapshotPtr large = manyRows(MapLoader::rowsAtOnce + 100);
    a.load(large);
    b.load(large);
    QVERIFY(a.isBusy() && b.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!a.isBusy() && !b.isBusy(), patienceMs);
    QVERIFY(a.source() != nullptr);
    QVERIFY(a.source() == b.source());
    MapLoader c;
    c.load(large);
    QVERIFY2(!c.isBusy() && c.source() == a.source(), "what is there is not made again");
}

/// As at 200 % on an ordinary screen: the list of runs waits, and comes back with the room.
void TestMapView::noLaneIsCutWhereTheListHasNoRoom()
{
    Window window(baseCapture());
    for (const int height : {360, 420, 700}) {
        window.overview->hide();
        window.widget.resize(1200, height);
        QTRY_COMPARE_WITH_TIMEOUT(window.map->height(), height, patienceMs);
        const QRect canvas = window.canvas().rect();
        for (const MapLane &lane : window.canvas().geometry().lanes()) {
            QVERIFY2(lane.rect.bottom() <= canvas.bottom(), qPrintable(QString::number(height)));
        }
        QVERIFY(height < 700 || window.map->runs().isVisible());
    }
}

void TestMapView::emptyAndNothing()
{
    Window window(SnapshotBuilder().build());
    window.canvas().repaint();
    window.overview->repaint();
    for (const Qt::Key key : {Qt::Key_W, Qt::Key_S, Qt::Key_A, Qt::Key_D, Qt::Key_F, Qt::Key_Home, Qt::Key_End,
                              Qt::Key_Left, Qt::Key_Right, Qt::Key_BracketLeft, Qt::Key_BracketRight, Qt::Key_Return}) {
        QTest::keyClick(&window.canvas(), key);
    }
    wheel(window.canvas(), {300, 200}, {0, 120});
    wheel(*window.overview, {300, 30}, {0, 120});
    QTest::mouseClick(&window.canvas(), Qt::LeftButton, {}, {300, 200});
    QTest::mouseClick(window.overview, Qt::LeftButton, {}, {300, 30});
    QVERIFY(!window.navigator.selection());
    window.map->setSnapshot(nullptr);
    window.overview->setSnapshot(nullptr);
    window.canvas().repaint();
    window.overview->repaint();
    QTest::mouseMove(&window.canvas(), {310, 210});
    QVERIFY(window.overview->lensRect().isEmpty());
}

void TestMapView::settingsComeBack()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    {
        Window window(baseCapture());
        const auto linear = window.map->viewActions().last();
        QVERIFY(linear->isCheckable());
        linear->setChecked(true);
        QVERIFY(window.canvas().axis().mode() == AxisMode::Linear);
        window.map->saveSettings(settings);
    }
    Window window(baseCapture());
    window.map->restoreSettings(settings);
    QVERIFY(window.canvas().axis().mode() == AxisMode::Linear);
    window.map->setSnapshot(loadCapture("v6.12-4k-va48-base"));
    QVERIFY(window.canvas().axis().mode() == AxisMode::Linear);
}

void TestMapView::toldToScreenReaders()
{
    Window window(baseCapture());
    QCOMPARE(window.canvas().accessibleName(), QStringLiteral("Address map"));
    window.navigator.select(window.runAt(textAddress));
    QVERIFY2(
        window.canvas().accessibleDescription().contains(QStringLiteral("3648K PTE ro x CON, at 0xffff800008010000")),
        qPrintable(window.canvas().accessibleDescription()));
    for (const QAction *action : window.map->viewActions()) {
        QVERIFY(!action->text().isEmpty());
    }
    QVERIFY(!window.overview->accessibleName().isEmpty());
}

void TestMapView::overviewShowsWhatTheMapShows()
{
    Window window(baseCapture());
    const QRect all = window.overview->lensRect();
    QVERIFY(all.width() > 900);
    window.navigator.reveal(window.runAt(textAddress));
    window.canvas().fitSelection();
    QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    QVERIFY(window.overview->lensRect().width() < 60);
    window.canvas().showAll();
    QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    QCOMPARE(window.overview->lensRect(), all);
}

void TestMapView::lensIsDraggedAndResized()
{
    Window window(baseCapture());
    window.navigator.reveal(window.runAt(textAddress));
    window.canvas().zoomTo(window.canvas().axis().stops()[2]);
    QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    const QRect before = window.overview->lensRect();
    QVERIFY(before.width() > 40);
    const QPoint grip = before.center();
    QTest::mousePress(window.overview, Qt::LeftButton, {}, grip);
    QTest::mouseMove(window.overview, grip + QPoint(20, 0));
    QTest::mouseMove(window.overview, grip + QPoint(50, 0));
    QTest::mouseRelease(window.overview, Qt::LeftButton, {}, grip + QPoint(50, 0));
    QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    QVERIFY(std::abs(window.overview->lensRect().left() - before.left() - 50) <= 2);
    QVERIFY(std::abs(window.overview->lensRect().width() - before.width()) <= 3);
    QVERIFY2(window.canvas().axis().visible().contains(*window.navigator.visible()), "the map follows");

    const QRect moved = window.overview->lensRect();
    const QPoint side(moved.right(), moved.center().y());
    QTest::mousePress(window.overview, Qt::LeftButton, {}, side);
    QTest::mouseMove(window.overview, side - QPoint(10, 0));
    QTest::mouseMove(window.overview, side - QPoint(25, 0));
    QTest::mouseRelease(window.overview, Qt::LeftButton, {}, side - QPoint(25, 0));
    QVERIFY(std::abs(window.overview->lensRect().right() - moved.right() + 25) <= 2);
    QVERIFY(std::abs(window.overview->lensRect().left() - moved.left()) <= 2);
}

void TestMapView::lensMovesByKeyAndClick()
{
    Window window(baseCapture());
    window.navigator.reveal(window.runAt(textAddress));
    window.canvas().fitSelection();
    QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    const QRect before = window.overview->lensRect();
    QTest::mouseClick(window.overview, Qt::LeftButton, {}, {before.right() + 200, before.center().y()});
    QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    QVERIFY(std::abs(window.overview->lensRect().center().x() - before.right() - 200) < 30);
    QTest::keyClick(window.overview, Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    QVERIFY(window.canvas().axis().visible().contains(window.snapshot->range().first));
    QTest::keyClick(window.overview, Qt::Key_End);
    QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    QVERIFY(window.canvas().axis().visible().contains(window.snapshot->range().last));
    const int narrow = window.overview->lensRect().width();
    for (int i = 0; i < 10; ++i) {
        wheel(*window.overview, window.overview->lensRect().center(), {0, -120});
        QTRY_VERIFY_WITH_TIMEOUT(window.overview->isSettled(), patienceMs);
    }
    QVERIFY(window.overview->lensRect().width() > narrow);
    QTest::mouseDClick(window.overview, Qt::LeftButton, {}, window.overview->lensRect().center());
    QVERIFY(window.canvas().axis().showsAll());
}

void TestMapView::stepsAtTheEnds()
{
    SnapshotBuilder dump;
    dump.hole(64 * kib, Level::Pte).leaf(64 * kib, Level::Pte).hole(64 * kib, Level::Pte);
    const SnapshotPtr snapshot = dump.build();
    const PageTableTree tree(*snapshot);
    const AddrRange run = snapshot->extents().range({1});
    const AddrRange all = snapshot->range();
    QVERIFY(nextRun(*snapshot, std::nullopt, all) == run);
    QVERIFY(previousRun(*snapshot, std::nullopt, all) == run);
    QVERIFY(!nextRun(*snapshot, run, all));
    QVERIFY(!previousRun(*snapshot, run, all));
    QVERIFY(nextRun(*snapshot, snapshot->extents().range({0}), all) == run);
    QVERIFY(!levelUp(*snapshot, tree, {{0x1000}, {0x1fff}}));
    QVERIFY(!levelDown(*snapshot, tree, {{0x1000}, {0x1fff}}));
    QVERIFY(levelDown(*snapshot, tree, all) == run);
}

void TestMapView::toolTipTellsTheCell()
{
    Window window(baseCapture());
    const QPoint point = window.centreOf(window.runAt(textAddress));
    QHelpEvent help(QEvent::ToolTip, point, window.canvas().mapToGlobal(point));
    QCoreApplication::sendEvent(&window.canvas(), &help);
    QVERIFY2(QToolTip::text().contains(QStringLiteral("0xffff800008010000 - 0xffff8000083a0000")),
             qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains(QStringLiteral("3648K PTE ro x CON")));
    QToolTip::hideText();
}

void TestMapView::theKeyAtTheFootFilters()
{
    Window window(loadCapture("v6.1-4k-va48-base"));
    QTRY_VERIFY_WITH_TIMEOUT(window.map->isSettled(), patienceMs);
    QSignalSpy asked(&window.navigator, &Navigator::filterRequested);
    const auto entries = mapKeyEntries(window.canvas().geometry(), window.canvas().axis());
    QVERIFY(entries.size() >= 4);
    for (const MapKeyEntry &entry : entries) {
        QVERIFY(window.canvas().geometry().footRect().contains(entry.rect));
        QTest::mouseClick(&window.canvas(), Qt::LeftButton, {}, entry.rect.center());
        QCOMPARE(asked.takeFirst().at(0).toString(),
                 QString::fromStdString(classTerm(entry.leaf, window.snapshot->geometry())));
    }
}

void TestMapView::aFilterRepaintsMapAndOverview()
{
    Window window(loadCapture("v6.1-4k-va48-base"));
    QTRY_VERIFY_WITH_TIMEOUT(window.map->isSettled(), patienceMs);
    QTest::qWait(50);
    const QImage map = window.canvas().grab().toImage();
    const QImage overview = window.overview->grab().toImage();
    const auto none = std::make_shared<const RowSet>(window.snapshot->extents().size());
    window.navigator.setMatches(none, QStringLiteral("usr"));
    QVERIFY(window.canvas().grab().toImage() != map);
    QVERIFY(window.overview->grab().toImage() != overview);
    window.navigator.setMatches(nullptr);
    QCOMPARE(window.canvas().grab().toImage(), map);
    QCOMPARE(window.overview->grab().toImage(), overview);
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestMapView)
#include "test_map_view.moc"
