// SPDX-License-Identifier: GPL-3.0-or-later
// Damage that loses something: what is lost is named by its line, what is left is kept, and nothing is made up.
#include <gtest/gtest.h>

#include "tests/support/damage.h"

namespace ptscope {
namespace {

using namespace test;

const std::string &base()
{
    static const std::string text = captureText("v7.3-4k-va48-base");
    return text;
}

bool isError(const Snapshot &snapshot, std::uint64_t line)
{
    return names(snapshot, DiagnosticCode::TornLine, line) || names(snapshot, DiagnosticCode::NotUnderstood, line);
}

/// True when the first `length` bytes of a row are themselves a row that a kernel prints, or one with blanks behind it, as
/// mail programs and terminals add them: nobody can tell that it was cut.
bool looksWhole(std::string_view row, std::size_t length)
{
    const std::string left = trimmedEnd(std::string(row.substr(0, length)));
    const bool unnamedMemoryType = row.substr(0, length).ends_with("UXN   ") && length == 91;
    return left == row || left.ends_with(" PTE") || left.ends_with(" PMD") || left.ends_with("MEM/NORMAL")
        || unnamedMemoryType;
}

/// `lines` with line `index` cut to `length` bytes, and what must be printed for it.
struct Torn {
    std::string text;
    std::vector<std::string> kept;
};

Torn tornAt(std::vector<std::string> lines, std::size_t index, std::size_t length)
{
    Torn out;
    out.kept = lines;
    out.kept.erase(out.kept.begin() + static_cast<std::ptrdiff_t>(index));
    lines[index].resize(length);
    out.text = joined(lines);
    return out;
}

/// A row with a block, one with pages and a tagged memory type, and a hole: cut anywhere, each is named and left out.
TEST(TornRow, InTheMiddleCutAtEveryByte)
{
    const std::vector<std::string> lines = linesOf(base());
    for (const std::size_t index : {std::size_t{2}, std::size_t{5}, std::size_t{7}, std::size_t{15}}) {
        for (std::size_t length = 2; length < lines[index].size(); ++length) {
            if (looksWhole(lines[index], length)) {
                continue;
            }
            const Torn torn = tornAt(lines, index, length);
            const SnapshotPtr snapshot = dumpIn(torn.text);
            const std::string cut = lines[index].substr(0, length);
            if (names(*snapshot, DiagnosticCode::TruncatedWord, index + 1)) {
                EXPECT_NE(cut.find(cut.find("DEV") != std::string::npos ? "D" : "M", 89), std::string::npos) << cut;
                EXPECT_EQ(snapshot->extents().size(), 149U) << cut;
                continue;
            }
            ASSERT_EQ(linesOf(printed(*snapshot)), torn.kept) << "cut to: " << cut;
            ASSERT_TRUE(isError(*snapshot, index + 1)) << "cut to: " << cut << "\n" << noticesOf(*snapshot);
            ASSERT_TRUE(tells(*snapshot, DiagnosticCode::Gap)) << "cut to: " << cut << "\n" << noticesOf(*snapshot);
        }
    }
}

/// Cut among the blanks behind the level, a row is taken for a hole; that its blanks are odd is told at least.
TEST(TornRow, CutBehindItsLevelIsTold)
{
    const std::vector<std::string> lines = linesOf(base());
    for (std::size_t length = 55; length <= 61; ++length) {
        const SnapshotPtr snapshot = dumpIn(tornAt(lines, 2, length).text);
        EXPECT_EQ(codesOf(*snapshot), std::vector{DiagnosticCode::SpacingDiffers}) << length;
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::SpacingDiffers, 3)) << length;
    }
}

TEST(TornRow, AtTheEndCutAtEveryByte)
{
    const std::vector<std::string> lines = linesOf(base());
    const std::vector<std::string> kept(lines.begin(), lines.begin() + 5);
    for (std::size_t length = 2; length < lines[5].size(); ++length) {
        const std::string cut = lines[5].substr(0, length);
        const SnapshotPtr snapshot = dumpIn(joined(kept) + cut);
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::MissingFinalNewline, 6)) << cut;
        if (!looksWhole(lines[5], length) && !names(*snapshot, DiagnosticCode::TruncatedWord, 6)) {
            ASSERT_EQ(linesOf(printed(*snapshot)), kept) << "cut to: " << cut;
            ASSERT_TRUE(isError(*snapshot, 6)) << "cut to: " << cut << "\n" << noticesOf(*snapshot);
        }
    }
}

/// The same torn line within other damage: quoted, logged, squeezed.
TEST(TornRow, WithinOtherDamage)
{
    const std::vector<std::string> lines = linesOf(base());
    for (const char *kind : {"quoted", "kernel log", "carriage returns", "squeezed", "indented", "grep", "colours"}) {
        const auto all = harmlessDamages();
        const auto damage = std::find_if(all.begin(), all.end(),
                                         [&](const NamedDamage &d) { return kind == std::string_view(d.name); });
        ASSERT_NE(damage, all.end()) << kind;
        for (const std::size_t length :
             {std::size_t{25}, std::size_t{50}, std::size_t{63}, std::size_t{75}, std::size_t{88}}) {
            const Torn torn = tornAt(lines, 3, length);
            const SnapshotPtr snapshot = dumpIn(damage->apply(torn.text));
            EXPECT_EQ(linesOf(printed(*snapshot)), torn.kept) << kind << " at " << length << "\n"
                                                              << noticesOf(*snapshot);
            EXPECT_TRUE(isError(*snapshot, 4)) << kind << " at " << length << "\n" << noticesOf(*snapshot);
        }
    }
}

TEST(TornMarker, IsNamed)
{
    const std::vector<std::string> lines = linesOf(base());
    for (std::size_t length = 4; length < lines[0].size(); ++length) {
        const Torn torn = tornAt(lines, 0, length);
        const SnapshotPtr snapshot = dumpIn(torn.text);
        EXPECT_EQ(linesOf(printed(*snapshot)), torn.kept);
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::TornLine, 1)) << lines[0].substr(0, length) << "\n"
                                                                   << noticesOf(*snapshot);
    }
}

TEST(TruncatedWord, IsKeptAsItStands)
{
    const std::string head = "PTE       RW NX SHD AF            UXN    ";
    for (const char *word : {"M", "MEM", "MEM/", "MEM/NORMA", "M..", "M...", "D", "DEVICE/nGn", "MEM/NORMAL-TAG"}) {
        const std::string row = rowLine(0xffff000000000000, 0xffff000000001000, "4K", head + word);
        const SnapshotPtr snapshot = dumpIn(row + "\n");
        ASSERT_EQ(snapshot->extents().size(), 1U) << word;
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::TruncatedWord, 1)) << word << "\n" << noticesOf(*snapshot);
        EXPECT_EQ(snapshot->attributesOf({0}).memoryType, MemoryType::None) << word;
        EXPECT_TRUE(squeezed(printed(*snapshot)).find(word) != std::string::npos) << word;
    }
}

/// Kernels have memory types without a word (MT_NORMAL_WT of 5.x): nothing but blanks stands there, and that is whole.
TEST(Row, WithoutMemoryTypeIsWholeWhenItsBlanksAre)
{
    const std::string row =
        rowLine(0xffff000000000000, 0xffff000000001000, "4K", "PTE       RW NX SHD AF            UXN   ");
    const std::string text = row + "\n" + rowLine(0xffff000000001000, 0xffff000000002000, "4K", dataWords) + "\n";
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(printed(*snapshot), text);
    EXPECT_TRUE(snapshot->diagnostics().empty()) << noticesOf(*snapshot);
}

/// Words of newer or patched kernels are no damage of the row: they stay, and are told.
TEST(Row, KeepsUnknownWords)
{
    const std::string text = rowLine(0xffff000000000000, 0xffff000000001000, "4K", std::string(dataWords) + " D") + "\n"
        + rowLine(0xffff000000001000, 0xffff000000002000, "4K", std::string(dataWords) + " POE2") + "\n";
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(printed(*snapshot), text);
    EXPECT_EQ(codesOf(*snapshot), std::vector{DiagnosticCode::UnknownWord});
    EXPECT_EQ(snapshot->attributesOf({1}).extraWords, "POE2");
}

TEST(Row, PassesRemarksOver)
{
    const std::string row = rowLine(0xffff000000000000, 0xffff000000001000, "4K", dataWords);
    const std::vector<std::string> remarks{
        "<---", "------------- the firmware memory", "# what?", "\tptlab_init: func+0x10/0x20", "(sic)", "<- this pte"};
    for (const std::string &remark : remarks) {
        const SnapshotPtr snapshot = dumpIn(row + " " + remark + "\n");
        EXPECT_EQ(printed(*snapshot), row + "\n") << remark;
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::TrailingText, 1)) << remark << "\n" << noticesOf(*snapshot);
    }
}

TEST(Row, WithContradictingWordsIsNotUnderstood)
{
    for (const char *words : {"PTE       RW ro NX SHD AF            UXN    MEM/NORMAL",
                              "PTE RW NX x SHD AF UXN MEM/NORMAL", "PTE RW NX SHD AF UXN MEM/NORMAL DEVICE/nGnRE"}) {
        const std::string good = rowLine(0xffff000000001000, 0xffff000000002000, "4K", dataWords);
        const SnapshotPtr snapshot =
            dumpIn(rowLine(0xffff000000000000, 0xffff000000001000, "4K", words) + "\n" + good + "\n");
        EXPECT_EQ(printed(*snapshot), good + "\n") << words;
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::NotUnderstood, 1)) << words << "\n" << noticesOf(*snapshot);
    }
}

/// Lines left out by `...`, as in mails: no gap is reported there, and none is made up elsewhere.
TEST(Cut, BreaksTheTilingWhereTheTextSaysSo)
{
    std::vector<std::string> lines = linesOf(base());
    for (const char *dots : {"...", "......", "..................", "> ...", "| .................. |", "[...]",
                             "[ ... ]", ". . .", "[snip]", "--- snip ---", "\u2026"}) {
        std::vector<std::string> cut = lines;
        cut.erase(cut.begin() + 20, cut.begin() + 40);
        std::vector<std::string> kept = cut;
        cut.insert(cut.begin() + 20, dots);
        const SnapshotPtr snapshot = dumpIn(joined(cut));
        EXPECT_EQ(linesOf(printed(*snapshot)), kept) << dots;
        EXPECT_FALSE(tells(*snapshot, DiagnosticCode::Gap)) << dots << "\n" << noticesOf(*snapshot);
        EXPECT_TRUE(names(*snapshot, DiagnosticCode::Ellipsis, 21)) << dots << "\n" << noticesOf(*snapshot);
    }
}

TEST(Cut, IsAGapWhereTheTextDoesNotSaySo)
{
    std::vector<std::string> lines = linesOf(base());
    lines.erase(lines.begin() + 20, lines.begin() + 22);
    const SnapshotPtr snapshot = dumpIn(joined(lines));
    EXPECT_EQ(linesOf(printed(*snapshot)), lines);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::Gap, 21)) << noticesOf(*snapshot);
    EXPECT_EQ(codesOf(*snapshot), std::vector{DiagnosticCode::Gap});
}

/// One damaged line among good ones: its own number is told, whatever the damage.
TEST(DamagedLine, IsNamedByItsNumber)
{
    const std::vector<std::string> lines = linesOf(base());
    const std::vector<std::pair<DiagnosticCode, std::string>> kinds{
        {DiagnosticCode::CarriageReturns, "%\r"},
        {DiagnosticCode::QuotePrefix, "> %"},
        {DiagnosticCode::LogPrefix, "[    1.250000] %"},
        {DiagnosticCode::LogPrefix, "<6>%"},
        {DiagnosticCode::FilePrefix, "dump.txt:12:%"},
        {DiagnosticCode::FilePrefix, "dump-12-%"},
        {DiagnosticCode::Indentation, "  %"},
        {DiagnosticCode::AsciiFrame, "| % |"},
        {DiagnosticCode::DiffSign, "+%"},
        {DiagnosticCode::QuotedPrintable, "%=20"},
        {DiagnosticCode::NonBreakingSpace, "%\u00a0"},
        {DiagnosticCode::ControlBytes, "\x1b[31m%\x1b[0m"},
        {DiagnosticCode::ControlBytes, "%\x07"},
        {DiagnosticCode::TrailingText, "% <-- here"},
        {DiagnosticCode::SpacingDiffers, "%  "},
        {DiagnosticCode::Prose, "Look at this:\n%"},
        {DiagnosticCode::ShellPrompt, "~ # dmesg\n%"},
        {DiagnosticCode::ConsoleMessage, "[  198.894563] random: crng init done\n%"},
        {DiagnosticCode::SeparatorLine, "--\n%"},
        {DiagnosticCode::Ellipsis, "...\n%"}};
    for (const std::size_t index : {std::size_t{0}, std::size_t{3}, std::size_t{60}, lines.size() - 1}) {
        for (const auto &[code, pattern] : kinds) {
            if (lines[index].starts_with("---[")
                && (code == DiagnosticCode::TrailingText || code == DiagnosticCode::SpacingDiffers)) {
                continue;
            }
            std::vector<std::string> damaged = lines;
            damaged[index] = replaced(pattern, "%", lines[index]);
            const SnapshotPtr snapshot = dumpIn(joined(damaged));
            ASSERT_EQ(linesOf(printed(*snapshot)), lines) << pattern << " in line " << index + 1;
            ASSERT_EQ(codesOf(*snapshot), std::vector{code}) << pattern << "\n" << noticesOf(*snapshot);
            EXPECT_EQ(snapshot->diagnostics().front().line, index + 1) << pattern;
            EXPECT_EQ(snapshot->diagnostics().front().count, 1U) << pattern;
        }
    }
}

} // namespace
} // namespace ptscope
