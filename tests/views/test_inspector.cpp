// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QCoreApplication>
#include <QLabel>
#include <QTest>

#include "core/diff/comparison.h"
#include "core/snapshot/row_text.h"
#include "tests/support/load_capture.h"
#include "tests/support/patience.h"
#include "tests/support/snapshot_builder.h"
#include "views/inspector/address_bits.h"
#include "views/inspector/entry_list.h"
#include "views/inspector/inspector.h"
#include "views/inspector/walk_step.h"
#include "views/look/widgets/address_label.h"

using namespace ptscope;
using namespace ptscope::test;

namespace {

constexpr auto baseCapture = "v6.1-4k-va48-base";
constexpr AddrRange kernelTextRun{{0xffff800008010000}, {0xffff80000839ffff}};

PagingGeometry geometry(Granule granule, unsigned bits)
{
    return PagingGeometry::make(granule, bits).value();
}

QString fieldsText(const std::vector<BitField> &fields)
{
    QStringList parts;
    for (const BitField &field : fields) {
        parts.append(QStringLiteral("%1 %2:%3").arg(field.name).arg(field.high).arg(field.low));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

class TestInspector : public QObject
{
    Q_OBJECT

private slots:
    void bitsFollowTheGeometry();
    void kernelText();
    void partOfARun();
    void aHole();
    void invalidEntriesNameTheirMakers();
    void writableAndExecutableIsTold();
    void aTableEntry();
    void aRegion();
    void nothingSelectedShowsTheDump();
    void whatTheTextDoesNotSay();
    void kasanIsAnUpperBound();
    void aStepOfTheWalkSelects();
    void aLineOfATableSelectsAndHovers();
    void textsCanBeSelectedAndCopied();
    void everyRowOfEveryCaptureHasAPage_data();
    void everyRowOfEveryCaptureHasAPage();
    void emptyAndClosedAreNoCrash();
    void beforeAndAfterOfARun();
    void whatMovedIsFoundWhereItStood();
    void spansAreToldWhereverOneIs();

private:
    /// The page about `selection`, or about the dump, as text.
    QString page(const SnapshotPtr &dump, std::optional<AddrRange> selection)
    {
        m_navigator.reset();
        if (selection) {
            m_navigator.select(*selection);
        }
        m_inspector.setSnapshot(dump);
        m_inspector.refresh();
        return m_inspector.plainText();
    }

    Navigator m_navigator;
    Inspector m_inspector{m_navigator};
};

#define HAS(text, part) QVERIFY2((text).contains(QStringLiteral(part)), qPrintable(text))
#define HAS_NOT(text, part) QVERIFY2(!(text).contains(QStringLiteral(part)), qPrintable(text))

void TestInspector::bitsFollowTheGeometry()
{
    const VirtAddr upper{0xffff800008010000};
    QCOMPARE(fieldsText(bitFieldsOf({}, upper, Level::Pte)),
             QStringLiteral("TTBR1 63:48, PGD 47:39, PUD 38:30, PMD 29:21, PTE 20:12, offset 11:0"));
    QCOMPARE(fieldsText(bitFieldsOf({}, upper, Level::Pmd)),
             QStringLiteral("TTBR1 63:48, PGD 47:39, PUD 38:30, PMD 29:21, offset 20:0"));
    QCOMPARE(fieldsText(bitFieldsOf(geometry(Granule::Page4K, 39), {0x1000}, Level::Pte)),
             QStringLiteral("TTBR0 63:39, PGD 38:30, PMD 29:21, PTE 20:12, offset 11:0"));
    QCOMPARE(fieldsText(bitFieldsOf(geometry(Granule::Page4K, 52), upper, Level::Pte)),
             QStringLiteral("TTBR1 63:52, PGD 51:48, P4D 47:39, PUD 38:30, PMD 29:21, PTE 20:12, offset 11:0"));
    QCOMPARE(fieldsText(bitFieldsOf(geometry(Granule::Page16K, 48), upper, Level::Pte)),
             QStringLiteral("TTBR1 63:48, PGD 47:47, PUD 46:36, PMD 35:25, PTE 24:14, offset 13:0"));
    QCOMPARE(fieldsText(bitFieldsOf(geometry(Granule::Page64K, 42), upper, Level::Pte)),
             QStringLiteral("TTBR1 63:42, PGD 41:29, PTE 28:16, offset 15:0"));
    QCOMPARE(fieldsText(bitFieldsOf({}, upper, Level::Pgd)), QStringLiteral("TTBR1 63:48, PGD 47:39, offset 38:0"));
}

void TestInspector::kernelText()
{
    const QString text = page(loadCapture(baseCapture), kernelTextRun);
    HAS(text, "64K contiguous, ro x (run 21 of 137)\n");
    HAS(text, "0xffff800008010000-0xffff8000083a0000\n");
    HAS(text, "3648K  912 pages · vmalloc() · dump line 26\n");
    HAS(text, "PGD: bits 47 to 39, 100\n");
    HAS(text, "PGD[0x100]: table of 512, 4 used\n");
    HAS(text, "PUD[0x000]: table of 512, 1 used\n");
    HAS(text, "PMD[0x040]: table of 512, 141 used\n");
    HAS(text, "PTE[0x010]: leaf 4K · 506 of 512 used\n");
    HAS(text, "CON: 16 pages can share one TLB entry (Contiguous=1)\n");
    HAS(text, "MEM/NORMAL: Normal memory, write-back (AttrIndx=0 in 6.1+)\n");
    HAS(text, "Page-table entries: 912 (in 2 PTE tables, 8 KiB)\n");
    HAS(text, "TLB entries: 57 (912 if CON is ignored)\n");
    HAS(text, "No aligned 2M lies in the run");
}

void TestInspector::partOfARun()
{
    const QString text = page(loadCapture(baseCapture), AddrRange::fromSize({0xffff800008012000}, {4096}));
    HAS(text, "4K  1 page · of a run of 3648K · vmalloc() · dump line 26\n");
    HAS(text, "PTE[0x012]: leaf 4K · 506 of 512 used\n");
}

void TestInspector::aHole()
{
    const SnapshotPtr dump = loadCapture(baseCapture);
    const QString pmd = page(dump, dump->extents().range({11}));
    HAS(pmd, "Hole (run 12 of 137)\n");
    HAS(pmd, "PMD[0x000]: empty · 141 of 512 used\n");
    HAS(pmd, "The PMD entries themselves are empty: there is no PTE table here.");
    HAS_NOT(pmd, "TLB");
    const QString pte = page(dump, dump->extents().range({13}));
    HAS(pte, "PTE tables stand here, and these entries of them are empty.");
}

void TestInspector::invalidEntriesNameTheirMakers()
{
    const SnapshotPtr dump = SnapshotBuilder()
                                 .marker("Linear Mapping start")
                                 .leaf(4 * kib, Level::Pte, kernelData({Attr::Invalid, Attr::NotGlobal}))
                                 .build();
    const QString text = page(dump, dump->extents().range({0}));
    HAS(text, "Invalid entries (run 1 of 1)\n");
    HAS(text, "F: Not valid: any access faults (bit 0=0)\n");
    HAS(text, "KFENCE");
    HAS(text, "PTE[0x000]: invalid 4K");
    HAS_NOT(text, "TLB");
}

void TestInspector::writableAndExecutableIsTold()
{
    Attributes bad = kernelData();
    bad.set(Attr::PrivilegedNx, false);
    const SnapshotPtr dump = SnapshotBuilder().leaf(16 * kib, Level::Pte, bad).build();
    HAS(page(dump, dump->extents().range({0})), "W^X is broken");
    HAS(page(dump, std::nullopt), "RW x: 16 KiB");
    HAS(page(loadCapture(baseCapture), std::nullopt), "RW x: none");
}

void TestInspector::aTableEntry()
{
    const QString text = page(loadCapture(baseCapture), AddrRange::fromSize({0xffff800008000000}, {2 * mib}));
    HAS(text, "PMD[0x040] (table entry)\n");
    HAS(text, "Points to a PTE table: 506 of 512 entries used, 9 runs\n");
    HAS(text, "010 1984K ro x");
    HAS(text, "004 4K hole");
    const QString pud = page(loadCapture(baseCapture), AddrRange::fromSize({0xffff800000000000}, {gib}));
    HAS(pud, "048 14M 7 PTE tables of one run");
    HAS(pud, "040 2M PTE table, 506 used");
}

void TestInspector::aRegion()
{
    const SnapshotPtr dump = loadCapture(baseCapture);
    const QString text = page(dump, dump->regions()[0].range);
    HAS(text, "Linear Mapping (region)\n");
    HAS(text, "Mapped (4 GiB)\n");
    HAS(text, "1G block: 3 GiB\n");
    HAS(text, "PTE tables: 2 (8 KiB)\n");
}

void TestInspector::nothingSelectedShowsTheDump()
{
    const SnapshotPtr dump = loadCapture(baseCapture);
    const QString text = page(dump, std::nullopt);
    HAS(text, "(nothing selected)\n");
    HAS(text, "Page size: 4K\n");
    HAS(text, "Virtual addresses: 48 bits\n");
    HAS(text, "Levels: 4 (PGD PUD PMD PTE)\n");
    QVERIFY(text.contains(QString::fromStdString(dump->geometryFinding().reason)));
    HAS(text, "PTE tables: 145 (580 KiB)\n");
    HAS(text, "holes: 72\n");
    HAS(text, "Not understood: nothing\n");
}

void TestInspector::whatTheTextDoesNotSay()
{
    const SnapshotPtr dump = SnapshotBuilder().leaf(4 * kib, Level::Pte).build();
    HAS(page(dump, AddrRange::fromSize({0xffff900000000000}, {4096})), "Not in the text\n");
}

void TestInspector::kasanIsAnUpperBound()
{
    HAS(page(loadCapture("v7.3-4k-va48-kasan-base"), std::nullopt), "Tables (at most: KASAN shares some)\n");
}

void TestInspector::aStepOfTheWalkSelects()
{
    const SnapshotPtr dump = loadCapture(baseCapture);
    page(dump, kernelTextRun);
    m_inspector.show();
    const auto steps = m_inspector.findChildren<WalkStep *>();
    QCOMPARE(steps.size(), 4);
    QTest::keyClick(steps[2], Qt::Key_Space);
    QCOMPARE(m_navigator.selection().value(), AddrRange::fromSize({0xffff800008000000}, {2 * mib}));
    QTRY_VERIFY_WITH_TIMEOUT(m_inspector.plainText().startsWith(QStringLiteral("PMD[0x040]")), patienceMs);
    m_inspector.hide();
}

void TestInspector::aLineOfATableSelectsAndHovers()
{
    page(loadCapture(baseCapture), AddrRange::fromSize({0xffff800008000000}, {2 * mib}));
    auto *list = m_inspector.findChild<EntryList *>();
    QVERIFY(list != nullptr);
    QCOMPARE(list->runCount(), 9U);
    QFocusEvent focus(QEvent::FocusIn);
    QCoreApplication::sendEvent(list, &focus);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(m_navigator.hover().value(), AddrRange::fromSize({0xffff800008004000}, {4 * kib}));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(m_navigator.selection().value(), AddrRange::fromSize({0xffff800008004000}, {4 * kib}));
}

void TestInspector::textsCanBeSelectedAndCopied()
{
    page(loadCapture(baseCapture), kernelTextRun);
    for (const QLabel *label : m_inspector.findChildren<QLabel *>()) {
        QVERIFY2(label->textInteractionFlags().testFlag(Qt::TextSelectableByMouse), qPrintable(label->text()));
    }
    m_inspector.findChildren<AddressLabel *>().front()->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0xffff800008010000"));
    m_inspector.copyAll();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_inspector.plainText());
}

void TestInspector::everyRowOfEveryCaptureHasAPage_data()
{
    QTest::addColumn<QString>("capture");
    for (const char *name : {"v7.3-4k-va39-base", "v7.3-16k-va47-base", "v7.3-64k-va52-base", "v7.3-4k-va52-base",
                             "v7.3-4k-va48-kasan-base", "v7.3-4k-va48-wx"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void TestInspector::everyRowOfEveryCaptureHasAPage()
{
    QFETCH(QString, capture);
    const SnapshotPtr dump = loadCapture(capture.toStdString());
    for (std::uint32_t row = 0; row < dump->extents().size(); row += 3) {
        const QString text = page(dump, dump->extents().range({row}));
        QVERIFY2(text.contains(QStringLiteral("run %1 of").arg(row + 1)), qPrintable(text));
        QVERIFY(text.contains(QString::fromStdString(addressText(dump->extents().first({row}).value))));
    }
}

void TestInspector::emptyAndClosedAreNoCrash()
{
    QVERIFY(page(nullptr, std::nullopt).contains(QStringLiteral("Open a dump")));
    QVERIFY(page(SnapshotBuilder().build(), std::nullopt).contains(QStringLiteral("No runs")));
    page(nullptr, AddrRange::fromSize({0}, {4096}));
    m_inspector.resize(300, 200);
    QVERIFY(!m_inspector.grab().isNull());
}

void TestInspector::beforeAndAfterOfARun()
{
    const SnapshotPtr before = loadCapture("v6.1-4k-va48-hvo2m-before");
    const SnapshotPtr after = loadCapture("v6.1-4k-va48-hvo2m-after");
    const auto text = after->extents().find(kernelTextRun.first);
    const auto stripe = after->extents().find(VirtAddr{0xfffffc0000001000});
    QVERIFY(text && stripe);
    m_inspector.setComparison(compare(before, after));
    QString shown = page(after, after->extents().range(*text));
    HAS(shown, "Before and after");
    HAS(shown, "Mapped alike in A.");
    shown = page(after, after->extents().range(*stripe));
    HAS(shown, "1 change");
    HAS(shown, "PMD RW NX");
    HAS(shown, "PTE ro NX");
    const auto block = before->extents().find(VirtAddr{0xfffffc0000000000});
    shown = page(before, before->extents().range(*block)); // the other one in front: the same change
    HAS(shown, "Split");
    HAS(shown, "TLB entries: 9 230 (was 32)");
    shown = page(after, after->regions().back().range);
    HAS(shown, "TLB entries: 9 230 (was 32)");
    m_inspector.setComparison(nullptr);
    HAS_NOT(page(after, after->extents().range(*stripe)), "Before and after");
}

void TestInspector::whatMovedIsFoundWhereItStood()
{
    const SnapshotPtr before = loadCapture("v7.3-4k-va48-base");
    const SnapshotPtr after = loadCapture("v7.3-4k-va48-kaslr");
    const ComparisonPtr comparison = compare(before, after);
    QVERIFY(comparison->diff && !comparison->diff->alignment.moved.empty());
    m_inspector.setComparison(comparison);
    const MovedPart &part = comparison->diff->alignment.moved.front();
    const auto here = after->extents().find(part.after().first);
    const auto there = before->extents().find(part.before.first);
    QVERIFY(here && there);
    HAS(page(after, after->extents().range(*here)), "Stood at");
    HAS(page(before, before->extents().range(*there)), "Stands at");
    m_inspector.setComparison(nullptr);
}

void TestInspector::spansAreToldWhereverOneIs()
{
    const SnapshotPtr dump = loadCapture(baseCapture);
    m_inspector.setSpan(SpanNote{QStringLiteral("+2 MiB"), {{QStringLiteral("pages of 4K"), QStringLiteral("512")}}});
    for (const auto &selection :
         {std::optional<AddrRange>(), std::optional(kernelTextRun), dump->regions().front().range}) {
        const QString shown = page(dump, selection);
        HAS(shown, "From A to B (+2 MiB)");
        HAS(shown, "pages of 4K: 512");
    }
    m_inspector.setSpan(std::nullopt);
    HAS_NOT(page(dump, kernelTextRun), "From A to B");
}

QTEST_MAIN(TestInspector)
#include "test_inspector.moc"
