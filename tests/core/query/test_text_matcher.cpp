// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/query/safe_regex.h"
#include "core/query/text_matcher.h"

namespace ptscope {
namespace {

bool matches(std::string_view pattern, std::string_view name)
{
    const auto matcher = TextMatcher::make(pattern);
    return matcher && matcher->matches(name);
}

TEST(TextMatcher, FindsAPart)
{
    EXPECT_TRUE(matches("bpf", "arch_BPF_trampoline"));
    EXPECT_TRUE(matches("", "anything"));
    EXPECT_FALSE(matches("bpf", "bp"));
}

TEST(TextMatcher, GlobsTheWholeName)
{
    EXPECT_TRUE(matches("bpf*", "BPF_jit"));
    EXPECT_FALSE(matches("bpf*", "a_bpf"));
    EXPECT_TRUE(matches("*a*b?", "xxaxxabc"));
    EXPECT_FALSE(matches("*a*b?", "xxaxxab"));
    EXPECT_TRUE(matches("v?alloc()*", "vmalloc() area"));
    EXPECT_TRUE(matches("**", ""));
    EXPECT_FALSE(matches("?", ""));
}

TEST(TextMatcher, SearchesARegularExpression)
{
    EXPECT_TRUE(matches("~b[pr]f$", "a_BPF"));
    EXPECT_FALSE(matches("~^b[pr]f", "a_bpf"));
    EXPECT_FALSE(TextMatcher::make("~("));
}

/// What a dump's words can be made to be: the stack must not grow with them, nor time beyond measure.
TEST(TextMatcher, StandsLongWordsAndDeepPatterns)
{
    const std::string word(65000, 'a');
    EXPECT_FALSE(matches("*b", word));
    EXPECT_FALSE(matches("*a*a*b", word.substr(0, 2000)));
    EXPECT_FALSE(matches("~(a|b)*c", word));
    EXPECT_FALSE(matches("~(a|aa)*b", word.substr(0, 300)));
    EXPECT_FALSE(TextMatcher::make("~" + std::string(20000, '(') + std::string(20000, ')')));
    EXPECT_FALSE(safeRegex("(a)\\1", false)) << "back references cannot be matched in polynomial time";
}

/// A glob means what the regular expression of the same shape means.
RC_GTEST_PROP(TextMatcher, GlobAgreesWithTheRegularExpression, ())
{
    const auto glob = *rc::gen::container<std::string>(rc::gen::element('a', 'b', '*', '?'));
    const auto name = *rc::gen::container<std::string>(rc::gen::element('a', 'b', 'A'));
    RC_PRE(glob.find_first_of("*?") != std::string::npos);
    std::string regex = "~^";
    for (const char c : glob) {
        regex += c == '*' ? ".*" : c == '?' ? "." : std::string(1, c);
    }
    RC_ASSERT(matches(glob, name) == matches(regex + "$", name));
}

} // namespace
} // namespace ptscope
