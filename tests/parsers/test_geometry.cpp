// SPDX-License-Identifier: GPL-3.0-or-later
// Page size and VA bits from whole dumps and from extracts: right, or said to be assumed.
#include <gtest/gtest.h>

#include "tests/support/damage.h"

namespace ptscope {
namespace {

using namespace test;

struct Truth {
    const char *capture;
    Granule granule;
    unsigned vaBits;
};

constexpr Truth truths[] = {
    {"v6.1-4k-va48-base", Granule::Page4K, 48},   {"v6.1-4k-va48-rodata-off", Granule::Page4K, 48},
    {"v6.1-4k-va48-hvo1g", Granule::Page4K, 48},  {"v6.1-4k-va48-kaslr", Granule::Page4K, 48},
    {"v6.12-4k-va48-base", Granule::Page4K, 48},  {"v7.3-4k-va48-base", Granule::Page4K, 48},
    {"v7.3-4k-va48-kaslr", Granule::Page4K, 48},  {"v7.3-4k-va48-kasan-base", Granule::Page4K, 48},
    {"v7.3-4k-va39-base", Granule::Page4K, 39},   {"v7.3-4k-va52-base", Granule::Page4K, 52},
    {"v7.3-16k-va47-base", Granule::Page16K, 47}, {"v7.3-16k-va47-vmalloc", Granule::Page16K, 47},
    {"v7.3-64k-va52-base", Granule::Page64K, 52}, {"v7.3-64k-va52-vmalloc", Granule::Page64K, 52}};

/// The lines from marker `from` to marker `to`, with the markers or without.
std::string part(const std::string &text, const std::string &from, const std::string &to, bool marked)
{
    const std::vector<std::string> lines = linesOf(text);
    const auto begin = std::find(lines.begin(), lines.end(), "---[ " + from + " ]---");
    const auto end = std::find(begin, lines.end(), "---[ " + to + " ]---");
    if (end == lines.end()) {
        throw std::runtime_error("no region " + from);
    }
    return joined(marked ? std::vector(begin, end + 1) : std::vector(begin + 1, end));
}

void expectGeometry(const std::string &text, const Truth &truth, const std::string &what)
{
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(snapshot->geometry(), PagingGeometry::make(truth.granule, truth.vaBits))
        << truth.capture << ", " << what << ": " << snapshot->geometry().pageSize().value << " "
        << snapshot->geometry().vaBits() << " " << snapshot->geometryFinding().reason;
}

TEST(Geometry, OfWholeDumpsIsProven)
{
    for (const Truth &truth : truths) {
        const std::string text = captureText(truth.capture);
        expectGeometry(text, truth, "whole");
        EXPECT_FALSE(dumpIn(text)->geometryFinding().assumed) << truth.capture;
        EXPECT_FALSE(dumpIn(text)->geometryFinding().overridden) << truth.capture;
        EXPECT_FALSE(dumpIn(text)->geometryFinding().reason.empty()) << truth.capture;
    }
}

/// The beginnings of dumps, as they are after a cut, hold the linear map and its first address.
TEST(Geometry, OfBeginningsIsRight)
{
    for (const Truth &truth : truths) {
        const std::vector<std::string> lines = linesOf(captureText(truth.capture));
        for (const std::size_t count : {std::size_t{12}, std::size_t{30}, std::size_t{80}}) {
            expectGeometry(joined({lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(count)}), truth,
                           "beginning");
        }
    }
}

/// The places that people post: vmemmap, the linear map, vmalloc.
TEST(Geometry, OfPostedExtractsIsRight)
{
    for (const Truth &truth : truths) {
        const std::string text = captureText(truth.capture);
        const bool kasan = std::string_view(truth.capture).find("kasan") != std::string_view::npos;
        for (const bool marked : {true, false}) {
            const std::string how = marked ? " with markers" : " without markers";
            expectGeometry(part(text, "vmemmap start", "vmemmap end", marked), truth, "vmemmap" + how);
            expectGeometry(
                part(text, "Linear Mapping start", kasan ? "Kasan shadow start" : "Linear Mapping end", marked), truth,
                "linear map" + how);
            expectGeometry(part(text, "vmalloc() area", "vmalloc() end", marked), truth, "vmalloc" + how);
        }
    }
}

/// Whatever piece of a dump it is: a geometry that the text does not prove is never called proven.
TEST(Geometry, IsRightOrSaidToBeAssumed)
{
    std::size_t right = 0;
    std::size_t all = 0;
    for (const Truth &truth : truths) {
        const std::vector<std::string> lines = linesOf(captureText(truth.capture));
        for (const std::size_t length : {std::size_t{1}, std::size_t{3}, std::size_t{10}, std::size_t{30}}) {
            for (std::size_t from = 0; from + length <= lines.size(); ++from) {
                const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(from);
                const auto loaded = load(joined({begin, begin + static_cast<std::ptrdiff_t>(length)}));
                if (!loaded) {
                    continue; // markers alone
                }
                const Snapshot &snapshot = *loaded->snapshots.front();
                const bool isRight = snapshot.geometry() == PagingGeometry::make(truth.granule, truth.vaBits);
                EXPECT_TRUE(isRight || snapshot.geometryFinding().assumed)
                    << truth.capture << " lines " << from + 1 << " to " << from + length << ": "
                    << snapshot.geometryFinding().reason;
                EXPECT_EQ(snapshot.geometryFinding().reason.find("assumed") != std::string::npos,
                          snapshot.geometryFinding().assumed
                              && snapshot.geometryFinding().reason.find("misaligned") == std::string::npos);
                right += isRight ? 1U : 0U;
                ++all;
            }
        }
    }
    EXPECT_GT(right * 2, all) << right << " of " << all;
}

TEST(Geometry, WishesAreFollowed)
{
    const std::string text = captureText("v7.3-4k-va48-base");
    LoadOptions both;
    both.geometry = {Granule::Page64K, 42};
    const SnapshotPtr told = load(text, both)->snapshots.front();
    EXPECT_EQ(told->geometry(), PagingGeometry::make(Granule::Page64K, 42));
    EXPECT_TRUE(told->geometryFinding().overridden);
    EXPECT_FALSE(told->geometryFinding().assumed);
    EXPECT_EQ(told->geometryFinding().reason, "as told");
    EXPECT_TRUE(tells(*told, DiagnosticCode::Misaligned));
    EXPECT_EQ(printed(*told), text);
}

/// What the wish leaves open comes from the text.
TEST(Geometry, HalfAWishIsCompletedFromTheText)
{
    const std::string text = captureText("v7.3-16k-va47-base");
    LoadOptions granule;
    granule.geometry.granule = Granule::Page4K;
    const GeometryFinding four = load(text, granule)->snapshots.front()->geometryFinding();
    EXPECT_EQ(four.geometry, PagingGeometry::make(Granule::Page4K, 47));
    EXPECT_TRUE(four.overridden);

    LoadOptions bits;
    bits.geometry.vaBits = 48;
    const std::string vmalloc = part(captureText("v7.3-64k-va52-base"), "vmalloc() area", "vmalloc() end", true);
    const GeometryFinding fortyEight = load(vmalloc, bits)->snapshots.front()->geometryFinding();
    EXPECT_EQ(fortyEight.geometry, PagingGeometry::make(Granule::Page64K, 48));
    EXPECT_TRUE(fortyEight.overridden);
    EXPECT_TRUE(fortyEight.reason.starts_with("VA bits as told")) << fortyEight.reason;
}

/// Rows that fit no geometry at all still get one, and the misaligned ones are named.
TEST(Geometry, OfNonsenseIsAssumed)
{
    const std::string text = rowLine(0xffff000000000800, 0xffff000000001000, "2K", "PTE") + "\n"
        + rowLine(0xffff000000001000, 0xffff000000002000, "4K", dataWords) + "\n";
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_TRUE(snapshot->geometryFinding().assumed);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::Misaligned, 1)) << noticesOf(*snapshot);
}

} // namespace
} // namespace ptscope
