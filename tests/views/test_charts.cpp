// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <rapidcheck.h>

#include "core/query/query.h"
#include "tests/support/captures.h"
#include "tests/support/golden.h"
#include "tests/support/golden_main.h"
#include "tests/support/load_capture.h"
#include "tests/support/patience.h"
#include "tests/support/random_dump.h"
#include "tests/support/snapshot_builder.h"
#include "tests/support/svg_of.h"
#include "views/charts/chart_card.h"
#include "views/charts/chart_matches.h"
#include "views/charts/charts_view.h"
#include "views/look/palette.h"
#include "views/look/style.h"

namespace ptscope {

using namespace test;

namespace {

constexpr QSize viewSize(1100, 824);
constexpr int pointsAtMost = 512;

/// What the rows of a filter come to in the unit of a chart.
std::uint64_t amountOf(const ChartFigure &figure, const QString &filter, const SnapshotPtr &dump, bool groupsOnly)
{
    const auto query = Query::compile(filter.toStdString(), dump);
    if (!query) {
        return ~std::uint64_t{0};
    }
    std::uint64_t sum = 0;
    query->run().forEach([&](RowIndex row) {
        const std::uint64_t bytes = dump->extents().range(row).size().value;
        const std::uint64_t alone = bytes / dump->geometry().span(dump->extents().level(row)).value;
        switch (figure.unit) {
        case ChartUnit::Bytes:
            sum += bytes;
            break;
        case ChartUnit::Runs:
            ++sum;
            break;
        case ChartUnit::TlbEntries:
            sum += groupsOnly ? alone - tlbEntries(*dump, row) : tlbEntries(*dump, row);
            break;
        case ChartUnit::Tables:
            break;
        }
    });
    return sum;
}

ChartFigure anyFigure()
{
    ChartFigure figure;
    figure.sides = *rc::gen::element(1, 2);
    figure.unit = *rc::gen::element(ChartUnit::Bytes, ChartUnit::Runs);
    figure.stacking = *rc::gen::element(ChartStacking::Shares, ChartStacking::Totals);
    figure.least = figure.unit == ChartUnit::Bytes ? 4096 : 1;
    const int bars = figure.sides * *rc::gen::inRange(1, 17);
    for (int i = 0; i < bars; ++i) {
        ChartBar bar{QString::number(i), {}, {}};
        const int parts = *rc::gen::inRange(0, 6);
        for (int part = 0; part < parts; ++part) {
            const unsigned shift = *rc::gen::inRange(0U, 40U);
            const std::uint64_t amount = figure.least * ((std::uint64_t{1} << shift) + *rc::gen::inRange(0U, 1000U));
            const std::uint64_t matching = *rc::gen::element<std::uint64_t>(0, amount / 1000, amount / 2, amount);
            bar.parts.push_back({static_cast<LeafClass>(6 - part), {}, amount, {}, matching});
        }
        figure.bars.push_back(bar);
    }
    return figure;
}

ChartGeometry anyGeometryOf(const ChartFigure &figure)
{
    const QRect plot(*rc::gen::inRange(0, 50), *rc::gen::inRange(0, 50), *rc::gen::inRange(120, 1500),
                     *rc::gen::inRange(100, 500));
    return ChartGeometry(figure, *rc::gen::element(ChartScale::Share, ChartScale::Log),
                         *rc::gen::element(Qt::Horizontal, Qt::Vertical), plot, 40);
}

SnapshotPtr manyRegions(int count)
{
    SnapshotBuilder dump;
    for (int i = 0; i < count; ++i) {
        dump.marker("Region " + std::to_string(i) + " start")
            .leaf((1 + static_cast<std::uint64_t>(i)) * 4096, Level::Pte)
            .marker("Region " + std::to_string(i) + " end");
    }
    return dump.build();
}

QImage picture(ChartsView &view)
{
    view.toolRow()->hide(); // stands above the view, not in it
    view.show();
    QImage image(view.size(), QImage::Format_RGB32);
    view.render(&image);
    return image;
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void goldenPictures_data();
    void goldenPictures();
    void filtersGiveExactlyTheRowsOfTheirPart();
    void barsAddUpToTheStatistics();
    void everyPartIsSeenAndCanBeHit();
    void longerMeansMore();
    void neverManyPoints();
    void regionsWithConfusingNamesKeepTheirRows();
    void drawnPartsHaveTheirColour();
    void keysWalkAndEnterChooses();
    void figuresStandInATable();
    void dumpsWithoutRegionsOrRows();
    void vectorPicturesHoldNoRaster();
    void matchesAreWhatFilterAndPartShare();
    void dimmedIsWhatDoesNotMatch();
    void beforeStandsBesideAfter();
    void pairsAreSeenAndCanBeHit();
    void goldenPicturesOfPairsAndFilters_data();
    void goldenPicturesOfPairsAndFilters();
};

void TestCharts::initTestCase()
{
    QVERIFY2(hasGoldenFonts(), "the DejaVu fonts are missing (fonts-dejavu-core)");
}

void TestCharts::goldenPictures_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("log");
    QTest::newRow("charts-hvo-dark") << "v6.1-4k-va48-hvo2m-after" << true << false;
    QTest::newRow("charts-hvo-log-light") << "v6.1-4k-va48-hvo2m-after" << false << true;
    QTest::newRow("charts-vmallochuge-light") << "v7.3-4k-va48-vmallochuge-on" << false << false;
    QTest::newRow("charts-64k-dark") << "v7.3-64k-va52-base" << true << false;
    QTest::newRow("charts-wx-dark") << "v7.3-4k-va48-wx" << true << true;
}

void TestCharts::goldenPictures()
{
    QFETCH(QString, capture);
    QFETCH(bool, dark);
    QFETCH(bool, log);
    setThemeChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    view.setScale(log ? ChartScale::Log : ChartScale::Share);
    view.setSnapshot(loadCapture(capture.toStdString()));
    const QString difference = compareWithGolden(picture(view), QString::fromLatin1(QTest::currentDataTag()));
    setThemeChoice(ThemeChoice::Dark);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestCharts::filtersGiveExactlyTheRowsOfTheirPart()
{
    for (const std::string &name : captureNames()) {
        const SnapshotPtr dump = loadCapture(name);
        const ChartSetPtr set = makeChartSet(dump);
        for (const ChartFigure &figure : set->figures) {
            if (figure.unit == ChartUnit::Tables) {
                continue; // tables are not rows
            }
            for (const ChartBar &bar : figure.bars) {
                for (const ChartPart &part : bar.parts) {
                    const auto *plain = std::get_if<PlainFill>(&part.fill);
                    const std::uint64_t got =
                        amountOf(figure, part.filter, dump, plain != nullptr && *plain == PlainFill::Open);
                    QVERIFY2(got == part.amount,
                             qPrintable(QStringLiteral("%1: %2: %3 gives %4, drawn are %5")
                                            .arg(QString::fromStdString(name), figure.title, part.filter)
                                            .arg(got)
                                            .arg(part.amount)));
                }
            }
        }
    }
}

void TestCharts::barsAddUpToTheStatistics()
{
    const bool held = rc::check("all bars together are the whole dump", [] {
        const SnapshotPtr dump = anyDumpWithRows();
        const PartStatistics total = statisticsOf(*dump).total;
        const ChartSetPtr set = makeChartSet(dump);
        const auto sum = [&](ChartId id) {
            std::uint64_t out = 0;
            for (const ChartBar &bar : set->of(id).bars) {
                out += bar.total();
            }
            return out;
        };
        RC_ASSERT(sum(ChartId::LeafSizes) == total.mappedBytes);
        RC_ASSERT(sum(ChartId::Access) == total.mappedBytes);
        RC_ASSERT(sum(ChartId::RunBytes) == total.mappedBytes);
        RC_ASSERT(sum(ChartId::Tlb) == total.tlbWithoutGroups);
        RC_ASSERT(sum(ChartId::RunCounts) == total.rows.count() - total.holes - total.invalidRows);
    });
    QVERIFY(held);
}

void TestCharts::everyPartIsSeenAndCanBeHit()
{
    const bool held = rc::check("parts have pixels of their own, and pointing at them finds them", [] {
        const ChartFigure figure = anyFigure();
        const ChartGeometry geometry = anyGeometryOf(figure);
        for (std::size_t bar = 0; bar < figure.bars.size(); ++bar) {
            QRect together;
            for (std::size_t part = 0; part < figure.bars[bar].parts.size(); ++part) {
                const QRect rect = geometry.rect({bar, part});
                RC_ASSERT(!rect.isEmpty());
                RC_ASSERT(geometry.plot().contains(rect));
                RC_ASSERT(geometry.at(rect.center()) == (ChartSpot{bar, part}));
                RC_ASSERT(!together.intersects(rect));
                together |= rect;
            }
            RC_ASSERT(together.isEmpty() || together == geometry.barRect(bar));
        }
    });
    QVERIFY(held);
}

void TestCharts::longerMeansMore()
{
    const bool held = rc::check("on a logarithmic scale no bar of less is longer", [] {
        ChartFigure figure = anyFigure();
        figure.stacking = ChartStacking::Shares;
        const ChartGeometry geometry(figure, ChartScale::Log, Qt::Horizontal, {0, 0, 700, 400}, 40);
        for (std::size_t a = 0; a < figure.bars.size(); ++a) {
            for (std::size_t b = 0; b < figure.bars.size(); ++b) {
                if (figure.bars[a].total() <= figure.bars[b].total()) {
                    RC_ASSERT(geometry.barRect(a).width() <= geometry.barRect(b).width());
                }
            }
        }
    });
    QVERIFY(held);
}

void TestCharts::neverManyPoints()
{
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    view.setSnapshot(manyRegions(5000));
    int points = 0;
    for (ChartCard *card : view.cards()) {
        points += card->chart().points();
    }
    QVERIFY(points > 0);
    QVERIFY2(points <= pointsAtMost, qPrintable(QString::number(points)));
    const auto &bars = view.figures()->of(ChartId::LeafSizes).bars;
    QCOMPARE(bars.size(), regionBarsAtMost);
    const ChartPart &others = bars.back().parts.front();
    QCOMPARE(amountOf(view.figures()->of(ChartId::LeafSizes), others.filter, view.figures()->snapshot, false),
             others.amount);
}

void TestCharts::regionsWithConfusingNamesKeepTheirRows()
{
    SnapshotBuilder builder;
    for (const char *name : {"vmalloc", "vmalloc two", "~x", "a\"b", "*", "or", "vmalloc", "(a"}) {
        builder.marker(std::string(name) + " start").leaf(8192, Level::Pte).hole(4096, Level::Pte);
        builder.marker(std::string(name) + " end");
    }
    const SnapshotPtr dump = builder.build();
    const ChartSetPtr set = makeChartSet(dump);
    const ChartFigure &figure = set->of(ChartId::LeafSizes);
    for (const ChartBar &bar : figure.bars) {
        QVERIFY2(amountOf(figure, bar.parts.front().filter, dump, false) == bar.total(),
                 qPrintable(bar.name + QStringLiteral(": ") + bar.parts.front().filter));
    }
}

void TestCharts::drawnPartsHaveTheirColour()
{
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    view.setSnapshot(loadCapture("v7.3-4k-va48-vmallochuge-on"));
    picture(view); // lays out
    BarChart &chart = view.cards()[0]->chart();
    const QImage image = chart.grab().toImage();
    const ChartFigure &figure = view.figures()->of(ChartId::LeafSizes);
    int seen = 0;
    for (std::size_t bar = 0; bar < figure.bars.size(); ++bar) {
        for (std::size_t part = 0; part < figure.bars[bar].parts.size(); ++part) {
            const LeafClass leaf = std::get<LeafClass>(figure.bars[bar].parts[part].fill);
            const QRect rect = chart.geometryOfBars().rect({bar, part});
            if (leaf == LeafClass::Block || leaf == LeafClass::ContPage) {
                QCOMPARE(image.pixelColor(rect.center().x(), rect.top() + 1), ptscope::palette().of(leaf));
                ++seen;
            }
        }
    }
    QVERIFY(seen >= 3);
}

void TestCharts::keysWalkAndEnterChooses()
{
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-after");
    view.setSnapshot(dump);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view, patienceMs));
    BarChart &chart = view.cards()[0]->chart();
    chart.setFocus();
    QSignalSpy notices(&view, &View::notice);
    QSignalSpy filters(&navigator, &Navigator::filterRequested);
    QSignalSpy chosen(&chart, &BarChart::activated);
    const auto &bars = view.figures()->of(ChartId::LeafSizes).bars;
    QVERIFY(!chart.current().has_value());
    for (std::size_t bar = 0; bar < bars.size(); ++bar) {
        QTest::keyClick(&chart, Qt::Key_Down);
        QCOMPARE(chart.current()->bar, bar);
    }
    QTest::keyClick(&chart, Qt::Key_Down);
    QCOMPARE(chart.current()->bar, bars.size() - 1);
    QCOMPARE(bars.back().name, QStringLiteral("vmemmap"));
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chart.current()->part, std::size_t{1});
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(notices.last().first().toString().contains(QStringLiteral("region:vmemmap page")));
    QCOMPARE(filters.last().first().toString(), QStringLiteral("region:vmemmap page"));
    const auto selection = navigator.selection();
    QVERIFY(selection.has_value());
    QCOMPARE(dump->regionOf(*dump->extents().find(selection->first))->name, std::string("vmemmap"));
    const QPoint pixel = chart.geometryOfBars().rect({0, 1}).center();
    QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, pixel);
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chart.current(), (ChartSpot{0, 1}));
}

void TestCharts::figuresStandInATable()
{
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    view.setSnapshot(loadCapture("v6.1-4k-va48-hvo2m-after"));
    view.showNumbers(true);
    const QTableWidget &table = view.cards()[0]->numbers();
    QVERIFY(!table.isHidden());
    QVERIFY(view.cards()[0]->chart().isHidden());
    const int last = table.rowCount() - 1;
    QCOMPARE(table.verticalHeaderItem(last)->text(), QStringLiteral("vmemmap"));
    QCOMPARE(table.item(last, 0)->text(), QStringLiteral("28M"));
    QCOMPARE(table.item(last, table.columnCount() - 1)->text(), QStringLiteral("64M"));
    view.showNumbers(false);
    QVERIFY(table.isHidden());
}

void TestCharts::dumpsWithoutRegionsOrRows()
{
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    view.setSnapshot(SnapshotBuilder().build());
    picture(view);
    QVERIFY(view.figures()->of(ChartId::LeafSizes).bars.empty());
    view.setSnapshot(SnapshotBuilder().leaf(4096, Level::Pte).hole(4096, Level::Pte).build());
    picture(view);
    const auto &bars = view.figures()->of(ChartId::LeafSizes).bars;
    QCOMPARE(bars.size(), std::size_t{1});
    QCOMPARE(amountOf(view.figures()->of(ChartId::LeafSizes), bars[0].parts[0].filter, view.figures()->snapshot, false),
             std::uint64_t{4096});
    view.setSnapshot(nullptr);
    picture(view);
}

void TestCharts::vectorPicturesHoldNoRaster()
{
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    view.setSnapshot(loadCapture("v6.1-4k-va48-hvo2m-after"));
    picture(view); // lays out
    const QByteArray svg = svgOf(view);
    QVERIFY(svg.contains("Linear Mapping"));
    QVERIFY(!svg.contains("<image"));
}

/// A filter as the filter box would set it.
void filterBy(Navigator &navigator, const SnapshotPtr &dump, const char *filter)
{
    const auto query = Query::compile(filter, dump);
    QVERIFY2(query.has_value(), filter);
    navigator.setMatches(std::make_shared<const RowSet>(query->run()), QString::fromLatin1(filter));
}

void TestCharts::matchesAreWhatFilterAndPartShare()
{
    for (const std::string &name : captureNames()) {
        const SnapshotPtr dump = loadCapture(name);
        for (const char *filter : {"perm:ro", "region:vmalloc", "con", "size>=64K", "hole", "wx", "not region:*"}) {
            const auto query = Query::compile(filter, dump);
            QVERIFY2(query.has_value(), filter);
            const ChartSetPtr set = withMatches(*makeChartSet(dump), query->run());
            for (const ChartFigure &figure : set->figures) {
                for (const ChartBar &bar : figure.bars) {
                    for (const ChartPart &part : bar.parts) {
                        QVERIFY(part.matching <= part.amount);
                        if (figure.unit == ChartUnit::Tables) {
                            continue; // tables are not rows
                        }
                        const auto *plain = std::get_if<PlainFill>(&part.fill);
                        const QString both = QStringLiteral("(%1) (%2)").arg(part.filter, QString::fromLatin1(filter));
                        const std::uint64_t expected =
                            amountOf(figure, both, dump, plain != nullptr && *plain == PlainFill::Open);
                        QVERIFY2(part.matching == expected,
                                 qPrintable(QStringLiteral("%1: %2: %3 gives %4, drawn are %5")
                                                .arg(QString::fromStdString(name), figure.title, both)
                                                .arg(expected)
                                                .arg(part.matching)));
                    }
                }
            }
        }
    }
}

void TestCharts::dimmedIsWhatDoesNotMatch()
{
    const bool held = rc::check("solid and dimmed pixels are as matching and other rows", [] {
        const ChartFigure figure = anyFigure();
        const ChartGeometry geometry = anyGeometryOf(figure);
        for (std::size_t bar = 0; bar < figure.bars.size(); ++bar) {
            for (std::size_t i = 0; i < figure.bars[bar].parts.size(); ++i) {
                const ChartPart &part = figure.bars[bar].parts[i];
                const QRect whole = geometry.rect({bar, i});
                const QRect dimmed = geometry.dimmedRect({bar, i}, part);
                const int length = geometry.length({bar, i});
                const int off = dimmed.width() * dimmed.height() * length / (whole.width() * whole.height());
                RC_ASSERT(dimmed.isEmpty() || whole.contains(dimmed));
                RC_ASSERT((part.matching == part.amount) == dimmed.isEmpty() || length == 1);
                RC_ASSERT((part.matching == 0) == (off == length) || length == 1);
                const double share = 1 - static_cast<double>(part.matching) / static_cast<double>(part.amount);
                RC_ASSERT(std::abs(share * length - off) <= 1.01);
            }
        }
    });
    QVERIFY(held);
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-after");
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    view.setSnapshot(dump);
    filterBy(navigator, dump, "region:vmemmap perm:ro");
    const ChartBar &vmemmap = view.figures()->of(ChartId::LeafSizes).bars.back();
    QCOMPARE(vmemmap.value, QStringLiteral("28 MiB of 64 MiB"));
    QCOMPARE(view.figures()->of(ChartId::LeafSizes).bars.front().matching(), std::uint64_t{0});
    navigator.setMatches(nullptr);
    QCOMPARE(view.figures()->of(ChartId::LeafSizes).bars.back().value, QStringLiteral("64 MiB"));
}

void TestCharts::beforeStandsBesideAfter()
{
    const SnapshotPtr before = loadCapture("v6.1-4k-va48-hvo2m-before");
    const SnapshotPtr after = loadCapture("v6.1-4k-va48-hvo2m-after");
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    view.setSnapshot(after);
    const std::size_t alone = view.figures()->of(ChartId::LeafSizes).bars.size();
    view.setComparison(compare(before, after));
    for (const ChartFigure &figure : view.figures()->figures) {
        QCOMPARE(figure.sides, 2);
        QCOMPARE(figure.bars.size() % 2, std::size_t{0});
        for (std::size_t bar = 0; bar < figure.bars.size(); bar += 2) {
            QCOMPARE(figure.bars[bar].name, figure.bars[bar + 1].name);
        }
    }
    const ChartFigure &tables = view.figures()->of(ChartId::Tables);
    QCOMPARE(tables.bars.back().change, QStringLiteral("+19"));
    const ChartFigure &leaves = view.figures()->of(ChartId::LeafSizes);
    QCOMPARE(leaves.bars.size(), 2 * alone);
    QCOMPARE(leaves.bars.back().name, QStringLiteral("vmemmap"));
    QCOMPARE(leaves.bars.back().change, QStringLiteral("="));
    QCOMPARE(leaves.bars[leaves.bars.size() - 2].parts.size(), std::size_t{1}); // all blocks before
    QCOMPARE(leaves.bars.back().parts.size(), std::size_t{2});
    for (ChartCard *card : view.cards()) {
        QVERIFY2(card->chart().points() <= pointsAtMost, qPrintable(QString::number(card->chart().points())));
    }
    view.setSnapshot(before); // the other of the two in front: the same picture
    QCOMPARE(view.figures()->of(ChartId::LeafSizes).bars.size(), 2 * alone);
    view.setSnapshot(loadCapture("v7.3-4k-va48-wx"));
    QCOMPARE(view.figures()->of(ChartId::LeafSizes).sides, 1);
}

void TestCharts::pairsAreSeenAndCanBeHit()
{
    ChartFigure figure;
    figure.sides = 2;
    for (int i = 0; i < 6; ++i) {
        figure.bars.push_back({QString::number(i / 2), {{LeafClass::Page, {}, 4096, {}}}, {}});
    }
    const ChartGeometry geometry(figure, ChartScale::Share, Qt::Horizontal, {10, 10, 300, 120}, 40);
    const int inPair = geometry.rect({1, 0}).top() - geometry.rect({0, 0}).bottom();
    const int betweenPairs = geometry.rect({2, 0}).top() - geometry.rect({1, 0}).bottom();
    QVERIFY(inPair <= 3 && betweenPairs > 2 * inPair);
    QCOMPARE(geometry.groupRect(3), geometry.groupRect(2));
    QVERIFY(geometry.groupRect(2).contains(geometry.rect({3, 0})));
}

void TestCharts::goldenPicturesOfPairsAndFilters_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("dark");
    const QString hvo = QStringLiteral("v6.1-4k-va48-hvo2m-");
    const QString huge = QStringLiteral("v7.3-4k-va48-vmallochuge-");
    QTest::newRow("charts-filter-dark") << QString() << hvo + QStringLiteral("after") << "region:vmemmap perm:ro" << true;
    QTest::newRow("charts-filter-light") << QString() << huge + QStringLiteral("on") << "blk or con" << false;
    QTest::newRow("charts-pair-dark") << huge + QStringLiteral("off") << huge + QStringLiteral("on") << QString() << true;
    QTest::newRow("charts-pair-light") << hvo + QStringLiteral("before") << hvo + QStringLiteral("after") << QString() << false;
    QTest::newRow("charts-pair-filter-light")
        << hvo + QStringLiteral("before") << hvo + QStringLiteral("after") << "region:vmemmap" << false;
}

void TestCharts::goldenPicturesOfPairsAndFilters()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, filter);
    QFETCH(bool, dark);
    setThemeChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    Navigator navigator;
    ChartsView view(navigator);
    view.resize(viewSize);
    const SnapshotPtr dump = loadCapture(after.toStdString());
    view.setSnapshot(dump);
    if (!before.isEmpty()) {
        view.setComparison(compare(loadCapture(before.toStdString()), dump));
    }
    if (!filter.isEmpty()) {
        filterBy(navigator, dump, filter.toLatin1().constData());
    }
    const QString difference = compareWithGolden(picture(view), QString::fromLatin1(QTest::currentDataTag()));
    setThemeChoice(ThemeChoice::Dark);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

} // namespace ptscope

int main(int argc, char **argv)
{
    return ptscope::test::runWithGoldenLook<ptscope::TestCharts>(argc, argv);
}

#include "test_charts.moc"
