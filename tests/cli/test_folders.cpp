// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of one capture stands for its dump; a folder of many is a series.
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/support/cli.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;

std::string folderOf(const std::string &capture)
{
    return captureFolder(capture).string();
}

std::string recorded(const std::string &name)
{
    return (std::filesystem::path(PTSCOPE_TEST_DATA) / "series" / name).string();
}

TEST(Folders, OfOneCaptureEachAreAPair)
{
    const std::string before = "v7.3-4k-va48-setmem-before";
    const std::string after = "v7.3-4k-va48-setmem-ro";
    const ProcessResult byFolder = cli({"diff", folderOf(before), folderOf(after) + "/"});
    EXPECT_EQ(byFolder.code, 1);
    EXPECT_NE(byFolder.errors.find("a capture, read as " + dumpFile(before)), std::string::npos) << byFolder.errors;
    const ProcessResult byFile = cli({"diff", "--json", dumpFile(before), dumpFile(after)});
    EXPECT_EQ(cli({"diff", "-q", "--json", folderOf(before), folderOf(after)}).output, byFile.output);
    EXPECT_EQ(cli({"diff", "-q", "--json", dumpFile(before), folderOf(after)}).output, byFile.output);
    const ProcessResult report = cli({"report", "-q", folderOf(before), folderOf(after)});
    EXPECT_EQ(report.code, 0);
    EXPECT_EQ(report.output, cli({"report", "-q", dumpFile(before), dumpFile(after)}).output);
}

/// The two are read side by side.
TEST(Folders, AreToldInTheOrderTheyWereGiven)
{
    const std::string before = folderOf("v7.3-4k-va48-setmem-before");
    const std::string after = folderOf("v7.3-4k-va48-setmem-ro");
    for (int i = 0; i < 20; ++i) {
        const std::string words = cli({"diff", before, after}).errors;
        EXPECT_LT(words.find(before + ": note"), words.find(after + ": note")) << words;
    }
}

TEST(Folders, OfManyDumpsAreRefusedByNumber)
{
    const ProcessResult result = cli({"diff", folderOf("v7.3-4k-va48-setmem-before"), recorded("leak")});
    EXPECT_EQ(result.code, 2);
    EXPECT_NE(result.errors.find("is a folder of 10 dumps; name one of them, or take the folder as a series"),
              std::string::npos)
        << result.errors;
    EXPECT_EQ(cli({"stat", recorded("leak")}).code, 2);
}

TEST(Folders, OfNoDumpAreRefused)
{
    const ScratchFolder folder;
    folder.write("vmallocinfo", "0xffff800080000000-0xffff800080005000 20480 f+0x1/0x2 vmap\n");
    const ProcessResult result = cli({"stat", folder.path().string()});
    EXPECT_EQ(result.code, 2);
    EXPECT_NE(result.errors.find("is a directory; open the file in it"), std::string::npos) << result.errors;
}

TEST(Folders, HoldADumpByAnyNameBesideItsCompanions)
{
    const std::string capture = "v7.3-4k-va48-setmem-before";
    const ScratchFolder folder;
    std::filesystem::copy_file(dumpFile(capture), folder.file("board.txt"));
    std::filesystem::copy_file(captureFile(capture, "vmallocinfo"), folder.file("vmallocinfo"));
    EXPECT_EQ(cli({"diff", "-q", folder.path().string(), dumpFile(capture)}).code, 0);
    std::filesystem::copy_file(dumpFile(capture), folder.file("later.txt"));
    EXPECT_EQ(cli({"diff", "-q", folder.path().string(), dumpFile(capture)}).code, 2);
}

TEST(Folders, WithSnapshotsBesideTheDumpSayThatTheseAreASeries)
{
    const ScratchFolder folder;
    std::filesystem::copy_file(dumpFile("v7.3-4k-va48-setmem-before"), folder.file("kernel_page_tables"));
    std::filesystem::create_directory(folder.path() / "snaps");
    for (const char *name : {"s.000.zst", "s.001.zst"}) {
        std::filesystem::copy_file(std::filesystem::path(recorded("leak")) / name, folder.path() / "snaps" / name);
    }
    const ProcessResult result = cli({"stat", folder.path().string()});
    EXPECT_EQ(result.code, 0);
    EXPECT_NE(result.errors.find("the 2 snapshots beside it are a series"), std::string::npos) << result.errors;
}

} // namespace
} // namespace ptscope
