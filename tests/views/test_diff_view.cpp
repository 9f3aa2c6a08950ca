// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <rapidcheck.h>

#include "tests/support/random_dump.h"
#include "tests/support/svg_of.h"
#include "views/diff/change_list.h"
#include "views/diff/diff_canvas.h"
#include "views/diff/diff_view.h"
#include "views/diff/entry_geometry.h"

namespace ptscope {

using namespace test;

namespace {

/// A block that is split, a page that becomes read-only in two regions, a stack that comes.
ComparisonPtr smallPair()
{
    SnapshotBuilder a;
    a.marker("Linear Mapping start").leaf(2 * mib, Level::Pte).marker("Linear Mapping end").marker("vmalloc() area");
    a.leaf(2 * mib, Level::Pte).hole(2 * mib, Level::Pte).marker("vmalloc() end").marker("vmemmap start");
    a.leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}));
    SnapshotBuilder b;
    const Attributes readOnly = kernelData({Attr::ReadOnly});
    b.marker("Linear Mapping start").leaf(4 * kib, Level::Pte, readOnly).leaf(2 * mib - 4 * kib, Level::Pte);
    b.marker("Linear Mapping end").marker("vmalloc() area").leaf(4 * kib, Level::Pte, readOnly);
    b.leaf(2 * mib - 4 * kib, Level::Pte).hole(16 * kib, Level::Pte).leaf(16 * kib, Level::Pte);
    b.hole(2 * mib - 32 * kib, Level::Pte).marker("vmalloc() end").marker("vmemmap start").leaf(2 * mib, Level::Pte);
    return compare(a.build(), b.build());
}

QStringList titlesOf(const ChangeListModel &model)
{
    QStringList titles;
    for (const auto &section : model.sections()) {
        titles << QStringLiteral("%1 %2").arg(section.title).arg(section.changes().size());
    }
    return titles;
}

} // namespace

class TestDiffView : public QObject
{
    Q_OBJECT

private slots:
    void emptyViewSaysWhatToDo();
    void changesOfWhichTheSameIsSaidStandUnderOneHead();
    void vectorPicturesWriteAHeadOnce();
    void churnCanStandWithTheRestOrBeHidden();
    void theFilterHoldsForTheListOfChanges();
    void nextDifferenceGoesRound();
    void listAndNavigatorFollowEachOther();
    void aRefusalIsASentence();
    void everyChangeHasExactlyOneLine();
    void entriesTileAndCanBeHit();
};

void TestDiffView::emptyViewSaysWhatToDo()
{
    Navigator navigator;
    DiffView view(navigator);
    view.setSnapshot(SnapshotBuilder().leaf(2 * mib, Level::Pmd).build());
    QStringList texts;
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        texts << label->text();
    }
    QVERIFY(texts.join(QLatin1Char('\n')).contains(QLatin1String("Choose a second dump")));
    QSignalSpy asked(&view, &DiffView::compareRequested);
    for (QPushButton *button : view.findChildren<QPushButton *>()) {
        button->click();
    }
    QCOMPARE(asked.size(), 1);
}

void TestDiffView::changesOfWhichTheSameIsSaidStandUnderOneHead()
{
    Navigator navigator;
    DiffView view(navigator);
    view.setComparison(smallPair());
    QCOMPARE(titlesOf(view.list().changes()),
             (QStringList{QStringLiteral("Split 1"), QStringLiteral("Permission 2"), QStringLiteral("Churn 1")}));
    const auto &rights = view.list().changes().sections()[1];
    QCOMPARE(rights.note, QStringLiteral("RW → ro   Linear Mapping and vmalloc()"));
    QVERIFY(view.list().changes().sections().back().note.contains(QLatin1String("kernel stack")));
}

/// On the screen each cell of the line paints its piece of the head; a vector picture does not cut the rest off.
void TestDiffView::vectorPicturesWriteAHeadOnce()
{
    Navigator navigator;
    DiffView view(navigator);
    view.resize(1200, 800);
    view.setComparison(smallPair());
    const QByteArray svg = svgOf(view.list());
    for (const auto &section : view.list().changes().sections()) {
        QCOMPARE(svg.count(QByteArray('>' + section.title.toUtf8() + '<')), 1);
    }
}

void TestDiffView::churnCanStandWithTheRestOrBeHidden()
{
    Navigator navigator;
    DiffView view(navigator);
    view.setComparison(smallPair());
    view.setChurn(ChurnShow::WithTheRest);
    QCOMPARE(titlesOf(view.list().changes()).back(), QStringLiteral("Mapped 1"));
    view.setChurn(ChurnShow::Hidden);
    QCOMPARE(titlesOf(view.list().changes()).size(), 2);
    QVERIFY(view.canvas().geometry().labels().size() <= 3);
}

void TestDiffView::theFilterHoldsForTheListOfChanges()
{
    Navigator navigator;
    DiffView view(navigator);
    const ComparisonPtr pair = smallPair();
    view.setComparison(pair);
    const auto ask = [&](const QString &filter) {
        navigator.setMatches(std::make_shared<RowSet>(pair->after->extents().size()), filter);
        return titlesOf(view.list().changes());
    };
    // Read-only now; the block that was split is one only before.
    QCOMPARE(ask(QStringLiteral("perm:ro")), QStringList{QStringLiteral("Permission 2")});
    QCOMPARE(ask(QStringLiteral("region:vmemmap blk")), QStringList{QStringLiteral("Split 1")});
    QCOMPARE(ask(QStringLiteral("region:vmalloc")), (QStringList{QStringLiteral("Permission 1"), QStringLiteral("Churn 1")}));
    QCOMPARE(view.list().changes().sections()[0].bytes, ByteCount{4 * kib});
    view.resize(1200, 900);
    view.grab(); // lays it out
    QVERIFY(!view.canvas().geometry().changes().empty());
    QVERIFY(ask(QStringLiteral("wx")).isEmpty());
    QVERIFY(view.canvas().geometry().changes().empty()); // the picture follows the list
    view.goToNextChange(); // nowhere to go
    navigator.setMatches(nullptr);
    QVERIFY(!view.canvas().geometry().changes().empty());
    QCOMPARE(titlesOf(view.list().changes()).size(), 3);
}

void TestDiffView::nextDifferenceGoesRound()
{
    Navigator navigator;
    DiffView view(navigator);
    const ComparisonPtr pair = smallPair();
    view.setComparison(pair);
    std::vector<AddrRange> walked;
    for (ChangeIndex i = 0; i < pair->diff->changes.size(); ++i) {
        walked.push_back(navigator.selection().value());
        view.goToNextChange();
    }
    QCOMPARE(navigator.selection().value() == walked.front(), true);
    view.goToPreviousChange();
    QCOMPARE(navigator.selection().value() == walked.back(), true);
    std::sort(walked.begin(), walked.end(), [](AddrRange x, AddrRange y) { return x.first < y.first; });
    for (ChangeIndex i = 0; i < pair->diff->changes.size(); ++i) {
        QVERIFY(walked[i] == pair->diff->changes.range(i));
    }
}

void TestDiffView::listAndNavigatorFollowEachOther()
{
    Navigator navigator;
    DiffView view(navigator);
    const ComparisonPtr pair = smallPair();
    view.setComparison(pair);
    const ChangeTable &changes = pair->diff->changes;
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        navigator.select(AddrRange::fromSize(changes.range(i).first, {1}));
        QCOMPARE(view.list().currentChange().value(), i);
    }
    navigator.clearSelection();
    QVERIFY(!view.list().currentChange());
    view.list().choose(0);
    QVERIFY(navigator.selection() == changes.range(0));
}

void TestDiffView::aRefusalIsASentence()
{
    Navigator navigator;
    DiffView view(navigator);
    const auto large = PagingGeometry::make(Granule::Page64K, 52).value();
    view.setComparison(compare(SnapshotBuilder().leaf(2 * mib, Level::Pmd).build(),
                               SnapshotBuilder(large).leaf(512 * mib, Level::Pmd).build()));
    QStringList texts;
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        texts << label->text();
    }
    QVERIFY(texts.join(QLatin1Char('\n')).contains(QLatin1String("4K pages, 48 bits against 64K pages, 52 bits")));
    view.setComparison(smallPair());
    QCOMPARE(view.list().changes().sections().size(), std::size_t{3});
}

void TestDiffView::everyChangeHasExactlyOneLine()
{
    const bool holds = rc::check("lines and changes belong to each other", [] {
        const PagingGeometry geometry = anyGeometry();
        const ComparisonPtr pair = compare(anyDump(geometry), anyDump(geometry));
        RC_PRE(pair->diff.has_value());
        ChangeListModel model;
        const bool apart = *rc::gen::arbitrary<bool>();
        model.setSource(std::make_shared<const DiffSource>(pair), apart ? ChurnShow::Apart : ChurnShow::WithTheRest);
        int changes = 0;
        for (int line = 0; line < model.rowCount(); ++line) {
            const auto change = model.changeAt(line);
            RC_ASSERT(change.has_value() != (model.headAt(line) != nullptr));
            RC_ASSERT(!change || model.lineOf(*change) == line);
            changes += change ? 1 : 0;
            RC_ASSERT(!model.index(line, 0).data().toString().isEmpty());
        }
        RC_ASSERT(static_cast<ChangeIndex>(changes) == pair->diff->changes.size());
    });
    QVERIFY(holds);
}

void TestDiffView::entriesTileAndCanBeHit()
{
    const bool holds = rc::check("entries stand side by side around the change", [] {
        const PagingGeometry geometry = anyGeometry();
        const ComparisonPtr pair = compare(anyDump(geometry), anyDump(geometry));
        RC_PRE(pair->diff.has_value() && !pair->diff->changes.empty());
        const DiffSource source(pair);
        const Change change = pair->diff->changes.at(*rc::gen::inRange(0U, pair->diff->changes.size()));
        const EntryGeometry entries(source, change, {*rc::gen::inRange(300, 2000), EntryGeometry::idealHeight()});
        RC_ASSERT(!entries.cells().empty());
        bool holdsChange = false;
        for (std::size_t i = 0; i < entries.cells().size(); ++i) {
            const EntryCell &cell = entries.cells()[i];
            RC_ASSERT(i == 0 || cell.before.left() == entries.cells()[i - 1].before.right() + 1);
            RC_ASSERT(i == 0 || cell.range.first.value == entries.cells()[i - 1].range.last.value + 1);
            RC_ASSERT(entries.cellAt(cell.before.center()) == &cell);
            RC_ASSERT(entries.cellAt(cell.after.center()) == &cell);
            holdsChange |= cell.range.contains(change.range.first);
        }
        RC_ASSERT(holdsChange);
    });
    QVERIFY(holds);
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestDiffView)
#include "test_diff_view.moc"
