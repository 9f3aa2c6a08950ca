// SPDX-License-Identifier: GPL-3.0-or-later
// `report`: one HTML file that needs nothing else and believes nothing that a dump says.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sstream>

#include "app/text/html.h"
#include "tests/support/cli.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;

std::string contentOf(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t countOf(const std::string &text, const std::string &what)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

/// Every tag that is opened is closed, and nothing is fetched.
void expectWhole(const std::string &html)
{
    EXPECT_TRUE(html.starts_with("<!DOCTYPE html>"));
    EXPECT_TRUE(html.ends_with("</html>\n"));
    for (const char *tag : {"table", "svg", "h2", "h3", "p", "code", "body", "style"}) {
        const std::string name = tag;
        EXPECT_EQ(countOf(html, "<" + name + ">") + countOf(html, "<" + name + " "), countOf(html, "</" + name + ">"))
            << name;
    }
    EXPECT_EQ(countOf(html, "<script"), 0U);
    EXPECT_EQ(countOf(html, "src="), 0U);
    EXPECT_EQ(countOf(html, "@import"), 0U);
    EXPECT_EQ(countOf(html, "http"), countOf(html, "http-equiv"));
}

TEST(Report, OfOneDumpHoldsFiguresAndTheMap)
{
    const ProcessResult result = cli({"report", "-q", dumpFile("v6.1-4k-va48-hvo2m-after")});
    ASSERT_EQ(result.code, 0) << result.errors;
    expectWhole(result.output);
    EXPECT_NE(result.output.find("vmemmap"), std::string::npos);
    EXPECT_NE(result.output.find("2M block"), std::string::npos);
    EXPECT_NE(result.output.find("class=\"l4\""), std::string::npos);
    EXPECT_NE(result.output.find("prefers-color-scheme:dark"), std::string::npos);
    EXPECT_NE(result.output.find("@media print"), std::string::npos);
}

TEST(Report, FoldsAwayAllButTheFirstOfAThousandStripes)
{
    const ProcessResult result =
        cli({"report", "-q", dumpFile("v6.1-4k-va48-hvo2m-before"), dumpFile("v6.1-4k-va48-hvo2m-after")});
    ASSERT_EQ(result.code, 0) << result.errors;
    expectWhole(result.output);
    const auto fold = result.output.find("<details>");
    ASSERT_NE(fold, std::string::npos);
    const std::string before = result.output.substr(0, fold);
    std::size_t ranges = 0;
    for (auto at = before.find("<td class=\"m\">0x"); at != std::string::npos; at = before.find("<td class=\"m\">0x", at + 1)) {
        ++ranges;
    }
    EXPECT_EQ(ranges, 12U);
    EXPECT_NE(result.output.find("ranges are not listed"), std::string::npos);
}

TEST(Report, OfTwoDumpsListsWhatChangedAndCountsChurnApart)
{
    const ProcessResult result =
        cli({"report", "-q", dumpFile("v7.3-4k-va48-setmem-before"), dumpFile("v7.3-4k-va48-setmem-ro")});
    ASSERT_EQ(result.code, 0) << result.errors;
    expectWhole(result.output);
    const ProcessResult diff =
        cli({"diff", "-q", "--limit", "0", dumpFile("v7.3-4k-va48-setmem-before"), dumpFile("v7.3-4k-va48-setmem-ro")});
    std::istringstream lines(diff.output);
    std::size_t ranges = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("  ~ ")) {
            ++ranges;
            EXPECT_NE(result.output.find(line.substr(4, 37)), std::string::npos) << line;
        }
    }
    EXPECT_EQ(ranges, 4U);
    EXPECT_NE(result.output.find("churn is what came"), std::string::npos);
    EXPECT_NE(result.output.find("class=\"c-changed\""), std::string::npos);
}

TEST(Report, IsWrittenWholeOrNotAtAll)
{
    const ScratchFolder folder;
    const std::string good = (folder.path() / "report.html").string();
    ASSERT_EQ(cli({"report", "-q", dumpFile("v6.1-4k-va48-base"), "-o", good}).code, 0);
    expectWhole(contentOf(good));
    const std::string before = contentOf(good);
    EXPECT_EQ(cli({"report", "-q", (folder.path() / "absent").string(), "-o", good}).code, 2);
    EXPECT_EQ(contentOf(good), before);
    EXPECT_EQ(cli({"report", "-q", dumpFile("v6.1-4k-va48-base"), "-o", (folder.path() / "no" / "x.html").string()}).code,
              2);
}

TEST(Report, TwoGeometriesAreRefused)
{
    const ProcessResult result =
        cli({"report", "-q", dumpFile("v7.3-4k-va48-base"), dumpFile("v7.3-64k-va52-base")});
    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(result.output.empty());
}

TEST(Report, WhatADumpAndItsNameSayIsText)
{
    const ScratchFolder folder;
    const std::string dump = (folder.path() / "<img onerror=x>&\"'.txt").string();
    std::ofstream(dump) << "---[ <script>alert(1)</script> ]---\n"
                           "0xffff000000000000-0xffff000000200000           2M PMD       RW NX SHD AF        BLK UXN    "
                           "MEM/NORMAL\n"
                           "0xffff000000200000-0xffff000000201000           4K PTE       ro <b>& \x01\xff  NX SHD AF UXN "
                           "MEM/NORMAL\n";
    const ProcessResult result = cli({"report", "-q", dump});
    ASSERT_NE(result.code, 3);
    ASSERT_FALSE(result.output.empty());
    expectWhole(result.output);
    EXPECT_EQ(countOf(result.output, "<script"), 0U);
    EXPECT_EQ(countOf(result.output, "<img"), 0U);
    EXPECT_EQ(countOf(result.output, "<b>"), 0U);
    EXPECT_EQ(result.output.find('\x01'), std::string::npos);
}

RC_GTEST_PROP(HtmlText, LetsNoMarkupAndNoBrokenBytesThrough, ())
{
    const auto bytes = *rc::gen::container<std::string>(
        rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::element('<', '>', '&', '"', '\'', '\x80', '\xc3', '\xe2')));
    const std::string text = htmlText(bytes);
    for (const char c : {'<', '>', '"', '\''}) {
        RC_ASSERT(text.find(c) == std::string::npos);
    }
    for (std::size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at + 1)) {
        const std::string rest = text.substr(at, 6);
        RC_ASSERT(rest.starts_with("&amp;") || rest.starts_with("&lt;") || rest.starts_with("&gt;")
                  || rest.starts_with("&quot;") || rest.starts_with("&#39;"));
    }
    // What came out goes through unchanged but for its entities, so it is well-formed.
    RC_ASSERT(countOf(htmlText(text), "&amp;") >= countOf(text, "&"));
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        RC_ASSERT(byte >= 0x20 || byte == '\n');
        RC_ASSERT(byte != 0x7f && byte != 0xc0 && byte != 0xc1 && byte < 0xf5);
    }
}

} // namespace
} // namespace ptscope
