// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/patience.h"
#include "tests/support/snapshot_builder.h"
#include "views/look/style.h"
#include "views/timeline/time_bar.h"

namespace ptscope {

using namespace test;

namespace {

/// `sizes[i]` KiB are mapped in moment i; from the third on the first page is read-only.
SeriesPtr seriesOf(const std::vector<std::uint64_t> &sizes)
{
    SeriesBuilder builder;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        SnapshotBuilder dump;
        dump.marker("vmemmap start").leaf(4 * kib, Level::Pte, i < 2 ? kernelData() : kernelData({Attr::ReadOnly}));
        dump.leaf(sizes[i] * kib, Level::Pte).hole(gib - (sizes[i] + 4) * kib, Level::Pte);
        (void)builder.add(*dump.build(), "s." + std::to_string(i) + ".zst");
    }
    return builder.take();
}

const AddrRange firstPage = AddrRange::fromSize(PagingGeometry().kernelBase(), {4 * kib});

} // namespace

class TestTimeBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { installLook(*qApp, ThemeChoice::Dark); }
    void everyPixelBelongsToTheSlotItIsIn_data();
    void everyPixelBelongsToTheSlotItIsIn();
    void theLineStaysInsideAndTouchesBothEnds();
    void hugeValuesStandWhereTheyBelong();
    void isHiddenWithoutASeries();
    void saysWhereItIs();
    void stepsAndStopsAtTheEnds();
    void aPressGoesToTheMomentThere();
    void arrowKeysWalkAndAddUp();
    void playGoesOnToTheEndAndStops();
    void jumpsToTheFirstChangeOfTheSelection();
    void figuresAreThoseOfTheMoment();
};

void TestTimeBar::everyPixelBelongsToTheSlotItIsIn_data()
{
    QTest::addColumn<uint>("moments");
    QTest::addColumn<int>("width");
    for (const auto &[moments, width] :
         {std::pair{1U, 1}, {1U, 900}, {7U, 900}, {20U, 1239}, {900U, 900}, {899U, 900}}) {
        QTest::addRow("%u in %d", moments, width) << moments << width;
    }
}

void TestTimeBar::everyPixelBelongsToTheSlotItIsIn()
{
    QFETCH(uint, moments);
    QFETCH(int, width);
    const TimeStripGeometry geometry(moments, QRect(13, 5, width, 30));
    for (int x = 13; x < 13 + width; ++x) {
        const QRect slot = geometry.slot(geometry.momentAt(x));
        QVERIFY2(slot.left() <= x && x <= slot.right(), qPrintable(QString::number(x)));
    }
    QCOMPARE(geometry.momentAt(-1000), 0U);
    QCOMPARE(geometry.momentAt(100'000), moments - 1);
}

void TestTimeBar::theLineStaysInsideAndTouchesBothEnds()
{
    for (const std::uint32_t moments : {1U, 2U, 50U, 5000U}) {
        std::vector<std::uint64_t> values;
        for (std::uint32_t i = 0; i < moments; ++i) {
            values.push_back(i * 7919ULL % 1000);
        }
        const TimeStripGeometry geometry(moments, QRect(0, 0, 640, 30));
        const auto line = sparkline(geometry, values);
        QCOMPARE(line.size(), std::size_t{640});
        int lowest = 30;
        int highest = -1;
        for (const SparkColumn &column : line) {
            QVERIFY(column.low >= 0 && column.low <= column.high && column.high < 30);
            lowest = std::min(lowest, column.low);
            highest = std::max(highest, column.high);
        }
        QVERIFY(moments == 1 || (lowest == 0 && highest == 29));
    }
}

void TestTimeBar::hugeValuesStandWhereTheyBelong()
{
    const std::uint64_t top = ~std::uint64_t{0};
    const TimeStripGeometry geometry(3, QRect(0, 0, 3, 101));
    const auto line = sparkline(geometry, {0, top / 2, top});
    QCOMPARE(line[0].high, 0);
    QVERIFY(line[1].high == 49 || line[1].high == 50);
    QCOMPARE(line[2].high, 100);
}

void TestTimeBar::isHiddenWithoutASeries()
{
    TimeBar bar;
    QVERIFY(bar.isHidden());
    QVERIFY(!bar.play->isEnabled());
    bar.setSeries(seriesOf({8, 16}), 0);
    QVERIFY(!bar.isHidden());
    QVERIFY(bar.play->isEnabled());
    QVERIFY(!bar.firstChange->isEnabled());
    bar.setSeries(nullptr, 0);
    QVERIFY(bar.isHidden());
}

void TestTimeBar::saysWhereItIs()
{
    TimeBar bar;
    bar.setSeries(seriesOf({8, 16, 32}), 1);
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("timePlace"))->text(), QStringLiteral("s.1"));
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("timeWhen"))->text(), QStringLiteral("2 of 3"));
    QVERIFY(bar.strip().accessibleDescription().startsWith(QStringLiteral("s.1, 2 of 3; Mapped: 20 KiB")));
}

void TestTimeBar::stepsAndStopsAtTheEnds()
{
    TimeBar bar;
    bar.setSeries(seriesOf({8, 16, 32}), 0);
    QSignalSpy asked(&bar, &TimeBar::momentRequested);
    bar.next->trigger();
    QCOMPARE(asked.takeFirst().at(0).toUInt(), 1U);
    bar.previous->trigger();
    QCOMPARE(asked.takeFirst().at(0).toUInt(), 0U);
    bar.setFront(2);
    bar.next->trigger();
    QCOMPARE(asked.takeFirst().at(0).toUInt(), 2U);
}

void TestTimeBar::aPressGoesToTheMomentThere()
{
    TimeBar bar;
    bar.setSeries(seriesOf({8, 16, 32, 64}), 0);
    bar.resize(900, 90);
    bar.show();
    QSignalSpy asked(&bar, &TimeBar::momentRequested);
    const QRect slot = bar.strip().geometryOfMoments().slot(2);
    QTest::mouseClick(&bar.strip(), Qt::LeftButton, {}, slot.center());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.takeFirst().at(0).toUInt(), 2U);
}

// The front follows when the worker is done; keys pressed meanwhile count.
void TestTimeBar::arrowKeysWalkAndAddUp()
{
    TimeBar bar;
    bar.setSeries(seriesOf({8, 16, 32, 64}), 0);
    QSignalSpy asked(&bar, &TimeBar::momentRequested);
    QTest::keyClick(&bar.strip(), Qt::Key_Right);
    QTest::keyClick(&bar.strip(), Qt::Key_Right);
    QCOMPARE(asked.last().at(0).toUInt(), 2U);
    QTest::keyClick(&bar.strip(), Qt::Key_End);
    QCOMPARE(asked.last().at(0).toUInt(), 3U);
    QTest::keyClick(&bar.strip(), Qt::Key_Home);
    QCOMPARE(asked.last().at(0).toUInt(), 0U);
}

void TestTimeBar::playGoesOnToTheEndAndStops()
{
    TimeBar bar;
    bar.setSeries(seriesOf({8, 16, 32}), 1);
    connect(&bar, &TimeBar::momentRequested, &bar, &TimeBar::setFront);
    bar.play->trigger();
    QVERIFY(bar.isPlaying());
    QTRY_COMPARE_WITH_TIMEOUT(bar.front(), 2U, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!bar.isPlaying(), patienceMs);
    QVERIFY(!bar.play->isChecked());
    bar.play->trigger(); // from the end anew
    QCOMPARE(bar.front(), 0U);
    bar.next->trigger(); // a step takes over
    QVERIFY(!bar.isPlaying());
}

void TestTimeBar::jumpsToTheFirstChangeOfTheSelection()
{
    const SeriesPtr series = seriesOf({8, 8, 8, 8});
    TimeBar bar;
    bar.setSeries(series, 3);
    bar.setRangeChanges(changesOf(*series, {firstPage, 0, true}));
    QVERIFY(bar.firstChange->isEnabled());
    QSignalSpy asked(&bar, &TimeBar::momentRequested);
    bar.firstChange->trigger();
    QCOMPARE(asked.takeFirst().at(0).toUInt(), 2U);
    bar.nextChange->trigger(); // none behind: round to the first
    QCOMPARE(asked.takeFirst().at(0).toUInt(), 2U);
    QVERIFY(bar.findChild<QLabel *>(QStringLiteral("timeSelection"))
                ->text()
                .contains(QStringLiteral("1 of 4, first in s.2")));
    bar.setRangeChanges(std::vector<RangeChange>());
    QVERIFY(!bar.firstChange->isEnabled());
}

void TestTimeBar::figuresAreThoseOfTheMoment()
{
    const SeriesPtr series = seriesOf({8, 16, 32});
    QCOMPARE(figureOf(series->at(2), SeriesFigure::Mapped), 36 * kib);
    QCOMPARE(figureOf(series->at(2), SeriesFigure::ReadOnly), 4 * kib);
    QCOMPARE(figureOf(series->at(2), SeriesFigure::Writable), 32 * kib);
    QCOMPARE(figureOf(series->at(2), SeriesFigure::Pages), 36 * kib);
    QCOMPARE(figureOf(series->at(2), SeriesFigure::Blocks), 0U);
    QCOMPARE(figureOf(series->at(0), SeriesFigure::Changes), 0U);
    TimeBar bar;
    bar.setSeries(series, 2);
    bar.setFigure(SeriesFigure::Writable);
    QVERIFY(bar.findChild<QLabel *>(QStringLiteral("timeValue"))->text().startsWith(QStringLiteral("32 KiB")));
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestTimeBar)
#include "test_time_bar.moc"
