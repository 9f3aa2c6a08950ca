// SPDX-License-Identifier: GPL-3.0-or-later
// Several dumps in one text, as mails show before and after.
#include <gtest/gtest.h>

#include "tests/support/damage.h"

namespace ptscope {
namespace {

using namespace test;

std::string before()
{
    return captureText("v6.1-4k-va48-hvo2m-before");
}

std::string after()
{
    return captureText("v6.1-4k-va48-hvo2m-freed");
}

/// The lines from one marker to another, both included.
std::string part(const std::string &text, const std::string &from, const std::string &to)
{
    const std::size_t begin = text.find("---[ " + from);
    const std::size_t end = text.find('\n', text.find("---[ " + to, begin));
    return text.substr(begin, end + 1 - begin);
}

void expectDumps(const std::string &text, const std::vector<std::string> &expected, const std::string &what)
{
    const auto dumps = dumpsIn(text);
    ASSERT_EQ(dumps.size(), expected.size()) << what;
    for (std::size_t i = 0; i < dumps.size(); ++i) {
        EXPECT_EQ(linesOf(printed(*dumps[i])), linesOf(expected[i])) << what << ", dump " << i + 1;
        EXPECT_EQ(tells(*dumps[i], DiagnosticCode::AnotherDump), i > 0) << what;
        for (const Diagnostic &d : dumps[i]->diagnostics()) {
            EXPECT_EQ(d.severity, Severity::Note) << what << "\n" << noticesOf(*dumps[i]);
        }
    }
}

TEST(SeveralDumps, OneAfterTheOther)
{
    expectDumps(before() + after() + before(), {before(), after(), before()}, "three");
}

TEST(SeveralDumps, UnderAnyDamage)
{
    for (const NamedDamage &damage : harmlessDamages()) {
        expectDumps(damage.apply(before() + "\n" + after()), {before(), after()}, damage.name);
    }
}

TEST(SeveralDumps, CaptionsAndPlaces)
{
    const std::string text =
        "Hi,\n\nBefore the patch:\n" + before() + "\nAfter the patch, 2M pages freed:\n" + after() + "\nThoughts?\n";
    const auto dumps = dumpsIn(text);
    ASSERT_EQ(dumps.size(), 2U);
    EXPECT_EQ(dumps[0]->source().caption, "Before the patch:");
    EXPECT_EQ(dumps[1]->source().caption, "After the patch, 2M pages freed:");
    EXPECT_EQ(dumps[0]->source().label, "test#1");
    EXPECT_EQ(dumps[1]->source().label, "test#2");
    EXPECT_EQ(dumps[0]->source().firstLine, 4U);
    EXPECT_EQ(dumps[1]->source().firstLine, linesOf(before()).size() + 6);
    EXPECT_EQ(dumps[1]->extents().line({0}), dumps[1]->source().firstLine + 1);
    EXPECT_TRUE(names(*dumps[1], DiagnosticCode::Prose, linesOf(text).size())) << noticesOf(*dumps[1]);
}

/// Extracts: the second begins with the same marker, or with a row at the same place, or further up.
TEST(SeveralDumps, Extracts)
{
    const std::string vmemmapBefore = part(before(), "vmemmap start", "vmemmap end");
    const std::string vmemmapAfter = part(after(), "vmemmap start", "vmemmap end");
    expectDumps("Before:\n" + vmemmapBefore + "\nAfter:\n" + vmemmapAfter, {vmemmapBefore, vmemmapAfter}, "marked");
    const auto rowsOf = [](const std::string &marked) {
        std::vector<std::string> lines = linesOf(marked);
        return joined({lines.begin() + 1, lines.end() - 1});
    };
    expectDumps("Before:\n" + rowsOf(vmemmapBefore) + "\nAfter:\n" + rowsOf(vmemmapAfter),
                {rowsOf(vmemmapBefore), rowsOf(vmemmapAfter)}, "rows only");
    expectDumps("After:\n" + rowsOf(vmemmapAfter) + "\nRestored:\n" + rowsOf(vmemmapBefore),
                {rowsOf(vmemmapAfter), rowsOf(vmemmapBefore)}, "rows only, the second begins with a longer row");
}

/// As in the mails about HVO on arm64: wrapped, cut by dots at both ends, the second without its end marker.
TEST(SeveralDumps, AsInAMailAboutVmemmap)
{
    const std::string mail = "/sys# cat kernel/debug/kernel_page_tables\n"
                             "---[ vmemmap start ]---\n"
                             "0xfffffc0000000000-0xfffffc1180000000          70G PUD\n"
                             "0xfffffc1180000000-0xfffffc1181000000          16M PMD\n"
                             "0xfffffc1181000000-0xfffffc1185000000          64M PMD       RW NX SHD\n"
                             "AF NG     BLK UXN    MEM/NORMAL\n"
                             "0xfffffc1185000000-0xfffffc11c0000000         944M PMD\n"
                             "...\n"
                             "---[ vmemmap end ]---\n"
                             "\n"
                             "After the patch:\n"
                             "---[ vmemmap start ]---\n"
                             "...\n"
                             "0xfffffc27e8090000-0xfffffc27e8091000           4K PTE       RW NX SHD\n"
                             "AF NG         UXN    MEM/NORMAL\n"
                             "0xfffffc27e8091000-0xfffffc27e8098000          28K PTE       ro NX SHD\n"
                             "AF NG         UXN    MEM/NORMAL\n"
                             "...\n";
    const auto dumps = dumpsIn(mail);
    ASSERT_EQ(dumps.size(), 2U);
    EXPECT_EQ(printed(*dumps[0]),
              "---[ vmemmap start ]---\n"
              "0xfffffc0000000000-0xfffffc1180000000          70G PUD\n"
              "0xfffffc1180000000-0xfffffc1181000000          16M PMD\n"
              "0xfffffc1181000000-0xfffffc1185000000          64M PMD       RW NX SHD AF NG     BLK UXN    MEM/NORMAL\n"
              "0xfffffc1185000000-0xfffffc11c0000000         944M PMD\n"
              "---[ vmemmap end ]---\n");
    EXPECT_EQ(
        printed(*dumps[1]),
        "---[ vmemmap start ]---\n"
        "0xfffffc27e8090000-0xfffffc27e8091000           4K PTE       RW NX SHD AF NG         UXN    MEM/NORMAL\n"
        "0xfffffc27e8091000-0xfffffc27e8098000          28K PTE       ro NX SHD AF NG         UXN    MEM/NORMAL\n");
    EXPECT_EQ(dumps[1]->source().caption, "After the patch:");
}

/// A marker behind the last row belongs to no further dump; it is told, not lost.
TEST(SeveralDumps, AMarkerAloneIsNoDump)
{
    const SnapshotPtr dump = dumpIn(before() + "---[ vmemmap start ]---\n");
    EXPECT_EQ(printed(*dump), before());
    EXPECT_TRUE(names(*dump, DiagnosticCode::AnotherDump, linesOf(before()).size() + 1)) << noticesOf(*dump);
}

/// What precedes the first dump and holds rows of its own stays apart from it.
TEST(SeveralDumps, KernelAndEfiTables)
{
    const std::string kernel = captureText("v7.3-4k-va48-efi");
    const std::string efi = captureText("v7.3-4k-va48-efi", "efi_page_tables");
    expectDumps(kernel + efi, {kernel, efi}, "kernel, then EFI");
    expectDumps(efi + kernel, {efi, kernel}, "EFI, then kernel");
}

TEST(SeveralDumps, ARowOfTheOtherHalfWhoseSizeContradictsItIsInNeither)
{
    const std::string stray = "0x0000000008000000-0x0000000090000000          16M PMD\n";
    const std::string text = before();
    const std::size_t second = text.find('\n', text.find('\n') + 1) + 1;
    const auto dumps = dumpsIn(text.substr(0, second) + stray + text.substr(second));
    ASSERT_EQ(dumps.size(), 1U);
    EXPECT_EQ(linesOf(printed(*dumps[0])), linesOf(text));
    EXPECT_TRUE(tells(*dumps[0], DiagnosticCode::NotUnderstood));
}

} // namespace
} // namespace ptscope
