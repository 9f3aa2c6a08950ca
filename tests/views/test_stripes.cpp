// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <rapidcheck.h>

#include "core/diff/comparison.h"
#include "core/query/query.h"
#include "core/stat/statistics.h"
#include "tests/support/golden.h"
#include "tests/support/golden_main.h"
#include "tests/support/load_capture.h"
#include "tests/support/patience.h"
#include "tests/support/random_dump.h"
#include "tests/support/svg_of.h"
#include "views/look/style.h"
#include "views/look/widgets/legend_row.h"
#include "views/stripes/stripe_canvas.h"
#include "views/stripes/stripe_legend.h"
#include "views/stripes/stripe_loupe.h"
#include "views/stripes/stripe_offers.h"
#include "views/stripes/stripe_painter.h"
#include "views/stripes/stripes_view.h"

namespace ptscope {

using namespace test;

namespace {

constexpr QSize canvasSize(860, 420);

QImage draw(const StripeSource &source, Theme theme)
{
    QImage image(canvasSize, QImage::Format_RGB32);
    image.fill(palette(theme).bg);
    QPainter painter(&image);
    const StripeGeometry geometry(source.snapshot->geometry(), source.parts, 512, canvasSize, 0);
    StripePainter(painter, source, geometry, theme).drawAll();
    return image;
}

} // namespace

class TestStripes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void goldenPictures_data();
    void goldenPictures();
    void everyCellCanBeHit();
    void cellsTileTheirLine();
    void verdictNamesThePattern();
    void theKernelsOwnCountsStandBeside();
    void emptyStatesSayWhy();
    void withoutStripesOtherRangesAreOffered();
    void farPartsStandBelowEachOther();
    void theControlSaysHowManyPagesAreDrawn();
    void breaksAreListedByKind();
    void breaksSayWhichMemory();
    void stripesFarIntoTheVmemmapAreInSightAtOnce();
    void underlinedPagesAreExplained();
    void clickSelectsTheRunAndKeysWalk();
    void whatTheFilterDoesNotLetThroughStepsBack();
    void loupeShowsSinglePages();
    void framesGoRoundAllLinesTogether();
    void vectorPicturesHoldNoRaster();
};

void TestStripes::initTestCase()
{
    QVERIFY2(hasGoldenFonts(), "the DejaVu fonts are missing (fonts-dejavu-core)");
}

void TestStripes::goldenPictures_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<bool>("dark");
    for (const char *capture : {"v6.1-4k-va48-hvo2m-after", "v6.1-4k-va48-hvo32m", "v6.1-4k-va48-hvo1g",
                                "v7.3-16k-va47-base", "v7.3-64k-va52-base"}) {
        for (const bool dark : {true, false}) {
            QTest::addRow("stripes-%s-%s", capture, dark ? "dark" : "light") << QString::fromLatin1(capture) << dark;
        }
    }
}

void TestStripes::goldenPictures()
{
    QFETCH(QString, capture);
    QFETCH(bool, dark);
    const StripeSourcePtr source = makeStripeSource(loadCapture(capture.toStdString()));
    const QString difference = compareWithGolden(draw(*source, dark ? Theme::Dark : Theme::Light),
                                                 QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestStripes::everyCellCanBeHit()
{
    const bool held = rc::check("a page is hit where it is drawn", [] {
        const PagingGeometry paging = anyGeometry();
        const std::uint64_t page = paging.pageSize().value;
        const std::uint64_t first = paging.kernelBase().value + *rc::gen::inRange<std::uint64_t>(0, 100'000) * page;
        const AddrRange content = AddrRange::fromSize({first}, {*rc::gen::inRange<std::uint64_t>(1, 20'000) * page});
        const auto pages = *rc::gen::element(8U, 64U, 512U, 1024U);
        const QSize canvas(*rc::gen::inRange(300, 1700), *rc::gen::inRange(100, 1000));
        const StripeGeometry geometry(paging, content, pages, canvas, *rc::gen::inRange(0, 40));
        const int line = geometry.scroll() + *rc::gen::inRange(0, geometry.linesInView());
        if (line >= geometry.lines()) {
            return;
        }
        const AddrRange cell = AddrRange::fromSize(
            geometry.lineRange(line).first + ByteCount{page * *rc::gen::inRange(0U, geometry.pagesInLine())}, {page});
        const QRect rect = geometry.rectIn(line, cell);
        RC_ASSERT(rect.width() >= 1);
        RC_ASSERT(geometry.plot().left() <= rect.left());
        RC_ASSERT(rect.right() <= geometry.plot().right());
        const auto hit = geometry.pageAt(rect.center());
        RC_ASSERT(hit.has_value());
        RC_ASSERT(*hit == cell);
    });
    QVERIFY(held);
}

void TestStripes::cellsTileTheirLine()
{
    const bool held = rc::check("cells add up to their line", [] {
        const SnapshotPtr dump = anyDumpWithRows();
        const AddrRange line = anyRange(*dump);
        std::uint64_t next = line.first.value;
        PartStatistics shown;
        for (const StripeCell &cell : cellsOfLine(*dump, line)) {
            RC_ASSERT(cell.range.first.value == next);
            next = cell.range.last.value + 1;
            shown.bytesByLeaf[static_cast<std::size_t>(cell.rowClass.leaf)] += cell.range.size().value;
            shown.bytesByAccess[static_cast<std::size_t>(cell.rowClass.access)] += cell.range.size().value;
        }
        RC_ASSERT(next == line.printedEnd());
        const PartStatistics exact = statisticsOfRange(*dump, line);
        for (std::size_t leaf = 1; leaf < leafClassCount; ++leaf) { // where the text is silent no row counts
            RC_ASSERT(shown.bytesByLeaf[leaf] == exact.bytesByLeaf[leaf]);
        }
        for (std::size_t access = 1; access < accessClassCount; ++access) {
            RC_ASSERT(shown.bytesByAccess[access] == exact.bytesByAccess[access]);
        }
    });
    QVERIFY(held);
}

void TestStripes::verdictNamesThePattern()
{
    const StripeVerdict two = verdictOf(*makeStripeSource(loadCapture("v6.1-4k-va48-hvo2m-after")));
    QCOMPARE(two.pattern, QStringLiteral("1 RW + 7 ro × 1\u2009024"));
    QCOMPARE(two.saving, QStringLiteral("saves 28 MiB"));
    QVERIFY2(two.balance.contains(QStringLiteral("18 PTE tables")), qPrintable(two.balance));
    const StripeVerdict thirtyTwo = verdictOf(*makeStripeSource(loadCapture("v6.1-4k-va48-hvo32m")));
    QCOMPARE(thirtyTwo.pattern, QStringLiteral("1 RW + 127 ro × 48"));
    const StripeVerdict giant = verdictOf(*makeStripeSource(loadCapture("v6.1-4k-va48-hvo1g")));
    QCOMPARE(giant.pattern, QStringLiteral("1 RW + 4095 ro × 2"));
}

void TestStripes::theKernelsOwnCountsStandBeside()
{
    const auto withPools = [](const std::string &name) {
        LoadOptions options;
        options.companionsBeside = true;
        return verdictOf(*makeStripeSource(loadFile(captureFile(name).string(), options)->snapshots.front()));
    };
    const StripeVerdict same = withPools("v6.1-4k-va48-hvo2m-after");
    QVERIFY(same.poolsAgree);
    QVERIFY2(same.pools.contains(QStringLiteral("the same: 1024 of 2M")), qPrintable(same.pools));
    // 8192 huge pages of 64K: too small for HVO to free anything, so no stripes are missing.
    QVERIFY(withPools("v6.1-4k-va48-huge64k").pools.isEmpty());
    QVERIFY(verdictOf(*makeStripeSource(loadCapture("v6.1-4k-va48-hvo2m-after"))).pools.isEmpty());
}

void TestStripes::emptyStatesSayWhy()
{
    const StripeSourcePtr blocks = makeStripeSource(loadCapture("v6.1-4k-va48-base"));
    QCOMPARE(verdictOf(*blocks).pattern, QStringLiteral("No stripes"));
    QVERIFY(blocks->hasVmemmap);
    SnapshotBuilder without;
    const StripeSourcePtr none = makeStripeSource(without.leaf(4096, Level::Pte).build());
    QVERIFY(!none->hasVmemmap);
    QVERIFY(verdictOf(*none).meaning.contains(QStringLiteral("no vmemmap")));
}

void TestStripes::withoutStripesOtherRangesAreOffered()
{
    Navigator navigator;
    StripesView view(navigator);
    view.resize(1000, 700);
    view.show();
    view.setSnapshot(loadCapture("v7.3-64k-va52-base"));
    auto *offers = view.findChild<StripeOffers *>();
    QVERIFY(offers->isVisible());
    QPushButton *vmalloc = nullptr;
    for (auto *button : offers->findChildren<QPushButton *>()) {
        vmalloc = button->text().startsWith(QStringLiteral("vmalloc")) ? button : vmalloc;
    }
    QVERIFY(vmalloc != nullptr);
    const VirtAddr before = view.canvas().geometry().content().first;
    vmalloc->click();
    QVERIFY(!offers->isVisible());
    QVERIFY(view.canvas().geometry().content().first != before);
    QVERIFY(view.canvas().geometry().lines() > 1);
    // Another dump begins with its vmemmap; one without any leaf still says what can be done.
    view.setSnapshot(loadCapture("v6.1-4k-va48-hvo2m-after"));
    QCOMPARE(view.canvas().geometry().lines(), 32);
    QVERIFY(!offers->isVisible());
    SnapshotBuilder holes;
    view.setSnapshot(holes.hole(4 * mib, Level::Pmd).build());
    QVERIFY(offers->isVisible());
    QVERIFY(view.canvas().geometry().empty());
}

/// Holes between are left out, but no page is: every mapped page of the dump can be pointed at in its line.
void TestStripes::farPartsStandBelowEachOther()
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-base");
    const StripeSourcePtr source = makeStripeSource(dump, QStringLiteral("vmalloc()"));
    QVERIFY(!source->showsVmemmap);
    QVERIFY(source->parts.size() >= 2);
    const StripeGeometry geometry(dump->geometry(), source->parts, 512, {1200, 30'000'000}, 0);
    const std::uint64_t bytes = static_cast<std::uint64_t>(geometry.lines()) * geometry.lineBytes().value;
    QVERIFY(bytes < 8 * source->mapped);
    std::uint64_t drawn = 0;
    for (int line = 0; line < geometry.lines(); ++line) {
        const AddrRange range = geometry.lineRange(line);
        QVERIFY(line == 0 || geometry.lineRange(line - 1).last < range.first);
        QCOMPARE(geometry.beginsPart(line),
                 line > 0 && geometry.lineRange(line - 1).printedEnd() != range.first.value);
        QCOMPARE(geometry.lineOf(range.first), line);
        QCOMPARE(geometry.lineOf(range.last), line);
        drawn += statisticsOfRange(*dump, range).mappedBytes;
    }
    QCOMPARE(drawn, source->mapped);
    QCOMPARE(source->choices.back().mapped, statisticsOf(*dump).total.mappedBytes);
    // Each class that occurs is one of the legend's.
    for (const AccessClass access : {AccessClass::RwNx, AccessClass::RoX, AccessClass::Device, AccessClass::NonCacheable}) {
        QVERIFY(std::find(source->classes.begin(), source->classes.end(), ShownClass(access)) != source->classes.end());
    }
}

void TestStripes::theControlSaysHowManyPagesAreDrawn()
{
    Navigator navigator;
    StripesView view(navigator);
    view.toolRow()->resize(600, 30);
    view.setSnapshot(loadCapture("v6.1-4k-va48-hvo2m-after"));
    view.show();
    const auto chosen = [&] {
        for (auto *segment : view.toolRow()->findChildren<QAbstractButton *>()) {
            if (segment->isCheckable() && segment->isChecked()) {
                return segment->text();
            }
        }
        return QString();
    };
    // The width that a window of 1366 pixels leaves: a line is one PTE table.
    for (const int width : {480, 733, 1400}) {
        view.resize(width, 600);
        QTRY_COMPARE_WITH_TIMEOUT(view.width(), width, patienceMs);
        QCoreApplication::sendPostedEvents();
        const std::uint32_t drawn = view.canvas().geometry().pagesInLine();
        QCOMPARE(drawn == 512, width >= 733);
        QVERIFY2(chosen().endsWith(QString::number(drawn)), qPrintable(chosen()));
        QVERIFY(chosen().startsWith(QStringLiteral("512")));
    }
}

void TestStripes::breaksAreListedByKind()
{
    SnapshotBuilder dump;
    dump.marker("vmemmap start").leaf(4 * kib, Level::Pte).leaf(28 * kib, Level::Pte, kernelData({Attr::ReadOnly}));
    dump.leaf(12 * kib, Level::Pte).leaf(12 * kib, Level::Pte, kernelData({Attr::ReadOnly})).leaf(40 * kib, Level::Pte);
    const StripeSourcePtr source = makeStripeSource(dump.marker("vmemmap end").build());
    QCOMPARE(source->stripes.breaks.size(), std::size_t{1});
    const auto found = std::find_if(source->marks.begin(), source->marks.end(),
                                    [](const StripeMark &mark) { return mark.kind.has_value(); });
    QVERIFY(found != source->marks.end());
    QVERIFY(!markText(*source, *found).isEmpty());
    QVERIFY(markText(*source, *found) != markText(*source, {found->range, std::nullopt}));
    QVERIFY(std::is_sorted(source->marks.begin(), source->marks.end(),
                           [](const StripeMark &a, const StripeMark &b) { return a.range.first < b.range.first; }));
}

void TestStripes::breaksSayWhichMemory()
{
    LoadOptions options;
    options.companionsBeside = true;
    const SnapshotPtr dump = loadFile(captureFile("v6.1-4k-va48-hvo2m-after").string(), options)->snapshots.front();
    const StripeSourcePtr source = makeStripeSource(dump);
    QCOMPARE(ramText(*dump, source->marks.front().range), QString()); // nothing was read yet
    Navigator navigator;
    StripesView view(navigator);
    view.setSnapshot(dump);
    (void)dump->owners();
    navigator.tellExplained();
    // The image lies from 0x40210000 on: its huge pages are in use.
    QVERIFY2(ramText(*dump, source->marks.front().range).startsWith(QStringLiteral("RAM 0x40200000-0x409fffff (Kernel code")),
             qPrintable(ramText(*dump, source->marks.front().range)));
    const QString line = view.findChild<QListWidget *>()->item(0)->text();
    QVERIFY2(line.contains(QStringLiteral("4 huge pages not optimised: RAM 0x40200000")), qPrintable(line));
}

/// Two huge pages of 1G behind 46M of blocks: the view opens where they are, and goes nowhere once somebody scrolled.
void TestStripes::stripesFarIntoTheVmemmapAreInSightAtOnce()
{
    Navigator navigator;
    StripesView view(navigator);
    view.resize(900, 640);
    view.show();
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo1g");
    view.setSnapshot(dump);
    QCoreApplication::sendPostedEvents();
    const auto inSight = [&] {
        const StripeGeometry &geometry = view.canvas().geometry();
        const int line = geometry.lineOf(*makeStripeSource(dump)->firstStripe);
        return line >= geometry.scroll() && line < geometry.scroll() + geometry.linesInView();
    };
    QVERIFY(inSight());
    view.resize(900, 600);
    QCoreApplication::sendPostedEvents();
    QVERIFY(inSight());
    view.canvas().verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    QCOMPARE(view.canvas().geometry().scroll(), 0);
    view.resize(900, 620);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(view.canvas().geometry().scroll(), 0);
}

void TestStripes::underlinedPagesAreExplained()
{
    const SnapshotPtr before = loadCapture("v6.1-4k-va48-hvo2m-before");
    Navigator navigator;
    StripesView view(navigator);
    view.setSnapshot(before);
    const auto words = [&view] {
        QStringList texts;
        for (const QLabel *label : view.findChild<StripeLegend *>()->findChildren<QLabel *>()) {
            texts.append(label->text());
        }
        return texts;
    };
    QVERIFY(!words().contains(QStringLiteral("split")));
    view.setComparison(compare(before, loadCapture("v6.1-4k-va48-hvo2m-after")));
    QVERIFY(words().contains(QStringLiteral("split")));
    view.setComparison(nullptr);
    QVERIFY(!words().contains(QStringLiteral("split")));
}

void TestStripes::clickSelectsTheRunAndKeysWalk()
{
    Navigator navigator;
    StripesView view(navigator);
    view.resize(1200, 700);
    view.setSnapshot(loadCapture("v6.1-4k-va48-hvo2m-after"));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view, patienceMs));
    const StripeGeometry &geometry = view.canvas().geometry();
    const AddrRange tail{geometry.lineRange(2).first + ByteCount{0x1000},
                         geometry.lineRange(2).first + ByteCount{0x7fff}};
    QTest::mouseClick(view.canvas().viewport(), Qt::LeftButton, {}, geometry.rectIn(2, tail).center());
    QVERIFY(navigator.selection().has_value());
    QVERIFY(*navigator.selection() == tail);
    view.canvas().goToNextRun();
    QVERIFY(navigator.selection()->first.value == tail.last.value + 1);
    view.canvas().goToNextBreak();
    QVERIFY(navigator.selection()->size().value > 0x1000);
}

void TestStripes::whatTheFilterDoesNotLetThroughStepsBack()
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-after");
    Navigator navigator;
    StripesView view(navigator);
    view.resize(1000, 700);
    view.show();
    view.setSnapshot(dump);
    QTRY_VERIFY_WITH_TIMEOUT(view.isSettled(), patienceMs);
    const QImage plain = view.canvas().grab().toImage();
    const auto rows = std::make_shared<const RowSet>(Query::compile("access:ro-nx", dump)->run());
    navigator.setMatches(rows, QStringLiteral("access:ro-nx"));
    const QImage veiled = view.canvas().grab().toImage();
    QVERIFY(veiled != plain);
    int checked = 0;
    for (auto *row : view.findChildren<LegendRow *>()) {
        QCOMPARE(row->isChecked(), row->shownClass() == ShownClass(AccessClass::RoNx));
        ++checked;
    }
    QCOMPARE(checked, 3);
    navigator.setMatches(nullptr);
    QCOMPARE(view.canvas().grab().toImage(), plain);
}

void TestStripes::loupeShowsSinglePages()
{
    Navigator navigator;
    StripesView view(navigator);
    view.resize(1200, 800);
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-after");
    view.setSnapshot(dump);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view, patienceMs));
    QVERIFY(view.loupe().isVisible());
    const StripeSourcePtr source = makeStripeSource(dump);
    QCOMPARE(source->fold.period, std::uint64_t{8});
    // All optimised groups have their seven tails at the same places, and no head is read-only.
    QCOMPARE(source->fold.columns[0].readOnly, std::uint64_t{0});
    for (std::size_t page = 1; page < 8; ++page) {
        QCOMPARE(source->fold.columns[page].readOnly, std::uint64_t{1024});
    }
    const Stripes stripes = findStripes(*dump);
    QVERIFY(source->firstStripe == stripes.hugePages.front().range.first);
    QVERIFY(source->stripes.hugePages.empty());
    const AddrRange tail = dump->extents().range(*dump->extents().find(stripes.hugePages[700].range.last));
    navigator.select(tail);
    const LoupeGeometry loupe = view.loupe().loupe();
    QVERIFY(loupe.pages() >= 16);
    std::uint64_t inside = 0;
    for (std::uint64_t page = 0; page < loupe.pages(); ++page) {
        QVERIFY(view.loupe().rect().contains(loupe.rect(page)));
        QVERIFY(loupe.at(loupe.rect(page).center()) == loupe.page(page));
        inside += tail.contains(loupe.page(page)) ? 1U : 0U;
        if (loupe.page(page) == AddrRange::fromSize(tail.first, {4096})) {
            navigator.clearSelection();
            navigator.select(tail);
            QTest::mouseClick(&view.loupe(), Qt::LeftButton, {}, loupe.rect(page).center());
            QVERIFY(navigator.selection() == tail);
        }
    }
    QCOMPARE(inside, std::uint64_t{7});
    view.resize(1200, 480);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!view.loupe().isVisible());
}

/// A region that is chosen as a whole is framed once, not line by line: its lines stay as they are but for the edge.
void TestStripes::framesGoRoundAllLinesTogether()
{
    const StripeSourcePtr source = makeStripeSource(loadCapture("v6.1-4k-va48-hvo2m-after"));
    const QSize size(1000, 420);
    const StripeGeometry geometry(source->snapshot->geometry(), source->range, 512, size, 0);
    const QColor ink = palette(Theme::Dark).selection;
    const auto framed = [&](AddrRange range) {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        StripePainter(painter, *source, geometry, Theme::Dark).drawFrame(range, true);
        return image;
    };
    const QImage whole = framed(source->range);
    const QRect third = geometry.lineRect(2);
    QVERIFY(whole.pixelColor(third.left(), third.center().y()) == ink);
    for (int x = third.left() + 4; x < third.right() - 4; ++x) {
        for (int y = third.top() - 1; y <= third.bottom() + 1; ++y) {
            QVERIFY(whole.pixelColor(x, y) != ink);
        }
    }
    QVERIFY(whole.pixelColor(geometry.lineRect(0).center().x(), geometry.lineRect(0).top() - 1) == ink);
    // A range that begins in the middle of a line has an edge over the part of the next that nothing stands on.
    const AddrRange line = geometry.lineRange(1);
    const VirtAddr middle{line.first.value + line.size().value / 2};
    const QImage part = framed({middle, geometry.lineRange(3).last});
    const QRect next = geometry.lineRect(2);
    QVERIFY(part.pixelColor(next.left() + 20, next.top() - 1) == ink);
    QVERIFY(part.pixelColor(next.right() - 20, next.top() - 1) != ink);
    QVERIFY(part.pixelColor(geometry.lineRect(1).right() - 20, geometry.lineRect(1).top() - 1) == ink);
    QVERIFY(part.pixelColor(geometry.lineRect(1).left() + 20, geometry.lineRect(1).top() - 1) != ink);
}

void TestStripes::vectorPicturesHoldNoRaster()
{
    Navigator navigator;
    StripesView view(navigator);
    view.toolRow()->hide();
    view.resize(1000, 700);
    view.setSnapshot(loadCapture("v6.1-4k-va48-hvo2m-after"));
    view.show();
    const QByteArray svg = svgOf(view);
    QVERIFY(svg.contains("<polygon") || svg.contains("<path"));
    QVERIFY(!svg.contains("<image"));
}

} // namespace ptscope

int main(int argc, char **argv)
{
    return ptscope::test::runWithGoldenLook<ptscope::TestStripes>(argc, argv);
}

#include "test_stripes.moc"
