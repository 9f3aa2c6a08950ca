// SPDX-License-Identifier: GPL-3.0-or-later
// Sources that mean no good: without end, without a byte, with names that a terminal would obey.
#include <algorithm>
#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>

#include "parsers/bundle/bundle.h"
#include "tests/support/captures.h"
#include "tests/support/cli.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using test::captureFile;
using test::cli;
using test::runProcess;
using test::ScratchFolder;

const std::string row = "0xffff800080000000-0xffff800080002000           8K PTE       RW NX SHD AF            UXN    MEM/NORMAL\n";

bool hasControlBytes(const std::string &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (c != '\n' && c != '\t' && static_cast<unsigned char>(c) < 0x20) || c == 0x7f; });
}

TEST(HostileSource, OutputWithoutEndStopsAtTheCeiling)
{
    const ScratchFolder folder;
    const auto run = cli({"capture", "exec:yes " + row.substr(0, row.size() - 1), "--max-size", "8M", "-o", folder.file("x.ptdump.zst")});
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.errors.find("more came than may be held"), std::string::npos) << run.errors;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(HostileSource, SilenceWithoutEndIsGivenUp)
{
    const ScratchFolder folder;
    const auto from = std::chrono::steady_clock::now();
    const auto run = cli({"capture", "exec:sleep 600", "--timeout", "1", "-o", folder.file("x.ptdump.zst")});
    EXPECT_EQ(run.code, 2);
    EXPECT_LT(std::chrono::steady_clock::now() - from, std::chrono::seconds(300)) << "not the ten minutes of the program";
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(HostileSource, AnInterruptEndsItAndLeavesNothing)
{
    const ScratchFolder folder;
    const auto run = runProcess({"timeout", "-s", "INT", "1", PTSCOPE_CLI, "capture", "exec:sleep 600", "-o", folder.file("x.ptdump.zst")});
    EXPECT_NE(run.code, 0);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(HostileSource, ARootIsForBoards)
{
    EXPECT_EQ(cli({"capture", "local", "--root", "/", "--show-commands"}).code, 2);
    EXPECT_EQ(cli({"capture", "exec:cat x", "--root", "/", "--show-commands"}).code, 2);
}

TEST(HostileSource, HostsThatAreOptionsOrLinesAreRefused)
{
    for (const char *source : {"ssh:-oProxyCommand=touch x", "ssh:-F", "ssh:a\nb", "ssh:a\x1b[31m", "ssh:$(reboot)", "adb:-H", "adb:a b"}) {
        const auto run = cli({"capture", source, "--show-commands"});
        EXPECT_EQ(run.code, 2) << source;
        EXPECT_EQ(run.output, "") << source;
        EXPECT_FALSE(hasControlBytes(run.errors)) << source;
    }
}

/// What a shell would take for more than a name is one argument to ssh.
TEST(HostileSource, NoShellReadsAHost)
{
    const auto run = cli({"capture", "ssh:a;reboot", "--show-commands"});
    EXPECT_NE(run.output.find("-- 'a;reboot' "), std::string::npos) << run.output.substr(0, 80) << run.errors;
}

TEST(HostileNames, ReachNoTerminal)
{
    const ScratchFolder folder;
    const std::string file = folder.write("a\x1b[31mb\nc\xc2\x9b" "2J", row);
    for (const char *command : {"stat", "lookup", "tree", "print"}) {
        std::vector<std::string> words{command, file};
        if (std::string(command) == "lookup") {
            words.emplace_back("0xffff800080000000");
        }
        const auto run = cli(words);
        EXPECT_FALSE(hasControlBytes(run.output + run.errors)) << command;
        EXPECT_EQ((run.output + run.errors).find("\xc2\x9b"), std::string::npos) << command;
        EXPECT_FALSE(hasControlBytes(cli({command, file + "-none", "0x0"}).errors)) << command;
    }
}

TEST(HostileNames, OfCompanionsReachNoTerminal)
{
    const ScratchFolder folder;
    const std::string dump = folder.write("dump.txt", row);
    const std::string areas = folder.write("areas", "0xffff800080000000-0xffff800080003000   12288 f\x1b[31mx+0x1/0x2 [mo\x07" "d] pages=2 vmalloc\nbad \x1b line\n");
    const std::string modules = folder.write("mods", "ev\x1b]0;il 8192 0 - Live 0xffff800080000000\n");
    const auto run = cli({"lookup", dump, "0xffff800080000000", "--vmallocinfo", areas, "--modules", modules});
    EXPECT_EQ(run.code, 0) << run.errors;
    EXPECT_NE(run.output.find("f?[31mx"), std::string::npos) << run.output;
    EXPECT_FALSE(hasControlBytes(run.output + run.errors));
    EXPECT_FALSE(hasControlBytes(cli({"find", dump, "owner:~f", "--csv", "--vmallocinfo", areas}).output));
}

} // namespace
} // namespace ptscope
