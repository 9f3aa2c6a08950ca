// SPDX-License-Identifier: GPL-3.0-or-later
// Input that means no good or is no dump: an answer, bounded time and memory, nothing made up.
#include <random>

#include <gtest/gtest.h>

#include "tests/support/damage.h"

namespace ptscope {
namespace {

using namespace test;

ErrorCode refusal(std::string_view text, const LoadOptions &options = {})
{
    const auto loaded = load(text, options);
    if (loaded) {
        throw std::runtime_error("the text was read");
    }
    return loaded.error().code;
}

const std::string &base()
{
    static const std::string text = captureText("v7.3-4k-va48-base");
    return text;
}

TEST(Hidden, AddressesOfKptrRestrictAreToldAsSuch)
{
    const std::string row =
        "0000000000000000-0000000000000000           4K PTE       RW NX SHD AF            UXN MEM/NORMAL\n";
    std::string text = "---[ Modules start ]---\n";
    for (int i = 0; i < 100; ++i) {
        text += row;
    }
    EXPECT_EQ(refusal(text), ErrorCode::AddressesHidden);
    EXPECT_EQ(refusal(replaced(text, "0000000000000000", "0x0000000000000000")), ErrorCode::AddressesHidden);
    EXPECT_EQ(refusal(prefixed("> ")(text)), ErrorCode::AddressesHidden);
}

TEST(NoDump, IsRefused)
{
    EXPECT_EQ(refusal(""), ErrorCode::EmptyInput);
    EXPECT_EQ(refusal("\n\n\n"), ErrorCode::NotADump);
    EXPECT_EQ(refusal("hello"), ErrorCode::NotADump);
    EXPECT_EQ(refusal(std::string(100, '\0')), ErrorCode::NotADump);
    EXPECT_EQ(refusal("---[ vmemmap start ]---\n---[ vmemmap end ]---\n"), ErrorCode::NotADump);
    EXPECT_EQ(refusal("0xffff000000000000 is where it begins\n"), ErrorCode::NotADump);
    EXPECT_EQ(refusal("ffff000000000000-ffff000000001000 r-xp 00000000 00:00 0  [vdso]\n"), ErrorCode::NotADump);
}

TEST(NoDump, BinaryIsRefused)
{
    std::mt19937_64 random(20250101);
    for (const std::size_t size : {std::size_t{1}, std::size_t{100}, std::size_t{4096}, std::size_t{3} << 20}) {
        std::string bytes(size, '\0');
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random()); });
        EXPECT_EQ(refusal(bytes), ErrorCode::NotADump) << size;
    }
}

/// Bytes of a crashed flash in the middle of a dump: every whole line stays.
TEST(Binary, InsideADumpCostsOnlyItsLines)
{
    std::mt19937_64 random(7);
    std::string bytes(20000, '\0');
    std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random()); });
    const std::size_t half = base().find('\n', base().size() / 2) + 1;
    const SnapshotPtr snapshot = dumpIn(base().substr(0, half) + bytes + "\n" + base().substr(half));
    EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(base()));
    EXPECT_TRUE(isSound(*snapshot));
}

/// A file system that lost blocks leaves NULs: the lines they cut are named.
TEST(Binary, NulsInsideADump)
{
    std::string text = base();
    const std::size_t at = text.find('\n', 3000) + 10;
    text.replace(at, 400, std::string(400, '\0'));
    const SnapshotPtr snapshot = dumpIn(text);
    const std::vector<std::string> original = linesOf(base());
    for (const std::string &line : linesOf(printed(*snapshot))) {
        EXPECT_NE(std::find(original.begin(), original.end(), line), original.end()) << line;
    }
    EXPECT_GE(snapshot->extents().size(), 149U - 6U);
    EXPECT_TRUE(tells(*snapshot, DiagnosticCode::Gap));
    EXPECT_TRUE(tells(*snapshot, DiagnosticCode::TornLine) || tells(*snapshot, DiagnosticCode::NotUnderstood))
        << noticesOf(*snapshot);
}

TEST(LongLine, OfHundredMegabytesIsPassedOver)
{
    const std::vector<std::string> lines = linesOf(base());
    const auto middle = lines.begin() + 50;
    std::string text = joined({lines.begin(), middle});
    text.append(std::size_t{100} << 20, 'a').push_back('\n');
    text += joined({middle, lines.end()});
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(linesOf(printed(*snapshot)), lines);
    ASSERT_EQ(snapshot->diagnostics().size(), 1U) << noticesOf(*snapshot);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::LineTooLong, 51));
    EXPECT_LE(snapshot->diagnostics().front().excerpt.size(), 80U);
    EXPECT_EQ(snapshot->extents().line({snapshot->extents().size() - 1}), lines.size() + 1);
}

TEST(LongLine, AtTheEndWithoutNewline)
{
    const SnapshotPtr snapshot = dumpIn(base() + std::string(std::size_t{1} << 20, ' ') + "x");
    EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(base()));
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::LineTooLong, linesOf(base()).size() + 1)) << noticesOf(*snapshot);
}

/// Soft breaks of quoted-printable without end are a long line too.
TEST(LongLine, MadeOfSoftBreaks)
{
    std::string text = base() + "0x";
    for (int i = 0; i < 200000; ++i) {
        text += "0=\n";
    }
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(base()));
    EXPECT_LE(snapshot->diagnostics().size(), 100U);
}

TEST(Junk, OfAMillionLinesIsToldInFewWords)
{
    std::string junk;
    for (int i = 0; i < 1000000; ++i) {
        junk += i % 3 == 0 ? "0xffff00000000zzzz\n" : i % 3 == 1 ? "lorem ipsum\n" : "[    1.0] usb 1-1: new device\n";
    }
    const SnapshotPtr snapshot = dumpIn(junk + base());
    EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(base()));
    EXPECT_LE(snapshot->diagnostics().size(), 10100U);
    const std::uint64_t named = [&] {
        std::uint64_t sum = 0;
        for (const Diagnostic &d : snapshot->diagnostics()) {
            sum += d.count;
        }
        return sum;
    }();
    EXPECT_GE(named, 1000000U);
}

/// A text without any dump is given up, not read to its sixteenth gigabyte.
TEST(Junk, WithoutADumpIsGivenUp)
{
    std::string junk;
    while (junk.size() < (std::size_t{80} << 20)) {
        junk += "all work and no play makes jack a dull boy\n";
    }
    EXPECT_EQ(refusal(junk), ErrorCode::NotADump);
}

/// Markers and dumps by the hundred thousand: neither quadratic time nor a dump's worth of memory each.
TEST(Crowd, OfMarkers)
{
    std::string text;
    for (int i = 0; i < 300000; ++i) {
        text += "---[ region " + std::to_string(i) + " ]---\n";
    }
    const SnapshotPtr snapshot = dumpIn(text + rowLine(0xffff000000000000, 0xffff000000001000, "4K", dataWords) + "\n");
    EXPECT_EQ(snapshot->markers().size(), 300000U);
}

TEST(Crowd, OfMarkersAndRowsOutOfOrder)
{
    std::string text;
    for (std::uint64_t i = 60000; i > 0; --i) {
        text += "---[ region " + std::to_string(i) + " ]---\n"
            + rowLine(0xffff000000000000 + i * 4096, 0xffff000000001000 + i * 4096, "4K", dataWords) + "\n";
    }
    // Behind text, going back to the beginning would be another dump; here nothing stands between.
    const auto dumps = dumpsIn(rowLine(0xffff000000000000, 0xffff000000001000, "4K", dataWords) + "\n" + text);
    ASSERT_EQ(dumps.size(), 1U);
    EXPECT_EQ(dumps.front()->extents().size(), 60001U);
    EXPECT_TRUE(isSound(*dumps.front()));
}

TEST(Crowd, OfDumps)
{
    std::string text;
    for (int i = 0; i < 20000; ++i) {
        text += "---[ vmemmap start ]---\n" + rowLine(0xffff000000000000, 0xffff000000001000, "4K", dataWords) + "\n";
    }
    const auto dumps = dumpsIn(text);
    EXPECT_EQ(dumps.size(), 4096U);
    std::uint64_t rowsAndNotices = 0;
    for (const SnapshotPtr &dump : dumps) {
        EXPECT_TRUE(isSound(*dump));
        rowsAndNotices += dump->extents().size();
    }
    for (const Diagnostic &d : dumps.back()->diagnostics()) {
        rowsAndNotices += d.code == DiagnosticCode::Overlap ? d.count : 0;
    }
    EXPECT_EQ(rowsAndNotices, 20000U);
}

TEST(Crowd, OfAttributes)
{
    std::string text;
    for (std::uint64_t i = 0; i < 100000; ++i) {
        text += rowLine(0xffff000000000000 + i * 4096, 0xffff000000001000 + i * 4096, "4K", dataWords);
        text.append(" W").append(std::to_string(i)).append("\n");
    }
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_GE(snapshot->extents().size(), 60000U);
    EXPECT_LE(snapshot->extents().size(), 65535U);
    EXPECT_TRUE(tells(*snapshot, DiagnosticCode::NotUnderstood));
}

TEST(Ceiling, IsKept)
{
    LoadOptions options;
    options.maxTextBytes = base().size();
    EXPECT_TRUE(load(base(), options));
    options.maxTextBytes = base().size() - 1;
    EXPECT_EQ(refusal(base(), options), ErrorCode::TooLarge);
    EXPECT_EQ(load(base(), options).error().detail, std::to_string(base().size() - 1));
}

} // namespace
} // namespace ptscope
