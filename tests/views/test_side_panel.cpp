// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include "core/query/query.h"
#include "core/simulate/registry.h"
#include "tests/support/load_capture.h"
#include "tests/support/snapshot_builder.h"
#include "views/look/widgets/legend_row.h"
#include "views/panels/panel_row.h"
#include "views/panels/side_panel.h"

using namespace ptscope;
using namespace ptscope::test;

namespace {

constexpr auto baseCapture = "v6.1-4k-va48-base";

QAbstractButton *rowNamed(const SidePanel &panel, const QString &beginning)
{
    for (auto *row : panel.findChildren<QAbstractButton *>()) {
        if (row->accessibleName().startsWith(beginning)) {
            return row;
        }
    }
    return nullptr;
}

/// What the filter box of the window does.
void answerFilters(Navigator &navigator, const SnapshotPtr &dump)
{
    QObject::connect(&navigator, &Navigator::filterRequested, &navigator, [&navigator, dump](const QString &expression) {
        const auto query = Query::compile(expression.toStdString(), dump);
        QVERIFY2(query.has_value(), qPrintable(expression));
        navigator.setMatches(std::make_shared<const RowSet>(query->run()), expression);
    });
}

} // namespace

class TestSidePanel : public QObject
{
    Q_OBJECT

private slots:
    void sumsAreThoseOfTheDump();
    void aRegionIsRevealed();
    void aRegionWithoutAPlaceIsDisabled();
    void theRegionOfTheSelectionIsMarked();
    void legendFiltersByItsClass();
    void aTypedFilterChecksTheLegend();
    void anotherSnapshotIsChosen();
    void aPredictionIsCalledSimulated();
    void closingEverythingEmptiesThePanel();
};

void TestSidePanel::sumsAreThoseOfTheDump()
{
    Navigator navigator;
    SidePanel panel(navigator);
    panel.setSnapshots({loadCapture(baseCapture)}, 0);
    for (const char *name :
         {"Linear Mapping, 4 GiB", "Modules, nothing", "vmalloc(), 279.3 MiB", "1G block, 3 GiB",
          "32M contiguous, 992 MiB", "4K page, 277.6 MiB", "hole (folded), 72", "RW x, 0", "Device, 271.6 MiB"}) {
        QVERIFY2(rowNamed(panel, QString::fromUtf8(name)) != nullptr, name);
    }
}

void TestSidePanel::aRegionIsRevealed()
{
    Navigator navigator;
    SidePanel panel(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    panel.setSnapshots({dump}, 0);
    QSignalSpy revealed(&navigator, &Navigator::revealRequested);
    QTest::keyClick(rowNamed(panel, QStringLiteral("vmalloc()")), Qt::Key_Space);
    QCOMPARE(revealed.size(), 1);
    QCOMPARE(navigator.selection().value().first, VirtAddr{0xffff800008000000});
}

void TestSidePanel::aRegionWithoutAPlaceIsDisabled()
{
    Navigator navigator;
    SidePanel panel(navigator);
    SnapshotBuilder dump;
    dump.marker("Modules start").marker("Modules end").leaf(4 * kib, Level::Pte);
    panel.setSnapshots({dump.build()}, 0);
    QVERIFY(!rowNamed(panel, QStringLiteral("Modules"))->isEnabled());
}

void TestSidePanel::theRegionOfTheSelectionIsMarked()
{
    Navigator navigator;
    SidePanel panel(navigator);
    panel.setSnapshots({loadCapture(baseCapture)}, 0);
    navigator.select(AddrRange::fromSize({0xffff800008010000}, {4096}));
    QVERIFY(rowNamed(panel, QStringLiteral("vmalloc()"))->isChecked());
    QVERIFY(!rowNamed(panel, QStringLiteral("vmemmap"))->isChecked());
}

void TestSidePanel::legendFiltersByItsClass()
{
    Navigator navigator;
    SidePanel panel(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    answerFilters(navigator, dump);
    panel.setSnapshots({dump}, 0);
    auto *roX = rowNamed(panel, QStringLiteral("ro x"));
    QTest::mouseClick(roX, Qt::LeftButton);
    QCOMPARE(navigator.filter(), QStringLiteral("access:ro-x"));
    QVERIFY(roX->isChecked());
    auto *pages = rowNamed(panel, QStringLiteral("4K page"));
    auto *blocks = rowNamed(panel, QStringLiteral("2M block"));
    QTest::mouseClick(pages, Qt::LeftButton);
    QTest::mouseClick(blocks, Qt::LeftButton, Qt::ControlModifier);
    QCOMPARE(navigator.filter(), QStringLiteral("access:ro-x (page or leaf:2M)"));
    QVERIFY(pages->isChecked() && blocks->isChecked());
    for (std::uint32_t row = 0; row < dump->extents().size(); ++row) {
        const RowClass rowClass = dump->classOf({row});
        QCOMPARE(navigator.matches()->contains({row}),
                 rowClass.access == AccessClass::RoX
                     && (rowClass.leaf == LeafClass::Page || rowClass.leaf == LeafClass::Block));
    }
    QTest::keyClick(roX, Qt::Key_Space);
    QCOMPARE(navigator.filter(), QStringLiteral("page or leaf:2M"));
    QVERIFY(!roX->isChecked());
}

void TestSidePanel::aTypedFilterChecksTheLegend()
{
    Navigator navigator;
    SidePanel panel(navigator);
    const SnapshotPtr dump = loadCapture(baseCapture);
    answerFilters(navigator, dump);
    panel.setSnapshots({dump}, 0);
    navigator.requestFilter(QStringLiteral("region:vmemmap and hole"));
    QVERIFY(rowNamed(panel, QStringLiteral("hole (folded)"))->isChecked());
    panel.setSnapshots({dump}, 0);
    QVERIFY(rowNamed(panel, QStringLiteral("hole (folded)"))->isChecked());
    navigator.requestFilter({});
    QVERIFY(!rowNamed(panel, QStringLiteral("hole (folded)"))->isChecked());
}

void TestSidePanel::anotherSnapshotIsChosen()
{
    Navigator navigator;
    SidePanel panel(navigator);
    QSignalSpy chosen(&panel, &SidePanel::snapshotChosen);
    panel.setSnapshots({loadCapture(baseCapture), loadCapture("v7.3-4k-va48-base")}, 0);
    const auto rows = panel.findChildren<PanelRow *>();
    QVERIFY(rows[0]->isChecked());
    rows[1]->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 1);
}

void TestSidePanel::aPredictionIsCalledSimulated()
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-before");
    const auto predicted = simulate(*simulationCalled("hvo"), *dump, {{"hugepage", "2M"}, {"count", "4"}}, {});
    QVERIFY(predicted.has_value());
    Navigator navigator;
    SidePanel panel(navigator);
    panel.setSnapshots({dump, predicted->result.snapshot}, 1);
    int simulated = 0;
    for (const auto *row : panel.findChildren<PanelRow *>()) {
        simulated += row->accessibleName().contains(QStringLiteral("simulated")) ? 1 : 0;
    }
    QCOMPARE(simulated, 1);
}

void TestSidePanel::closingEverythingEmptiesThePanel()
{
    Navigator navigator;
    SidePanel panel(navigator);
    panel.setSnapshots({loadCapture(baseCapture)}, 0);
    panel.setSnapshots({}, -1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(panel.findChildren<PanelRow *>().isEmpty());
    navigator.select(AddrRange::fromSize({0}, {4096}));
    QVERIFY(!panel.grab().isNull());
}

QTEST_MAIN(TestSidePanel)
#include "test_side_panel.moc"
