// SPDX-License-Identifier: GPL-3.0-or-later
// There is one reading of a text, however it comes: the fast path and the tolerant one agree, blocks may end anywhere, what is
// printed reads back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "parsers/ptdump/fixed_columns.h"
#include "parsers/ptdump/line_parser.h"
#include "parsers/ptdump/line_repair.h"
#include "parsers/ptdump/line_shape.h"
#include "parsers/ptdump/reader.h"
#include "tests/support/damage.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

SnapshotPtr readInPieces(std::string_view text, const std::vector<std::size_t> &cuts)
{
    DumpReader reader;
    std::size_t at = 0;
    for (const std::size_t cut : cuts) {
        // A copy of its own lets the address sanitizer see a look beyond the block.
        const std::string block(text.substr(at, cut - at));
        reader.feed(block);
        at = cut;
    }
    reader.feed(text.substr(at));
    auto dumps = reader.finish({});
    if (!dumps || dumps->size() != 1) {
        throw std::runtime_error("not one dump");
    }
    return dumps->front();
}

std::vector<std::size_t> anyCuts(std::size_t size)
{
    auto cuts = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, size + 1));
    std::sort(cuts.begin(), cuts.end());
    return cuts;
}

void expectSame(const Snapshot &a, const Snapshot &b)
{
    RC_ASSERT(printed(a) == printed(b));
    RC_ASSERT(noticesOf(a) == noticesOf(b));
    RC_ASSERT(a.extents().size() == b.extents().size());
    for (std::uint32_t i = 0; i < a.extents().size(); ++i) {
        RC_ASSERT(a.extents().line({i}) == b.extents().line({i}));
    }
}

RC_GTEST_PROP(Blocks, MayEndAnywhere, ())
{
    static const std::string text = captureText("v7.3-4k-va48-threads-300");
    expectSame(*readInPieces(text, anyCuts(text.size())), *readInPieces(text, {}));
}

RC_GTEST_PROP(Blocks, OfDamagedTextMayEndAnywhere, ())
{
    static const std::string plain = captureText("v7.3-4k-va48-base");
    static const std::vector<NamedDamage> damages = harmlessDamages();
    const NamedDamage &damage = damages[*rc::gen::inRange<std::size_t>(0, damages.size())];
    RC_LOG() << damage.name;
    const std::string text = damage.apply(plain);
    expectSame(*readInPieces(text, anyCuts(text.size())), *readInPieces(text, {}));
}

TEST(Blocks, OfOneByteEach)
{
    const std::string text = captureText("v7.3-4k-va48-base");
    std::vector<std::size_t> cuts;
    for (std::size_t i = 1; i < text.size(); ++i) {
        cuts.push_back(i);
    }
    EXPECT_TRUE(printed(*readInPieces(text, cuts)) == text);
}

/// The fast path begins behind a first row; this one ends where the kernel's half begins, as in 5.6 to 5.10.
void addFirstRow(DumpBuilder &builder)
{
    builder.addRow(readLine("0x0000000000000000-0xfff0000000000000   16773120T PGD").row, holeAttributes, 1);
}

/// A row as FixedColumns takes it, and as readLine reads it word by word.
void expectPathsAgree(const std::string &line)
{
    DumpBuilder builder;
    addFirstRow(builder);
    FixedColumns columns(builder);
    const LineReading slow = readLine(line);
    if (!columns.takeOne(line, 2)) {
        return; // left to the tolerant path, which is always allowed
    }
    RC_ASSERT(slow.kind == LineReading::Kind::Row);
    RC_ASSERT(slow.row.isWhole());
    RC_ASSERT(builder.extents().size() == 2U);
    const AddrRange range = builder.extents().range({1});
    RC_ASSERT(range.first.value == slow.row.first);
    RC_ASSERT(range.printedEnd() == slow.row.end);
    RC_ASSERT(range.size().value == slow.row.size);
    RC_ASSERT(builder.extents().level({1}) == slow.row.level);
    RC_ASSERT(builder.extents().attributes({1}).isHole() == !slow.row.attributes.any);
}

const std::vector<std::string> &realLines()
{
    static const std::vector<std::string> lines = [] {
        std::vector<std::string> all;
        for (const char *name : {"v7.3-4k-va48-base", "v7.3-16k-va47-base", "v7.3-64k-va52-base", "v6.1-4k-va48-kaslr"}) {
            for (std::string &line : linesOf(captureText(name))) {
                all.push_back(std::move(line));
            }
        }
        return all;
    }();
    return lines;
}

RC_GTEST_PROP(FixedColumns, AgreeWithTheTolerantPathWhateverIsChanged, ())
{
    std::string line = *rc::gen::elementOf(realLines());
    const int changes = *rc::gen::inRange(0, 4);
    for (int i = 0; i < changes && !line.empty(); ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, line.size());
        const char c = *rc::gen::weightedOneOf<char>(
            {{6, rc::gen::elementOf(std::string("0123456789abcdefxKMGTPE -PTEUDGRWNXF"))}, {1, rc::gen::arbitrary<char>()}});
        switch (*rc::gen::inRange(0, 3)) {
        case 0: line[at] = c; break;
        case 1: line.erase(at, 1); break;
        default: line.insert(at, 1, c); break;
        }
    }
    expectPathsAgree(line);
}

TEST(FixedColumns, TakeEveryRealRow)
{
    std::size_t taken = 0;
    std::size_t rows = 0;
    for (const std::string &line : realLines()) {
        if (!line.starts_with("0x")) {
            continue;
        }
        ++rows;
        DumpBuilder builder;
        addFirstRow(builder);
        taken += FixedColumns(builder).takeOne(line, 2) ? 1U : 0U;
    }
    EXPECT_EQ(taken, rows);
}

RC_GTEST_PROP(Writer, WhatItPrintsReadsBack, ())
{
    const SnapshotPtr dump = anyDumpWithRows();
    const auto levels = dump->extents().levels();
    RC_PRE(std::find(levels.begin(), levels.end(), Level::Unknown) == levels.end()); // kernels print one for all rows or none
    std::vector<std::string> markers;
    for (const Marker &marker : dump->markers()) {
        markers.push_back(marker.name);
    }
    std::sort(markers.begin(), markers.end());
    RC_PRE(std::unique(markers.begin(), markers.end()) == markers.end()); // the second of a name begins another dump
    const std::string text = printed(*dump);
    const auto again = load(text);
    RC_PRE(again.has_value()); // rows of the first 4 GiB alone look hidden or foreign
    RC_PRE(again->snapshots.size() == 1U);
    RC_ASSERT(printed(*again->snapshots.front()) == text);
    const ExtentTable &a = dump->extents();
    const ExtentTable &b = again->snapshots.front()->extents();
    RC_ASSERT(a.size() == b.size());
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        RC_ASSERT(a.range({i}) == b.range({i}));
        RC_ASSERT(a.level({i}) == b.level({i}));
        RC_ASSERT(dump->attributes().words(a.attributes({i}))
                  == again->snapshots.front()->attributes().words(b.attributes({i})));
    }
}

RC_GTEST_PROP(Range, AtTheBeginningIsTheOneFoundThere, ())
{
    std::string line = (*rc::gen::elementOf(realLines())).substr(0, 60);
    for (int i = *rc::gen::inRange(0, 5); i > 0 && !line.empty(); --i) {
        line[*rc::gen::inRange<std::size_t>(0, line.size())] = *rc::gen::elementOf(std::string("0189afx- -"));
    }
    RC_ASSERT(beginsWithRange(line) == (findRange(line) == 0));
}

// --- LineShape --------------------------------------------------------------------------------------------------------

constexpr std::string_view row = "0xffff000000000000-0xffff000000200000           2M PMD       RW NX SHD AF        BLK UXN    MEM/NORMAL";

std::optional<std::string> textOf(const LineShape &shape, const std::string &raw)
{
    const auto text = shape.match(raw);
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

TEST(LineShape, TakesTheSameOffTheNextLine)
{
    LineShape shape;
    const std::string raw = "[   12.345678] " + std::string(row) + "\r";
    shape.learn(raw, repairLine(raw));
    EXPECT_EQ(textOf(shape, "[  199.000001] some text\r"), std::nullopt) << "a digit is no blank";
    EXPECT_EQ(textOf(shape, "[   99.000001] some text\r"), "some text");
    EXPECT_EQ(textOf(shape, "[   99.000001] some text"), std::nullopt);
    EXPECT_EQ(textOf(shape, "[   99.00"), std::nullopt);
    EXPECT_EQ(textOf(shape, ""), std::nullopt);
    EXPECT_FALSE(shape.repairs().empty());
}

TEST(LineShape, OfAnUndamagedLineIsNone)
{
    LineShape shape;
    shape.learn(row, repairLine(row));
    EXPECT_EQ(textOf(shape, std::string(row)), std::nullopt);
}

TEST(LineShape, IsForgottenWhenMoreThanTheEndsWasMended)
{
    LineShape shape;
    const std::string quoted = "> " + std::string(row);
    shape.learn(quoted, repairLine(quoted));
    ASSERT_TRUE(textOf(shape, quoted));
    const std::string tabbed = "> " + replaced(std::string(row), "           ", "\t");
    shape.learn(tabbed, repairLine(tabbed));
    EXPECT_EQ(textOf(shape, quoted), std::nullopt);
    const std::string coded = "> " + std::string(row) + "=20";
    shape.learn(coded, repairLine(coded));
    EXPECT_EQ(textOf(shape, coded), std::nullopt);
}

/// What a shape takes off is what repairing takes off.
RC_GTEST_PROP(LineShape, AgreesWithRepair, ())
{
    const auto prefix = *rc::gen::element<std::string>("> ", ">>", "<6>", "[    1.5] ", "file:", "file-12-", "| ", "+", "    ");
    const auto suffix = *rc::gen::element<std::string>("", "\r", " ", " |", " |\r");
    const std::string learned = prefix + std::string(row) + suffix;
    LineShape shape;
    shape.learn(learned, repairLine(learned));
    const std::string next = prefix + *rc::gen::elementOf(realLines()) + suffix;
    const RepairedLine repaired = repairLine(next);
    const auto text = shape.match(next);
    if (text && text->starts_with("0x")) {
        // Blanks at the end of a row are its own, behind a frame they are not known.
        RC_ASSERT(trimmedEnd(std::string(*text)) == repaired.text);
        RC_ASSERT(shape.repairs() == repaired.repairs);
    }
}

} // namespace
} // namespace ptscope
