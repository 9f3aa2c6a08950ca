// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "core/query/query.h"
#include "core/query/query_fields.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

SnapshotPtr smallDump()
{
    SnapshotBuilder dump;
    dump.marker("vmalloc() area").leaf(16 * kib, Level::Pte).hole(16 * kib, Level::Pte).marker("vmalloc() end");
    dump.marker("vmemmap start")
        .leaf(4 * kib, Level::Pte)
        .leaf(28 * kib, Level::Pte, kernelData({Attr::ReadOnly}))
        .leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}))
        .marker("vmemmap end");
    dump.leaf(64 * kib, Level::Pte, kernelText({Attr::Contiguous}));
    Attributes wx = kernelData();
    wx.set(Attr::PrivilegedNx, false);
    return dump.leaf(4 * kib, Level::Pte, wx).build();
}

std::vector<std::uint32_t> rowsOf(const std::string &text)
{
    const auto query = Query::compile(text, smallDump());
    EXPECT_TRUE(query.has_value()) << text << ": " << (query ? "" : query.error().message);
    std::vector<std::uint32_t> out;
    if (query) {
        query->run().forEach([&out](RowIndex row) { out.push_back(row.value); });
    }
    return out;
}

using Rows = std::vector<std::uint32_t>;

TEST(Query, FindsWhatItSays)
{
    EXPECT_EQ(rowsOf(""), (Rows{0, 1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(rowsOf("region:vmemmap perm:ro level:PTE size>=28K"), (Rows{3}));
    EXPECT_EQ(rowsOf("vmemmap ro"), (Rows{3}));
    EXPECT_EQ(rowsOf("hole"), (Rows{1}));
    EXPECT_EQ(rowsOf("wx"), (Rows{6}));
    EXPECT_EQ(rowsOf("con and not blk"), (Rows{5}));
    EXPECT_EQ(rowsOf("blk or con"), (Rows{4, 5}));
    EXPECT_EQ(rowsOf("not (blk or con) mapped"), (Rows{0, 2, 3, 6}));
    EXPECT_EQ(rowsOf("!hole level!=PMD leaf:4K"), (Rows{0, 2, 3, 6}));
    EXPECT_EQ(rowsOf("perm:ro,nx"), (Rows{3}));
    EXPECT_EQ(rowsOf("perm!=ro valid"), (Rows{0, 2, 4, 6}));
    EXPECT_EQ(rowsOf("region:v*p"), (Rows{2, 3, 4}));
    EXPECT_EQ(rowsOf("region:~^vm"), (Rows{0, 1, 2, 3, 4}));
    EXPECT_EQ(rowsOf("leaf>=64K"), (Rows{4, 5}));
    EXPECT_EQ(rowsOf("type:normal size:16K"), (Rows{0}));
    EXPECT_EQ(rowsOf("attr:CON"), (Rows{5}));
    EXPECT_EQ(rowsOf("line:2-3"), (Rows{0, 1}));
    EXPECT_EQ(rowsOf("addr:0xffff000000000000"), (Rows{0}));
    EXPECT_EQ(rowsOf("addr:0xffff000000003000-0xffff000000005000"), (Rows{0, 1}));
    EXPECT_EQ(rowsOf("addr>=0xffff000000008000 addr<0xffff000000010000"), (Rows{2, 3}));
    EXPECT_EQ(rowsOf("0xffff000000000fff"), (Rows{0}));
    EXPECT_EQ(rowsOf("CON AND NOT blk"), (Rows{5}));
    EXPECT_EQ(rowsOf("size<=16K & RW"), rowsOf("size<=16K and rw"));
    EXPECT_EQ(rowsOf("region:vmalloc() size:16K"), rowsOf("region:\"vmalloc()\" size:16K"));
    EXPECT_EQ(rowsOf("(region:vmalloc() or wx) & valid"), rowsOf("(region:vmalloc or wx) and valid"));
    EXPECT_FALSE(Query::compile("()", smallDump()).has_value());
    EXPECT_EQ(rowsOf("con | blk"), rowsOf("con or blk"));
    EXPECT_EQ(rowsOf("con && !blk || wx"), rowsOf("con and not blk or wx"));
    EXPECT_FALSE(Query::compile("& con", smallDump()).has_value());
}

struct Wrong {
    const char *text;
    std::size_t offset;
};

TEST(Query, ErrorsPointAtTheCharacter)
{
    for (const Wrong &wrong :
         {Wrong{"con and", 7}, Wrong{"(con", 0}, Wrong{"con)", 3}, Wrong{"size>=", 0}, Wrong{"foo:1", 0},
          Wrong{"con size>=12Q", 10}, Wrong{"level:PXE", 6}, Wrong{"region:nowhere", 7}, Wrong{"addr:xyz", 5},
          Wrong{"region:~[", 7}, Wrong{"\"con", 0}, Wrong{"or con", 0}, Wrong{"level>PTE", 0}, Wrong{"line:9-1", 5},
          Wrong{"bogus", 0}, Wrong{"con size", 4}, Wrong{":x", 0}, Wrong{"not", 0}}) {
        const auto query = Query::compile(wrong.text, smallDump());
        ASSERT_FALSE(query.has_value()) << wrong.text;
        EXPECT_EQ(query.error().offset, wrong.offset) << wrong.text << ": " << query.error().message;
        EXPECT_FALSE(query.error().message.empty());
        EXPECT_LE(query.error().offset, std::string(wrong.text).size());
    }
}

TEST(Query, DeepNestingIsAnErrorNoCrash)
{
    EXPECT_FALSE(parseQuery(std::string(100'000, '(')).has_value());
    EXPECT_FALSE(parseQuery(std::string(100'000, '!') + "con").has_value());
    EXPECT_TRUE(parseQuery(std::string(100, '(') + "con" + std::string(100, ')')).has_value());
}

std::string anyTerm()
{
    return *rc::gen::element<std::string>("ro", "rw", "x", "nx", "con", "blk", "hole", "valid", "wx", "page",
                                          "level:PTE", "level!=PMD", "size>=28K", "size<2M", "leaf:4K", "attr:UXN",
                                          "type:device", "line:3-20", "perm:ro,nx", "addr>=0xffff000000100000",
                                          "addr<0xffff800000000000");
}

std::string anyExpression(int depth)
{
    switch (depth == 0 ? 0 : *rc::gen::inRange(0, 5)) {
    case 1:
        return "not " + anyExpression(0);
    case 2:
        return "(" + anyExpression(depth - 1) + " or " + anyExpression(depth - 1) + ")";
    case 3:
        return anyExpression(depth - 1) + " " + anyExpression(depth - 1);
    case 4:
        return "not (" + anyExpression(depth - 1) + " and " + anyExpression(depth - 1) + ")";
    default:
        return anyTerm();
    }
}

RC_GTEST_PROP(Query, SetsAgreeWithTheTestOfEachRow, ())
{
    const SnapshotPtr dump = anyDumpWithRows();
    const std::string text = anyExpression(3);
    const auto query = Query::compile(text, dump);
    RC_ASSERT(query.has_value());
    const RowSet rows = query->run();
    std::uint32_t count = 0;
    for (std::uint32_t row = 0; row < dump->extents().size(); ++row) {
        RC_ASSERT(rows.contains({row}) == query->matches({row}));
        count += query->matches({row}) ? 1U : 0U;
    }
    RC_ASSERT(rows.count() == count);
}

RC_GTEST_PROP(Query, WordsMeanWhatTheAttributesSay, ())
{
    const SnapshotPtr dump = anyDumpWithRows();
    const auto rows = [&](const char *text) { return Query::compile(text, dump).value().run(); };
    const RowSet ro = rows("ro");
    const RowSet wx = rows("wx");
    const RowSet holes = rows("hole");
    const RowSet large = rows("size>=2M");
    for (std::uint32_t row = 0; row < dump->extents().size(); ++row) {
        const bool hole = dump->extents().attributes({row}).isHole();
        RC_ASSERT(holes.contains({row}) == hole);
        RC_ASSERT(ro.contains({row}) == (!hole && !dump->attributesOf({row}).writable()));
        RC_ASSERT(wx.contains({row}) == (!hole && dump->attributesOf({row}).writableAndExecutable()));
        RC_ASSERT(large.contains({row}) == (dump->extents().range({row}).size().value >= 2 * mib));
    }
}

RC_GTEST_PROP(Query, PrintedAndReadAgainItIsTheSame, ())
{
    const std::string text = anyExpression(4);
    const std::string once = queryText(**parseQuery(text));
    RC_ASSERT(queryText(**parseQuery(once)) == once);
    const SnapshotPtr dump = anyDumpWithRows();
    RC_ASSERT(Query::compile(once, dump).value().run() == Query::compile(text, dump).value().run());
}

RC_GTEST_PROP(RowSet, NextAndLastFindTheNeighbours, ())
{
    const std::uint32_t rows = *rc::gen::inRange(1U, 300U);
    RowSet set(rows);
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
        set.insert(RowIndex{*rc::gen::inRange(0U, rows)});
    }
    set.insert(RowRange{*rc::gen::inRange(0U, rows), *rc::gen::inRange(0U, rows)});
    const std::uint32_t from = *rc::gen::inRange(0U, rows);
    std::optional<RowIndex> next;
    std::optional<RowIndex> last;
    set.forEach([&](RowIndex row) {
        if (row.value <= from) {
            last = row;
        }
        if (row.value >= from && !next) {
            next = row;
        }
    });
    RC_ASSERT(set.nextFrom({from}) == next);
    RC_ASSERT(set.lastUpTo({from}) == last);
    RowSet inverse = set;
    inverse.invert();
    RC_ASSERT(inverse.count() + set.count() == rows);
}

TEST(CompleteQuery, FieldsWordsAndValues)
{
    const SnapshotPtr dump = smallDump();
    EXPECT_EQ(completeQuery("reg", 3, *dump).words, (std::vector<std::string>{"region:"}));
    EXPECT_EQ(completeQuery("ro level:p", 10, *dump).words,
              (std::vector<std::string>{"PGD", "P4D", "PUD", "PMD", "PTE"}));
    EXPECT_EQ(completeQuery("ro level:p", 10, *dump).offset, 9U);
    EXPECT_EQ(completeQuery("region:vmem", 11, *dump).words, (std::vector<std::string>{"vmemmap"}));
    EXPECT_EQ(completeQuery("region:vmal", 11, *dump).words, (std::vector<std::string>{"\"vmalloc()\""}));
    EXPECT_EQ(completeQuery("perm:r", 6, *dump).words, (std::vector<std::string>{"ro", "rw"}));
}

TEST(QueryFields, HelpNamesThemAll)
{
    const std::string help = queryHelp();
    for (const QueryFieldInfo &info : queryFields()) {
        EXPECT_NE(help.find(info.help), std::string::npos) << info.name;
        EXPECT_EQ(queryFieldCalled(info.name), &info);
    }
}

} // namespace
} // namespace ptscope
