// SPDX-License-Identifier: GPL-3.0-or-later
// What was done between two real captures, and nothing else, is the meaning of their difference.
#include <gtest/gtest.h>

#include <map>

#include "core/diff/apply.h"
#include "core/diff/change_groups.h"
#include "parsers/ptdump/writer.h"
#include "tests/support/load_capture.h"

namespace ptscope {
namespace {

using namespace test;

Diff diffOfCaptures(const std::string &a, const std::string &b)
{
    return diffOf(loadCapture(a), loadCapture(b)).value();
}

/// Bytes of meaning by region and kind.
using Sums = std::map<std::string, std::uint64_t>;

Sums meaningOf(const Diff &diff)
{
    Sums sums;
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        for (const ChangeKind kind : allChangeKinds) {
            if (!diff.changes.isChurn(i) && diff.changes.kinds(i).has(kind)) {
                sums[regionNameOf(diff, i) + " " + name(kind)] += diff.changes.range(i).size().value >> 10U;
            }
        }
    }
    return sums;
}

struct Pair {
    const char *before;
    const char *after;
    Sums meaning; ///< KiB
};

void PrintTo(const Pair &pair, std::ostream *out)
{
    *out << pair.before << " to " << pair.after;
}

class DiffPairs : public testing::TestWithParam<Pair>
{ };

TEST_P(DiffPairs, MeanWhatWasDone)
{
    EXPECT_EQ(meaningOf(diffOfCaptures(GetParam().before, GetParam().after)), GetParam().meaning);
}

INSTANTIATE_TEST_SUITE_P(
    Captures, DiffPairs,
    testing::Values(
        // HVO: 1024 huge pages of 2M keep 4K of 32K vmemmap each; the blocks below are split
        Pair{"v6.1-4k-va48-hvo2m-before",
             "v6.1-4k-va48-hvo2m-after",
             {{"vmemmap permission", 28672}, {"vmemmap split", 36864}}},
        // given back: the rights return, the splits stay
        Pair{"v6.1-4k-va48-hvo2m-after", "v6.1-4k-va48-hvo2m-freed", {{"vmemmap permission", 28672}}},
        Pair{"v6.1-4k-va48-hvo2m-before", "v6.1-4k-va48-hvo2m-freed", {{"vmemmap split", 36864}}},
        Pair{"v6.1-4k-va48-hvo32m-before",
             "v6.1-4k-va48-hvo32m",
             {{"vmemmap permission", 24384}, {"vmemmap split", 28672}}},
        // huge pages of 64K are not optimised
        Pair{"v6.1-4k-va48-huge64k-before", "v6.1-4k-va48-huge64k", {}},
        // rodata=off: text and its fixmap alias writable; rodata=full: the linear map by pages
        Pair{"v6.1-4k-va48-base",
             "v6.1-4k-va48-rodata-off",
             {{"vmalloc() permission", 4864}, {"Fixmap permission", 12}}},
        Pair{"v6.1-4k-va48-rodata-off",
             "v6.1-4k-va48-rodata-full",
             {{"Linear Mapping split", 4188160},
              {"Linear Mapping contiguous", 1280},
              {"vmalloc() permission", 4864},
              {"Fixmap permission", 12}}},
        Pair{"v7.3-4k-va48-rodata-on",
             "v7.3-4k-va48-rodata-off",
             {{"Linear Mapping merge", 4190208},
              {"Linear Mapping contiguous", 4032},
              {"Linear Mapping type", 928},
              {"Linear Mapping valid", 928},
              {"vmalloc() permission", 5824}}},
        Pair{"v7.3-4k-va48-base", "v7.3-4k-va48-rodata-on", {}},
        // text, rodata and data of a module, the linear aliases of its read-only pages, one table for its 2M
        Pair{"v7.3-4k-va48-module-before",
             "v7.3-4k-va48-module-loaded",
             {{"Linear Mapping permission", 12}, {"Modules mapped", 36}, {"Modules table", 1048540}}},
        Pair{"v7.3-4k-va48-module-loaded",
             "v7.3-4k-va48-module-removed",
             {{"Linear Mapping permission", 12}, {"Modules unmapped", 36}}},
        // 300 threads: stacks, nothing else
        Pair{"v7.3-4k-va48-threads-before", "v7.3-4k-va48-threads-300", {}},
        Pair{"v7.3-4k-va48-threads-300", "v7.3-4k-va48-threads-after", {}},
        // 1G of memory and its 16M of vmemmap; ACPI maps a page that stays
        Pair{"v7.3-4k-va48-hotplug-before",
             "v7.3-4k-va48-hotplug-added",
             {{"Linear Mapping mapped", 1048576}, {"vmemmap mapped", 16384}, {"vmalloc() mapped", 4}}},
        Pair{"v7.3-4k-va48-hotplug-added",
             "v7.3-4k-va48-hotplug-removed",
             {{"Linear Mapping unmapped", 1048576}, {"vmemmap unmapped", 16384}}},
        // while the dump is read, vmalloc_huge of 256M falls back to pages
        Pair{"v7.3-4k-va48-observer-quiet",
             "v7.3-4k-va48-observer-read",
             {{"vmalloc() split", 262144}, {"vmalloc() mapped", 512}, {"vmalloc() unmapped", 512}}},
        // set_memory_x on 64K and on 4 pages: W+X
        Pair{"v7.3-4k-va48-wx-before", "v7.3-4k-va48-wx", {{"vmalloc() permission", 80}}},
        // set_memory_ro on a megabyte and on 16K; the linear aliases follow; and back
        Pair{"v7.3-4k-va48-setmem-before",
             "v7.3-4k-va48-setmem-ro",
             {{"vmalloc() permission", 1040}, {"Linear Mapping permission", 1040}}},
        Pair{"v7.3-4k-va48-setmem-before", "v7.3-4k-va48-setmem-rw", {}},
        Pair{"v7.3-4k-va48-vmallochuge-on-before", "v7.3-4k-va48-vmallochuge-on", {{"vmalloc() mapped", 2416560}}}));

TEST(DiffOfCaptures, OfEachWithItselfIsEmpty)
{
    for (const std::string &name : captureNames()) {
        const SnapshotPtr snapshot = loadCapture(name);
        EXPECT_TRUE(diffOf(snapshot, snapshot).value().empty()) << name;
    }
}

TEST(DiffOfCaptures, AppliedGivesTheOther)
{
    std::vector<std::pair<std::string, SnapshotPtr>> all;
    for (const std::string &name : captureNames()) {
        all.emplace_back(name, loadCapture(name));
    }
    unsigned pairs = 0;
    for (const auto &[nameA, a] : all) {
        for (const auto &[nameB, b] : all) {
            if (a->geometry() != b->geometry() || a->extents().size() + b->extents().size() > 10'000) {
                continue;
            }
            for (const AlignBy how : {AlignBy::Detect, AlignBy::Address}) {
                const Diff diff = diffOf(a, b, {how, true, false}).value();
                EXPECT_EQ(printed(*apply(diff, *a)), printed(*joined(*b))) << nameA << " to " << nameB;
            }
            ++pairs;
        }
    }
    EXPECT_GT(pairs, 100U);
}

TEST(DiffOfCaptures, KaslrMovesTheImageAndChangesNoRight)
{
    const Diff diff = diffOfCaptures("v7.3-4k-va48-base", "v7.3-4k-va48-kaslr");
    ASSERT_FALSE(diff.alignment.moved.empty());
    EXPECT_TRUE(diff.alignment.moved.back().kernelImage);
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        EXPECT_FALSE(diff.changes.kinds(i).has(ChangeKind::Permission))
            << std::hex << diff.changes.range(i).first.value;
    }
}

TEST(DiffOfCaptures, AnotherGeometryIsRefused)
{
    const SnapshotPtr a = loadCapture("v7.3-4k-va48-base");
    const SnapshotPtr b = loadCapture("v7.3-64k-va52-base");
    const auto refused = diffOf(a, b);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::InconsistentGeometry);
    EXPECT_TRUE(diffOf(a, b, {AlignBy::Detect, true, true}).has_value());
}

} // namespace
} // namespace ptscope
