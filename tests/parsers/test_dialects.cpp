// SPDX-License-Identifier: GPL-3.0-or-later
// Older kernels: real rows spelled as they printed them, and the lines that people posted (reference/ptdump-formats.md,
// 3.7 and 9.1).
#include <gtest/gtest.h>

#include "core/paging/dialect.h"
#include "parsers/ptdump/arm64_dialects.h"
#include "tests/support/damage.h"

namespace ptscope {
namespace {

using namespace test;

/// Only what `dialect` has a field for.
Attributes printable(const Dialect &dialect, const Attributes &attributes)
{
    Attributes out;
    out.memoryType = attributes.memoryType;
    for (const AttributeField &field : dialect.fields) {
        out.set(field.attr, attributes.has(field.attr));
    }
    return out;
}

/// The rows of a real dump as a kernel with `dialect` would have printed them.
SnapshotPtr respelled(const Snapshot &snapshot, const Dialect &dialect)
{
    Snapshot::Parts parts{{}, AttributePool(dialect), {}, snapshot.geometryFinding(), {}, {}};
    auto marker = snapshot.markers().begin();
    for (std::uint32_t i = 0; i < snapshot.extents().size(); ++i) {
        for (; marker != snapshot.markers().end() && marker->beforeRow == i; ++marker) {
            parts.markers.push_back({marker->name, parts.extents.size(), 0});
        }
        Extent row = snapshot.extents().at({i});
        if (row.attributes.isHole() && !dialect.printsHoles) {
            continue;
        }
        row.level = dialect.printsLevel ? row.level : Level::Unknown;
        if (!row.attributes.isHole()) {
            row.attributes = parts.attributes.intern(printable(dialect, snapshot.attributesOf({i}))).value();
        }
        parts.extents.append(row);
    }
    return std::make_shared<const Snapshot>(std::move(parts));
}

TEST(Dialect, EachRoundTripsByteForByte)
{
    for (const std::string &name : captureNames()) {
        const SnapshotPtr real = dumpIn(captureText(name));
        for (const Dialect &dialect : arm64Dialects()) {
            const std::string text = printed(*respelled(*real, dialect));
            const SnapshotPtr read = dumpIn(text);
            ASSERT_EQ(linesOf(printed(*read)), linesOf(text)) << name << " as " << dialect.name;
            EXPECT_EQ(read->dialect().printsLevel, dialect.printsLevel) << name << " as " << dialect.name;
            EXPECT_EQ(read->dialect().hexPrefix, dialect.hexPrefix) << name << " as " << dialect.name;
            EXPECT_TRUE(read->diagnostics().empty()) << name << " as " << dialect.name << "\n" << noticesOf(*read);
        }
    }
}

/// Old spellings stand mail damage like new ones.
TEST(Dialect, EachReadsThroughQuotesAndLogs)
{
    const SnapshotPtr real = dumpIn(captureText("v6.1-4k-va48-kaslr"));
    for (const Dialect &dialect : arm64Dialects()) {
        const std::string text = printed(*respelled(*real, dialect));
        for (const char *kind : {"quoted three times", "kernel log", "grep context with numbers", "carriage returns",
                                 "indented", "diff added", "colours", "cat -n"}) {
            const auto all = harmlessDamages();
            const auto damage = std::find_if(all.begin(), all.end(),
                                             [&](const NamedDamage &d) { return d.name == std::string_view(kind); });
            ASSERT_NE(damage, all.end()) << kind;
            const SnapshotPtr read = dumpIn(damage->apply(text));
            ASSERT_EQ(linesOf(printed(*read)), linesOf(text)) << dialect.name << ", " << kind;
        }
    }
}

/// Only an end of 2^64 tells %16lx from %016lx.
TEST(Dialect, BlankPaddedAddresses)
{
    const std::string text = "---[ Kernel Mapping ]---\n"
                             "0xffffffc000080000-0xffffffc000100000         512K     ro x  SHD AF    UXN MEM/NORMAL\n"
                             "0xfffffffffffff000-0x               0           4K     RW NX SHD AF    UXN MEM/NORMAL\n";
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(printed(*snapshot), text) << noticesOf(*snapshot);
    EXPECT_EQ(snapshot->extents().last({1}).value, ~std::uint64_t{0});
}

TEST(Dialect, WithoutHexPrefix)
{
    const std::string text =
        "---[ Linear Mapping ]---\n"
        "ffffffc000080000-ffffffc000100000         512K PTE       ro x  SHD AF            UXN MEM/NORMAL\n"
        "ffffffc000100000-ffffffc000200000           1M PTE       RW NX SHD AF            UXN MEM/NORMAL\n";
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(printed(*snapshot), text) << noticesOf(*snapshot);
    EXPECT_FALSE(snapshot->dialect().hexPrefix);
}

/// A line that somebody edited does not decide for all the others.
TEST(Dialect, IsTheMajoritys)
{
    std::vector<std::string> lines = linesOf(captureText("v7.3-4k-va48-base"));
    const std::vector<std::string> original = lines;
    lines[1] = replaced(lines[1], "UXN    MEM", "UXN MEM");
    const SnapshotPtr snapshot = dumpIn(joined(lines));
    EXPECT_EQ(linesOf(printed(*snapshot)), original);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::SpacingDiffers, 2)) << noticesOf(*snapshot);
    EXPECT_EQ(codesOf(*snapshot), std::vector{DiagnosticCode::SpacingDiffers}) << noticesOf(*snapshot);
}

/// One row that lost its level among rows that have theirs is torn; one word too many does not make torn rows of all others.
TEST(Dialect, LevelsAreAllOrNone)
{
    std::vector<std::string> lines = linesOf(captureText("v7.3-4k-va48-base"));
    std::vector<std::string> kept = lines;
    lines[3] = replaced(lines[3], " PTE", "");
    kept.erase(kept.begin() + 3);
    const SnapshotPtr snapshot = dumpIn(joined(lines));
    EXPECT_EQ(linesOf(printed(*snapshot)), kept);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::TornLine, 4)) << noticesOf(*snapshot);

    const std::string old = "0xffffffc000080000-0xffffffc000100000         512K     ro x  SHD AF    UXN MEM/NORMAL\n"
                            "0xffffffc000100000-0xffffffc000200000           1M     RW NX SHD AF    UXN MEM/NORMAL\n"
                            "0xffffffc000300000-0xffffffc000400000           1M     RW NX SHD AF    UXN MEM/NORMAL\n";
    const SnapshotPtr edited = dumpIn(replaced(old, "512K ", "512K PTE "));
    EXPECT_EQ(printed(*edited), old) << noticesOf(*edited);
    EXPECT_TRUE(names(*edited, DiagnosticCode::SpacingDiffers, 1)) << noticesOf(*edited);
}

/// Kernels 5.6 to 5.10 may begin with a bogus row below the kernel half.
TEST(Dialect, BogusFirstRow)
{
    const std::string text =
        "0x0000000000000000-0xffff000000000000    16776960T PGD\n" + captureText("v6.1-4k-va48-base");
    const SnapshotPtr dump = dumpIn(text);
    EXPECT_EQ(linesOf(printed(*dump)), linesOf(text));
    EXPECT_EQ(dump->geometry(), dumpIn(captureText("v6.1-4k-va48-base"))->geometry());
    EXPECT_FALSE(dump->geometryFinding().assumed) << dump->geometryFinding().reason;
}

struct Sample {
    const char *name;
    const char *text;
};

/// Lines as posted, undamaged: they print as they stand. Letters as in the reference.
constexpr Sample wholeSamples[] = {
    {"a: KPTI, 48 bits",
     R"(---[ Linear Mapping start ]---
0xffff000000000000-0xffff000000200000           2M PTE       RW NX SHD AF NG         UXN    MEM/NORMAL-TAGGED
0xffff000000200000-0xffff000002200000          32M PMD       ro NX SHD AF NG     BLK UXN    MEM/NORMAL
0xffff000002200000-0xffff0000022c0000         768K PTE       ro NX SHD AF NG         UXN    MEM/NORMAL
0xffff000003c00000-0xffff000040000000         964M PTE       RW NX SHD AF NG         UXN    MEM/NORMAL-TAGGED
0xffff000040000000-0xffff008000000000         511G PUD
0xffff008000000000-0xffff800000000000      130560G PGD
---[ Linear Mapping end ]---
---[ Modules start ]---
0xffff800000000000-0xffff800080000000           2G PUD
---[ Modules end ]---
---[ vmalloc() area ]---
0xffff800080004000-0xffff800080005000           4K PTE
0xffff800080005000-0xffff800080006000           4K PTE       RW NX SHD AF NG         UXN    DEVICE/nGnRE
0xffff800080020000-0xffff800080030000          64K PTE       RW NX SHD AF NG CON     UXN    DEVICE/nGnRE
0xffff80008038e000-0xffff8000803ae000         128K PTE       RW NX SHD AF NG         UXN    MEM/NORMAL-NC
0xffff800090000000-0xffff8000a0000000         256M PMD       RW NX SHD AF NG     BLK UXN    DEVICE/nGnRnE
0xffffcb7e65810000-0xffffcb7e65a00000        1984K PTE       ro x  SHD AF NG CON     UXN    MEM/NORMAL
0xfffffdffbf7e9000-0xfffffdffbf800000          92K PTE
---[ vmalloc() end ]---
0xfffffdffbf800000-0xfffffdffc0000000           8M PMD
---[ vmemmap start ]---
0xfffffdffc0000000-0xfffffdffc1000000          16M PMD       RW NX SHD AF NG     BLK UXN    MEM/NORMAL
0xfffffe0000000000-0xffffff8000000000        1536G PGD
0xffffff8000000000-0xffffffffc0000000         511G PUD
---[ vmemmap end ]---
0xffffffffff3f3000-0xffffffffff3f6000          12K PTE       ro x  SHD AF            UXN    MEM/NORMAL
---[ Fixmap end ]---
0xffffffffff800000-0x0000000000000000           8M PMD
)"},
    {"b: rodata=full with large blocks",
     R"(0xffff000002550000-0xffff000002600000         704K PTE       RW NX SHD AF    CON     UXN    MEM/NORMAL-TAGGED
0xffff000002600000-0xffff000004000000          26M PMD       RW NX SHD AF        BLK UXN    MEM/NORMAL-TAGGED
0xffff000004000000-0xffff000040000000         960M PMD       RW NX SHD AF    CON BLK UXN    MEM/NORMAL-TAGGED
0xffff000040000000-0xffff000140000000           4G PUD       RW NX SHD AF        BLK UXN    MEM/NORMAL-TAGGED
)"},
    {"b: the same by pages",
     "0xffff000002550000-0xffff000143a61000     5264452K PTE       RW NX SHD AF            UXN    MEM/NORMAL-TAGGED\n"},
    {"c: HVO",
     R"(---[ vmemmap start ]---
0xfffffc0000000000-0xfffffc1180000000          70G PUD
0xfffffc27e8090000-0xfffffc27e8091000           4K PTE       RW NX SHD AF NG         UXN    MEM/NORMAL
0xfffffc27e8091000-0xfffffc27e8098000          28K PTE       ro NX SHD AF NG         UXN    MEM/NORMAL
0xfffffc8000000000-0xfffffe0000000000        1536G PGD
---[ vmemmap end ]---
)"},
    {"e: EFI, 64K pages",
     R"(---[ UEFI runtime start ]---
0x0000000000000000-0x00000000e0000000        3584M PMD
0x00000000e0000000-0x00000000ffff0000      524224K PTE
0x00000000ffff0000-0x0000000100000000          64K PTE       RW NX SHD AF NG         UXN    MEM/NORMAL
0x000000043ff10000-0x000000043ff20000          64K PTE       RW x  SHD AF NG         UXN    MEM/NORMAL
)"},
    {"h: 4.1 to 4.4", "0xffffffbdc0200000-0xffffffbdc4800000          70M     RW NX SHD AF    UXN MEM/NORMAL\n"},
    {"i: 4.x",
     R"(---[ Modules start ]---
0xffff000000d40000-0xffff000000d41000           4K PTE       ro x  SHD AF NG         UXN MEM/NORMAL
0xffff7e0000000000-0xffff7e0001000000          16M PMD       RW NX SHD AF NG     BLK UXN MEM/NORMAL
---[ Linear Mapping ]---
0xffff800080000000-0xffff800084000000          64M PMD       RW NX SHD AF NG CON BLK UXN MEM/NORMAL
)"},
    {"k: the user half",
     "0x0000aaaad9a1e000-0x0000aaaad9a1f000           4K PTE   USR ro NX SHD AF NG         MEM/NORMAL\n"},
};

TEST(Sample, RoundTripsByteForByte)
{
    for (const Sample &sample : wholeSamples) {
        const SnapshotPtr snapshot = dumpIn(sample.text);
        EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(sample.text)) << sample.name << "\n" << noticesOf(*snapshot);
        for (const Diagnostic &d : snapshot->diagnostics()) {
            EXPECT_TRUE(d.code == DiagnosticCode::Gap || d.code == DiagnosticCode::Misaligned) << sample.name << "\n"
                                                                                               << noticesOf(*snapshot);
        }
    }
}

/// Samples that somebody edited: what they must print, and what must be told of which line.
struct EditedSample {
    const char *name;
    const char *text;
    const char *prints;
    DiagnosticCode code;
    std::uint64_t line;
};

const EditedSample editedSamples[] = {
    {"a: the prompt behind it",
     "0xffffffffff800000-0x0000000000000000           8M PMD\n~ # [  198.894563] random: crng init done\n",
     "0xffffffffff800000-0x0000000000000000           8M PMD\n", DiagnosticCode::ShellPrompt, 2},
    {"d: documentation, squeezed",
     " 0xfff0000001c00000-0xfff0000080000000     2020M PTE  RW NX SHD AF   UXN    MEM/NORMAL-TAGGED\n"
     " 0xfff0000080000000-0xfff0000800000000       30G PMD\n"
     " 0xfff0040000000000-0xffff800000000000     3964T PGD\n",
     "0xfff0000001c00000-0xfff0000080000000        2020M PTE       RW NX SHD AF            UXN    MEM/NORMAL-TAGGED\n"
     "0xfff0000080000000-0xfff0000800000000          30G PMD\n"
     "0xfff0040000000000-0xffff800000000000        3964T PGD\n",
     DiagnosticCode::SpacingDiffers, 1},
    {"d: documentation, framed",
     " | ---[ Linear Mapping start ]---------------------------------------------------------- |\n"
     " | 0xffff800008200000-0xffff800008e00000    12M PTE ro x  SHD AF  CON  UXN  MEM/NORMAL   |\n"
     " | ..................                                                                    |\n",
     "---[ Linear Mapping start ]---\n"
     "0xffff800008200000-0xffff800008e00000          12M PTE       ro x  SHD AF    CON     UXN    MEM/NORMAL\n",
     DiagnosticCode::AsciiFrame, 1},
    {"g: the tail cut off", "0xffff008440400000-0xffff008441c00000 24M PMD ro NX SHD AF NG BLK UXN M..\n",
     "0xffff008440400000-0xffff008441c00000          24M PMD       ro NX SHD AF NG     BLK UXN    M..\n",
     DiagnosticCode::TruncatedWord, 1},
    {"i: the heading and a cut word",
     "-----[Kernel space]-----\n"
     "---[ Modules start ]---\n"
     "0xffff000000d40000-0xffff000000d41000           4K PTE       ro x  SHD AF NG         UXN MEM/NORMAL\n"
     "0xffff800084e00000-0xffff800084f00000           1M PTE       ro NX SHD AF NG         UXN MEM/NORMA\n",
     "---[ Modules start ]---\n"
     "0xffff000000d40000-0xffff000000d41000           4K PTE       ro x  SHD AF NG         UXN MEM/NORMAL\n"
     "0xffff800084e00000-0xffff800084f00000           1M PTE       ro NX SHD AF NG         UXN MEM/NORMA\n",
     DiagnosticCode::TruncatedWord, 4},
};

TEST(Sample, EditedByHandIsSetRightAndTold)
{
    for (const EditedSample &sample : editedSamples) {
        const SnapshotPtr snapshot = dumpIn(sample.text);
        EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(sample.prints)) << sample.name << "\n" << noticesOf(*snapshot);
        EXPECT_TRUE(names(*snapshot, sample.code, sample.line)) << sample.name << "\n" << noticesOf(*snapshot);
    }
}

/// f: an idealised line whose rights go on behind dots says too little to be a row.
TEST(Sample, IdealisedLineIsNoRow)
{
    const std::string line = "0xffff000000000000-0xffff000010000000    256M   PMD   RW NX SHD ...\n";
    const auto alone = load(line);
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, ErrorCode::NotADump);
    const SnapshotPtr snapshot = dumpIn(line + rowLine(0xffff000010000000, 0xffff000010001000, "4K", dataWords) + "\n");
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::TornLine, 1)) << noticesOf(*snapshot);
    EXPECT_EQ(snapshot->extents().size(), 1U);
}

} // namespace
} // namespace ptscope
