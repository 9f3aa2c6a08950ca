// SPDX-License-Identifier: GPL-3.0-or-later
// Pipes and full disks: standard input is a file like any other, and output that was lost is never taken for written.
#include <csignal>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/cli.h"
#include "tests/support/dump_text.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;
using Json = nlohmann::json;

constexpr const char *small = "v7.3-4k-va48-base";
constexpr const char *large = "v7.3-4k-va48-threads-300";

std::vector<std::vector<std::string>> commandsOn(const std::string &file)
{
    const std::string other = dumpFile("v7.3-4k-va48-kaslr");
    return {{"print", file},
            {"stat", file},
            {"stat", "--json", file},
            {"tree", file},
            {"tree", "--at", "vmalloc", file},
            {"lookup", file, "vmalloc"},
            {"lookup", "--json", file, "vmalloc"},
            {"diff", file, other},
            {"diff", "--json", file, other},
            {"simulate", "linear-map", "-q", "--mode", "pages", file},
            {"simulate", "linear-map", "-q", "--mode", "pages", "--json", file}};
}

TEST(StandardInput, IsReadWhereAFileIsNamedByADash)
{
    const std::string text = captureText(large);
    EXPECT_TRUE(cli({"print", "-"}, {.input = text}).output == text);
    // Alone in its folder: what stands beside a dump is read too, and beside a pipe stands nothing.
    const ScratchFolder folder;
    const std::string alone = folder.file("dump");
    std::filesystem::copy_file(dumpFile(large), alone);
    const auto fromFile = commandsOn(alone);
    const auto fromInput = commandsOn("-");
    for (std::size_t i = 1; i < fromFile.size(); ++i) {
        const ProcessResult a = cli(fromFile[i]);
        const ProcessResult b = cli(fromInput[i], {.input = text});
        EXPECT_EQ(a.code, b.code) << fromFile[i].front();
        EXPECT_EQ(b.errors, "") << fromFile[i].front();
        // Only the name at the head may differ.
        EXPECT_EQ(linesOf(a.output).size(), linesOf(b.output).size()) << fromFile[i].front();
    }
}

TEST(StandardInput, IsCalledSoInDiagnostics)
{
    const ProcessResult empty = cli({"stat", "-"});
    EXPECT_EQ(empty.code, 2);
    EXPECT_TRUE(empty.errors.starts_with("ptscope-cli: (standard input): is empty")) << empty.errors;
    const ProcessResult quoted = cli({"stat", "-"}, {.input = "> " + captureText(small)});
    EXPECT_TRUE(quoted.errors.starts_with("(standard input):1: note: ")) << quoted.errors;
}

TEST(FullDisk, IsToldByEveryCommand)
{
    for (const char *capture : {small, large}) { // less than a buffer, and more
        for (const auto &command : commandsOn(dumpFile(capture))) {
            const ProcessResult result = cli(command, {.outputTo = "/dev/full"});
            EXPECT_EQ(result.code, 2) << testing::PrintToString(command);
            EXPECT_EQ(result.errors, "ptscope-cli: standard output: cannot be written: closed or full\n")
                << testing::PrintToString(command);
        }
    }
}

/// `ptscope-cli print FILE | head -1` ends like cat does: silently, by the signal.
TEST(ClosedPipe, EndsSilently)
{
    for (const auto &command : commandsOn(dumpFile(large))) {
        const ProcessResult result = cli(command, {.outputClosed = true});
        EXPECT_EQ(result.code, 128 + SIGPIPE) << testing::PrintToString(command);
        EXPECT_EQ(result.errors, "") << testing::PrintToString(command);
    }
}

/// A device or pipe is written to, never replaced by a file of its name.
TEST(OutputFile, ThatIsNoFileIsWrittenInPlace)
{
    const std::vector<std::string> command = {"simulate", "linear-map", "-q", "--mode", "pages", dumpFile(small), "-o"};
    const auto to = [&command](const std::string &path, const ProcessSetup &setup = {}) {
        std::vector<std::string> words = command;
        words.push_back(path);
        return cli(words, setup);
    };
    const ScratchFolder folder;
    const std::string plain = folder.file("plain");
    EXPECT_EQ(to(plain).code, 0);
    EXPECT_FALSE(std::filesystem::exists(plain + ".part"));
    const std::string link = folder.file("link");
    std::filesystem::create_symlink("/dev/full", link);
    const ProcessResult full = to(link);
    EXPECT_EQ(full.code, 2);
    EXPECT_EQ(full.errors, "ptscope-cli: " + link + ": cannot be written: No space left on device\n");
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_TRUE(to("/dev/stdout").output == readText(plain));
}

TEST(SeveralDumps, AreAllPrintedOneIsChosen)
{
    const std::string both = "before:\n" + captureText(small) + "after:\n" + captureText(large);
    const ProcessResult all = cli({"print", "-q", "-"}, {.input = both});
    EXPECT_EQ(all.code, 0);
    EXPECT_TRUE(all.output == captureText(small) + captureText(large));
    EXPECT_TRUE(cli({"print", "-q", "--dump", "2", "-"}, {.input = both}).output == captureText(large));
    const Json first = Json::parse(cli({"stat", "-q", "--json", "-"}, {.input = both}).output);
    const Json second = Json::parse(cli({"stat", "-q", "--json", "--dump", "2", "-"}, {.input = both}).output);
    EXPECT_EQ(first["rows"], Json::parse(cli({"stat", "--json", dumpFile(small)}).output)["rows"]);
    EXPECT_EQ(second["rows"], Json::parse(cli({"stat", "--json", dumpFile(large)}).output)["rows"]);
    const ProcessResult lookup = cli({"lookup", "-", "vmalloc"}, {.input = both});
    EXPECT_NE(lookup.errors.find("the text holds 2 dumps; this is the first, --dump N takes another"), std::string::npos);
}

} // namespace
} // namespace ptscope
