// SPDX-License-Identifier: GPL-3.0-or-later
// What was computed cannot be taken for what a kernel printed: not in a view, not beside a measured dump, not in a report.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/arguments.h"
#include "app/gui/report_export.h"
#include "app/gui/simulate/kept_pages.h"
#include "app/gui/view_area.h"
#include "app/gui/view_picture.h"
#include "app/gui/view_set.h"
#include "core/simulate/registry.h"
#include "tests/support/load_capture.h"
#include "views/look/style.h"
#include "views/look/widgets/simulated_band.h"

namespace ptscope {

using namespace test;

namespace {

constexpr auto beforeCapture = "v6.1-4k-va48-hvo2m-before";

SnapshotPtr predictedOf(const SnapshotPtr &dump)
{
    const auto predicted = simulate(*simulationCalled("hvo"), *dump, {{"hugepage", "2M"}, {"count", "4"}}, {});
    return predicted ? predicted->result.snapshot : nullptr;
}

QString writeChain(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("chain.json"));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(R"({"format":"ptscope-chain/1","steps":[{"simulation":"hvo","parameters":{"hugepage":"2M","count":"4"}}]})");
    }
    return path;
}

QString fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Arguments reportOn(const QStringList &files, const QString &chain, const QString &output)
{
    Arguments arguments;
    arguments.files = files;
    arguments.report = true;
    arguments.replay = chain;
    arguments.output = output;
    arguments.size = {900, 500};
    return arguments;
}

} // namespace

class TestSimulatedMarks : public QObject
{
    Q_OBJECT

private slots:
    void everyViewWearsTheBand();
    void aMeasuredDumpBesideAPredictionIsMarked();
    void aReportOfAChainIsAboutThePrediction();
    void aReportOfAPairSaysWhichSideWasComputed();
    void aBrokenChainMakesNoReport();
    void keptPagesAreThoseOfTheLayout();
};

void TestSimulatedMarks::everyViewWearsTheBand()
{
    Navigator navigator;
    ViewArea area(navigator, makeViews(navigator), nullptr);
    area.resize(1000, 700);
    area.show();
    const SnapshotPtr dump = loadCapture(beforeCapture);
    area.setSnapshot(predictedOf(dump));
    for (const View *view : area.views()) {
        QVERIFY(area.showView(view->id()));
        QVERIFY2(area.band().isVisible(), qPrintable(view->id()));
        QVERIFY(area.content()->isAncestorOf(&area.band())); // pictures hold it too
    }
    area.setSnapshot(dump);
    QVERIFY(!area.band().isVisible());
}

void TestSimulatedMarks::aMeasuredDumpBesideAPredictionIsMarked()
{
    Navigator navigator;
    ViewArea area(navigator, makeViews(navigator), nullptr);
    area.resize(1000, 700);
    area.show();
    const SnapshotPtr dump = loadCapture(beforeCapture);
    area.setSnapshot(dump);
    area.setComparison(compare(dump, predictedOf(dump)));
    QVERIFY(area.band().isVisible());
    QVERIFY(area.band().accessibleName().contains(QStringLiteral("other of the pair")));
    // A third dump shows no changes; only the diff itself is of the pair still.
    area.showView(QStringLiteral("map"));
    area.setSnapshot(loadCapture("v6.1-4k-va48-base"));
    QVERIFY(!area.band().isVisible());
    area.showView(QStringLiteral("diff"));
    QVERIFY(area.band().isVisible());
    area.setComparison(compare(dump, loadCapture("v6.1-4k-va48-hvo2m-after")));
    QVERIFY(!area.band().isVisible());
}

void TestSimulatedMarks::aReportOfAChainIsAboutThePrediction()
{
    QTemporaryDir folder;
    const QString output = folder.filePath(QStringLiteral("report.html"));
    const QString dump = QString::fromStdString(captureFile(beforeCapture).string());
    QCOMPARE(writeReport(reportOn({dump}, writeChain(folder), output)), 0);
    const QString simulated = fileText(output);
    QVERIFY(simulated.contains(QStringLiteral("Simulated, not measured")));
    QVERIFY(simulated.contains(QStringLiteral("8.051 MiB"))); // ro NX: 7.941, and seven pages of each of four huge pages
    QCOMPARE(writeReport(reportOn({dump}, {}, output)), 0);
    QVERIFY(!fileText(output).contains(QStringLiteral("Simulated")));
}

void TestSimulatedMarks::aReportOfAPairSaysWhichSideWasComputed()
{
    QTemporaryDir folder;
    const QString output = folder.filePath(QStringLiteral("report.html"));
    const QStringList pair{QString::fromStdString(captureFile(beforeCapture).string()),
                           QString::fromStdString(captureFile("v6.1-4k-va48-hvo2m-after").string())};
    QCOMPARE(writeReport(reportOn(pair, writeChain(folder), output)), 0);
    QVERIFY(fileText(output).contains(QStringLiteral("Simulated, not measured")));
}

void TestSimulatedMarks::aBrokenChainMakesNoReport()
{
    QTemporaryDir folder;
    const QString output = folder.filePath(QStringLiteral("report.html"));
    const QString dump = QString::fromStdString(captureFile(beforeCapture).string());
    QCOMPARE(writeReport(reportOn({dump}, folder.filePath(QStringLiteral("nowhere.json")), output)), 2);
    QVERIFY(!QFile::exists(output));
}

void TestSimulatedMarks::keptPagesAreThoseOfTheLayout()
{
    const PagingGeometry &geometry = loadCapture(beforeCapture)->geometry();
    KeptPages kept;
    kept.resize(320, 50);
    kept.show(*hugePageSizeCalled(geometry, "2M"), HvoLayout::KeepsOne);
    QVERIFY(kept.isVisible());
    QCOMPARE(kept.accessibleName(), QStringLiteral("Pages kept writable: 1 of 8"));
    const std::vector<QRect> cells = kept.cells();
    QCOMPARE(cells.size(), std::size_t{8});
    const QImage picture = kept.grab().toImage();
    const QRgb writable = palette().of(AccessClass::RwNx).rgb();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        QVERIFY(kept.rect().contains(cells[i]));
        QCOMPARE(picture.pixel(cells[i].center()) == writable, i == 0);
    }
    kept.show(*hugePageSizeCalled(geometry, "1G"), HvoLayout::KeepsTwo);
    QCOMPARE(kept.cells().size(), std::size_t{KeptPages::mostCells});
    kept.show(*hugePageSizeCalled(geometry, "64K"), HvoLayout::KeepsOne);
    QVERIFY(!kept.isVisible()); // less than a page: nothing is freed
}

} // namespace ptscope

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    ptscope::installLook(app, ptscope::ThemeChoice::Light);
    ptscope::TestSimulatedMarks test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_simulated_marks.moc"
