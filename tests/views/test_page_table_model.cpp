// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QElapsedTimer>
#include <QTest>

#include <set>

#include "core/stat/statistics.h"
#include "tests/support/load_capture.h"
#include "tests/support/snapshot_builder.h"
#include "views/look/palette.h"
#include "views/tree/page_table_model.h"
#include "views/tree/table_tree.h"
#include "views/tree/tree_view.h"

using namespace ptscope;
using namespace ptscope::test;

namespace {

constexpr auto baseCapture = "v6.1-4k-va48-base";

QString text(const QModelIndex &index, int column = PageTableModel::EntryColumn)
{
    return index.siblingAtColumn(column).data().toString();
}

/// Walks all items; calls `visit` for each.
template<class Visit>
void forAll(const QAbstractItemModel &model, const QModelIndex &parent, const Visit &visit)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        visit(index);
        forAll(model, index, visit);
    }
}

} // namespace

class TestPageTableModel : public QObject
{
    Q_OBJECT

private slots:
    void modelKeepsItsPromises_data();
    void modelKeepsItsPromises();
    void everyMappedByteStandsOnce_data();
    void everyMappedByteStandsOnce();
    void parentsAreFound();
    void idsDiffer();
    void textsOfARealDump();
    void uniformTablesAreOneItem();
    void placesAreFound();
    void aRowOverTwoTablesIsFoundByItsFirstPart();
    void choosingAnEntryTellsTheNavigator();
    void aPlaceChosenElsewhereOpensThePath();
    void aHiddenTreeCatchesUp();
    void aRegionIsLitAndInSight();
    void theHeadSaysWhatOfARangeIsShown();
    void pathIsCopied();
    void manyThousandRowsOpenAtOnce();
    void kasanDoesNotExplode();
    void nothingOpenIsNoCrash();
};

void TestPageTableModel::modelKeepsItsPromises_data()
{
    QTest::addColumn<QString>("capture");
    for (const char *name : {"v6.1-4k-va48-base", "v7.3-4k-va39-base", "v7.3-16k-va47-base", "v7.3-64k-va52-base",
                             "v7.3-4k-va52-base", "v7.3-4k-va48-kasan-base"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void TestPageTableModel::modelKeepsItsPromises()
{
    QFETCH(QString, capture);
    PageTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSnapshot(loadCapture(capture.toStdString()));
    forAll(model, {}, [&](const QModelIndex &index) {
        QCOMPARE(index.flags().testFlag(Qt::ItemNeverHasChildren), model.rowCount(index) == 0);
        QVERIFY(!text(index, PageTableModel::MapsColumn).isEmpty());
    });
    model.setSnapshot(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestPageTableModel::everyMappedByteStandsOnce_data()
{
    modelKeepsItsPromises_data();
}

void TestPageTableModel::everyMappedByteStandsOnce()
{
    QFETCH(QString, capture);
    const SnapshotPtr dump = loadCapture(capture.toStdString());
    PageTableModel model;
    model.setSnapshot(dump);
    std::uint64_t bytes = 0;
    forAll(model, {}, [&](const QModelIndex &index) {
        const EntryRun &run = model.runAt(index);
        const bool leaves = run.kind == EntryKind::Leaf || run.uniform;
        bytes += leaves && dump->isMapped(run.row) ? run.range.size().value : 0;
    });
    QCOMPARE(bytes, statisticsOf(*dump).total.mappedBytes);
}

void TestPageTableModel::parentsAreFound()
{
    PageTableModel model;
    model.setSnapshot(loadCapture(baseCapture));
    forAll(model, {}, [&](const QModelIndex &index) {
        for (int row = 0; row < model.rowCount(index); ++row) {
            QCOMPARE(model.index(row, 1, index).parent(), index);
        }
    });
}

void TestPageTableModel::idsDiffer()
{
    PageTableModel model;
    model.setSnapshot(loadCapture(baseCapture));
    std::set<quintptr> ids;
    std::size_t tables = 1;
    ids.insert(model.index(0, 0).internalId());
    forAll(model, {}, [&](const QModelIndex &index) {
        if (model.rowCount(index) > 0) {
            ids.insert(model.index(0, 0, index).internalId());
            ++tables;
        }
    });
    QCOMPARE(ids.size(), tables);
}

void TestPageTableModel::textsOfARealDump()
{
    PageTableModel model;
    model.setSnapshot(loadCapture(baseCapture));
    const QModelIndex pgd = model.index(0, 0);
    QCOMPARE(text(pgd), QStringLiteral("PGD[0x000]"));
    QCOMPARE(text(pgd, PageTableModel::MapsColumn), QStringLiteral("PUD table: 4 of 512 used"));
    QCOMPARE(text(pgd, PageTableModel::SpansColumn), QStringLiteral("0xffff000000000000-0xffff008000000000"));
    const QModelIndex giants = model.index(1, 0, pgd);
    QCOMPARE(text(giants), QStringLiteral("PUD[0x001–0x003]"));
    QCOMPARE(text(giants, PageTableModel::MapsColumn), QStringLiteral("3G: 3 × 1G"));
    QCOMPARE(text(giants, PageTableModel::AttributesColumn), QStringLiteral("RW NX SHD AF BLK UXN MEM/NORMAL-TAGGED"));
    const QModelIndex groups = model.indexFor(AddrRange::fromSize({0xffff000002000000}, {992 * mib}));
    QCOMPARE(text(groups), QStringLiteral("PMD[0x010–0x1ff]"));
    QCOMPARE(text(groups, PageTableModel::MapsColumn), QStringLiteral("992M: 496 × 2M, groups of 32M"));
    QCOMPARE(text(model.index(2, 0, pgd), PageTableModel::MapsColumn), QStringLiteral("hole of 508G"));
}

void TestPageTableModel::uniformTablesAreOneItem()
{
    PageTableModel model;
    model.setSnapshot(SnapshotBuilder().leaf(3 * gib + 8 * mib, Level::Pte).hole(2 * mib, Level::Pte).build());
    const QModelIndex pgd = model.index(0, 0);
    QCOMPARE(text(model.index(0, 0, pgd)), QStringLiteral("PUD[0x000–0x002]"));
    QCOMPARE(text(model.index(0, 0, pgd), PageTableModel::MapsColumn),
             QStringLiteral("3 PMD tables, full down to PTE: 786\u2009432 × 4K"));
    const QModelIndex pud = model.index(1, 0, pgd);
    QCOMPARE(text(model.index(0, 0, pud), PageTableModel::MapsColumn),
             QStringLiteral("4 PTE tables, full: 2\u2009048 × 4K"));
    QCOMPARE(text(model.index(1, 0, pud), PageTableModel::MapsColumn), QStringLiteral("PTE table, empty"));
    QCOMPARE(model.rowCount(model.index(0, 0, pud)), 0);
}

void TestPageTableModel::placesAreFound()
{
    PageTableModel model;
    const SnapshotPtr dump = loadCapture(baseCapture);
    model.setSnapshot(dump);
    for (std::uint32_t row = 0; row < dump->extents().size(); ++row) {
        const QModelIndex index = model.indexFor(dump->extents().range({row}));
        QVERIFY(index.isValid());
        QVERIFY(!model.opens(index));
        QCOMPARE(model.runAt(index).row.value, row);
    }
    // A table entry's own span means the entry, a part of a run means the run.
    const AddrRange oneTable = AddrRange::fromSize({0xffff000000200000}, {2 * mib});
    QCOMPARE(text(model.indexFor(oneTable)), QStringLiteral("PMD[0x001]"));
    const AddrRange onePage = AddrRange::fromSize({0xffff000000211000}, {4 * kib});
    QCOMPARE(text(model.indexFor(onePage)), QStringLiteral("PTE[0x010–0x1ff]"));
    QVERIFY(!model.indexFor({{0x1000}, {0x1fff}}).isValid());
}

void TestPageTableModel::aRowOverTwoTablesIsFoundByItsFirstPart()
{
    PageTableModel model;
    SnapshotBuilder builder;
    const SnapshotPtr dump =
        builder.hole(1 * mib, Level::Pte).leaf(2 * mib, Level::Pte).hole(1 * mib, Level::Pte).build();
    model.setSnapshot(dump);
    const QModelIndex index = model.indexFor(dump->extents().range({1}));
    QCOMPARE(text(index), QStringLiteral("PTE[0x100–0x1ff]"));
    QCOMPARE(text(index.parent()), QStringLiteral("PMD[0x000]"));
}

void TestPageTableModel::choosingAnEntryTellsTheNavigator()
{
    Navigator navigator;
    TableTree tree(navigator);
    tree.setSnapshot(loadCapture(baseCapture));
    tree.setCurrentIndex(tree.tables().index(0, 0));
    QCOMPARE(navigator.selection().value(), AddrRange::fromSize({0xffff000000000000}, {512 * gib}));
}

void TestPageTableModel::aPlaceChosenElsewhereOpensThePath()
{
    Navigator navigator;
    TableTree tree(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    tree.setSnapshot(dump);
    tree.resize(1000, 300);
    tree.show();
    const AddrRange text = AddrRange::fromSize({0xffff800008010000}, {3648 * kib});
    navigator.reveal(text);
    QCOMPARE(tree.currentIndex().data().toString(), QStringLiteral("PTE[0x010–0x1ff]"));
    for (QModelIndex at = tree.currentIndex().parent(); at.isValid(); at = at.parent()) {
        QVERIFY(tree.isExpanded(at));
    }
    QVERIFY(tree.viewport()->rect().contains(tree.visualRect(tree.currentIndex()).center()));
    QCOMPARE(navigator.selection().value(), text);
}

/// No single entry holds vmemmap's 2 TiB: the four of the top that lie in it are lit, and the first is in sight.
void TestPageTableModel::aRegionIsLitAndInSight()
{
    const SnapshotPtr snapshot = loadCapture(baseCapture);
    Navigator navigator;
    TableTree tree(navigator);
    tree.setSnapshot(snapshot);
    tree.resize(1200, 200); // less than the entries of the top need
    tree.show();
    const QImage before = tree.viewport()->grab().toImage();
    const auto &regions = snapshot->regions();
    const auto vmemmap = std::find_if(regions.begin(), regions.end(), [](const Region &region) { return region.name == "vmemmap"; });
    QVERIFY(vmemmap != regions.end() && vmemmap->range);
    navigator.select(*vmemmap->range);
    QVERIFY(!tree.selectionModel()->hasSelection());
    QModelIndex first;
    for (int row = 0; row < tree.tables().rowCount(); ++row) {
        const QModelIndex entry = tree.tables().index(row, 0);
        if (!first.isValid() && vmemmap->range->contains(tree.tables().runAt(entry).range)) {
            first = entry;
        }
    }
    QVERIFY(first.isValid());
    const QRect shown = tree.visualRect(first);
    QVERIFY(tree.viewport()->rect().contains(shown));
    const QImage after = tree.viewport()->grab().toImage();
    QCOMPARE(after.pixelColor(tree.viewport()->width() - 4, shown.center().y()), palette().accentBg);
    QVERIFY(after != before);
}

void TestPageTableModel::theHeadSaysWhatOfARangeIsShown()
{
    Navigator navigator;
    TableTree tree(navigator);
    tree.setSnapshot(loadCapture(baseCapture));
    tree.show();
    const auto head = [&tree] { return tree.model()->headerData(PageTableModel::SpansColumn, Qt::Horizontal).toString(); };
    tree.resize(1800, 400);
    QCOMPARE(head(), QStringLiteral("Spans, end exclusive"));
    tree.resize(600, 400);
    QCOMPARE(head(), QStringLiteral("Starts at"));
}

void TestPageTableModel::aHiddenTreeCatchesUp()
{
    Navigator navigator;
    TableTree tree(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    tree.setSnapshot(dump);
    navigator.select(dump->extents().range({40}));
    QVERIFY(!tree.currentIndex().isValid());
    tree.show();
    QCOMPARE(tree.tables().runAt(tree.currentIndex()).row.value, 40U);
}

void TestPageTableModel::pathIsCopied()
{
    Navigator navigator;
    TableTree tree(navigator);
    tree.setSnapshot(loadCapture(baseCapture));
    tree.show();
    navigator.select(AddrRange::fromSize({0xffff800008010000}, {3648 * kib}));
    tree.copyPath();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("PGD[0x100] PUD[0x000] PMD[0x040] PTE[0x010–0x1ff]"));
    tree.copyAddress();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0xffff800008010000"));
}

void TestPageTableModel::manyThousandRowsOpenAtOnce()
{
    Navigator navigator;
    TreeView view(navigator);
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-manyvmalloc");
    view.setSnapshot(dump);
    view.resize(1200, 600);
    view.show();
    QElapsedTimer timer;
    timer.start();
    view.viewActions().front()->trigger();
    qInfo("opened %u rows in %lld ms", dump->extents().size(), timer.elapsed());
    QVERIFY(view.tree().isExpanded(view.tree().tables().index(0, 0)));
    QVERIFY(view.tree().tables().countItems(1'000'000) > 36'000);
    QVERIFY(!view.grab().isNull());
}

void TestPageTableModel::kasanDoesNotExplode()
{
    PageTableModel model;
    model.setSnapshot(loadCapture("v7.3-4k-va48-kasan-base"));
    const std::size_t items = model.countItems(1'000'000);
    QVERIFY2(items < 3000, qPrintable(QString::number(items)));
}

void TestPageTableModel::nothingOpenIsNoCrash()
{
    Navigator navigator;
    TreeView view(navigator);
    view.setSnapshot(nullptr);
    view.resize(400, 300);
    view.show();
    navigator.reveal(AddrRange::fromSize({0x1000}, {0x1000}));
    view.viewActions().front()->trigger();
    QVERIFY(!view.grab().isNull());
}

QTEST_MAIN(TestPageTableModel)
#include "test_page_table_model.moc"
