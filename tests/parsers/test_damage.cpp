// SPDX-License-Identifier: GPL-3.0-or-later
// Damage that loses nothing: the damaged copy of a real capture reads as the undamaged one, and something is said about it.
#include <gtest/gtest.h>

#include "tests/support/damage.h"

namespace ptscope {
namespace test {

void PrintTo(const NamedDamage &damage, std::ostream *out)
{
    *out << damage.name;
}

} // namespace test

namespace {

using namespace test;

/// Small captures of every geometry and of each kind of content.
const std::vector<std::string> captures{"v6.1-4k-va48-base",       "v6.1-4k-va48-hvo32m",         "v6.1-4k-va48-kaslr",
                                        "v6.12-4k-va48-base",      "v7.3-16k-va47-vmalloc",       "v7.3-4k-va39-base",
                                        "v7.3-4k-va48-kasan-base", "v7.3-4k-va48-vmallochuge-on", "v7.3-4k-va48-wx",
                                        "v7.3-4k-va52-base",       "v7.3-64k-va52-base",          "v6.1-4k-va48-hvo1g"};

class HarmlessDamage : public testing::TestWithParam<NamedDamage>
{ };

TEST_P(HarmlessDamage, ReadsAsTheUndamagedDump)
{
    for (const std::string &name : captures) {
        const std::string original = captureText(name);
        const auto loaded = load(GetParam().apply(original));
        ASSERT_TRUE(loaded) << name;
        ASSERT_EQ(loaded->snapshots.size(), 1U) << name;
        const Snapshot &snapshot = *loaded->snapshots.front();
        ASSERT_EQ(linesOf(printed(snapshot)), linesOf(original)) << name << "\n" << noticesOf(snapshot);
        EXPECT_EQ(snapshot.geometry(), dumpIn(original)->geometry()) << name;
        EXPECT_TRUE(isSound(snapshot)) << name;
    }
}

TEST_P(HarmlessDamage, IsToldWithoutAlarm)
{
    const std::string original = captureText("v7.3-4k-va48-base");
    const std::string damaged = GetParam().apply(original);
    const SnapshotPtr snapshot = dumpIn(damaged);
    const bool nothingToTell = replaced(damaged, "\n\n", "\n") == original;
    EXPECT_EQ(snapshot->diagnostics().empty(), nothingToTell);
    for (const Diagnostic &d : snapshot->diagnostics()) {
        EXPECT_EQ(d.severity, Severity::Note) << noticesOf(*snapshot);
    }
}

std::string parameterName(const testing::TestParamInfo<NamedDamage> &info)
{
    std::string out = info.param.name;
    std::replace_if(
        out.begin(), out.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return out;
}

INSTANTIATE_TEST_SUITE_P(Each, HarmlessDamage, testing::ValuesIn(harmlessDamages()), parameterName);

/// A soft break may stand anywhere, inside a number too.
TEST(QuotedPrintable, BreaksAtEveryColumn)
{
    const std::string original = captureText("v7.3-4k-va48-base");
    for (std::size_t width = 6; width <= 112; ++width) {
        for (const bool allBlanks : {false, true}) {
            const SnapshotPtr snapshot = dumpIn(quotedPrintable(width, allBlanks)(original));
            ASSERT_EQ(linesOf(printed(*snapshot)), linesOf(original)) << width << "\n" << noticesOf(*snapshot);
            for (const Diagnostic &d : snapshot->diagnostics()) {
                ASSERT_EQ(d.severity, Severity::Note) << width << "\n" << noticesOf(*snapshot);
            }
        }
    }
}

TEST(QuotedPrintable, LeavesProseAlone)
{
    const std::string text = "The size is a=20b and so=\non.\n" + captureText("v7.3-4k-va48-base") + "CONFIG_X=y\nZ=\n";
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(snapshot->extents().size(), 149U);
    EXPECT_EQ(codesOf(*snapshot), std::vector{DiagnosticCode::Prose});
}

TEST(Wrapped, AtEveryWidth)
{
    const std::string original = captureText("v7.3-4k-va48-base");
    for (std::size_t width = 38; width <= 112; ++width) {
        const SnapshotPtr snapshot = dumpIn(wrapped(width)(original));
        ASSERT_EQ(linesOf(printed(*snapshot)), linesOf(original)) << width << "\n" << noticesOf(*snapshot);
    }
}

TEST(Wrapped, NamesEachJoinedLine)
{
    const std::string row = rowLine(0xffff000000000000, 0xffff000000200000, "2M", dataWords);
    const std::string next = rowLine(0xffff000000200000, 0xffff000000400000, "2M", dataWords);
    const SnapshotPtr snapshot = dumpIn(wrapped(72)(row + "\n" + next + "\n"));
    EXPECT_EQ(snapshot->extents().size(), 2U);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::WrappedLine, 2)) << noticesOf(*snapshot);
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::WrappedLine, 4)) << noticesOf(*snapshot);
}

/// Words of a sentence are no attributes, even where some are spelled alike.
TEST(Wrapped, DoesNotSwallowProse)
{
    const std::string hole = rowLine(0xffff000000000000, 0xffff000000200000, "2M", "PTE");
    for (const char *prose :
         {"RW means writable", "x marks the spot", "PTE tables are full here", "AF and NG, as said:"}) {
        const SnapshotPtr snapshot = dumpIn(hole + "\n" + prose + "\n");
        ASSERT_EQ(snapshot->extents().size(), 1U) << prose << "\n" << noticesOf(*snapshot);
        EXPECT_TRUE(snapshot->extents().attributes({0}).isHole()) << prose;
    }
}

} // namespace
} // namespace ptscope
