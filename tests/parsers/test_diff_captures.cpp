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

Diff diffWithCompanions(const std::string &a, const std::string &b)
{
    return diffOf(loadCapture(a, WithCompanions::Yes), loadCapture(b, WithCompanions::Yes)).value();
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

#define V61 "v6.1-4k-va48-"
#define V73 "v7.3-4k-va48-"

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
    EXPECT_EQ(meaningOf(diffWithCompanions(GetParam().before, GetParam().after)), GetParam().meaning);
}

TEST_P(DiffPairs, ApplyWhateverIsTheSamePlace)
{
    const SnapshotPtr a = loadCapture(GetParam().before, WithCompanions::Yes);
    const SnapshotPtr b = loadCapture(GetParam().after, WithCompanions::Yes);
    for (const AlignBy how : {AlignBy::Detect, AlignBy::Region, AlignBy::Owner}) {
        for (const auto &[from, to] : {std::pair{a, b}, std::pair{b, a}}) {
            const Diff diff = diffOf(from, to, {how, true, false}).value();
            EXPECT_EQ(printed(*apply(diff, *from)), printed(*joined(*to)));
        }
    }
}

/// The place of all captures, the large ones too, where it is at hand.
std::filesystem::path sharedCaptures()
{
    return std::filesystem::path(PTSCOPE_TEST_DATA) / "../../../shared/captures";
}

std::string sharedDump(const std::string &capture)
{
    for (const char *suffix : {"", ".zst"}) {
        const auto file = sharedCaptures() / capture / (std::string("kernel_page_tables") + suffix);
        if (std::filesystem::exists(file)) {
            return file.string();
        }
    }
    return {};
}

TEST_P(DiffPairs, MeanTheSameWhereEverythingWasKept)
{
    const std::string before = sharedDump(GetParam().before);
    const std::string after = sharedDump(GetParam().after);
    if (before.empty() || after.empty()) {
        GTEST_SKIP() << "the whole set of captures is not here";
    }
    LoadOptions options;
    options.companionsBeside = true;
    const SnapshotPtr a = loadDump(before, options);
    const SnapshotPtr b = loadDump(after, options);
    const Diff diff = diffOf(a, b).value();
    EXPECT_EQ(meaningOf(diff), GetParam().meaning);
    EXPECT_EQ(printed(*apply(diff, *a)), printed(*joined(*b)));
}

// Without companions shapes alone tell stacks from the rest; what was done must be found all the same.
TEST_P(DiffPairs, MeanWhatWasDoneWithoutCompanionsToo)
{
    const Sums found = meaningOf(diffOfCaptures(GetParam().before, GetParam().after));
    for (const auto &[what, kib] : GetParam().meaning) {
        // In the vmalloc area only owners tell an area that changed from one that took the place of another.
        const bool needsOwners = what.starts_with("vmalloc()");
        const auto at = found.find(what);
        EXPECT_TRUE(needsOwners || (at != found.end() && at->second == kib)) << what;
    }
}

// Every pair that INDEX of the captures describes; nothing beside what is written here may be meaning.
INSTANTIATE_TEST_SUITE_P(
    Captures, DiffPairs,
    testing::Values(
        // HVO: 1024 huge pages of 2M keep 4K of 32K vmemmap each; the blocks below are split
        Pair{V61 "hvo2m-before", V61 "hvo2m-after", {{"vmemmap permission", 28672}, {"vmemmap split", 36864}}},
        // given back: the rights return, the splits stay
        Pair{V61 "hvo2m-after", V61 "hvo2m-freed", {{"vmemmap permission", 28672}}},
        Pair{V61 "hvo2m-before", V61 "hvo2m-freed", {{"vmemmap split", 36864}}},
        Pair{V61 "hvo32m-before", V61 "hvo32m", {{"vmemmap permission", 24384}, {"vmemmap split", 28672}}},
        // toggling ended at 0: scars alone
        Pair{V61 "hvo-race-start", V61 "hvo-race", {{"vmemmap split", 14336}}},
        // huge pages of 64K are not optimised
        Pair{V61 "huge64k-before", V61 "huge64k", {}},
        // vmalloc_huge, vmalloc, ioremap, vmap: left allocated
        Pair{V61 "vmalloc-before", V61 "vmalloc", {{"vmalloc() mapped", 4516976}}},
        Pair{V73 "vmallochuge-on-before", V73 "vmallochuge-on", {{"vmalloc() mapped", 2416624}}},
        Pair{V73 "vmallochuge-off-before", V73 "vmallochuge-off", {{"vmalloc() mapped", 2415600}}},
        // two boots, the second with a module that allocates: where its areas stand, others stood
        Pair{"v7.3-16k-va47-base",
             "v7.3-16k-va47-vmalloc",
             {{"Linear Mapping permission", 32},
              {"Modules mapped", 64},
              {"Modules table", 32704},
              {"vmalloc() mapped", 2260736},
              {"vmalloc() unmapped", 32}}},
        Pair{"v7.3-64k-va52-base",
             "v7.3-64k-va52-vmalloc",
             {{"Linear Mapping permission", 128},
              {"Modules mapped", 192},
              {"Modules table", 524096},
              {"vmalloc() mapped", 2261440},
              {"vmalloc() unmapped", 64}}},
        // rodata=off: text and its fixmap alias writable; rodata=full: the linear map by pages
        Pair{V61 "base", V61 "rodata-off", {{"vmalloc() permission", 4864}, {"Fixmap permission", 12}}},
        Pair{V61 "base", V61 "rodata-full", {{"Linear Mapping split", 4188160}, {"Linear Mapping contiguous", 1280}}},
        Pair{V61 "rodata-off",
             V61 "rodata-full",
             {{"Linear Mapping split", 4188160},
              {"Linear Mapping contiguous", 1280},
              {"vmalloc() permission", 4864},
              {"Fixmap permission", 12}}},
        Pair{V73 "rodata-on",
             V73 "rodata-off",
             {{"Linear Mapping merge", 4190208},
              {"Linear Mapping contiguous", 4032},
              {"Linear Mapping type", 928},
              {"Linear Mapping valid", 928},
              {"vmalloc() permission", 5824}}},
        Pair{V73 "base", V73 "rodata-on", {}},
        // two boots: what huge vmalloc gave in blocks and in contiguous groups; 3M became 4M. Each area stands elsewhere
        Pair{V73 "vmallochuge-off",
             V73 "vmallochuge-on",
             {{"vmalloc() merge", 1205248},
              {"vmalloc() contiguous", 192},
              {"vmalloc() mapped", 1024},
              {"Linear Mapping permission", 24}}},
        // KASLR moves regions and switches KPTI on, which maps its trampoline. 6.1: with KASLR rodata=full, so pages
        Pair{V61 "rodata-full", V61 "kaslr", {}},
        Pair{V61 "base",
             V61 "kaslr",
             {{"Linear Mapping split", 4188160}, {"Linear Mapping contiguous", 1280}, {"Linear Mapping type", 4189440}}},
        Pair{V73 "base", V73 "kaslr", {}},
        // text, rodata and data of a module, the linear aliases of its read-only pages, one table for its 2M
        Pair{V73 "module-before",
             V73 "module-loaded",
             {{"Linear Mapping permission", 12}, {"Modules mapped", 36}, {"Modules table", 1048540}}},
        Pair{V73 "module-loaded", V73 "module-removed", {{"Linear Mapping permission", 12}, {"Modules unmapped", 36}}},
        // the table that the module needed stays
        Pair{V73 "module-before", V73 "module-removed", {{"Modules table", 1048576}}},
        // 300 threads: stacks, nothing else
        Pair{V73 "threads-before", V73 "threads-300", {}},
        Pair{V73 "threads-300", V73 "threads-after", {}},
        Pair{V73 "threads-before", V73 "threads-after", {}},
        // vmalloc and vfree by two threads: all given back at the end
        Pair{V73 "series-start", V73 "series", {}},
        // 10 times 8 areas of 1M and 20 of 12K: never given back
        Pair{V73 "leak-start", V73 "leak", {{"vmalloc() mapped", 84320}}},
        // 1G of memory and its 16M of vmemmap; ACPI maps a page that stays
        Pair{V73 "hotplug-before",
             V73 "hotplug-added",
             {{"Linear Mapping mapped", 1048576}, {"vmemmap mapped", 16384}, {"vmalloc() mapped", 4}}},
        Pair{V73 "hotplug-added",
             V73 "hotplug-removed",
             {{"Linear Mapping unmapped", 1048576}, {"vmemmap unmapped", 16384}}},
        Pair{V73 "hotplug-before", V73 "hotplug-removed", {{"vmalloc() mapped", 4}}},
        // while the dump is read, vmalloc_huge of 256M falls back to pages
        Pair{V73 "observer-quiet", V73 "observer-read", {{"vmalloc() split", 262144}}},
        // set_memory_x on 64K and on 4 pages: W+X
        Pair{V73 "wx-before", V73 "wx", {{"vmalloc() permission", 80}}},
        // set_memory_ro on a megabyte and on 16K; the linear aliases follow; and back
        Pair{V73 "setmem-before",
             V73 "setmem-ro",
             {{"vmalloc() permission", 1040}, {"Linear Mapping permission", 1040}}},
        Pair{V73 "setmem-ro",
             V73 "setmem-rw",
             {{"vmalloc() permission", 1040}, {"Linear Mapping permission", 1040}}},
        Pair{V73 "setmem-before", V73 "setmem-rw", {}}));

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

TEST(DiffOfCaptures, AreasThatMovedAreHeldAgainstThemselves)
{
    const Diff diff = diffWithCompanions("v7.3-4k-va48-vmallochuge-off", "v7.3-4k-va48-vmallochuge-on");
    EXPECT_EQ(diff.alignment.areas.size(), 23U);
    // Each merge is one whole request: 2M, 3M, 8M, 64M, 1100M.
    std::vector<std::uint64_t> merged;
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        if (diff.changes.kinds(i).has(ChangeKind::Merge)) {
            merged.push_back(diff.changes.range(i).size().value >> 20U);
        }
    }
    EXPECT_EQ(merged, (std::vector<std::uint64_t>{2, 3, 8, 64, 1100}));
}

TEST(DiffOfCaptures, WhatAnAreaGainedIsOneChange)
{
    // 3M became 4M, over the last 396K of one area that moved away, its guard page and the begin of the next one.
    const Diff diff = diffWithCompanions("v7.3-4k-va48-vmallochuge-off", "v7.3-4k-va48-vmallochuge-on");
    std::vector<AddrRange> gained;
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        if (diff.changes.kinds(i).is(ChangeKind::Mapped) && !diff.changes.isChurn(i)) {
            gained.push_back(diff.changes.range(i));
        }
    }
    ASSERT_EQ(gained.size(), 1U);
    EXPECT_EQ(gained[0], AddrRange::fromSize({0xffff800082700000}, {std::uint64_t{1} << 20U}));
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
