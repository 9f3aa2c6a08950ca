// SPDX-License-Identifier: GPL-3.0-or-later
// Golden pictures of what paints row by row, and of the overview: each in both themes, with a selection and a hover.
#include <QTest>

#include "core/query/place.h"
#include "tests/support/golden.h"
#include "tests/support/golden_main.h"
#include "tests/support/load_capture.h"
#include "tests/support/patience.h"
#include "views/look/style.h"
#include "views/map/overview.h"
#include "views/table/run_table.h"
#include "views/tree/table_tree.h"

namespace ptscope {

using namespace test;

namespace {

constexpr QSize listSize(1180, 330);
constexpr QSize overviewSize(1180, 60);

struct Scene {
    const char *name;
    const char *capture;
    const char *selected; ///< as one asks for a place
};
constexpr std::array scenes{Scene{"base", "v6.1-4k-va48-base", "0xffff800008010000"},
                            Scene{"hvo", "v6.1-4k-va48-hvo2m-after", "vmemmap+0x8000"},
                            Scene{"vmallochuge", "v7.3-4k-va48-vmallochuge-on", "0xffff800080c10000"},
                            Scene{"wx", "v7.3-4k-va48-wx", "0xffff800080a85000"},
                            Scene{"16k", "v7.3-16k-va47-vmalloc", "0xffffc00080c00000"},
                            Scene{"64k", "v7.3-64k-va52-vmalloc", "0xffff800082800000"}};

void addScenes()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<QString>("selected");
    QTest::addColumn<bool>("dark");
    for (const Scene &scene : scenes) {
        for (const bool dark : {true, false}) {
            QTest::addRow("%s-%s", scene.name, dark ? "dark" : "light")
                << QString::fromLatin1(scene.capture) << QString::fromLatin1(scene.selected) << dark;
        }
    }
}

struct FetchedScene {
    SnapshotPtr snapshot;
    QString selected;
};

/// What the row of addScenes asks for, its theme already chosen.
FetchedScene fetchScene()
{
    QFETCH(QString, capture);
    QFETCH(QString, selected);
    QFETCH(bool, dark);
    setThemeChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    return {loadCapture(capture.toStdString()), selected};
}

/// The run or the entry there, selected as a click would.
void select(Navigator &navigator, const Snapshot &snapshot, const QString &place)
{
    const auto found = findPlace(snapshot, place.toStdString());
    QVERIFY2(found, qPrintable(place));
    const auto row = snapshot.extents().find(found->range.first);
    QVERIFY2(row, qPrintable(place));
    navigator.select(snapshot.extents().range(*row));
}

QString compared(const QImage &picture, const char *painter)
{
    return compareWithGolden(picture, QString::fromLatin1(painter) + QLatin1Char('-') + QString::fromLatin1(QTest::currentDataTag()));
}

} // namespace

class TestRowPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tableRows_data() { addScenes(); }
    void tableRows();
    void treeRows_data() { addScenes(); }
    void treeRows();
    void overview_data() { addScenes(); }
    void overview();
};

void TestRowPictures::initTestCase()
{
    QVERIFY2(hasGoldenFonts(), "the DejaVu fonts are missing (fonts-dejavu-core)");
}

void TestRowPictures::tableRows()
{
    const auto [snapshot, selected] = fetchScene();
    Navigator navigator;
    RunTable table(navigator);
    table.setAttribute(Qt::WA_DontShowOnScreen);
    table.resize(listSize);
    table.setSnapshot(snapshot);
    table.show();
    select(navigator, *snapshot, selected);
    const auto chosen = table.runs().lineOf(*snapshot->extents().find(navigator.selection()->first));
    QVERIFY(chosen && *chosen > 0);
    table.scrollTo(table.runs().index(*chosen, 0), QAbstractItemView::PositionAtCenter);
    if (const auto beside = table.runs().runAt(*chosen - 1)) {
        navigator.setHover(snapshot->extents().range(*beside));
    }
    const QString difference = compared(table.viewport()->grab().toImage(), "table");
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestRowPictures::treeRows()
{
    const auto [snapshot, selected] = fetchScene();
    Navigator navigator;
    TableTree tree(navigator);
    tree.setAttribute(Qt::WA_DontShowOnScreen);
    tree.resize(listSize);
    tree.setSnapshot(snapshot);
    tree.show();
    select(navigator, *snapshot, selected);
    QVERIFY(tree.currentIndex().isValid());
    tree.scrollTo(tree.currentIndex(), QAbstractItemView::PositionAtCenter);
    const QModelIndex above = tree.indexAbove(tree.currentIndex());
    QVERIFY(above.isValid());
    navigator.setHover(tree.tables().runAt(above).range);
    const QString difference = compared(tree.viewport()->grab().toImage(), "tree");
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestRowPictures::overview()
{
    const auto [snapshot, selected] = fetchScene();
    Navigator navigator;
    Overview overview(navigator);
    overview.setAttribute(Qt::WA_DontShowOnScreen);
    overview.resize(overviewSize);
    overview.setSnapshot(snapshot);
    overview.setVisible(true);
    select(navigator, *snapshot, selected);
    const Region *region = snapshot->regionOf(*snapshot->extents().find(navigator.selection()->first));
    QVERIFY(region != nullptr && region->range);
    navigator.setVisible(*region->range);
    navigator.setMarker(Mark::A, AddrRange{region->range->first, region->range->first});
    QTRY_VERIFY_WITH_TIMEOUT(overview.isSettled() && !overview.lensRect().isEmpty(), patienceMs);
    const QString difference = compared(overview.grab().toImage(), "overview");
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

} // namespace ptscope

int main(int argc, char **argv)
{
    return ptscope::test::runWithGoldenLook<ptscope::TestRowPictures>(argc, argv);
}

#include "test_row_pictures.moc"
