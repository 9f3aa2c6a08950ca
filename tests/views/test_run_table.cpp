// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QCoreApplication>
#include <QItemSelectionModel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

#include "core/snapshot/row_text.h"
#include "tests/support/load_capture.h"
#include "tests/support/patience.h"
#include "tests/support/snapshot_builder.h"
#include "views/table/run_table.h"
#include "views/table/table_view.h"

using namespace ptscope;
using namespace ptscope::test;

namespace {

constexpr auto baseCapture = "v6.1-4k-va48-base";

std::string fileText(const std::string &name)
{
    std::ostringstream text;
    text << std::ifstream(captureFile(name)).rdbuf();
    return text.str();
}

QString cell(const RunTableModel &model, int line, int column)
{
    return model.index(line, column).data().toString();
}

SnapshotPtr manyRows(std::uint32_t rows)
{
    SnapshotBuilder dump;
    dump.marker("vmemmap start");
    for (std::uint32_t i = 0; i < rows; i += 2) {
        dump.leaf(4 * kib, Level::Pte).hole(28 * kib, Level::Pte);
    }
    return dump.build();
}

} // namespace

class TestRunTable : public QObject
{
    Q_OBJECT

private slots:
    void modelKeepsItsPromises_data();
    void modelKeepsItsPromises();
    void linesStandAsInTheFile();
    void markersCanBeLeftOut();
    void aFilterShowsItsRowsOnly();
    void linesInARange();
    void endOfTheSpacePrintsAsZero();
    void screenReadersGetWords();
    void copyGivesTheFileBack();
    void copyOfAFewLines();
    void choosingARowTellsTheNavigator();
    void choosingAMarkerSelectsItsRegion();
    void theTableFollowsTheNavigator();
    void hoverPassesBothWays();
    void homeAndEndGoToTheFirstAndLastRun();
    void tenMillionRowsOpen();
    void widthsAreRemembered();
    void theHeadSaysWhatOfARangeIsShown();
    void nothingOpenIsNoCrash();
};

void TestRunTable::modelKeepsItsPromises_data()
{
    QTest::addColumn<bool>("markers");
    QTest::addColumn<bool>("filter");
    QTest::newRow("with markers") << true << false;
    QTest::newRow("without markers") << false << false;
    QTest::newRow("filtered") << true << true;
}

void TestRunTable::modelKeepsItsPromises()
{
    QFETCH(bool, markers);
    QFETCH(bool, filter);
    RunTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMarkersShown(markers);
    model.setSnapshot(loadCapture(baseCapture));
    if (filter) {
        model.setFilter(std::make_shared<const std::vector<std::uint32_t>>(std::vector<std::uint32_t>{1, 5, 100}));
    }
    QVERIFY(model.rowCount() > 2);
    model.setSnapshot(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestRunTable::linesStandAsInTheFile()
{
    RunTableModel model;
    model.setSnapshot(loadCapture(baseCapture));
    std::istringstream file(fileText(baseCapture));
    std::string want;
    int line = 0;
    for (; std::getline(file, want); ++line) {
        std::string got;
        if (const Marker *marker = model.markerAt(line)) {
            appendMarker(got, *marker);
            QVERIFY(!model.runAt(line));
            QCOMPARE(cell(model, line, RunTableModel::RangeColumn).toStdString(), want);
        } else {
            QVERIFY(model.runAt(line));
            appendRow(got, *model.snapshot(), *model.runAt(line));
            QCOMPARE(model.lineOf(*model.runAt(line)).value_or(-1), line);
        }
        QCOMPARE(got, want);
        QCOMPARE(cell(model, line, RunTableModel::LineColumn), QString::number(line + 1));
    }
    QCOMPARE(model.rowCount(), line);
}

void TestRunTable::markersCanBeLeftOut()
{
    RunTableModel model;
    const SnapshotPtr dump = loadCapture(baseCapture);
    model.setSnapshot(dump);
    model.setMarkersShown(false);
    QCOMPARE(model.rowCount(), static_cast<int>(dump->extents().size()));
    QCOMPARE(model.markerAt(0), nullptr);
    QCOMPARE(model.lineOf({17}).value_or(-1), 17);
}

void TestRunTable::aFilterShowsItsRowsOnly()
{
    RunTableModel model;
    const SnapshotPtr dump = loadCapture(baseCapture);
    model.setSnapshot(dump);
    model.setFilter(std::make_shared<const std::vector<std::uint32_t>>(std::vector<std::uint32_t>{3, 9, 20}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.runAt(1).value_or(RowIndex{0}).value, 9U);
    QVERIFY(!model.lineOf({10}));
    const auto lines = model.linesIn({dump->extents().first({4}), dump->extents().last({20})});
    QCOMPARE(lines.first, 1);
    QCOMPARE(lines.last, 2);
    QVERIFY(model.linesIn(dump->extents().range({10})).empty());
}

void TestRunTable::linesInARange()
{
    RunTableModel model;
    const SnapshotPtr dump = loadCapture(baseCapture);
    model.setSnapshot(dump);
    const Region &vmalloc = *std::find_if(dump->regions().begin(), dump->regions().end(),
                                          [](const Region &region) { return region.name == "vmalloc()"; });
    const auto lines = model.linesIn(*vmalloc.range);
    QCOMPARE(cell(model, lines.first - 1, RunTableModel::RangeColumn), QStringLiteral("---[ vmalloc() area ]---"));
    QCOMPARE(cell(model, lines.last + 1, RunTableModel::RangeColumn), QStringLiteral("---[ vmalloc() end ]---"));
    QCOMPARE(model.rangeOf(lines).value(), *vmalloc.range);
    QVERIFY(model.linesIn({{0x1000}, {0x1fff}}).empty());
}

void TestRunTable::endOfTheSpacePrintsAsZero()
{
    RunTableModel model;
    model.setSnapshot(SnapshotBuilder().at({~std::uint64_t{0} - 8 * mib + 1}).hole(8 * mib, Level::Pmd).build());
    QCOMPARE(cell(model, 0, RunTableModel::RangeColumn), QStringLiteral("0xffffffffff800000-0x0000000000000000"));
    QCOMPARE(cell(model, 0, RunTableModel::SizeColumn), QStringLiteral("8M"));
    QCOMPARE(cell(model, 0, RunTableModel::ClassColumn), QStringLiteral("hole"));
}

void TestRunTable::screenReadersGetWords()
{
    RunTableModel model;
    model.setSnapshot(SnapshotBuilder().leaf(2 * mib, Level::Pmd, kernelText({Attr::Block})).build());
    const QString text = model.index(0, RunTableModel::LineColumn).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(text, QStringLiteral("line 1, 2M, 2M block, ro x"));
    QCOMPARE(cell(model, 0, RunTableModel::AttributesColumn), QStringLiteral("ro x SHD AF BLK UXN MEM/NORMAL"));
}

void TestRunTable::copyGivesTheFileBack()
{
    Navigator navigator;
    RunTable table(navigator);
    table.setSnapshot(loadCapture(baseCapture));
    table.selectAll();
    QCOMPARE(table.selectedText(), fileText(baseCapture));
    table.copySelected();
    QCOMPARE(QGuiApplication::clipboard()->text().toStdString(), fileText(baseCapture));
}

void TestRunTable::copyOfAFewLines()
{
    Navigator navigator;
    RunTable table(navigator);
    table.setSnapshot(loadCapture(baseCapture));
    const auto selectLine = [&](int line) {
        table.selectionModel()->select(table.model()->index(line, 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
    };
    selectLine(13);
    selectLine(1);
    QCOMPARE(table.selectedLineCount(), 2);
    QCOMPARE(
        QString::fromStdString(table.selectedText()),
        QStringLiteral("0xffff000000000000-0xffff000000200000           2M PMD       RW NX SHD AF        BLK UXN    "
                       "MEM/NORMAL-TAGGED\n"
                       "---[ Modules start ]---\n"));
}

void TestRunTable::choosingARowTellsTheNavigator()
{
    Navigator navigator;
    RunTable table(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    table.setSnapshot(dump);
    table.selectRow(1);
    QCOMPARE(navigator.selection().value(), dump->extents().range({0}));
    table.selectionModel()->select({table.model()->index(1, 0), table.model()->index(3, 0)},
                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(navigator.selection().value(), (AddrRange{dump->extents().first({0}), dump->extents().last({2})}));
}

void TestRunTable::choosingAMarkerSelectsItsRegion()
{
    Navigator navigator;
    RunTable table(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    table.setSnapshot(dump);
    table.selectRow(0);
    QCOMPARE(navigator.selection().value(), dump->regions().front().range.value());
    QCOMPARE(table.selectedLineCount(), 1);
}

void TestRunTable::theTableFollowsTheNavigator()
{
    Navigator navigator;
    RunTable table(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    table.setSnapshot(dump);
    table.resize(900, 200);
    table.show();
    navigator.reveal(dump->extents().range({100}));
    QCOMPARE(table.selectedLineCount(), 1);
    const int line = table.runs().lineOf({100}).value();
    QCOMPARE(table.currentIndex().row(), line);
    QVERIFY(table.viewport()->rect().contains(table.visualRect(table.currentIndex())));
    // A place inside a run selects the run, and what the others chose stays as it is.
    const AddrRange inside = AddrRange::fromSize(dump->extents().first({20}) + ByteCount{4096}, {4096});
    navigator.select(inside);
    QCOMPARE(table.currentIndex().row(), table.runs().lineOf({20}).value());
    QCOMPARE(navigator.selection().value(), inside);
    navigator.clearSelection();
    QCOMPARE(table.selectedLineCount(), 0);
}

void TestRunTable::hoverPassesBothWays()
{
    Navigator navigator;
    RunTable table(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    table.setSnapshot(dump);
    emit table.entered(table.model()->index(1, 2));
    QCOMPARE(navigator.hover().value(), dump->extents().range({0}));
    emit table.entered(table.model()->index(0, 2));
    QVERIFY(!navigator.hover());
    QEvent leave(QEvent::Leave);
    navigator.setHover(dump->extents().range({5}));
    QCoreApplication::sendEvent(&table, &leave);
    QVERIFY(!navigator.hover());
}

void TestRunTable::homeAndEndGoToTheFirstAndLastRun()
{
    Navigator navigator;
    RunTable table(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    table.setSnapshot(dump);
    QTest::keyClick(&table, Qt::Key_End);
    QCOMPARE(table.currentIndex().row(), table.model()->rowCount() - 1);
    QTest::keyClick(&table, Qt::Key_Home);
    QTest::keyClick(&table, Qt::Key_Down);
    QCOMPARE(navigator.selection().value(), dump->extents().range({0}));
}

void TestRunTable::tenMillionRowsOpen()
{
    const SnapshotPtr dump = manyRows(10'000'000);
    Navigator navigator;
    RunTable table(navigator);
    table.resize(900, 400);
    table.setSnapshot(dump);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table, patienceMs));
    navigator.reveal(dump->extents().range({9'999'998}));
    QCOMPARE(table.currentIndex().row(), 9'999'999);
    QVERIFY(table.viewport()->rect().contains(table.visualRect(table.currentIndex())));
    QVERIFY(!table.grab().isNull());
}

void TestRunTable::widthsAreRemembered()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    Navigator navigator;
    TableView first(navigator);
    QList<int> widths{50, 60, 300, 90, 50, 320, 140, 200};
    first.table().keepWidths(widths);
    first.viewActions().last()->setChecked(false);
    first.saveSettings(settings);

    TableView second(navigator);
    second.restoreSettings(settings);
    second.setSnapshot(loadCapture(baseCapture));
    QCOMPARE(second.table().columnWidth(RunTableModel::RangeColumn), 300);
    QCOMPARE(second.table().columnWidth(RunTableModel::SizeColumn), 90);
    QVERIFY(!second.table().runs().markersShown());
}

void TestRunTable::theHeadSaysWhatOfARangeIsShown()
{
    Navigator navigator;
    RunTable table(navigator);
    table.setSnapshot(loadCapture(baseCapture));
    table.show();
    const auto head = [&table] { return table.model()->headerData(RunTableModel::RangeColumn, Qt::Horizontal).toString(); };
    table.resize(1600, 400);
    QCOMPARE(head(), QStringLiteral("Range, end exclusive"));
    table.resize(600, 400);
    QCOMPARE(head(), QStringLiteral("Starts at"));
    table.setColumnWidth(RunTableModel::RangeColumn, 700);
    QCOMPARE(head(), QStringLiteral("Range, end exclusive"));
}

void TestRunTable::nothingOpenIsNoCrash()
{
    Navigator navigator;
    TableView view(navigator);
    view.setSnapshot(nullptr);
    navigator.reveal(AddrRange::fromSize({0x1000}, {0x1000}));
    view.table().copySelected();
    view.table().goToLast();
    view.resize(400, 300);
    QVERIFY(!view.grab().isNull());
}

QTEST_MAIN(TestRunTable)
#include "test_run_table.moc"
