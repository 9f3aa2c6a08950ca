// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/companion/companions.h"
#include "core/query/place.h"
#include "core/query/place_names.h"
#include "core/snapshot/row_text.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using namespace test;

/// Linear mapping, an empty module area, vmalloc, two KASAN-like names that begin alike.
SnapshotPtr dump()
{
    SnapshotBuilder builder;
    builder.marker("Linear Mapping start")
        .leaf(4 * gib, Level::Pud, kernelData({Attr::Block}))
        .marker("Linear Mapping end")
        .marker("Modules start")
        .marker("Modules end")
        .marker("vmalloc() area")
        .leaf(64 * kib, Level::Pte)
        .hole(960 * kib, Level::Pte)
        .marker("vmalloc() end")
        .marker("PCI I/O start")
        .leaf(64 * kib, Level::Pte)
        .marker("PCI I/O end")
        .marker("Fixmap A start")
        .leaf(4 * kib, Level::Pte)
        .marker("Fixmap A end")
        .marker("Fixmap B start")
        .leaf(4 * kib, Level::Pte)
        .marker("Fixmap B end");
    return builder.build();
}

constexpr std::uint64_t base = 0xffff000000000000;
constexpr std::uint64_t vmalloc = base + 4 * gib;

AddrRange pageAt(std::uint64_t address) { return AddrRange::fromSize({address}, {4 * kib}); }

std::optional<AddrRange> rangeOf(std::string_view text)
{
    const auto place = findPlace(*dump(), text);
    return place ? std::optional(place->range) : std::nullopt;
}

PlaceProblem problemOf(std::string_view text)
{
    const auto place = findPlace(*dump(), text);
    EXPECT_FALSE(place.has_value()) << text;
    return place ? PlaceProblem::Empty : place.error();
}

TEST(Place, AddressesAsPeopleTypeThem)
{
    for (const char *text : {"0xffff000000001234", "ffff000000001234", "  0xFFFF000000001234 ", "0xffff 0000 0000 1234",
                             "ffff0000_00001234", "ffff0000`00001234", "0x0ffff000000001234"}) {
        EXPECT_EQ(rangeOf(text), pageAt(base + 0x1000)) << text;
    }
    EXPECT_EQ(rangeOf("0xffff000000000000+0x2000"), pageAt(base + 0x2000));
    EXPECT_EQ(rangeOf("0xffff000000000000 + 2M"), pageAt(base + 2 * mib));
}

TEST(Place, RangesAsPrinted)
{
    EXPECT_EQ(rangeOf("0xffff000000000000-0xffff000000200000"), (AddrRange{{base}, {base + 2 * mib - 1}}));
    // An end of 2^64 prints as 0.
    EXPECT_EQ(rangeOf("0xffff000000000000-0x0000000000000000"), (AddrRange{{base}, {~std::uint64_t{0}}}));
    EXPECT_EQ(problemOf("0xffff000000200000-0xffff000000000000"), PlaceProblem::NotUnderstood);
    EXPECT_EQ(problemOf("0xffff000000200000-zebra"), PlaceProblem::NotUnderstood);
}

TEST(Place, RegionsByNameAndBeginning)
{
    const auto whole = findPlace(*dump(), "vmalloc");
    ASSERT_TRUE(whole);
    EXPECT_TRUE(whole->isRegion);
    EXPECT_EQ(whole->range, (AddrRange{{vmalloc}, {vmalloc + mib - 1}}));
    EXPECT_EQ(rangeOf("vmalloc()"), whole->range);
    EXPECT_EQ(rangeOf("VMALLOC"), whole->range);
    EXPECT_EQ(rangeOf("linear map")->first.value, base);
    EXPECT_EQ(rangeOf("pci i/o")->first.value, vmalloc + mib);
    EXPECT_EQ(problemOf("fixmap"), PlaceProblem::SeveralRegions);
    EXPECT_EQ(rangeOf("fixmap b")->first.value, vmalloc + mib + 68 * kib);
}

TEST(Place, OffsetsIntoRegions)
{
    EXPECT_EQ(rangeOf("vmalloc+0x1000"), pageAt(vmalloc + 0x1000));
    EXPECT_EQ(rangeOf("vmalloc() + 64K"), pageAt(vmalloc + 64 * kib));
    EXPECT_EQ(rangeOf("linear+1g"), pageAt(base + gib));
    EXPECT_EQ(rangeOf("vmalloc+4097"), pageAt(vmalloc + 4096));
    EXPECT_EQ(problemOf("vmalloc+"), PlaceProblem::BadOffset);
    EXPECT_EQ(problemOf("vmalloc+xyz"), PlaceProblem::BadOffset);
    EXPECT_EQ(problemOf("vmalloc+K"), PlaceProblem::BadOffset);
    EXPECT_EQ(problemOf("vmalloc+0xffffffffffffffff"), PlaceProblem::TooLarge);
    EXPECT_EQ(problemOf("vmalloc+99999999999T"), PlaceProblem::TooLarge);
    EXPECT_EQ(problemOf("vmalloc+1T"), PlaceProblem::OutsideDump);
}

/// The image of a kernel that KASLR did not move, and what companions say of it.
SnapshotPtr dumpWithSymbols()
{
    constexpr std::uint64_t start = 0xffff800080000000;
    auto symbols = std::make_shared<SymbolTable>();
    symbols->add({start}, {}, 'T', "_text");
    symbols->add({start + 0x10000}, {}, 'T', "_stext");
    symbols->add({start + 0x10040}, {}, 'T', "do_work");
    symbols->add({start + 0x10080}, {}, 'T', "vmalloc"); // called like a region
    symbols->add({start + 0x100c0}, {}, 'T', "pci");     // called like the beginning of one
    symbols->add({start + 0x210000}, {}, 'R', "_etext");
    symbols->add({start + 0x210800}, {}, 'R', "swapper_pg_dir");
    symbols->add({start + 0x220000}, {}, 'B', "_end");
    symbols->finish();
    auto companions = std::make_shared<Companions>();
    companions->symbols = symbols;
    SnapshotBuilder builder;
    builder.at({start});
    builder.marker("vmalloc() area")
        .leaf(64 * kib, Level::Pte)
        .leaf(2 * mib, Level::Pte, kernelText())
        .leaf(64 * kib, Level::Pte)
        .hole(gib - 2 * mib - 128 * kib, Level::Pte)
        .marker("vmalloc() end")
        .marker("PCI I/O start")
        .leaf(64 * kib, Level::Pte)
        .marker("PCI I/O end");
    return builder.build(companions);
}

TEST(Place, SymbolsAsTheKernelSpellsThem)
{
    const SnapshotPtr snapshot = dumpWithSymbols();
    const auto addressOf = [&](std::string_view text) {
        const auto place = findPlace(*snapshot, text);
        return place ? place->address.value : 0;
    };
    EXPECT_EQ(addressOf("swapper_pg_dir"), 0xffff800080210800);
    EXPECT_EQ(addressOf("_stext + 0x40"), 0xffff800080010040);
    EXPECT_EQ(addressOf("do_work+0x8/0x40"), 0xffff800080010048);
    EXPECT_EQ(addressOf(" do_work+0x8/0x40 [ptlab]"), 0xffff800080010048);
    EXPECT_EQ(addressOf("do_work+zz"), 0U);
    EXPECT_TRUE(findPlace(*snapshot, "vmalloc")->isRegion);
    EXPECT_EQ(addressOf("pci"), 0xffff8000800100c0);
    EXPECT_TRUE(findPlace(*snapshot, "pci i")->isRegion);
}

TEST(Place, OwnersByTheirNames)
{
    const SnapshotPtr snapshot = dumpWithSymbols();
    const auto text = findPlace(*snapshot, ".TEXT");
    ASSERT_TRUE(text);
    EXPECT_EQ(text->range, (AddrRange{{0xffff800080010000}, {0xffff80008020ffff}}));
    EXPECT_EQ(findPlace(*snapshot, "kernel image .text")->range, text->range);
    EXPECT_EQ(findPlace(*snapshot, ".text+0x1234")->address.value, 0xffff800080011234);
}

TEST(Place, NamesAreOfferedByTheirBeginning)
{
    const SnapshotPtr snapshot = dumpWithSymbols();
    EXPECT_EQ(placeNames(*snapshot, "pci", 9), (std::vector<std::string>{"PCI I/O", "pci"}));
    EXPECT_EQ(placeNames(*snapshot, "_", 2), (std::vector<std::string>{"_end", "_text"}));
    EXPECT_EQ(placeNames(*snapshot, "swapper_pg_dir+0x", 9), std::vector<std::string>());
    EXPECT_EQ(placeNames(*snapshot, "", 9), std::vector<std::string>());
    for (const std::string &name : placeNames(*snapshot, "v", 9)) {
        EXPECT_TRUE(findPlace(*snapshot, name)) << name;
    }
}

TEST(Place, WhatCannotBeFound)
{
    EXPECT_EQ(problemOf(""), PlaceProblem::Empty);
    EXPECT_EQ(problemOf(" \t"), PlaceProblem::Empty);
    EXPECT_EQ(problemOf("()"), PlaceProblem::NotUnderstood);
    EXPECT_EQ(problemOf("zebra"), PlaceProblem::NoSuchRegion);
    EXPECT_EQ(problemOf("modules"), PlaceProblem::RegionWithoutRows);
    EXPECT_EQ(problemOf("0x1000"), PlaceProblem::OutsideDump);
    EXPECT_EQ(problemOf("0x1ffff000000001234"), PlaceProblem::TooLarge);
    EXPECT_EQ(problemOf("0xzz"), PlaceProblem::NoSuchRegion);
    EXPECT_FALSE(findPlace(*SnapshotBuilder().build(), "0xffff000000000000"));
}

RC_GTEST_PROP(Place, EveryAddressInsideIsFoundOnItsPage, ())
{
    const SnapshotPtr snapshot = dump();
    const std::uint64_t size = snapshot->range().size().value;
    const std::uint64_t address = base + *rc::gen::inRange<std::uint64_t>(0, size);
    const auto place = findPlace(*snapshot, addressText(address));
    RC_ASSERT(place.has_value());
    RC_ASSERT(place->range.contains(VirtAddr{address}));
    RC_ASSERT(place->range.size().value == 4 * kib);
}

RC_GTEST_PROP(Place, NoTextBreaksIt, (const std::string &text))
{
    const auto place = findPlace(*dump(), text);
    RC_ASSERT(!place || place->range.overlaps(dump()->range()));
}

} // namespace
} // namespace ptscope
