// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "core/anonymise/anonymise.h"
#include "core/companion/companions.h"
#include "core/owner/area_kind.h"
#include "core/owner/owner_map.h"
#include "core/snapshot/row_text.h"
#include "core/stat/statistics.h"
#include "parsers/companions/anonymise_companions.h"
#include "parsers/companions/beside.h"
#include "parsers/load.h"
#include "parsers/ptdump/writer.h"
#include "tests/support/cli.h"
#include "tests/support/dump_text.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using test::captureFile;
using test::captureNames;
using test::cli;

class AnonymiseCapture : public testing::TestWithParam<std::string>
{
protected:
    SnapshotPtr original = loadFile(captureFile(GetParam()).string())->snapshots.front();
};

/// Leaf rows without their addresses: size, level and attribute words, in their order within the region.
std::vector<std::string> leavesOf(const Snapshot &snapshot, RowRange rows)
{
    std::vector<std::string> out;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        const Extent extent = snapshot.extents().at({row});
        if (!extent.attributes.isHole()) {
            out.push_back(std::to_string(extent.range.size().value) + " " + std::to_string(number(extent.level)) + " "
                          + std::to_string(extent.attributes.value));
        }
    }
    return out;
}

TEST_P(AnonymiseCapture, KeepsEveryFigure)
{
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto result = anonymise(*original, seed);
        ASSERT_TRUE(result.has_value());
        // As anybody reads it: geometry found anew, nothing contradictory.
        const auto read = loadBytes(printed(*result->snapshot), "posted");
        ASSERT_TRUE(read.has_value());
        const Snapshot &posted = *read->snapshots.front();
        EXPECT_EQ(posted.geometry(), original->geometry());
        EXPECT_TRUE(posted.diagnostics().empty() || !original->diagnostics().empty());
        const Statistics before = statisticsOf(*original);
        const Statistics after = statisticsOf(posted);
        EXPECT_EQ(after.total.rows.count(), before.total.rows.count());
        EXPECT_EQ(after.total.mappedBytes, before.total.mappedBytes);
        EXPECT_EQ(after.total.mappedBytesByLevel, before.total.mappedBytesByLevel);
        EXPECT_EQ(after.total.contiguousBytesByLevel, before.total.contiguousBytesByLevel);
        EXPECT_EQ(after.total.tables, before.total.tables);
        EXPECT_EQ(after.total.tlbEntries, before.total.tlbEntries);
        EXPECT_EQ(posted.regions().size(), original->regions().size());
    }
}

TEST_P(AnonymiseCapture, MovesWholePartsByWholeEntries)
{
    const auto result = anonymise(*original, 7);
    ASSERT_TRUE(result.has_value());
    const Snapshot &posted = *result->snapshot;
    for (std::size_t i = 0; i < original->regions().size(); ++i) {
        const RowRange rows = original->regions()[i].rows;
        EXPECT_EQ(leavesOf(posted, posted.regions()[i].rows), leavesOf(*original, rows)) << original->regions()[i].name;
    }
    // Alignment to an entry of the PMD level stays, leaf by leaf.
    const std::uint64_t entry = original->geometry().span(Level::Pmd).value;
    std::vector<std::uint64_t> before;
    std::vector<std::uint64_t> after;
    for (std::uint32_t row = 0; row < original->extents().size(); ++row) {
        if (!original->extents().attributes({row}).isHole()) {
            before.push_back(original->extents().first({row}).value % entry);
        }
        if (!posted.extents().attributes({row}).isHole()) {
            after.push_back(posted.extents().first({row}).value % entry);
        }
    }
    EXPECT_EQ(after, before);
}

TEST_P(AnonymiseCapture, TilesAsBefore)
{
    const auto result = anonymise(*original, 11);
    ASSERT_TRUE(result.has_value());
    const ExtentTable &rows = result->snapshot->extents();
    for (std::uint32_t row = 1; row < rows.size(); ++row) {
        EXPECT_EQ(rows.first({row}).value - rows.last({row - 1}).value,
                  original->extents().first({row}).value - original->extents().last({row - 1}).value)
            << row;
    }
    EXPECT_EQ(rows.last({rows.size() - 1}), original->extents().last({rows.size() - 1}));
}

/// Without markers (grep took them) two holes meet where a region ended.
TEST_P(AnonymiseCapture, KeepsEveryFigureWithoutMarkers)
{
    std::string text;
    for (const std::string &line : test::linesOf(printed(*original))) {
        text += line.starts_with("---[") ? "" : line + "\n";
    }
    const auto dump = loadBytes(text, "filtered");
    ASSERT_TRUE(dump.has_value());
    const Snapshot &filtered = *dump->snapshots.front();
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
        const auto result = anonymise(filtered, seed);
        ASSERT_TRUE(result.has_value());
        const ExtentTable &rows = result->snapshot->extents();
        for (std::uint32_t row = 0; row < rows.size(); ++row) {
            EXPECT_LE(rows.first({row}), rows.last({row})) << row;
        }
        EXPECT_EQ(leavesOf(*result->snapshot, {0, rows.size()}).size(), leavesOf(filtered, {0, rows.size()}).size());
        EXPECT_EQ(statisticsOf(*result->snapshot).total.mappedBytesByLevel, statisticsOf(filtered).total.mappedBytesByLevel);
    }
}

INSTANTIATE_TEST_SUITE_P(Captures, AnonymiseCapture, testing::ValuesIn(captureNames()), [](const auto &capture) {
    std::string name = capture.param;
    std::replace_if(name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
    return name;
});

TEST(Anonymise, NothingOfKaslrStays)
{
    const auto dump = loadFile(captureFile("v7.3-4k-va48-kaslr").string());
    ASSERT_TRUE(dump.has_value());
    const Snapshot &original = *dump->snapshots.front();
    std::set<std::uint64_t> places;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto result = anonymise(original, seed);
        ASSERT_TRUE(result.has_value());
        for (std::uint32_t row = 0; row < original.extents().size(); ++row) {
            if (result->snapshot->classOf({row}).access == AccessClass::RoX && result->snapshot->regionOf({row}) != nullptr
                && result->snapshot->regionOf({row})->name == "vmalloc()") {
                places.insert(result->snapshot->extents().first({row}).value);
                EXPECT_NE(result->snapshot->extents().first({row}), original.extents().first({row}));
                break;
            }
        }
    }
    EXPECT_GT(places.size(), 45U);
}

TEST(Anonymise, TheCommandLeavesNoName)
{
    const test::ScratchFolder folder;
    const std::string bundle = folder.file("secretboard.ptdump.zst");
    const std::string dump = captureFile("v7.3-4k-va48-kaslr").string();
    const std::string reader = dump.ends_with(".zst") ? "zstdcat " : "cat ";
    ASSERT_EQ(cli({"capture", "exec:" + reader + dump, "-o", bundle}).code, 0);
    for (const std::string &output : {folder.file("posted.txt"), folder.file("posted.ptdump.zst")}) {
        const auto run = cli({"anonymise", bundle, "-o", output});
        EXPECT_EQ(run.code, 0) << run.errors;
        EXPECT_EQ(run.errors.find("shift"), std::string::npos);
        const std::string text = test::runProcess({output.ends_with(".zst") ? "zstdcat" : "cat", output}).output;
        EXPECT_EQ(text.find("secretboard"), std::string::npos);
        EXPECT_EQ(test::runProcess({"cat", output}).output.find("exec:"), std::string::npos);
        EXPECT_EQ(cli({"stat", output}).code, 0);
    }
}

/// Kind of owner for each mapped leaf row of the areas, in the order of addresses.
std::map<OwnerKind, std::uint64_t> bytesByKind(const Snapshot &snapshot)
{
    std::map<OwnerKind, std::uint64_t> out;
    for (std::uint32_t row = 0; row < snapshot.extents().size(); ++row) {
        const auto owner = snapshot.isMapped({row}) ? snapshot.owners().at(snapshot.extents().first({row})) : std::nullopt;
        if (owner && owner->line != 0) {
            out[snapshot.owners().owner(owner->owner).kind] += snapshot.extents().range({row}).size().value;
        }
    }
    return out;
}

class AnonymiseBundle : public testing::TestWithParam<const char *>
{
};

TEST_P(AnonymiseBundle, KeepsOwnersAndNoAddressNorName)
{
    LoadOptions options;
    options.companionsBeside = true;
    const auto loaded = loadFile(captureFile(GetParam()).string(), options);
    ASSERT_TRUE(loaded.has_value());
    const Snapshot &original = *loaded->snapshots.front();
    const auto result = anonymise(original, 3);
    ASSERT_TRUE(result.has_value());
    const AnonymisedCompanions companions = anonymiseCompanions(original, *result, 3);

    std::string all;
    CompanionCollector collector;
    for (const auto &[name, text] : companions.files) {
        collector.addText(name, text, name);
        all += text;
    }
    for (const VmallocArea &area : original.companions()->vmallocInfo->areas) {
        const auto place = std::find_if(result->places.begin(), result->places.end(), [&](const Moved &m) { return m.from.overlaps(area.range()); });
        if (place != result->places.end() && place->shift != 0 && !original.companions()->vmallocInfo->hashed) {
            EXPECT_EQ(all.find(addressText(area.first.value)), std::string::npos) << area.line;
        }
        if (area.phys && isImagePart(area)) {
            EXPECT_EQ(all.find("phys=" + addressText(area.phys->value)), std::string::npos);
        }
        if (!area.module.empty()) {
            EXPECT_EQ(all.find(area.module), std::string::npos);
        }
    }
    for (const KernelModule &module : original.companions()->modules) {
        EXPECT_EQ(all.find(module.name), std::string::npos);
    }
    EXPECT_EQ(all.find("console="), std::string::npos);
    EXPECT_EQ(all.find("panic"), std::string::npos);
    if (const std::string &release = original.source().kernelRelease; !release.empty()) {
        EXPECT_EQ(all.find(release), std::string::npos);
    }

    LoadOptions with;
    with.companions = collector.take();
    const auto posted = loadBytes(printed(*result->snapshot), "posted", with);
    ASSERT_TRUE(posted.has_value());
    const Snapshot &read = *posted->snapshots.front();
    for (const CompanionFile &file : read.companions()->files) {
        EXPECT_FALSE(file.error) << file.name;
        EXPECT_TRUE(file.diagnostics.empty()) << file.name;
    }
    if (!original.companions()->vmallocInfo->hashed) {
        EXPECT_EQ(bytesByKind(read), bytesByKind(original));
    }
    EXPECT_GT(bytesByKind(read)[OwnerKind::KernelImage], 0U);
}

INSTANTIATE_TEST_SUITE_P(Captures, AnonymiseBundle,
                         testing::Values("v7.3-4k-va48-base", "v7.3-4k-va48-base-hashed", "v7.3-4k-va48-kaslr", "v7.3-4k-va48-module-loaded",
                                         "v7.3-16k-va47-base", "v7.3-64k-va52-base", "v6.1-4k-va48-vmalloc"),
                         [](const auto &capture) {
                             std::string name = capture.param;
                             std::replace_if(name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
                             return name;
                         });

TEST(Anonymise, ABundleStaysABundleAndSaysWhatIsGone)
{
    const test::ScratchFolder folder;
    const std::string output = folder.file("posted.ptdump.zst");
    const auto run = cli({"anonymise", captureFile("v7.3-4k-va48-module-loaded").string(), "-o", output});
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_NE(run.errors.find("rewritten beside it: vmallocinfo, meminfo, hugepages, cmdline"), std::string::npos) << run.errors;
    EXPECT_NE(run.errors.find("left out: iomem: as a whole"), std::string::npos) << run.errors;
    EXPECT_NE(run.errors.find("left out: modules: as a whole"), std::string::npos) << run.errors;
    const auto found = cli({"find", output, "owner:\"kernel stack\"", "--count"});
    EXPECT_EQ(found.code, 0) << found.errors;
    EXPECT_EQ(found.output, cli({"find", captureFile("v7.3-4k-va48-module-loaded").string(), "owner:\"kernel stack\"", "--count"}).output);
}

TEST(Anonymise, TheSameSeedDrawsTheSameAddresses)
{
    const std::string dump = captureFile("v7.3-4k-va48-base").string();
    EXPECT_EQ(cli({"anonymise", "--seed", "5", dump}).output, cli({"anonymise", "--seed", "5", dump}).output);
    EXPECT_NE(cli({"anonymise", dump}).output, test::runProcess({"zstdcat", "-f", dump}).output);
}

} // namespace
} // namespace ptscope
