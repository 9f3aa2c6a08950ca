// SPDX-License-Identifier: GPL-3.0-or-later
// Real dumps with known edits: what was done is found, as what it was, and nothing else.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/diff/apply.h"
#include "tests/support/edited_capture.h"
#include "tests/support/meaning.h"
#include "tests/support/printed.h"

namespace ptscope {
namespace {

using namespace test;

const std::vector<std::string> &captures()
{
    static const std::vector<std::string> names{"v6.1-4k-va48-base",   "v6.1-4k-va48-rodata-full", "v7.3-4k-va48-base",
                                                "v7.3-4k-va39-base",   "v7.3-4k-va52-base",        "v7.3-16k-va47-vmalloc",
                                                "v7.3-64k-va52-vmalloc", "v6.12-4k-va48-base",     "v7.3-4k-va48-kaslr"};
    return names;
}

SnapshotPtr captured(const std::string &name)
{
    static std::map<std::string, SnapshotPtr> known;
    SnapshotPtr &snapshot = known[name];
    if (snapshot == nullptr) {
        snapshot = loadCapture(name);
    }
    return snapshot;
}

void expectApplied(const Diff &diff)
{
    EXPECT_EQ(printedText(*apply(diff, *diff.before)), printedText(*joined(*diff.after)));
}

struct Edit {
    const char *name;
    ChangeKind kind;
    void (*how)(Attributes &);
};

constexpr std::array edits{
    Edit{"ro or RW", ChangeKind::Permission, [](Attributes &a) { a.set(Attr::ReadOnly, !a.has(Attr::ReadOnly)); }},
    Edit{"x or NX", ChangeKind::Permission, [](Attributes &a) { a.set(Attr::PrivilegedNx, !a.has(Attr::PrivilegedNx)); }},
    Edit{"F", ChangeKind::Valid, [](Attributes &a) { a.set(Attr::Invalid, !a.has(Attr::Invalid)); }},
    Edit{"CON", ChangeKind::Contiguous, [](Attributes &a) { a.set(Attr::Contiguous, !a.has(Attr::Contiguous)); }},
    Edit{"NG", ChangeKind::Type, [](Attributes &a) { a.set(Attr::NotGlobal, !a.has(Attr::NotGlobal)); }},
    Edit{"memory type", ChangeKind::Type,
         [](Attributes &a) {
             a.memoryType = a.memoryType == MemoryType::Normal ? MemoryType::DeviceNGnRE : MemoryType::Normal;
         }},
};

/// Some pages of some leaf row.
AddrRange anyPages(const Snapshot &snapshot)
{
    const auto &rows = snapshot.extents();
    std::vector<std::uint32_t> leaves;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (!rows.attributes({row}).isHole()) {
            leaves.push_back(row);
        }
    }
    const AddrRange row = rows.range({leaves[*rc::gen::inRange<std::size_t>(0, leaves.size())]});
    const std::uint64_t page = snapshot.geometry().pageSize().value;
    const std::uint64_t pages = row.size().value / page;
    const std::uint64_t begin = *rc::gen::inRange<std::uint64_t>(0, pages);
    const std::uint64_t count = *rc::gen::inRange<std::uint64_t>(1, std::min<std::uint64_t>(pages - begin, 1000) + 1);
    return AddrRange::fromSize({row.first.value + begin * page}, {count * page});
}

RC_GTEST_PROP(DiffOfEdits, FindsExactlyWhatWasDone, ())
{
    const SnapshotPtr original = captured(*rc::gen::elementOf(captures()));
    const AddrRange pages = anyPages(*original);
    const Edit &edit = edits[*rc::gen::inRange<std::size_t>(0, edits.size())];
    RC_LOG() << edit.name << " at " << std::hex << pages.first.value << "\n";
    const SnapshotPtr edited = EditedCapture(original).change(pages, edit.how).take();
    const Diff diff = diffOf(original, edited, {AlignBy::Detect, false, false}).value();
    RC_ASSERT(diff.alignment.moved.empty());
    RC_ASSERT(diff.changes.size() == 1U);
    RC_ASSERT(diff.changes.range(0) == pages);
    RC_ASSERT(diff.changes.kinds(0).is(edit.kind));
    RC_ASSERT(printedText(*apply(diff, *original)) == printedText(*joined(*edited)));
    const Diff back = diffOf(edited, original, {AlignBy::Detect, false, false}).value();
    RC_ASSERT(back.changes.size() == 1U);
    RC_ASSERT(back.changes.kinds(0) == diff.changes.kinds(0));
}

RC_GTEST_PROP(DiffOfEdits, LedgerIsTheSumOfWhatCameAndWent, ())
{
    const SnapshotPtr original = captured(*rc::gen::elementOf(captures()));
    const AddrRange gone = anyPages(*original);
    const SnapshotPtr edited = EditedCapture(original).unmap(gone, Level::Pte).take();
    const Diff diff = diffOf(original, edited, {AlignBy::Address, false, false}).value();
    std::uint64_t unmapped = 0;
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        const Change change = diff.changes.at(i);
        const bool counted = change.kinds.has(ChangeKind::Unmapped)
            && original->attributes().at(change.before.attributes).valid();
        unmapped += counted ? change.range.size().value : 0;
    }
    RC_ASSERT(diff.ledgerBefore.mappedBytes - diff.ledgerAfter.mappedBytes == unmapped);
}

class DiffOfMoves : public testing::TestWithParam<std::string>
{ };

// KASLR or another start of memory: the linear map and the vmemmap stand elsewhere, and one range in each changed.
TEST_P(DiffOfMoves, FindWhatChangedInWhatMoved)
{
    const SnapshotPtr original = captured(GetParam());
    const auto &geometry = original->geometry();
    const AddrRange linear = contentOfRegion(*original, "Linear");
    const AddrRange vmemmap = contentOfRegion(*original, "vmemmap");
    const AddrRange pages = AddrRange::fromSize({linear.first.value + (std::uint64_t{3} << 28U)}, {4 * geometry.pageSize().value});
    const SnapshotPtr changed = EditedCapture(original).change(pages, edits[0].how).take();
    const std::uint64_t far = std::uint64_t{5} << 30U;
    const std::uint64_t near = std::uint64_t{80} << 20U;
    const SnapshotPtr moved = EditedCapture(changed).move(linear, far, Level::Pmd).move(vmemmap, near, Level::Pmd).take();
    const Diff diff = diffOf(original, moved).value();
    ASSERT_EQ(diff.alignment.moved.size(), 2U);
    EXPECT_EQ(diff.alignment.moved[0].shift, far);
    EXPECT_EQ(diff.alignment.moved[1].shift, near);
    const auto meaning = meaningOf(diff);
    ASSERT_EQ(meaning.size(), 1U);
    EXPECT_TRUE(meaning[0].kinds.is(ChangeKind::Permission));
    EXPECT_EQ(meaning[0].rangeBefore(), pages);
    EXPECT_EQ(meaning[0].range.first.value, pages.first.value + far);
    expectApplied(diff);
}

TEST_P(DiffOfMoves, OfMoreMemoryIsWhatCame)
{
    const SnapshotPtr original = captured(GetParam());
    const AddrRange linear = contentOfRegion(*original, "Linear");
    const auto last = original->extents().find(linear.last);
    const AddrRange more = AddrRange::fromSize(linear.last + ByteCount{1}, {std::uint64_t{2} << 30U});
    const SnapshotPtr grown =
        EditedCapture(original).map(more, original->extents().level(*last), original->attributesOf(*last)).take();
    const Diff diff = diffOf(original, grown).value();
    EXPECT_TRUE(diff.alignment.moved.empty());
    const auto meaning = meaningOf(diff);
    ASSERT_EQ(meaning.size(), 1U);
    EXPECT_EQ(meaning[0].range, more);
    EXPECT_TRUE(meaning[0].kinds.is(ChangeKind::Mapped));
    expectApplied(diff);
}

// Every other page of a pool out of reach, as kfence does.
TEST_P(DiffOfMoves, OfAPoolWithGuardPagesIsOneChangeAPage)
{
    const SnapshotPtr original = captured(GetParam());
    const std::uint64_t page = original->geometry().pageSize().value;
    const VirtAddr pool{contentOfRegion(*original, "Linear").first.value + (std::uint64_t{3} << 28U)};
    EditedCapture edited(original);
    constexpr unsigned guards = 64;
    for (unsigned i = 0; i < guards; ++i) {
        edited.change(AddrRange::fromSize({pool.value + 2 * i * page}, {page}), [](Attributes &a) { a.set(Attr::Invalid); });
    }
    const Diff diff = diffOf(original, edited.take()).value();
    ASSERT_EQ(diff.changes.size(), guards);
    EXPECT_EQ(diff.meaningCount(), guards);
    for (ChangeIndex i = 0; i < guards; ++i) {
        EXPECT_TRUE(diff.changes.kinds(i).is(ChangeKind::Valid));
        EXPECT_EQ(diff.changes.range(i).first.value, pool.value + 2 * i * page);
    }
    EXPECT_EQ(diff.ledgerBefore.mappedBytes - diff.ledgerAfter.mappedBytes, guards * page);
}

TEST_P(DiffOfMoves, OfKptiAloneIsSaidOnce)
{
    const SnapshotPtr original = captured(GetParam());
    const bool isOn = GetParam().ends_with("kaslr");
    EditedCapture edited(original);
    edited.change({{0}, {~std::uint64_t{0}}}, [isOn](Attributes &a) { a.set(Attr::NotGlobal, !isOn || a.has(Attr::Invalid)); });
    const SnapshotPtr switched = edited.take();
    const Diff diff = diffOf(original, switched).value();
    EXPECT_EQ(diff.kpti, isOn ? KptiSwitch::Off : KptiSwitch::On);
    EXPECT_EQ(diff.meaningCount(), 0U);
    EXPECT_GT(diff.churnCount(), 0U);
    expectApplied(diff);
    EXPECT_EQ(diffOf(original, switched, {AlignBy::Detect, false, false}).value().churnCount(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Geometries, DiffOfMoves, testing::ValuesIn(captures()));

// A boot with KASLR against another: the image moved within the vmalloc area.
TEST(DiffOfTwoBoots, WithKaslrInBothMovesTheImageAlone)
{
    const SnapshotPtr before = captured("v7.3-4k-va48-kaslr");
    const Diff plain = diffOf(captured("v7.3-4k-va48-base"), before).value();
    ASSERT_EQ(plain.alignment.moved.size(), 1U);
    const AddrRange image = plain.alignment.moved[0].after();
    const std::uint64_t down = std::uint64_t{0} - (std::uint64_t{77} << 21U);
    const SnapshotPtr after = EditedCapture(before).move(image, down, Level::Pte).take();
    const Diff diff = diffOf(before, after).value();
    ASSERT_EQ(diff.alignment.moved.size(), 1U);
    EXPECT_TRUE(diff.alignment.moved[0].kernelImage);
    EXPECT_EQ(diff.alignment.moved[0].shift, down);
    EXPECT_EQ(diff.meaningCount(), 0U);
    expectApplied(diff);
}

TEST(DiffOfOneRegion, WithNonGlobalPagesIsNoKpti)
{
    const SnapshotPtr original = captured("v7.3-4k-va48-base");
    const AddrRange some = AddrRange::fromSize({contentOfRegion(*original, "vmemmap").first}, {std::uint64_t{4} << 20U});
    const Diff diff = diffOf(original, EditedCapture(original).change(some, edits[4].how).take()).value();
    EXPECT_EQ(diff.kpti, KptiSwitch::None);
    EXPECT_EQ(diff.meaningCount(), 1U);
}

} // namespace
} // namespace ptscope
