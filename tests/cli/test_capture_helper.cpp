// SPDX-License-Identifier: GPL-3.0-or-later
// The helper that may run as root, built with a folder in place of /.
#include <cstdlib>
#include <filesystem>
#include <utility>

#include <gtest/gtest.h>

#include "tests/support/board_tree.h"
#include "tests/support/cli.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using test::BoardTree;
using test::cli;
using test::runProcess;
using test::ScratchFolder;

const std::string marker = "--marker=@@ptscope-0123456789abcdef";

class CaptureHelper : public testing::Test
{
protected:
    void SetUp() override { ::setenv("PTSCOPE_READ", PTSCOPE_READ, 1); }
    void TearDown() override { std::filesystem::remove_all(PTSCOPE_READ_ROOT); }

    BoardTree board{PTSCOPE_READ_ROOT, "v7.3-4k-va48-base"};
    ScratchFolder folder;
    std::string output = folder.file("local.ptdump.zst");
};

TEST_F(CaptureHelper, RefusesEveryPath)
{
    for (const char *word : {"/etc/shadow", "../../etc/shadow", "--table=../../../etc/shadow", "--table=/etc/shadow", "--table=kvm/../x/stage2_page_tables",
                             "--table=kvm//stage2_page_tables", "--table=", "--table=vmallocinfo", "--root=/", "-", "--", "--help", "", "--marker=x",
                             "--marker=@@ptscope-x\n", "--dump-only=1"}) {
        std::vector<std::string> words{PTSCOPE_READ};
        words.push_back(word);
        words.push_back(marker);
        for (int turn = 0; turn < 2; ++turn, std::swap(words[1], words[2])) {
            const auto run = runProcess(words);
            EXPECT_EQ(run.code, 2) << word;
            EXPECT_EQ(run.output, "") << word;
            EXPECT_NE(run.errors.find("refused"), std::string::npos) << word;
        }
    }
    EXPECT_EQ(runProcess({PTSCOPE_READ}).code, 2);
}

TEST_F(CaptureHelper, WhatItPrintsIsShownBefore)
{
    const auto run = cli({"capture", "local", "--show-commands"});
    EXPECT_EQ(run.code, 0);
    EXPECT_NE(run.output.find("prints these files and nothing else"), std::string::npos) << run.output;
    EXPECT_NE(run.output.find("/proc/kallsyms"), std::string::npos);
    EXPECT_EQ(cli({"capture", "local", "--show-commands", "--no-symbols"}).output.find("kallsyms"), std::string::npos);
}

TEST_F(CaptureHelper, FollowsNoLink)
{
    folder.write("secret", "root:x:0:0\n");
    board.remove("proc/iomem");
    std::filesystem::create_symlink(folder.file("secret"), board.root() + "/proc/iomem");
    for (const char *file : {"proc/sys/kernel/kptr_restrict", "proc/config.gz", "sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages",
                             "sys/module/ptlab/sections/.text", "sys/kernel/debug/kernel_page_tables"}) {
        board.write(file, "");
        board.remove(file);
        std::filesystem::create_symlink(folder.file("secret"), board.root() + "/" + file);
        const auto run = runProcess({PTSCOPE_READ, marker});
        EXPECT_EQ(run.code, 0);
        EXPECT_EQ(run.output.find("root:x"), std::string::npos) << file;
    }
}

TEST_F(CaptureHelper, TheEnvironmentChangesNothing)
{
    const auto timeless = [](std::string text) { // what a read took
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::string line = text.substr(at, end - at);
            out += line.find(" end ") == std::string::npos ? line + "\n" : std::string();
            at = end + 1;
        }
        return out;
    };
    const std::string plain = timeless(runProcess({PTSCOPE_READ, marker}).output);
    ASSERT_NE(plain.find("file kallsyms"), std::string::npos);
    folder.write("proc-of-mine", "x");
    const auto run = runProcess({"env", "PTSCOPE_READ_ROOT=" + folder.path().string(), "ROOT=/", "PATH=" + folder.path().string(), "HOME=/nowhere",
                                 "IFS=/", "LC_ALL=tr_TR.UTF-8", "TMPDIR=" + folder.path().string(), "TZ=/etc/shadow", PTSCOPE_READ, marker});
    EXPECT_EQ(timeless(run.output), plain);
}

TEST_F(CaptureHelper, AnotherNameOrALinkToItReadsNothingElse)
{
    std::filesystem::create_symlink(PTSCOPE_READ, folder.file("cat"));
    const auto run = runProcess({folder.file("cat"), "/etc/shadow"});
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.output, "");
}

TEST_F(CaptureHelper, SectionsOfModulesComeWithTheSymbols)
{
    board.write("sys/module/ptlab/sections/.text", "0xffff8000787c0000\n");
    const std::string line = "/sys/module/ptlab/sections/.text:0xffff8000787c0000\n";
    EXPECT_NE(runProcess({PTSCOPE_READ, marker}).output.find(line), std::string::npos);
    EXPECT_EQ(runProcess({PTSCOPE_READ, marker, "--no-symbols"}).output.find(line), std::string::npos);
}

TEST_F(CaptureHelper, ALocalCaptureComesThroughIt)
{
    if (::geteuid() != 0) {
        GTEST_SKIP() << "would ask for a password";
    }
    const auto run = cli({"capture", "local", "-o", output});
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_EQ(runProcess({"zstdcat", output}).output, board.text);
    EXPECT_NE(run.errors.find("vmallocinfo, iomem, modules, meminfo, cmdline, version, hugepages, module_sections, kallsyms"), std::string::npos) << run.errors;
}

TEST_F(CaptureHelper, OtherTablesAreNamedAndCanBeChosen)
{
    if (::geteuid() != 0) {
        GTEST_SKIP() << "would ask for a password";
    }
    const std::string guest = "kvm/1234-11/stage2_page_tables";
    board.write("sys/kernel/debug/" + guest, board.text);
    EXPECT_NE(cli({"capture", "local", "-o", output}).errors.find("more tables, for --table: " + guest), std::string::npos);
    EXPECT_EQ(cli({"capture", "local", "--table", guest, "-o", output}).code, 0);
    EXPECT_EQ(cli({"capture", "local", "--table", "../../etc/shadow", "-o", output}).code, 2);
}

TEST_F(CaptureHelper, AMissingDumpIsNamedByItsCause)
{
    if (::geteuid() != 0) {
        GTEST_SKIP() << "would ask for a password";
    }
    board.remove("sys/kernel/debug/kernel_page_tables");
    board.write("proc/config.gz", runProcess({"gzip", "-c"}, {.input = "# CONFIG_PTDUMP_DEBUGFS is not set\n"}).output);
    EXPECT_NE(cli({"capture", "local", "-o", output}).errors.find("built without CONFIG_PTDUMP_DEBUGFS"), std::string::npos);
    board.write("proc/mounts", "");
    EXPECT_NE(cli({"capture", "local", "-o", output}).errors.find("debugfs is not mounted"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(output));
}

} // namespace
} // namespace ptscope
