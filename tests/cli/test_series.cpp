// SPDX-License-Identifier: GPL-3.0-or-later
// `series`: many snapshots over time, and when a range changed.
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/cli.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;
using Json = nlohmann::json;

std::string recorded(const std::string &name)
{
    return (std::filesystem::path(PTSCOPE_TEST_DATA) / "series" / name).string();
}

std::vector<std::string> setMemory()
{
    return {dumpFile("v7.3-4k-va48-setmem-before"), dumpFile("v7.3-4k-va48-setmem-ro"),
            dumpFile("v7.3-4k-va48-setmem-rw")};
}

ProcessResult series(std::vector<std::string> files, const std::vector<std::string> &options)
{
    files.insert(files.begin(), {"series", "-q"});
    files.insert(files.end(), options.begin(), options.end());
    return cli(files);
}

std::vector<std::string> namesOf(const Json &object)
{
    std::vector<std::string> out;
    for (const Json &one : object["snapshots"]) {
        out.push_back(one["name"]);
    }
    return out;
}

// What set_memory_ro touched: one of the two linear aliases (INDEX of the captures).
std::string changedPlace()
{
    const Json diff = Json::parse(cli({"diff", "-q", "--json", setMemory()[0], setMemory()[1]}).output);
    return diff["changes"][0]["first"];
}

TEST(SeriesCommand, SaysWhenARangeChangedAndHow)
{
    const ProcessResult result = series(setMemory(), {"--range", changedPlace()});
    EXPECT_EQ(result.code, 1);
    EXPECT_NE(result.output.find("first changed in v7.3-4k-va48-setmem-ro (2 of 3), changes in 2 of 3 snapshots"),
              std::string::npos)
        << result.output;
    EXPECT_NE(result.output.find("RW -> ro"), std::string::npos);
    EXPECT_NE(result.output.find("ro -> RW"), std::string::npos);
}

TEST(SeriesCommand, NamesTheFirstSnapshotForScripts)
{
    const ProcessResult result = series(setMemory(), {"--range", changedPlace(), "--changed"});
    EXPECT_EQ(result.code, 1);
    EXPECT_EQ(result.output, "v7.3-4k-va48-setmem-ro\n");
    EXPECT_EQ(series({recorded("leak")}, {"--changed"}).output, "s.001.zst\n");
}

TEST(SeriesCommand, NothingChangedIsNoFinding)
{
    const std::string file = setMemory()[0];
    EXPECT_EQ(series({file, file}, {"--changed", "--all"}).code, 0);
    EXPECT_EQ(series({file, file}, {"--changed", "--all"}).output, "");
    const ProcessResult result = series(setMemory(), {"--range", "fixmap"});
    EXPECT_EQ(result.code, 0);
    EXPECT_NE(result.output.find("did not change in 3 snapshots"), std::string::npos) << result.output;
}

TEST(SeriesCommand, StacksAreChurnUnlessAsked)
{
    const std::vector<std::string> stacks{dumpFile("v7.3-4k-va48-threads-before"), dumpFile("v7.3-4k-va48-threads-300")};
    EXPECT_EQ(series(stacks, {"--changed"}).code, 0);
    EXPECT_EQ(series(stacks, {"--changed", "--all"}).code, 1);
}

TEST(SeriesCommand, AFolderIsReadInNaturalOrder)
{
    const ScratchFolder folder;
    const std::filesystem::path &snaps = folder.path();
    for (const char *name : {"s.10", "s.2", "s.1"}) {
        std::filesystem::copy_file(setMemory()[0], snaps / name);
    }
    folder.write("notes.txt", "taken on a Friday\n");
    folder.write("vmallocinfo", "no dump\n");
    std::filesystem::create_directory(snaps / "t.1");
    std::filesystem::copy_file(setMemory()[0], snaps / "t.1" / "kernel_page_tables");
    const ProcessResult result = cli({"series", "--json", folder.path().string()});
    EXPECT_EQ(result.code, 0);
    const Json object = Json::parse(result.output);
    EXPECT_EQ(namesOf(object), (std::vector<std::string>{"s.1", "s.2", "s.10", "t.1"}));
    EXPECT_EQ(object["ordered_by"], "name");
    EXPECT_NE(result.errors.find("notes.txt: note: holds no ptdump line, passed over"), std::string::npos) << result.errors;
}

TEST(SeriesCommand, RangeInJson)
{
    const Json object = Json::parse(series(setMemory(), {"--json", "--range", changedPlace()}).output);
    EXPECT_EQ(object["range"]["first"], changedPlace());
    EXPECT_EQ(object["range"]["first_change"], "v7.3-4k-va48-setmem-ro");
    ASSERT_EQ(object["range"]["changes"].size(), 2U);
    EXPECT_EQ(object["range"]["changes"][0]["index"], 1);
    EXPECT_EQ(object["range"]["changes"][0]["changes"][0]["kinds"][0], "permission");
    const Json quiet = Json::parse(series(setMemory(), {"--json", "--range", "fixmap"}).output);
    EXPECT_TRUE(quiet["range"]["first_change"].is_null());
}

TEST(SeriesCommand, GeometriesThatDifferAreRefusedForARange)
{
    const std::vector<std::string> mixed{dumpFile("v7.3-4k-va48-base"), dumpFile("v7.3-64k-va52-base")};
    const ProcessResult refused = series(mixed, {"--range", "vmalloc"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.errors.find("v7.3-64k-va52-base: geometries differ: 4K pages, 48 bits against 64K pages, 52 bits"),
              std::string::npos)
        << refused.errors;
    EXPECT_EQ(series(mixed, {}).code, 0); // the figures stand, each for itself
}

TEST(SeriesCommand, MembersOfAnotherGeometryAreNamedAndLeftOut)
{
    std::vector<std::string> mixed = setMemory();
    mixed.insert(mixed.begin(), dumpFile("v7.3-64k-va52-base"));
    mixed.insert(mixed.begin() + 2, dumpFile("v7.3-4k-va39-base"));
    const ProcessResult result = series(mixed, {"--range", changedPlace()});
    EXPECT_EQ(result.code, 1);
    EXPECT_NE(result.output.find("first changed in v7.3-4k-va48-setmem-ro (2 of 3)"), std::string::npos) << result.output;
    std::vector<std::string> command{"series", "--changed"};
    command.insert(command.end(), mixed.begin(), mixed.end());
    const ProcessResult told = cli(command);
    EXPECT_EQ(told.output, "v7.3-4k-va48-setmem-ro\n");
    for (const std::string sentence : {"v7.3-64k-va52-base: note: geometries differ: 4K pages, 48 bits against 64K pages, 52 bits",
                                       "v7.3-4k-va39-base: note: geometries differ: 4K pages, 48 bits against 4K pages, 39 bits"}) {
        EXPECT_NE(told.errors.find(sentence), std::string::npos) << told.errors;
    }
}

TEST(SeriesCommand, DamagedMembersAreNamedAndLeftOut)
{
    const ScratchFolder folder;
    std::filesystem::copy_file(setMemory()[0], folder.file("s.1"));
    folder.write("s.2.zst", std::string_view("\x28\xb5\x2f\xfd\x24\x10", 6));
    std::filesystem::copy_file(setMemory()[1], folder.file("s.3"));
    for (const std::vector<std::string> &files :
         {std::vector{folder.path().string()}, std::vector{folder.file("s.1"), folder.file("s.2.zst"), folder.file("s.3")}}) {
        std::vector<std::string> command{"series", "--changed"};
        command.insert(command.end(), files.begin(), files.end());
        const ProcessResult result = cli(command);
        EXPECT_EQ(result.code, 1);
        EXPECT_EQ(result.output, "s.3\n");
        EXPECT_NE(result.errors.find("s.2.zst: warning: compressed text is damaged or cut short"), std::string::npos)
            << result.errors;
    }
    EXPECT_EQ(cli({"series", folder.file("s.2.zst")}).code, 2);
    EXPECT_EQ(cli({"series", folder.file("s.1"), folder.file("none")}).code, 2);
}

/// A few holes: their text settles no geometry.
std::string cutDump(const ScratchFolder &folder)
{
    return folder.write("cut", "0xfff0040000000000-0xffff800000000000        3964T PGD\n"
                           "---[ Modules start ]---\n"
                           "0xffff800000000000-0xffff800080000000           2G PMD\n");
}

TEST(SeriesCommand, AnAssumedGeometryIsSaidWithWhatToTry)
{
    const ScratchFolder folder;
    const std::vector<std::string> files{dumpFile("v7.3-4k-va48-base"), cutDump(folder)};
    const std::string hint = "--page-size 4K --va-bits 48 reads both alike";
    const ProcessResult refused = series(files, {"--changed"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.errors.find(hint), std::string::npos) << refused.errors;
    const ProcessResult diff = cli({"diff", files[0], files[1]});
    EXPECT_EQ(diff.code, 2);
    EXPECT_NE(diff.errors.find(hint), std::string::npos) << diff.errors;
    EXPECT_NE(cli({"series", "-q", "--page-size", "4K", "--va-bits", "48", "--changed", files[0], files[1]}).code, 2);
}

TEST(SeriesCommand, BadInputIsTwo)
{
    const ScratchFolder folder;
    EXPECT_EQ(series({folder.path().string()}, {}).code, 2);
    EXPECT_EQ(series({"/nonexistent"}, {}).code, 2);
    EXPECT_EQ(series({recorded("leak")}, {"--range", "nosuchregion"}).code, 2);
    EXPECT_EQ(series({recorded("leak")}, {"--range", "vmalloc+"}).code, 2);
}

} // namespace
} // namespace ptscope
