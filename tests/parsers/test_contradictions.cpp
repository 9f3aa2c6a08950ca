// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that contradict each other, rows out of order, rows that overlap: what can be set right is, all of it is told.
#include <gtest/gtest.h>

#include "tests/support/damage.h"

namespace ptscope {
namespace {

using namespace test;

std::vector<std::string> baseLines()
{
    return linesOf(captureText("v7.3-4k-va48-base"));
}

constexpr std::size_t index = 14; ///< 0xffff800080010000-0xffff800080200000        1984K PTE, a run within vmalloc
constexpr std::size_t startColumn = 2;
constexpr std::size_t endColumn = 21;

struct Change {
    const char *what;
    std::size_t column;
    char to;
};

/// One digit of start or end changed: size and neighbours say what it was.
TEST(Size, SetsRightAWrongDigitOfAnAddress)
{
    const std::vector<std::string> lines = baseLines();
    ASSERT_EQ(lines[index].substr(0, 54), "0xffff800080010000-0xffff800080200000        1984K PTE");
    for (const Change &change : {Change{"start, higher", startColumn + 11, '3'},
                                 {"start, lower", startColumn + 11, '0'},
                                 {"start, behind the end", startColumn + 8, 'f'},
                                 {"start, far below", startColumn + 4, '1'},
                                 {"end, higher", endColumn + 10, '4'},
                                 {"end, lower", endColumn + 10, '1'},
                                 {"end, far above", endColumn + 8, 'f'},
                                 {"end, before the start", endColumn + 4, '0'}}) {
        std::vector<std::string> damaged = lines;
        damaged[index][change.column] = change.to;
        const SnapshotPtr snapshot = dumpIn(joined(damaged));
        EXPECT_EQ(linesOf(printed(*snapshot)), lines) << change.what << "\n" << noticesOf(*snapshot);
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::SizeMismatch, index + 1)) << change.what;
        EXPECT_TRUE(isSound(*snapshot)) << change.what;
    }
}

/// The addresses fit the neighbours: then the size is what is wrong.
TEST(Size, IsItselfSetRightFromAddresses)
{
    const std::vector<std::string> lines = baseLines();
    for (const char *size : {" 198K", "984K", "  1985K", " 1984M", " 19840K", "    0K"}) {
        std::vector<std::string> damaged = lines;
        damaged[index].replace(
            45, 5, std::string(size).substr(std::string(size).size() > 5 ? std::string(size).size() - 5 : 0));
        if (damaged[index] == lines[index]) {
            continue;
        }
        const SnapshotPtr snapshot = dumpIn(joined(damaged));
        EXPECT_EQ(linesOf(printed(*snapshot)), lines) << size;
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::SizeMismatch, index + 1)) << size << "\n" << noticesOf(*snapshot);
    }
}

/// A console that drops bytes: an address that lost a digit is no address; the row is named and left out.
TEST(Size, CannotReplaceALostDigit)
{
    const std::vector<std::string> lines = baseLines();
    for (const std::size_t column :
         {startColumn, startColumn + 7, startColumn + 15, endColumn, endColumn + 9, endColumn + 15}) {
        std::vector<std::string> damaged = lines;
        std::vector<std::string> kept = lines;
        damaged[index].erase(column, 1);
        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(index));
        const SnapshotPtr snapshot = dumpIn(joined(damaged));
        EXPECT_EQ(linesOf(printed(*snapshot)), kept) << column << "\n" << noticesOf(*snapshot);
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::TornLine, index + 1)
                    || names(*snapshot, DiagnosticCode::NotUnderstood, index + 1))
            << column << "\n"
            << noticesOf(*snapshot);
    }
}

TEST(Size, InAnotherUnitIsToldAndPrintedAsTheKernelDoes)
{
    std::vector<std::string> lines = baseLines();
    const std::vector<std::string> original = lines;
    lines[1] = replaced(lines[1], "   2M", "2048K");
    const SnapshotPtr snapshot = dumpIn(joined(lines));
    EXPECT_EQ(linesOf(printed(*snapshot)), original);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::UnusualSizeUnit, 2)) << noticesOf(*snapshot);
}

/// In dumps that print no holes the next row does not begin where the size leads; it still shows which end is impossible.
TEST(Size, SetsRightAnEndThatReachesOverTheNextRow)
{
    const std::string words = "PTE       RW NX SHD AF            UXN MEM/NORMAL";
    const std::string good = rowLine(0xffff000000010000, 0xffff000000020000, "64K", words) + "\n"
        + rowLine(0xffff000000040000, 0xffff000000050000, "64K", words) + "\n"
        + rowLine(0xffff000000080000, 0xffff000000090000, "64K", words) + "\n";
    const SnapshotPtr snapshot = dumpIn(replaced(good, "-0xffff000000020000", "-0xffffff0000020000"));
    EXPECT_EQ(printed(*snapshot), good) << noticesOf(*snapshot);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::SizeMismatch, 1));
}

/// A size that wraps around the address space must not turn a row inside out.
TEST(Size, ThatWrapsIsNotBelieved)
{
    const std::string text =
        "0xffff000000010000-0xffff000000020000   18446744073709547520K PTE       RW NX SHD AF            UXN    "
        "MEM/NORMAL\n"
        "0xffff00000000f000-0xffff000000010000           4K PTE       RW NX SHD AF            UXN    MEM/NORMAL\n";
    for (const SnapshotPtr &snapshot : dumpsIn(text)) {
        EXPECT_TRUE(isSound(*snapshot)) << printed(*snapshot);
    }
}

TEST(Order, RowsAreSorted)
{
    const std::vector<std::string> lines = baseLines();
    std::vector<std::string> shuffled = lines;
    std::swap(shuffled[20], shuffled[30]);
    const SnapshotPtr snapshot = dumpIn(joined(shuffled));
    EXPECT_EQ(linesOf(printed(*snapshot)), lines);
    EXPECT_TRUE(tells(*snapshot, DiagnosticCode::OutOfOrder)) << noticesOf(*snapshot);
    EXPECT_FALSE(tells(*snapshot, DiagnosticCode::Overlap)) << noticesOf(*snapshot);
}

/// A region moved by an editor, its markers with it.
TEST(Order, MarkersStayWithTheirRows)
{
    const std::vector<std::string> lines = baseLines();
    const auto from = std::find(lines.begin(), lines.end(), "---[ vmemmap start ]---");
    const auto to = std::find(lines.begin(), lines.end(), "---[ vmemmap end ]---") + 1;
    const auto place = std::find(lines.begin(), lines.end(), "---[ Modules start ]---");
    ASSERT_TRUE(place < from && from < to);
    std::vector<std::string> moved(lines.begin(), place);
    moved.insert(moved.end(), from, to);
    moved.insert(moved.end(), place, from);
    moved.insert(moved.end(), to, lines.end());
    const SnapshotPtr snapshot = dumpIn(joined(moved));
    EXPECT_EQ(linesOf(printed(*snapshot)), lines) << noticesOf(*snapshot);
}

TEST(Overlap, TheEarlierLineStays)
{
    const auto row = [](std::uint64_t first, std::uint64_t end, const char *size) {
        return rowLine(0xffff000000000000 + first, 0xffff000000000000 + end, size, dataWords) + "\n";
    };
    // lines:             1                              2                              3
    const std::string one = row(0x10000, 0x20000, "64K") + row(0x20000, 0x30000, "64K") + row(0x1f000, 0x21000, "8K");
    const SnapshotPtr first = dumpIn(one);
    EXPECT_EQ(printed(*first), row(0x10000, 0x20000, "64K") + row(0x20000, 0x30000, "64K"));
    EXPECT_TRUE(names(*first, DiagnosticCode::Overlap, 3)) << noticesOf(*first);

    const std::string two = row(0x10000, 0x12000, "8K") + row(0x18000, 0x30000, "96K") + row(0x14000, 0x1a000, "24K")
        + row(0x13000, 0x14000, "4K");
    const SnapshotPtr second = dumpIn(two);
    EXPECT_EQ(printed(*second),
              row(0x10000, 0x12000, "8K") + row(0x13000, 0x14000, "4K") + row(0x18000, 0x30000, "96K"));
    EXPECT_TRUE(names(*second, DiagnosticCode::Overlap, 3)) << noticesOf(*second);
    EXPECT_TRUE(isSound(*second));
}

/// Two extracts of one dump pasted one after the other, the second from further up, with lines in common.
TEST(Overlap, LinesInCommonCountOnce)
{
    const std::vector<std::string> lines = baseLines();
    std::vector<std::string> pasted{lines[13]};
    pasted.insert(pasted.end(), lines.begin() + 30, lines.begin() + 60);
    pasted.insert(pasted.end(), lines.begin() + 14, lines.begin() + 35);
    const SnapshotPtr snapshot = dumpIn(joined(pasted));
    EXPECT_EQ(linesOf(printed(*snapshot)), std::vector<std::string>(lines.begin() + 13, lines.begin() + 60));
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::Overlap, pasted.size())) << noticesOf(*snapshot);
}

/// EFI dumps of kernels up to 7.2 end in 0 although the tables end at 2^48, and the size wraps.
TEST(Efi, WrappedLastLineIsKeptAndTold)
{
    std::vector<std::string> lines = linesOf(captureText("v7.3-4k-va48-efi", "efi_page_tables"));
    ASSERT_EQ(lines[lines.size() - 2], "0x0000008000000000-0x0001000000000000      261632G PGD");
    ASSERT_EQ(lines.back(), "---[ UEFI runtime end ]---");
    lines.pop_back();
    lines.back() = "0x0000008000000000-0x0000000000000000   17179868672G PGD";
    const SnapshotPtr snapshot = dumpIn(joined(lines));
    EXPECT_EQ(linesOf(printed(*snapshot)), lines);
    EXPECT_EQ(codesOf(*snapshot), std::vector{DiagnosticCode::UnfoundedEnd}) << noticesOf(*snapshot);
    EXPECT_EQ(snapshot->geometry().granule(), Granule::Page4K);
    EXPECT_EQ(snapshot->geometry().vaBits(), 48U);
}

TEST(Levels, BordersThatNoEntryHasAreTold)
{
    std::vector<std::string> lines = baseLines();
    lines[1] = replaced(lines[1], "PTE", "PMD");
    lines[2] = replaced(lines[2], "PTE", "PMD");
    const SnapshotPtr snapshot = dumpIn(joined(lines));
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::Misaligned, 3)) << noticesOf(*snapshot);
    EXPECT_FALSE(names(*snapshot, DiagnosticCode::Misaligned, 2)) << noticesOf(*snapshot);
}

TEST(Levels, ContiguousRunsAreWholeGroups)
{
    std::vector<std::string> lines = baseLines();
    ASSERT_NE(lines[index].find(" CON "), std::string::npos);
    lines[index - 1] = replaced(replaced(lines[index - 1], "80010000", "8000f000"), " 64K", " 60K");
    lines[index] = replaced(replaced(lines[index], "80010000", "8000f000"), "1984K", "1988K");
    const SnapshotPtr snapshot = dumpIn(joined(lines));
    EXPECT_EQ(codesOf(*snapshot), std::vector{DiagnosticCode::ContiguousMisaligned}) << noticesOf(*snapshot);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::ContiguousMisaligned, index + 1));
}

} // namespace
} // namespace ptscope
