// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/gui/honesty_text.h"
#include "app/gui/session.h"
#include "core/companion/companions.h"
#include "parsers/bundle/bundle.h"
#include "parsers/bundle/capture_notes.h"
#include "parsers/io/read_text.h"
#include "parsers/load.h"
#include "tests/support/captures.h"
#include "tests/support/explained.h"
#include "tests/support/snapshot_builder.h"

using namespace ptscope;

namespace {

/// A dump of one row that somebody captured.
Document captured(std::optional<std::uint64_t> readMilliseconds)
{
    test::SnapshotBuilder dump;
    const SnapshotPtr bare = dump.leaf(test::mib, Level::Pte).build();
    auto companions = std::make_shared<Companions>();
    companions->capture = {"2026-11-21T00:22:51Z", "2026-11-21T00:22:52Z", readMilliseconds};
    Document document;
    document.snapshot = document.asRead = test::explainedBy(*bare, companions);
    document.readMilliseconds = 3;
    document.snapshot->owners();
    return document;
}

} // namespace

class TestHonestyText : public QObject
{
    Q_OBJECT

private slots:
    void timesGetShorterFromTheEnd();
    void noDurationIsInvented();
    void notesOfTheCaptureAreNoRepairedLines();
    void oneIsNoPlural();
};

void TestHonestyText::timesGetShorterFromTheEnd()
{
    const Document document = captured(24);
    const QString read = QStringLiteral("captured 2026-11-21 00:22:51Z to 00:22:52Z, read in 24 ms");
    QCOMPARE(timesText(document), read + QStringLiteral(", opened in 3 ms"));
    QCOMPARE(timesText(document, TimesLength::Captured), read);
    QCOMPARE(timesText(document, TimesLength::Read), QStringLiteral("read in 24 ms"));
}

void TestHonestyText::noDurationIsInvented()
{
    QVERIFY(timesText(captured({}), TimesLength::Read).isEmpty());
    QCOMPARE(timesText(captured(0), TimesLength::Read), QStringLiteral("read in less than 10 ms"));
}

void TestHonestyText::notesOfTheCaptureAreNoRepairedLines()
{
    LoadOptions options;
    options.companionsBeside = true;
    CaptureNotes notes;
    notes.notes = {"kernel.kptr_restrict is 2"};
    const std::string content = notes.text();
    std::string bundle;
    const std::vector<BundleFile> files{{std::string(CaptureNotes::fileName), content}};
    const auto written = writeBundle(*readText(test::captureFile("v7.3-4k-va48-base").string()), files, [&](std::string_view bytes) {
        bundle += bytes;
        return true;
    });
    QVERIFY(written.has_value());
    const auto loaded = loadBytes(bundle, "noted.ptdump.zst", options);
    QVERIFY(loaded.has_value());
    const QString text = lineAccountText(lineAccountOf(*loaded->snapshots.front()));
    QVERIFY2(text.contains(QStringLiteral("1 note of the capture")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("repaired")), qPrintable(text));
}

void TestHonestyText::oneIsNoPlural()
{
    LineAccount account;
    account.lines = 1;
    account.runs = 1;
    account.markers = 1;
    QCOMPARE(lineAccountText(account), QStringLiteral("1 line: 1 run, 1 marker, 0 not understood"));
    account.runs = 0;
    account.markers = 2;
    account.lines = 2;
    QCOMPARE(lineAccountText(account), QStringLiteral("2 lines: 0 runs, 2 markers, 0 not understood"));
}

QTEST_MAIN(TestHonestyText)
#include "test_honesty_text.moc"
