// SPDX-License-Identifier: GPL-3.0-or-later
// What scripts rely on: exit codes, and one sentence on standard error that says what, where and what to try.
#include <gtest/gtest.h>
#include <regex>

#include "tests/support/cli.h"
#include "tests/support/dump_text.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;

const std::string &goodFile()
{
    static const std::string path = dumpFile("v7.3-4k-va48-base");
    return path;
}

/// Every way to read FILE.
std::vector<std::vector<std::string>> readers(const std::string &file)
{
    return {{"print", file},
            {"stat", file},
            {"stat", "--json", file},
            {"tree", file},
            {"lookup", file, "vmalloc"},
            {"diff", file, goodFile()},
            {"diff", goodFile(), file},
            {"simulate", "linear-map", "--mode", "pages", file}};
}

void expectRefusal(const std::string &file, const std::string &sentence, const ProcessSetup &setup = {})
{
    for (const auto &command : readers(file)) {
        const ProcessResult result = cli(command, setup);
        EXPECT_EQ(result.code, 2) << command.front();
        EXPECT_EQ(result.output, "") << command.front();
        EXPECT_TRUE(result.errors.starts_with("ptscope-cli: ")) << result.errors;
        EXPECT_NE(result.errors.find(sentence), std::string::npos) << command.front() << ": " << result.errors;
        EXPECT_EQ(std::count(result.errors.begin(), result.errors.end(), '\n'), 1) << result.errors;
    }
}

TEST(ExitCode, OfAGoodDumpIsClean)
{
    for (const auto &command : readers(goodFile())) {
        const ProcessResult result = cli(command);
        EXPECT_EQ(result.code, 0) << command.front() << result.errors;
        EXPECT_EQ(result.output.empty(), command.front() == "diff") << command.front(); // nothing differs
        if (command.front() != "simulate") { // which tells there what it did
            EXPECT_EQ(result.errors, "") << command.front();
        }
    }
}

TEST(ExitCode, OfWhatIsNoDumpIsTwo)
{
    const ScratchFolder folder;
    expectRefusal(folder.file("absent"), "absent: no such file");
    expectRefusal(folder.path().string(), "is a directory");
    expectRefusal(folder.write("empty", ""), "is empty");
    expectRefusal(folder.write("prose", "all work and no play\n"), "holds no ptdump line");
    expectRefusal(folder.write("junk", std::string_view("\x7f" "ELF\0\0\xff\xfe\n\0", 10)), "holds no ptdump line");
    expectRefusal(folder.write("x86", "0xffffffff80000000-0xffffffff81000000          16M     RO         PSE     GLB x  pmd\n"),
                  "is a dump of x86");
    expectRefusal(folder.write("hidden", "0x0000000000000000-0x0000000000000000           4K PTE       RW NX SHD AF"
                                         "            UXN    MEM/NORMAL\n"),
                  "every address is printed as zero");
    expectRefusal(folder.write("cut.gz", "\x1f\x8b\x08"), "is damaged or cut short");
}

TEST(ExitCode, WithoutPermissionIsTwo)
{
    const ScratchFolder folder;
    const std::string path = folder.write("secret", "x");
    std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
    std::filesystem::permissions(path, std::filesystem::perms::none);
    const unsigned nobody = ::geteuid() == 0 ? 65534 : 0; // for root nothing is forbidden
    if (cli({"stat", goodFile()}, {.user = nobody}).code != 0) {
        GTEST_SKIP() << "the program or its data lie where only root may read";
    }
    for (const char *command : {"print", "stat", "tree"}) {
        const ProcessResult result = cli({command, path}, {.user = nobody});
        EXPECT_EQ(result.code, 2);
        EXPECT_NE(result.errors.find("permission denied; kernel_page_tables is readable by root only"), std::string::npos);
    }
}

TEST(ExitCode, AboveTheCeilingIsTwo)
{
    const ProcessResult result = cli({"stat", "--max-size", "1K", goodFile()});
    EXPECT_EQ(result.code, 2);
    EXPECT_NE(result.errors.find("holds more than 1 KiB of text; raise the ceiling with --max-size"), std::string::npos);
}

TEST(ExitCode, OfWrongUseIsTwo)
{
    const std::vector<std::vector<std::string>> wrong = {
        {},
        {"stat"},
        {"frob", goodFile()},
        {"stat", "--frob", goodFile()},
        {"stat", goodFile(), "another"},
        {"stat", "--page-size", "8K", goodFile()},
        {"stat", "--va-bits", "64", goodFile()},
        {"stat", "--va-bits", "x", goodFile()},
        {"stat", "--max-size", "huge", goodFile()},
        {"stat", "--dump", "2", goodFile()},
        {"lookup", goodFile()},
        {"lookup", goodFile(), "nowhere"},
        {"lookup", goodFile(), "vmalloc+x"},
        {"lookup", goodFile(), "0x10"},
        {"lookup", goodFile(), "0xffff8000000000000000"},
        {"tree", "--at", "nowhere", goodFile()},
        {"diff", goodFile()},
        {"diff", "-", "-"},
        {"simulate"},
        {"simulate", "hvo", goodFile()},
        {"simulate", "hvo", "--hugepage", "3M", "--count", "1", goodFile()},
        {"simulate", "set-memory", goodFile()},
    };
    for (const auto &command : wrong) {
        const ProcessResult result = cli(command);
        EXPECT_EQ(result.code, 2) << testing::PrintToString(command);
        EXPECT_EQ(result.output, "") << testing::PrintToString(command);
        EXPECT_NE(result.errors, "") << testing::PrintToString(command);
    }
    EXPECT_NE(cli({"frob"}).errors.find("frob: no such command"), std::string::npos);
}

TEST(ExitCode, OfALineNotUnderstoodIsOne)
{
    const ScratchFolder folder;
    const std::string file = folder.write("dump", captureText("v7.3-4k-va48-base") + "0xffff00zz00000000-0x torn\n");
    for (const char *command : {"print", "stat"}) {
        const ProcessResult result = cli({command, file});
        EXPECT_EQ(result.code, 1) << command;
        EXPECT_NE(result.output, "") << command;
        const std::regex shape("(" + file + R"(:\d+: (note|warning|error): [^\n]+\n)+)");
        EXPECT_TRUE(std::regex_match(result.errors, shape)) << result.errors;
        const ProcessResult quiet = cli({command, "--quiet", file});
        EXPECT_EQ(quiet.code, 1) << command;
        EXPECT_EQ(quiet.errors, "") << command;
        EXPECT_EQ(quiet.output, result.output) << command;
    }
}

TEST(Diff, OfExtractsTellsWhatItCouldNotCompare)
{
    const ScratchFolder folder;
    const auto extract = [&folder](const std::string &name, std::size_t from, std::size_t to) {
        const std::vector<std::string> lines = linesOf(captureText("v7.3-4k-va48-base"));
        const auto at = [&lines](std::size_t n) { return lines.begin() + static_cast<std::ptrdiff_t>(n); };
        return folder.write(name, joined({at(from), at(to)}));
    };
    const std::string first = extract("first", 0, 20);
    const std::string longer = extract("longer", 0, 30);
    const std::string second = extract("second", 40, 60);
    const ProcessResult apart = cli({"diff", "--page-size", "4K", "--va-bits", "48", first, second});
    EXPECT_EQ(apart.code, 2);
    EXPECT_NE(apart.errors.find("no address is in both"), std::string::npos) << apart.errors;
    const ProcessResult part = cli({"diff", first, longer});
    EXPECT_EQ(part.code, 0);
    EXPECT_NE(part.errors.find("could not be compared: the other says nothing there"), std::string::npos) << part.errors;
    EXPECT_EQ(cli({"diff", "-q", first, longer}).errors, "");
}

/// 65,000 different sets of attributes in each: more than 16 bits hold, and none of them the same.
TEST(Diff, OfCrowdsOfAttributesFindsEach)
{
    const ScratchFolder folder;
    const auto crowd = [&folder](const std::string &word) {
        std::string text;
        for (std::uint64_t i = 0; i < 65000; ++i) {
            text += rowLine(0xffff000000000000 + i * 8192, 0xffff000000001000 + i * 8192, "4K", dataWords) + " " + word
                + std::to_string(i) + "\n";
        }
        return folder.write(word, text);
    };
    const ProcessResult result = cli({"diff", "-q", "--limit", "0", crowd("A"), crowd("B")});
    EXPECT_EQ(result.code, 1);
    std::size_t ranges = 0;
    for (const std::string &line : linesOf(result.output)) {
        ranges += line.find("-0xffff") != std::string::npos ? 1U : 0U;
    }
    EXPECT_EQ(ranges, 65000U);
}

TEST(Help, OfEveryCommandNamesItsOptions)
{
    const ProcessResult all = cli({"--help"});
    EXPECT_EQ(all.code, 0);
    EXPECT_EQ(all.errors, "");
    for (const char *command : {"print", "stat", "tree", "lookup", "diff"}) {
        EXPECT_NE(all.output.find(std::string("\n  ") + command + " "), std::string::npos) << command;
        const ProcessResult help = cli({command, "--help"});
        EXPECT_EQ(help.code, 0) << command;
        EXPECT_EQ(help.errors, "") << command;
        for (const char *option : {"--quiet", "--page-size", "--va-bits", "--max-size", "--dump"}) {
            EXPECT_NE(help.output.find(option), std::string::npos) << command << " " << option;
        }
    }
    EXPECT_EQ(cli({"--version"}).code, 0);
}

} // namespace
} // namespace ptscope
