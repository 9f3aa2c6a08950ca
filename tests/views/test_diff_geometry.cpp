// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <rapidcheck.h>

#include "tests/support/axis_walk.h"
#include "tests/support/random_dump.h"
#include "views/diff/diff_geometry.h"

namespace ptscope {

using namespace test;

namespace {

constexpr QSize pictureSize(900, 240);

struct Picture {
    Picture(SnapshotPtr a, SnapshotPtr b, ChurnShow show = ChurnShow::Apart)
        : source(compare(std::move(a), std::move(b))),
          axis(source.axisIndex(), DiffGeometry::axisWidth(pictureSize.width())), churn(show)
    { }
    DiffGeometry geometry() const { return {axis, source, pictureSize, churn}; }

    DiffSource source;
    MapAxis axis;
    ChurnShow churn;
};

/// Two dumps that are alike in parts: rows are taken over, changed, left out.
std::pair<SnapshotPtr, SnapshotPtr> anyRelatives()
{
    const PagingGeometry geometry = anyGeometry();
    const std::uint64_t page = geometry.pageSize().value;
    SnapshotBuilder a(geometry);
    SnapshotBuilder b(geometry);
    a.marker("vmalloc() area");
    b.marker("vmalloc() area");
    const int rows = *rc::gen::inRange(1, 800);
    for (int i = 0; i < rows; ++i) {
        const std::uint64_t size = page * *rc::gen::element(1U, 4U, 4U, 16U, 5000U);
        const Attributes attributes = anyAttributes();
        const int what = *rc::gen::inRange(0, 8);
        what == 0 ? a.hole(size, Level::Pte) : a.leaf(size, Level::Pte, attributes);
        what == 1 ? b.hole(size, Level::Pte) : b.leaf(size, Level::Pte, what == 2 ? anyAttributes() : attributes);
        a.hole(page, Level::Pte);
        b.hole(page, Level::Pte);
    }
    return {a.build(), b.build()};
}

Picture anyPicture()
{
    auto [a, b] = anyRelatives();
    return {a, b, *rc::gen::element(ChurnShow::Apart, ChurnShow::WithTheRest, ChurnShow::Hidden)};
}

} // namespace

class TestDiffGeometry : public QObject
{
    Q_OBJECT

private slots:
    void aSplitBlockStandsBetweenBothSides();
    void lanesTileThePicture();
    void whatIsDrawnCanBeHit();
    void marksNeverOverlapAndForgetNoChange();
    void whatDiffersIsMarkedSoOnBothSides();
    void whatAFilterLeavesOutStandsBack();
    void movedIslandsGetOneBand();
    void hiddenChurnLeavesNoTrace();
};

void TestDiffGeometry::aSplitBlockStandsBetweenBothSides()
{
    SnapshotBuilder a;
    a.marker("vmemmap start").leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}));
    a.leaf(2 * mib, Level::Pmd, kernelData({Attr::Block, Attr::ReadOnly}));
    SnapshotBuilder b;
    b.marker("vmemmap start").leaf(2 * mib, Level::Pte);
    b.leaf(2 * mib, Level::Pmd, kernelData({Attr::Block, Attr::ReadOnly}));
    const Picture picture(a.build(), b.build());
    const DiffGeometry geometry = picture.geometry();
    QCOMPARE(geometry.lanes().size(), std::size_t{4});
    const auto before = geometry.cellsOf(geometry.lanes()[0]);
    const auto after = geometry.cellsOf(geometry.lanes()[2]);
    QCOMPARE(before.size(), std::size_t{2});
    QCOMPARE(before[0].map.leaf, LeafClass::Block);
    QCOMPARE(after[0].map.leaf, LeafClass::Page);
    QVERIFY(before[0].changed && after[0].changed && !before[1].changed && !after[1].changed);
    QCOMPARE(geometry.changes().size(), std::size_t{1});
    QCOMPARE(geometry.changes()[0].kind, ChangeKind::Split);
    QCOMPARE(geometry.changes()[0].rect.left(), before[0].map.rect.left());
    QCOMPARE(geometry.labels().size(), std::size_t{1});
    QCOMPARE(geometry.labels()[0].parts[0].mark, ChangeMark::Split);
    const ChangeCell *hit = geometry.changeAt(geometry.labels()[0].rect.center());
    QVERIFY(hit != nullptr && hit->first == 0);
}

void TestDiffGeometry::lanesTileThePicture()
{
    const bool holds = rc::check("cells of a lane follow one another without gap", [] {
        Picture picture = anyPicture();
        wander(picture.axis);
        const DiffGeometry geometry = picture.geometry();
        for (const DiffLane &lane : geometry.lanes()) {
            int x = lane.rect.left();
            for (const DiffCell &cell : geometry.cellsOf(lane)) {
                RC_ASSERT(cell.map.rect.left() == x);
                RC_ASSERT(cell.map.rect.width() > 0);
                RC_ASSERT(cell.map.rect.top() == lane.rect.top() && cell.map.rect.height() == lane.rect.height());
                x = cell.map.rect.right() + 1;
            }
            RC_ASSERT(x <= lane.rect.right() + 1);
        }
        for (const ChangeCell &cell : geometry.changes()) {
            RC_ASSERT(geometry.changesRect().contains(cell.rect));
        }
    });
    QVERIFY(holds);
}

void TestDiffGeometry::whatIsDrawnCanBeHit()
{
    const bool holds = rc::check("every cell, stretch and mark answers to its middle", [] {
        Picture picture = anyPicture();
        wander(picture.axis);
        const DiffGeometry geometry = picture.geometry();
        for (const DiffCell &cell : geometry.cells()) {
            RC_ASSERT(geometry.cellAt(cell.map.rect.center()) == &cell);
        }
        for (const ChangeCell &cell : geometry.changes()) {
            RC_ASSERT(geometry.changeAt(cell.rect.center()) == &cell);
        }
        for (const ChangeLabel &label : geometry.labels()) {
            RC_ASSERT(geometry.changeAt(label.rect.center()) != nullptr);
        }
    });
    QVERIFY(holds);
}

void TestDiffGeometry::marksNeverOverlapAndForgetNoChange()
{
    const bool holds = rc::check("marks stand apart and count all", [] {
        Picture picture = anyPicture();
        wander(picture.axis);
        const DiffGeometry geometry = picture.geometry();
        int free = geometry.changesRect().left();
        std::uint64_t marked = 0;
        for (const ChangeLabel &label : geometry.labels()) {
            RC_ASSERT(label.rect.left() >= free);
            free = label.rect.right() + 1;
            RC_ASSERT(geometry.changesRect().contains(label.rect));
            for (const ChangeLabel::Part &part : label.parts) {
                RC_ASSERT(part.count > 0);
                marked += part.count;
            }
        }
        std::uint64_t drawn = 0;
        for (const ChangeCell &cell : geometry.changes()) {
            drawn += cell.counts.allMeaning() + (picture.churn == ChurnShow::Hidden ? 0 : cell.counts.allChurn());
        }
        RC_ASSERT(marked == drawn);
        const ChangeTable &changes = picture.source.diff().changes;
        if (picture.axis.empty()) {
            RC_ASSERT(changes.size() == 0U);
            return;
        }
        // A run that ends within the first pixel has its place left of it.
        AddrRange view = picture.axis.visible();
        view.first = std::max(view.first, geometry.cellsOf(geometry.lanes()[0]).front().map.range.first);
        for (ChangeIndex i = 0; i < changes.size(); ++i) {
            const bool wanted = changes.range(i).overlaps(view)
                && (picture.churn != ChurnShow::Hidden || !changes.isChurn(i))
                && picture.source.axisIndex()->snapshot().extents().find(changes.range(i).first).has_value();
            const int x = picture.axis.xOf(picture.axis.positionOf(std::max(changes.range(i).first, view.first)));
            const QPoint at(geometry.content().left() + std::clamp(x, 0, picture.axis.width() - 1),
                            geometry.changesRect().center().y());
            RC_ASSERT(!wanted || geometry.changeAt(at) != nullptr);
        }
    });
    QVERIFY(holds);
}

void TestDiffGeometry::whatDiffersIsMarkedSoOnBothSides()
{
    const bool holds = rc::check("a cell counts as changed exactly where a shown change touches it", [] {
        Picture picture = anyPicture();
        wander(picture.axis);
        const ChangeTable &changes = picture.source.diff().changes;
        const DiffGeometry geometry = picture.geometry();
        for (const DiffCell &cell : geometry.cells()) {
            bool touched = false;
            for (ChangeIndex i = 0; i < changes.size(); ++i) {
                touched |= changes.range(i).overlaps(cell.map.range)
                    && (picture.churn != ChurnShow::Hidden || !changes.isChurn(i));
            }
            RC_ASSERT(cell.changed == touched);
        }
    });
    QVERIFY(holds);
}

void TestDiffGeometry::whatAFilterLeavesOutStandsBack()
{
    const bool holds = rc::check("with some changes kept the picture is that of these alone", [] {
        Picture picture = anyPicture();
        wander(picture.axis);
        const ChangeTable &changes = picture.source.diff().changes;
        std::vector<ChangeIndex> some;
        for (ChangeIndex i = 0; i < changes.size(); ++i) {
            if (*rc::gen::arbitrary<bool>()) {
                some.push_back(i);
            }
        }
        const KeptChanges kept(changes, some);
        const DiffGeometry geometry(picture.axis, picture.source, pictureSize, picture.churn, &kept);
        const auto counts = [&](ChangeIndex i) { return picture.churn != ChurnShow::Hidden || !changes.isChurn(i); };
        for (const DiffCell &cell : geometry.cells()) {
            const bool touched = std::any_of(some.begin(), some.end(), [&](ChangeIndex i) {
                return changes.range(i).overlaps(cell.map.range) && counts(i);
            });
            RC_ASSERT(cell.changed == touched);
        }
        for (const ChangeCell &cell : geometry.changes()) {
            RC_ASSERT(std::binary_search(some.begin(), some.end(), cell.first));
        }
    });
    QVERIFY(holds);
}

void TestDiffGeometry::movedIslandsGetOneBand()
{
    const auto dump = [](std::uint64_t gap) {
        SnapshotBuilder built;
        built.marker("vmalloc() area").leaf(4 * mib, Level::Pte).hole(gap, Level::Pte);
        built.leaf(256 * kib, Level::Pte, kernelData({Attr::ReadOnly})).hole(16 * mib - gap, Level::Pte);
        return built.leaf(4 * mib, Level::Pte).build();
    };
    const Picture picture(dump(1 * mib), dump(8 * mib));
    const DiffGeometry geometry = picture.geometry();
    QCOMPARE(geometry.bands().size(), std::size_t{1});
    const MovedBand band = geometry.bands()[0];
    QVERIFY(band.fromRight <= band.toLeft);
    QVERIFY(geometry.changesRect().left() <= band.fromLeft && band.toRight <= geometry.changesRect().right() + 1);
}

void TestDiffGeometry::hiddenChurnLeavesNoTrace()
{
    SnapshotBuilder a;
    a.marker("vmalloc() area").leaf(4 * mib, Level::Pte).hole(1 * mib, Level::Pte);
    SnapshotBuilder b;
    b.marker("vmalloc() area").leaf(4 * mib, Level::Pte).hole(16 * kib, Level::Pte).leaf(16 * kib, Level::Pte);
    b.hole(1 * mib - 32 * kib, Level::Pte);
    const SnapshotPtr before = a.build();
    const SnapshotPtr after = b.build();
    const Picture shown(before, after, ChurnShow::Apart);
    QCOMPARE(shown.source.diff().churnCount(), 1U);
    QCOMPARE(shown.geometry().changes().size(), std::size_t{1});
    QVERIFY(shown.geometry().changes()[0].churn);
    const Picture hidden(before, after, ChurnShow::Hidden);
    QVERIFY(hidden.geometry().changes().empty());
    QVERIFY(hidden.geometry().labels().empty());
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestDiffGeometry)
#include "test_diff_geometry.moc"
