// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/address_paint.h"
#include "views/look/numbers.h"

#include <QTest>

#include <limits>

namespace ptscope {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t kib = 1024;
constexpr std::uint64_t mib = 1024 * kib;
constexpr std::uint64_t gib = 1024 * mib;
constexpr std::uint64_t eib = 1024 * 1024 * gib * 1024;
constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

} // namespace

class TestNumbers : public QObject
{
    Q_OBJECT

private slots:
    void sizesAsTheKernelPrints_data();
    void sizesAsTheKernelPrints();
    void sums_data();
    void sums();
    void sumsNeverExceedFourDigits();
    void counts();
    void deltas();
    void addresses();
    void commonPrefix();
};

void TestNumbers::sizesAsTheKernelPrints_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("page") << quint64{4 * kib} << u"4K"_s;
    QTest::newRow("odd pages") << quint64{3648 * kib} << u"3648K"_s;
    QTest::newRow("contiguous") << quint64{992 * mib} << u"992M"_s;
    QTest::newRow("block") << quint64{gib} << u"1G"_s;
    QTest::newRow("not to T") << quint64{130560 * gib} << u"130560G"_s;
    QTest::newRow("128T") << quint64{128 * 1024 * gib} << u"128T"_s;
    QTest::newRow("half the space") << quint64{8 * eib} << u"8E"_s;
    QTest::newRow("all but a page") << quint64{most - 4095} << u"18014398509481980K"_s;
    QTest::newRow("no whole K") << quint64{1025} << u"1025B"_s;
    QTest::newRow("none") << quint64{0} << u"0B"_s;
}

void TestNumbers::sizesAsTheKernelPrints()
{
    QFETCH(quint64, bytes);
    QTEST(runSizeText(bytes), "text");
}

void TestNumbers::sums_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << quint64{0} << u"nothing"_s;
    QTest::newRow("bytes") << quint64{512} << u"512 B"_s;
    QTest::newRow("below a K") << quint64{1023} << u"1023 B"_s;
    QTest::newRow("exact K") << quint64{36 * kib} << u"36 KiB"_s;
    QTest::newRow("exact M") << quint64{992 * mib} << u"992 MiB"_s;
    QTest::newRow("exact G") << quint64{4 * gib} << u"4 GiB"_s;
    QTest::newRow("half") << quint64{mib + 512 * kib} << u"1.50 MiB"_s;
    QTest::newRow("two decimals") << quint64{19724 * kib} << u"19.26 MiB"_s;
    QTest::newRow("one decimal") << quint64{286003 * kib} << u"279.3 MiB"_s;
    QTest::newRow("nearly exact keeps decimals") << quint64{8 * gib + kib} << u"8.00 GiB"_s;
    QTest::newRow("99.996 is 100.0") << quint64{100 * mib - kib} << u"100.0 MiB"_s;
    QTest::newRow("999.96 is 1000") << quint64{1000 * mib - kib} << u"1000 MiB"_s;
    QTest::newRow("no decimal above 1000") << quint64{1010 * mib + 300 * kib} << u"1010 MiB"_s;
    QTest::newRow("rounds into the next unit") << quint64{gib - 1} << u"1.00 GiB"_s;
    QTest::newRow("largest") << quint64{most} << u"16.00 EiB"_s;
    QTest::newRow("exabyte") << quint64{eib + eib / 4} << u"1.25 EiB"_s;
}

void TestNumbers::sums()
{
    QFETCH(quint64, bytes);
    QTEST(sumText(bytes), "text");
}

void TestNumbers::sumsNeverExceedFourDigits()
{
    std::uint64_t bytes = 1;
    for (int i = 0; i < 4000; ++i) {
        bytes = bytes * 6364136223846793005U + 1442695040888963407U;
        const QString text = sumText(bytes >> (i % 64));
        const auto digits = std::count_if(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
        QVERIFY2(digits <= 4, qPrintable(text));
        QVERIFY2(!text.startsWith(u"1024 "), qPrintable(text));
    }
}

void TestNumbers::counts()
{
    QCOMPARE(countText(0), u"0"_s);
    QCOMPARE(countText(999), u"999"_s);
    QCOMPARE(countText(1024), u"1\u2009024"_s);
    QCOMPARE(countText(16384), u"16\u2009384"_s);
    QCOMPARE(countText(281600), u"281\u2009600"_s);
    QCOMPARE(countText(most), u"18\u2009446\u2009744\u2009073\u2009709\u2009551\u2009615"_s);
    QCOMPARE(countColumnText(4547984), u"4 547 984"_s);
}

void TestNumbers::deltas()
{
    QCOMPARE(deltaText(0), u"0"_s);
    QCOMPARE(deltaText(18), u"+18"_s);
    QCOMPARE(deltaText(-28672), u"\u221228\u2009672"_s);
    QCOMPARE(deltaColumnText(-36864), u"\u221236 864"_s);
    QCOMPARE(deltaText(std::numeric_limits<std::int64_t>::min()),
             u"\u22129\u2009223\u2009372\u2009036\u2009854\u2009775\u2009808"_s);
    QCOMPARE(sumDeltaText(72 * kib), u"+72 KiB"_s);
    QCOMPARE(sumDeltaText(-28 * std::int64_t{mib}), u"\u221228 MiB"_s);
    QCOMPARE(sumDeltaText(0), u"0"_s);
}

void TestNumbers::addresses()
{
    QCOMPARE(addressLabel(0xffff800008010000), u"0xffff800008010000"_s);
    QCOMPARE(addressLabel(0), u"0x0000000000000000"_s);
    QCOMPARE(indexText(0x40), u"0x040"_s);
    QCOMPARE(bareIndexText(0x40), u"040"_s);
    QCOMPARE(bareIndexText(0x1fff), u"1fff"_s);
}

void TestNumbers::commonPrefix()
{
    QCOMPARE(commonDigits(0xffff000000000000, 0xffff800000000000), 4);
    QCOMPARE(commonDigits(0xffff800008010000, 0xffff8000083a0000), 10);
    QCOMPARE(commonDigits(1, 1), 16);
    QCOMPARE(commonDigits(0, most), 0);
}

} // namespace ptscope

QTEST_APPLESS_MAIN(ptscope::TestNumbers)
#include "test_numbers.moc"
