// SPDX-License-Identifier: GPL-3.0-or-later
// simulate beyond one prediction: held against a real dump, saved as a chain and played again, planned without a dump.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/cli.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;
using Json = nlohmann::json;

const std::string before = dumpFile("v6.1-4k-va48-hvo2m-before");
const std::string after = dumpFile("v6.1-4k-va48-hvo2m-after");

TEST(SimulateAgainst, TellsWhereThePredictionIsTheKernels)
{
    const ProcessResult like =
        cli({"simulate", "hvo", before, "--hugepage", "2M", "--like", after, "--against", after, "--json"});
    ASSERT_LE(like.code, 1) << like.errors;
    bool seen = false;
    const Json answer = Json::parse(like.output);
    for (const Json &region : answer["against"]["regions"]) {
        if (region.value("region", "") == "vmemmap") {
            seen = true;
            EXPECT_EQ(region["rows_equal"], region["rows_real"]);
            EXPECT_EQ(region["equal_bytes"], region["mapped_bytes"]);
        }
    }
    EXPECT_TRUE(seen);
}

TEST(SimulateAgainst, ExitCodeIsThatOfADifference)
{
    const ProcessResult words = cli({"simulate", "hvo", before, "--hugepage", "2M", "--count", "7", "--against", after});
    EXPECT_EQ(words.code, 1);
    EXPECT_NE(words.output.find("~ vmemmap"), std::string::npos) << words.output;
    EXPECT_NE(words.output.find("permission"), std::string::npos) << words.output;
    EXPECT_EQ(cli({"simulate", "hvo", before, "--hugepage", "2M", "--count", "7", "--against", "nowhere"}).code, 2);
}

TEST(SimulateChain, IsSavedAndPlayedOnAnotherDump)
{
    const ScratchFolder folder;
    const std::string chain = (folder.path() / "chain.json").string();
    const ProcessResult saved =
        cli({"simulate", "hvo", before, "--hugepage", "2M", "--count", "100", "--save-chain", chain});
    ASSERT_EQ(saved.code, 0) << saved.errors;
    std::ifstream file(chain);
    const Json json = Json::parse(file);
    EXPECT_EQ(json["format"], "ptscope-chain/1");
    EXPECT_EQ(json["steps"][0]["parameters"]["count"], "100");
    const ProcessResult again = cli({"simulate", "--replay", chain, before});
    ASSERT_EQ(again.code, 0) << again.errors;
    EXPECT_EQ(again.output, saved.output);
    const ProcessResult other = cli({"simulate", "--replay", chain, "--json", dumpFile("v6.1-4k-va48-rodata-full")});
    ASSERT_EQ(other.code, 0) << other.errors;
    EXPECT_EQ(Json::parse(other.output)["memory_saved_bytes"], 100 * 28 * 1024);
}

/// A chain grows: what was played and what came upon it are saved together.
TEST(SimulateChain, GrowsByOneStepAndIsSavedWhole)
{
    const ScratchFolder folder;
    const std::string one = (folder.path() / "one.json").string();
    const std::string two = (folder.path() / "two.json").string();
    const std::string copy = (folder.path() / "copy.json").string();
    ASSERT_EQ(cli({"simulate", "hvo", before, "--hugepage", "2M", "--count", "100", "--save-chain", one}).code, 0);
    const ProcessResult grown =
        cli({"simulate", "linear-map", before, "--mode", "blocks", "--replay", one, "--save-chain", two});
    ASSERT_EQ(grown.code, 0) << grown.errors;
    EXPECT_NE(grown.errors.find("2. "), std::string::npos) << grown.errors;
    const ProcessResult played = cli({"simulate", "--replay", two, before, "--save-chain", copy});
    ASSERT_EQ(played.code, 0) << played.errors;
    EXPECT_EQ(played.output, grown.output);
    std::ifstream first(two);
    std::ifstream second(copy);
    const Json saved = Json::parse(first);
    EXPECT_EQ(saved["steps"].size(), 2U);
    EXPECT_EQ(saved, Json::parse(second));
    const ProcessResult figures = cli({"simulate", "--replay", two, before, "--json"});
    EXPECT_EQ(Json::parse(figures.output)["simulation"], "HVO 2M × 100 › linear map in blocks");
    // In front of the name they would be lost.
    EXPECT_EQ(cli({"simulate", "--replay", one, "linear-map", before, "--mode", "blocks"}).code, 2);
}

TEST(SimulateChain, WhatIsNoneIsRefused)
{
    const ScratchFolder folder;
    const std::string chain = (folder.path() / "chain.json").string();
    for (const char *text : {"", "{}", "[1]", R"({"format":"ptscope-chain/1","steps":[]})",
                             R"({"format":"ptscope-chain/1","steps":[{"simulation":"magic"}]})",
                             R"({"format":"ptscope-chain/1","steps":[{"simulation":"hvo","parameters":{"count":5}}]})",
                             R"({"format":"ptscope-chain/1","steps":[{"simulation":"hvo","parameters":{"hugepage":"2M"}}]})"}) {
        std::ofstream(chain) << text;
        const ProcessResult result = cli({"simulate", "--replay", chain, before});
        EXPECT_EQ(result.code, 2) << text;
        EXPECT_FALSE(result.errors.empty()) << text;
        EXPECT_TRUE(result.output.empty()) << text;
    }
    EXPECT_EQ(cli({"simulate", "--replay", chain}).code, 2);
    EXPECT_EQ(cli({"simulate", "--replay", "nowhere.json", before}).code, 2);
}

/// Each simulation with each kind of bad parameter: a sentence that names it, exit code 2, and nothing is written.
TEST(SimulateRefusals, SayWhatIsWrongAndWriteNothing)
{
    struct Case {
        std::vector<std::string> words;
        const char *blamed;
    };
    const std::string vmemmap = "0xfffffc0000000000";
    const std::vector<Case> cases{
        {{"hvo", "--count", "1"}, "--hugepage"},
        {{"hvo", "--hugepage", "2M"}, "--count"},
        {{"hvo", "--hugepage", "3M", "--count", "1"}, "3M"},
        {{"hvo", "--hugepage", "512M", "--count", "1"}, "512M"}, // of another page size
        {{"hvo", "--hugepage", "64K", "--count", "1"}, "64K"},
        {{"hvo", "--hugepage", "2M", "--count", "0"}, "--count 0"},
        {{"hvo", "--hugepage", "2M", "--count", "-3"}, "--count -3"},
        {{"hvo", "--hugepage", "2M", "--count", "99999999999999999999"}, "--count"},
        {{"hvo", "--hugepage", "2M", "--count", "5000"}, "only"},
        {{"hvo", "--hugepage", "2M", "--count", "1", "--at", vmemmap + "-0xfffffc0000008000"}, "one of"},
        {{"hvo", "--hugepage", "2M", "--at", "here"}, "here"},
        {{"hvo", "--hugepage", "2M", "--at", "0xfffffc0000008000-" + vmemmap}, "--at"},                         // backwards
        {{"hvo", "--hugepage", "2M", "--at", "0xfffffc0000001000-0xfffffc0000009000"}, "aligned"},
        {{"hvo", "--hugepage", "2M", "--at", vmemmap + "-0xfffffc0000007000"}, "aligned"},                     // no whole one
        {{"hvo", "--hugepage", "2M", "--at", "0xffff000000000000-0xffff000000008000"}, "outside"},
        {{"hvo", "--hugepage", "2M", "--at", "0xfffffc0010000000-0xfffffc0010008000"}, "no memory there"},
        {{"hvo", "--hugepage", "2M", "--at", vmemmap + "-0xfffffc0000008000," + vmemmap + "-0xfffffc0000008000"}, "overlaps"},
        {{"hvo", "--hugepage", "2M", "--phys", "0x40000000-0x40100000"}, "--phys"},
        {{"hvo", "--hugepage", "2M", "--phys", "0x0-0x200000"}, "outside"},
        {{"hvo", "--like", "nowhere"}, "nowhere"},
        {{"hvo", "--like", dumpFile("v7.3-64k-va52-base")}, "--like"},
        {{"hvo", "--hugepage", "2M", "--count", "1", "--kernel", "latest"}, "--kernel latest"},
        {{"hvo", "--hugepage", "2M", "--count", "1", "--avoid", "people"}, "--avoid people"},
        {{"vmalloc-huge", "--kernel", "x"}, "--kernel x"},
        {{"vmalloc-huge", "--allow", "(["}, "--allow"},
        {{"vmalloc-huge", "--ioremap", "tiny"}, "--ioremap tiny"},
        {{"vmalloc-huge", "--vmallocinfo", "nowhere"}, "nowhere"},
        {{"linear-map"}, "--mode"},
        {{"linear-map", "--mode", "sideways"}, "sideways"},
        {{"linear-map", "--mode", "pages", "--rodata", "off"}, "one of"},
        {{"linear-map", "--rodata", "maybe", "--kernel", "7.3"}, "maybe"},
        {{"linear-map", "--mode", "blocks", "--phys-base", "zz"}, "--phys-base zz"},
        {{"linear-map", "--mode", "blocks", "--phys-base", "0x40000123"}, "page"},
        {{"linear-map", "--mode", "blocks", "--iomem", "nowhere"}, "nowhere"},
        {{"set-memory", "--to", "ro"}, "--range"},
        {{"set-memory", "--range", "0xffff000010000000-0xffff000010001000"}, "--to"},
        {{"set-memory", "--range", "0xffff000010000000-0xffff000010001000", "--to", "gone"}, "gone"},
        {{"set-memory", "--range", "0xffff000010000100-0xffff000010001000", "--to", "invalid"}, "pages"},
        {{"set-memory", "--range", "0xffff100010000000-0xffff100010001000", "--to", "invalid"}, "mapped"},
        {{"set-memory", "--range", "0xffff000010001000-0xffff000010000000", "--to", "invalid"}, "--range"},
        {{"set-memory", "--range", "0xffff000010000000-0xffff000010001000", "--to", "ro", "--kernel", "6.1", "--bbml3"}, "--bbml3"},
        {{"set-memory", "--range", "0xffff000010000000-0xffff000010001000", "--to", "ro", "--alias", "0xffff100010000000-0xffff100010001000"}, "mapped"},
        {{"hot-add"}, "--phys"},
        {{"hot-add", "--phys", "0x140000000-0x141000000"}, "sections"},
        {{"hot-add", "--phys", "0x40000000-0x48000000"}, "already"},
        {{"hot-add", "--phys", "0xffffff0000000000-0xffffff0008000000"}, "outside"},
        {{"hot-remove", "--phys", "later"}, "later"},
        {{"hot-remove", "--phys", "0x180000000-0x188000000"}, "not all"},
        {{"hot-remove", "--phys", "0x48000000-0x40000000"}, "--phys"},
    };
    const ScratchFolder folder;
    const std::string out = (folder.path() / "out.txt").string();
    const std::string chain = (folder.path() / "chain.json").string();
    for (const Case &one : cases) {
        std::vector<std::string> words{"simulate", one.words.front(), before};
        words.insert(words.end(), one.words.begin() + 1, one.words.end());
        words.insert(words.end(), {"-o", out, "--save-chain", chain});
        const ProcessResult result = cli(words);
        std::string asked;
        for (const std::string &word : one.words) {
            asked += word + " ";
        }
        EXPECT_EQ(result.code, 2) << asked;
        EXPECT_NE(result.errors.find(one.blamed), std::string::npos) << asked << "says: " << result.errors;
        EXPECT_TRUE(result.output.empty()) << asked;
        EXPECT_FALSE(std::filesystem::exists(out)) << asked;
        EXPECT_FALSE(std::filesystem::exists(chain)) << asked;
    }
}

/// What was computed stays computed: in the file, and in all that reads the file.
TEST(SimulatedFile, SaysSoWhereverItGoes)
{
    const ScratchFolder folder;
    const std::string file = (folder.path() / "out.txt").string();
    const ProcessResult made = cli({"simulate", "hvo", before, "--hugepage", "2M", "--count", "3", "-o", file});
    ASSERT_EQ(made.code, 0) << made.errors;
    const std::string pure = cli({"simulate", "hvo", before, "--hugepage", "2M", "--count", "3"}).output;
    EXPECT_TRUE(pure.starts_with("---["));
    EXPECT_EQ(cli({"print", file}).output, "# simulated, not measured: HVO 2M × 3\n" + pure);
    EXPECT_EQ(Json::parse(cli({"stat", "--json", file}).output)["simulated"], "HVO 2M × 3");
    EXPECT_NE(cli({"stat", file}).output.find("simulated, not measured: HVO 2M × 3"), std::string::npos);
    EXPECT_NE(cli({"diff", before, file}).output.find("(simulated, not measured: HVO 2M × 3)"), std::string::npos);
    EXPECT_EQ(Json::parse(cli({"diff", "--json", before, file}).output)["after_simulated"], "HVO 2M × 3");
    EXPECT_TRUE(cli({"anonymise", file}).output.starts_with("# simulated"));
    EXPECT_TRUE(cli({"find", file, "perm:ro region:vmemmap"}).output.starts_with("# simulated"));
    const ProcessResult upon = cli({"simulate", "hvo", file, "--hugepage", "2M", "--count", "2", "--json"});
    EXPECT_EQ(Json::parse(upon.output)["simulation"], "HVO 2M × 3 › HVO 2M × 2");
    EXPECT_TRUE(cli({"stat", file}).errors.empty());
    const Json measured = Json::parse(cli({"stat", "--json", before}).output);
    EXPECT_FALSE(measured.contains("simulated"));
}

TEST(SimulatePlan, NeedsNoDump)
{
    const ProcessResult plan =
        cli({"simulate", "hvo", "--plan", "--memory", "1T", "--hugepage", "2M", "--count", "524288", "--json"});
    ASSERT_EQ(plan.code, 0) << plan.errors;
    const Json json = Json::parse(plan.output);
    EXPECT_EQ(json["memory_saved_bytes"], std::uint64_t{14} << 30);
    EXPECT_EQ(json["table_bytes"], std::uint64_t{32} << 20);
    EXPECT_EQ(json["lines_after"], 2 * 524288);
    EXPECT_EQ(json["break_even"], 1);
    for (const std::vector<std::string> &bad : std::vector<std::vector<std::string>>{
             {"--plan", "--hugepage", "2M"},
             {"--plan", "--memory", "1T", "--hugepage", "64K"},
             {"--plan", "--memory", "1T", "--hugepage", "3M"},
             {"--plan", "--memory", "much", "--hugepage", "2M"},
             {"--plan", "--memory", "1G", "--hugepage", "2M", "--count", "513"},
             {"--plan", "--memory", "1T", "--hugepage", "2M", "--restore"},
             {"--memory", "1T", "--hugepage", "2M", "--count", "1", before}}) {
        std::vector<std::string> command{"simulate", "hvo"};
        command.insert(command.end(), bad.begin(), bad.end());
        const ProcessResult result = cli(command);
        EXPECT_EQ(result.code, 2) << bad.back();
        EXPECT_FALSE(result.errors.empty());
    }
}

} // namespace
} // namespace ptscope
