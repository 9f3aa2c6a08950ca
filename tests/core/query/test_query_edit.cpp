// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/query/class_terms.h"
#include "core/query/query.h"
#include "core/query/query_edit.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

const std::vector<std::string> sizes{"page", "leaf:64K", "leaf:2M", "hole"};

using Texts = std::vector<std::string>;

TEST(QueryEdit, ConjunctsAreWhatMustAllHold)
{
    EXPECT_EQ(conjunctsOf(""), Texts());
    EXPECT_EQ(conjunctsOf("ro"), Texts{"ro"});
    EXPECT_EQ(conjunctsOf("region:vmemmap and perm:ro size>=28K"), (Texts{"region:vmemmap", "perm:ro", "size>=28K"}));
    EXPECT_EQ(conjunctsOf("(ro or wx) not con"), (Texts{"ro or wx", "not con"}));
    EXPECT_EQ(conjunctsOf("ro or wx"), Texts{"ro or wx"});
    EXPECT_EQ(conjunctsOf("ro and"), Texts()) << "a mistake has no terms";
}

TEST(QueryEdit, OneConjunctIsTakenAway)
{
    EXPECT_EQ(withoutConjunct("a (b or c) d", 1), "a d");
    EXPECT_EQ(withoutConjunct("a (b or c)", 0), "b or c");
    EXPECT_EQ(withoutConjunct("a", 0), "");
    EXPECT_EQ(withoutConjunct("a b", 7), "a b");
}

TEST(QueryEdit, AClickShowsOneClassAloneAndASecondAll)
{
    EXPECT_EQ(toggledTerm("", "page", sizes, TermClick::Only), "page");
    EXPECT_EQ(toggledTerm("page", "page", sizes, TermClick::Only), "");
    EXPECT_EQ(toggledTerm("page ro", "leaf:2M", sizes, TermClick::Only), "leaf:2M ro");
    EXPECT_EQ(toggledTerm("region:vmemmap ro", "page", sizes, TermClick::Only), "region:vmemmap ro page");
    EXPECT_EQ(toggledTerm("(page or hole) ro", "page", sizes, TermClick::Only), "page ro");
}

TEST(QueryEdit, WithControlClassesAreJoined)
{
    EXPECT_EQ(toggledTerm("", "page", sizes, TermClick::Also), "page");
    EXPECT_EQ(toggledTerm("page", "leaf:2M", sizes, TermClick::Also), "page or leaf:2M");
    EXPECT_EQ(toggledTerm("page ro", "leaf:2M", sizes, TermClick::Also), "(page or leaf:2M) ro");
    EXPECT_EQ(toggledTerm("(page or leaf:2M) ro", "page", sizes, TermClick::Also), "leaf:2M ro");
    EXPECT_EQ(toggledTerm("page", "page", sizes, TermClick::Also), "");
}

TEST(QueryEdit, AnOrWithOthersIsNotTheLegends)
{
    EXPECT_EQ(toggledTerm("page or ro", "page", sizes, TermClick::Only), "(page or ro) page");
    EXPECT_EQ(chosenTerms("page or ro", sizes), Texts());
    EXPECT_EQ(chosenTerms("ro (hole or leaf=64K)", sizes), (Texts{"hole", "leaf:64K"}));
    EXPECT_EQ(chosenTerms("ro", sizes), Texts());
}

RC_GTEST_PROP(QueryEdit, TwoClicksChangeNothing, ())
{
    const auto base = *rc::gen::element<std::string>("", "ro", "ro con", "(ro or x) con", "not wx");
    const auto term = *rc::gen::elementOf(sizes);
    for (const TermClick click : {TermClick::Only, TermClick::Also}) {
        const std::string once = toggledTerm(base, term, sizes, click);
        RC_ASSERT(chosenTerms(once, sizes) == Texts{term});
        RC_ASSERT(toggledTerm(once, term, sizes, click) == base);
    }
}

RC_GTEST_PROP(ClassTerms, HoldForExactlyTheirClass, ())
{
    const SnapshotPtr dump = anyDump(anyGeometry());
    const auto holds = [&](const std::string &term, auto isOfClass) {
        const auto query = Query::compile(term, dump);
        RC_ASSERT(query.has_value());
        const RowSet rows = query->run();
        for (std::uint32_t row = 0; row < dump->extents().size(); ++row) {
            RC_ASSERT(rows.contains({row}) == isOfClass(dump->classOf({row})));
        }
    };
    for (std::uint8_t i = 0; i < leafClassCount; ++i) {
        const auto leaf = static_cast<LeafClass>(i);
        if (const std::string term = classTerm(leaf, dump->geometry()); !term.empty()) {
            holds(term, [leaf](RowClass c) { return c.leaf == leaf; });
        }
    }
    for (std::uint8_t i = 1; i < accessClassCount; ++i) {
        const auto access = static_cast<AccessClass>(i);
        holds(classTerm(access), [access](RowClass c) { return c.access == access; });
    }
}

} // namespace
} // namespace ptscope
