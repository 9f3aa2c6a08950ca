// SPDX-License-Identifier: GPL-3.0-or-later
// The objects of --json: their keys are what scripts hold on to, their figures are those of an independent program.
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/cli.h"
#include "tests/support/dump_text.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;
using Json = nlohmann::json;

Json answer(const std::vector<std::string> &command)
{
    const ProcessResult result = cli(command);
    if (result.code > 1) {
        throw std::runtime_error(command.front() + ": " + result.errors);
    }
    return Json::parse(result.output);
}

void expectKeys(const Json &object, const std::vector<std::string> &expected)
{
    for (const std::string &key : expected) {
        EXPECT_TRUE(object.contains(key)) << key;
    }
}

TEST(StatJson, AgreesWithAnIndependentProgram)
{
    for (const std::string &name : captureNames()) {
        std::ifstream file(captureFolder(name) / "expected.json");
        const Json expected = Json::parse(file);
        const Json got = answer({"stat", "--json", dumpFile(name)});
        EXPECT_EQ(got["format"], "ptscope-stat/1");
        for (const auto &[key, want] : expected.items()) {
            // KASAN's shared shadow tables print as leaves: the text does not prove them.
            if (got.contains(key) && key != "regions" && (key != "tables" || got["tables_proven"] == true)) {
                EXPECT_EQ(got[key], want) << name << " " << key;
            }
        }
    }
}

TEST(StatJson, RunLengthsAddUpToWhatIsMapped)
{
    for (const std::string &name : captureNames()) {
        const Json stat = answer({"stat", "--json", dumpFile(name)});
        std::uint64_t runs = 0;
        std::uint64_t bytes = 0;
        for (const Json &length : stat["run_lengths"]) {
            const auto from = length["from"].get<std::uint64_t>();
            const auto count = length["runs"].get<std::uint64_t>();
            EXPECT_GE(length["bytes"].get<std::uint64_t>(), from * count);
            EXPECT_LT(length["bytes"].get<std::uint64_t>(), from * 2 * count);
            runs += count;
            bytes += length["bytes"].get<std::uint64_t>();
        }
        EXPECT_EQ(bytes, stat["mapped_bytes"].get<std::uint64_t>()) << name;
        EXPECT_EQ(runs, stat["rows"].get<std::uint64_t>() - stat["holes"].get<std::uint64_t>()
                      - stat["invalid_rows"].get<std::uint64_t>())
            << name;
        // Every entry maps a page at least, and every group is some entries.
        EXPECT_LE(stat["tlb_entries"], stat["tlb_entries_without_groups"]) << name;
    }
}

TEST(StatJson, NamesWhatHvoDid)
{
    const Json hvo = answer({"stat", "--json", dumpFile("v6.1-4k-va48-hvo2m-after")})["hvo"];
    ASSERT_EQ(hvo["huge_pages"].size(), 1U);
    EXPECT_EQ(hvo["huge_pages"][0]["size"], 2U << 20U);
    EXPECT_EQ(hvo["huge_pages"][0]["count"], 1024U);
    EXPECT_EQ(hvo["saved_bytes"], 28U << 20U);
    EXPECT_EQ(hvo["split_tables"], 18U);
    EXPECT_FALSE(answer({"stat", "--json", dumpFile("v6.1-4k-va48-base")}).contains("hvo"));
}

TEST(StatJson, HasItsKeys)
{
    const Json stat = answer({"stat", "--json", dumpFile("v7.3-16k-va47-base")});
    expectKeys(stat,
               {"format",
                "arch",
                "dialect",
                "page_size",
                "va_bits",
                "levels",
                "geometry_reason",
                "dumps",
                "rows",
                "holes",
                "invalid_rows",
                "markers",
                "diagnostics",
                "not_understood",
                "mapped_bytes",
                "mapped_bytes_by_level",
                "contiguous_bytes_by_level",
                "mapped_bytes_by_attributes",
                "wx_bytes",
                "tlb_entries",
                "tlb_entries_without_groups",
                "run_lengths",
                "tables",
                "tables_proven",
                "regions"});
    std::uint64_t mapped = 0;
    for (const Json &region : stat["regions"]) {
        expectKeys(region,
                   {"name", "rows", "mapped_bytes", "mapped_bytes_by_level", "contiguous_bytes_by_level", "tlb_entries",
                    "tlb_entries_without_groups", "tables"});
        mapped += region["mapped_bytes"].get<std::uint64_t>();
    }
    EXPECT_EQ(mapped, stat["mapped_bytes"].get<std::uint64_t>());
}

TEST(LookupJson, WalksToTheRun)
{
    const std::string file = dumpFile("v7.3-4k-va48-base");
    const Json lookup = answer({"lookup", "--json", file, "vmalloc", "vmemmap+0x1000"});
    EXPECT_EQ(lookup["format"], "ptscope-lookup/1");
    ASSERT_EQ(lookup["addresses"].size(), 2U);
    for (const Json &found : lookup["addresses"]) {
        expectKeys(found, {"address", "found", "region", "walk", "run", "mapped", "decoded"});
        EXPECT_EQ(found["found"], true);
        expectKeys(found["run"], {"first", "last", "bytes", "level", "attributes", "line"});
        EXPECT_EQ(found["walk"][0]["level"], "PGD");
        EXPECT_EQ(found["walk"].back()["level"], found["run"]["level"]);
    }
}

TEST(DiffJson, OfADumpWithItselfIsEmpty)
{
    const std::string file = dumpFile("v7.3-4k-va48-base");
    EXPECT_EQ(cli({"diff", "--json", file, file}).code, 0);
    EXPECT_EQ(answer({"diff", "--json", file, file})["format"], "ptscope-diff/1");
    EXPECT_EQ(cli({"diff", "--json", file, dumpFile("v7.3-4k-va48-kaslr")}).code, 1);
}

TEST(SeriesJson, OneEntryASnapshot)
{
    const Json series = answer({"series", "--json", dumpFile("v7.3-4k-va48-threads-before"),
                                dumpFile("v7.3-4k-va48-threads-300"), dumpFile("v7.3-4k-va48-setmem-before"),
                                dumpFile("v7.3-4k-va48-setmem-ro"), dumpFile("v7.3-64k-va52-base")});
    EXPECT_EQ(series["format"], "ptscope-series/1");
    ASSERT_EQ(series["snapshots"].size(), 5U);
    for (const Json &one : series["snapshots"]) {
        expectKeys(one,
                   {"name", "rows", "mapped_bytes", "mapped_bytes_by_level", "wx_bytes", "tables", "tlb_entries",
                    "changes", "churn"});
    }
    EXPECT_TRUE(series["snapshots"][0]["changes"].is_null());
    EXPECT_EQ(series["snapshots"][1]["changes"], 0); // 300 stacks are churn
    EXPECT_GT(series["snapshots"][1]["churn"], 300);
    EXPECT_EQ(series["snapshots"][3]["changes"], 4);
    EXPECT_TRUE(series["snapshots"][4]["changes"].is_null()); // another geometry
}

TEST(SimulateJson, LedgerAndAreas)
{
    const Json hvo = answer(
        {"simulate", "hvo", dumpFile("v6.1-4k-va48-hvo2m-before"), "--hugepage", "2M", "--count", "512", "--json"});
    EXPECT_EQ(hvo["format"], "ptscope-simulate/1");
    EXPECT_EQ(hvo["memory_saved_bytes"], 512 * 28 * 1024);
    // 16M of struct pages are 8 blocks; what iomem beside the dump shows as taken lies between, and makes them 9.
    EXPECT_EQ(hvo["tables_allocated"], 9);
    expectKeys(
        hvo,
        {"simulation", "steps", "assumptions", "before", "after", "table_bytes", "tables_freed", "memory_spent_bytes"});
    const Json areas =
        answer({"simulate", "vmalloc-huge", dumpFile("v7.3-4k-va48-vmallochuge-off"), "--json"})["areas"];
    ASSERT_FALSE(areas.empty());
    for (const Json &area : areas) {
        expectKeys(area,
                   {"caller", "bytes", "mapped_bytes", "mapped_bytes_by_level", "contiguous_bytes_by_level", "first",
                    "placement"});
    }
}

TEST(FindJson, HoldsEachMatch)
{
    const Json find = answer({"find", "--json", dumpFile("v6.1-4k-va48-hvo2m-after"), "region:vmemmap ro"});
    EXPECT_EQ(find["format"], "ptscope-find/1");
    EXPECT_EQ(find["expression"], "region:vmemmap ro");
    EXPECT_EQ(find["matches"], 1024);
    ASSERT_EQ(find["matching_rows"].size(), 1024U);
    for (const Json &row : find["matching_rows"]) {
        expectKeys(row, {"first", "last", "bytes", "level", "attributes", "region", "line"});
        EXPECT_EQ(row["bytes"], 28 * 1024);
    }
    EXPECT_TRUE(answer({"find", "--json", dumpFile("v6.1-4k-va48-base"), "wx"})["matching_rows"].empty());
}

/// A region whose name is Latin-1, or torn by a bad copy.
TEST(Json, NamesThatAreNoUtf8AreReplaced)
{
    std::string text = captureText("v7.3-4k-va48-base");
    const std::size_t name = text.find("vmalloc() area");
    ASSERT_NE(name, std::string::npos);
    text.replace(name, 7, "vmall\xf6" "c\xff");
    const ScratchFolder folder;
    const std::string file = folder.write("latin1", text);
    const std::string place = "0xffff800080010000";
    const std::vector<std::vector<std::string>> commands{
        {"stat", "--json", file},
        {"lookup", "--json", file, place},
        {"find", "--json", file, "wx or ro"},
        {"diff", "--json", file, dumpFile("v7.3-4k-va48-setmem-ro")},
        {"series", "--json", file, dumpFile("v7.3-4k-va48-setmem-ro")},
        {"simulate", "linear-map", "--mode", "pages", "--json", file}};
    for (const auto &command : commands) {
        const ProcessResult result = cli(command);
        EXPECT_LE(result.code, 1) << command.front() << result.errors;
        EXPECT_FALSE(Json::parse(result.output, nullptr, false).is_discarded()) << command.front() << result.output;
    }
}

} // namespace
} // namespace ptscope
