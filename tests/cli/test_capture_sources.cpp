// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "app/capture/board_answer.h"
#include "app/capture/capture.h"
#include "app/capture/capture_text.h"
#include "app/capture/series_recorder.h"
#include "tests/support/board_tree.h"
#include "tests/support/cli.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using test::BoardTree;
using test::cli;
using test::ScratchFolder;

const std::string marker = "@@ptscope-0123456789abcdef";

TEST(CaptureSource, TakesTheKindsThereAre)
{
    EXPECT_EQ(parseCaptureSource("ssh:root@board")->name, "root@board");
    EXPECT_EQ(parseCaptureSource("adb")->name, "");
    EXPECT_EQ(parseCaptureSource("adb:0123")->name, "0123");
    EXPECT_EQ(parseCaptureSource("exec:cat 'a b' \"c d\" e\\ f")->words, (std::vector<std::string>{"cat", "a b", "c d", "e f"}));
}

TEST(CaptureSource, RefusesWhatCouldBeAnOption)
{
    for (const char *text : {"ssh:", "ssh:-oProxyCommand=reboot", "adb:-a", "ssh:a b", "ssh:$(reboot)", "ssh:`x`", "exec:", "exec:'x", "board", ""}) {
        const auto source = parseCaptureSource(text);
        ASSERT_FALSE(source.has_value()) << text;
        EXPECT_EQ(source.error().code, ErrorCode::BadArgument);
    }
}

RC_GTEST_PROP(ShellWords, QuotedWordsComeBack, (const std::vector<std::string> &words))
{
    std::vector<std::string> plain = words;
    for (std::string &word : plain) {
        std::replace(word.begin(), word.end(), '\0', ' ');
    }
    const auto back = splitWords(shellLine(plain));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == plain);
}

TEST(BoardScript, ShQuotesAnyRoot)
{
    const std::string root = "/nowhere/it's $(touch x) \"q\"";
    const std::string script = boardScript({"", root, true, true}, marker);
    const auto run = test::runProcess({"sh", "-c", script + "\nprintf '%s' \"$r\" >&2"});
    EXPECT_NE(run.output.find(marker + " done"), std::string::npos) << "a dump that cannot be read ends the script";
    EXPECT_NE(run.output.find("fact debugfs \n"), std::string::npos);
}

std::string answerOf(const std::string &dump, const std::string &lineEnd = "\n")
{
    std::string out = "Welcome" + lineEnd + marker + " hello 1" + lineEnd + marker + " fact debugfs /sys/kernel/debug" + lineEnd + marker
        + " file dump" + lineEnd;
    out += dump + lineEnd + marker + " end 0 10.50 12.75 " + lineEnd + marker + " done" + lineEnd;
    return out;
}

TEST(BoardAnswer, IsTheSameHoweverItIsCut)
{
    const std::string bytes = answerOf("one\ntwo\n\nno newline");
    for (std::size_t piece = 1; piece < bytes.size(); ++piece) {
        BoardAnswer answer(marker, 1000000);
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            answer.feed(std::string_view(bytes).substr(at, piece));
        }
        ASSERT_TRUE(answer.done());
        ASSERT_EQ(answer.file("dump")->content, "one\ntwo\n\nno newline");
        ASSERT_EQ(answer.file("dump")->milliseconds(), 2250U);
        ASSERT_EQ(answer.fact("debugfs"), "/sys/kernel/debug");
    }
}

TEST(BoardAnswer, ATerminalsCarriageReturnsAreNoPartOfAFile)
{
    BoardAnswer answer(marker, 1000000);
    answer.feed(answerOf("one\r\ntwo\r\n", "\r\n"));
    EXPECT_EQ(answer.file("dump")->content, "one\ntwo\n");
}

TEST(BoardAnswer, AFileThatLooksLikeAnAnswerStaysAFile)
{
    const std::string dump = "@@ptscope-fedcba9876543210 done\n@@ptscope-0123456789abcdefdone\n";
    BoardAnswer answer(marker, 1000000);
    answer.feed(answerOf(dump));
    EXPECT_EQ(answer.file("dump")->content, dump);
}

TEST(BoardAnswer, EveryCutIsSeen)
{
    const std::string bytes = answerOf("one\ntwo\n");
    for (std::size_t size = 0; size + 1 < bytes.size(); ++size) {
        BoardAnswer answer(marker, 1000000);
        answer.feed(std::string_view(bytes).substr(0, size));
        EXPECT_FALSE(answer.done()) << size;
    }
}

TEST(BoardAnswer, HoldsNoMoreThanItsCeiling)
{
    BoardAnswer answer(marker, 1000);
    answer.feed(marker + " hello 1\n" + marker + " file dump\n");
    std::string line(100, 'x');
    line.back() = '\n';
    bool more = true;
    for (int i = 0; i < 1000 && more; ++i) {
        more = answer.feed(line);
    }
    EXPECT_TRUE(answer.tooLarge());
    EXPECT_LT(answer.file("dump")->content.size(), 2000U);
}

TEST(CaptureCost, WalksAreThoseOfSeqFile)
{
    // reference/users-and-peers.md, 3.3: bytes and walks of real boots.
    EXPECT_EQ(walksFor(10854), 3U);
    EXPECT_EQ(walksFor(10517), 3U);
    EXPECT_EQ(walksFor(1453142), 10U);
    EXPECT_EQ(walksFor(100), 1U);
}

TEST(CaptureSeries, IntervalsHaveAFloor)
{
    EXPECT_EQ(parseInterval("5s")->count(), 5000);
    EXPECT_EQ(parseInterval("5")->count(), 5000);
    EXPECT_EQ(parseInterval("250ms")->count(), 250);
    EXPECT_EQ(parseInterval("2m")->count(), 120000);
    for (const char *text : {"", "0", "1ms", "-1s", "5x", "5 s", "999999999m"}) {
        EXPECT_FALSE(parseInterval(text).has_value()) << text;
    }
}

class CaptureOnPath : public testing::Test
{
protected:
    /// A program called adb, as far as ptscope can tell.
    void fakeAdb(const std::string &body) const
    {
        const std::string path = folder.write("adb", "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + folder.file("arguments") + "'\n" + body);
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        ::setenv("PTSCOPE_ADB", path.c_str(), 1);
    }
    std::string dumpFileInBoard() const { return board.root() + "/sys/kernel/debug/kernel_page_tables"; }
    std::string arguments() const { return *readText(folder.file("arguments")); }

    ScratchFolder folder;
    BoardTree board{folder.path() / "board", "v7.3-4k-va48-base"};
    std::string output = folder.file("out.ptdump.zst");
};

TEST_F(CaptureOnPath, AdbSpeaksItsCommandLine)
{
    fakeAdb("echo '* daemon started successfully'\n[ \"$1\" = -s ] && shift 2\nshift\nexec sh -c \"$*\"\n");
    const auto run = cli({"capture", "adb:emulator-5554", "--root", board.root(), "-o", output});
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_EQ(test::runProcess({"zstdcat", output}).output, board.text);
    EXPECT_TRUE(arguments().starts_with("-s\nemulator-5554\nshell\nexec sh -c ")) << arguments();
}

TEST_F(CaptureOnPath, AdbThroughATerminalBringsTheSame)
{
    fakeAdb("shift\nsh -c \"$*\" | sed 's/$/\\r/'\n");
    const auto run = cli({"capture", "adb", "--root", board.root(), "-o", output});
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_EQ(test::runProcess({"zstdcat", output}).output, board.text);
}

TEST_F(CaptureOnPath, EachOfAdbsComplaintsHasItsSentence)
{
    const std::pair<const char *, const char *> cases[] = {
        {"error: no devices/emulators found", "adb sees no such device"},
        {"error: more than one device/emulator", "adb sees more than one device"},
        {"error: device unauthorized.", "has not authorised this computer"},
        {"error: device 'x' not found", "adb sees no such device"},
    };
    for (const auto &[said, sentence] : cases) {
        fakeAdb(std::string("echo \"") + said + "\" >&2\nexit 1\n");
        const auto run = cli({"capture", "adb", "-o", output});
        EXPECT_EQ(run.code, 2);
        EXPECT_NE(run.errors.find(sentence), std::string::npos) << run.errors;
    }
    ::setenv("PTSCOPE_ADB", "no-such-adb", 1);
    EXPECT_NE(cli({"capture", "adb", "-o", output}).errors.find("cannot be run"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(output));
}

TEST_F(CaptureOnPath, ABoardThatWritesWhileItReadsIsTold)
{
    // vmallocinfo differs at the second reading.
    fakeAdb("shift\nsh -c \"$(printf '%s' \"$*\" | sed 's|put vmallocinfo.after|echo extra >>\"$r/proc/vmallocinfo\"; &|')\"\n");
    const auto run = cli({"capture", "adb", "--root", board.root(), "-o", output});
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_NE(run.errors.find("vmallocinfo changed while the dump was read"), std::string::npos) << run.errors;
    EXPECT_NE(cli({"stat", output}).errors.find("vmallocinfo changed"), std::string::npos) << "it is told again whenever the file is opened";
}

TEST_F(CaptureOnPath, AHidingKernelIsTold)
{
    fakeAdb("shift\nexec sh -c \"$*\"\n");
    board.write("proc/sys/kernel/kptr_restrict", "2\n");
    EXPECT_NE(cli({"capture", "adb", "--root", board.root(), "-o", output}).errors.find("kptr_restrict is 2"), std::string::npos);
}

TEST_F(CaptureOnPath, ATornDumpIsSavedAndNamed)
{
    std::string text = board.text;
    const std::size_t line = text.find('\n', text.size() / 2) + 1;
    text.erase(line, text.find('\n', line) + 1 - line);
    const auto run = cli({"capture", "exec:cat " + folder.write("torn.txt", text), "-o", output});
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_NE(run.errors.find("not of one instant"), std::string::npos) << run.errors;
    EXPECT_EQ(test::runProcess({"zstdcat", output}).output, text);
}

TEST_F(CaptureOnPath, OutputThatIsNoDumpIsNotSaved)
{
    EXPECT_NE(cli({"capture", "exec:echo hello", "-o", output}).errors.find("no ptdump text"), std::string::npos);
    EXPECT_NE(cli({"capture", "exec:sh -c 'cat " + dumpFileInBoard() + "; exit 3'", "-o", output}).errors.find("exit code 3"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(output));
}

TEST_F(CaptureOnPath, StandardInputIsASource)
{
    const auto run = cli({"capture", "-", "-o", output}, {.input = board.text});
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_EQ(test::runProcess({"zstdcat", output}).output, board.text);
}

TEST_F(CaptureOnPath, ShowingTheCommandsRunsNothing)
{
    fakeAdb("exit 1\n");
    const auto run = cli({"capture", "adb", "--show-commands"});
    EXPECT_EQ(run.code, 0);
    EXPECT_NE(run.output.find("put dump $s cat"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder.file("arguments")));
}

TEST_F(CaptureOnPath, ASimulationTakesItsCompanionsOutOfTheFile)
{
    fakeAdb("shift\nexec sh -c \"$*\"\n");
    ASSERT_EQ(cli({"capture", "adb", "--root", board.root(), "-o", output}).code, 0);
    const auto run = cli({"simulate", "vmalloc-huge", output});
    EXPECT_EQ(run.code, 0) << run.errors;
    ASSERT_EQ(cli({"capture", "adb", "--dump-only", "--root", board.root(), "-o", output}).code, 0);
    EXPECT_NE(cli({"simulate", "vmalloc-huge", output}).errors.find("no file vmallocinfo stands beside"), std::string::npos);
}

TEST_F(CaptureOnPath, AFullDiskLeavesWhatWasThere)
{
    EXPECT_EQ(cli({"capture", "exec:cat " + dumpFileInBoard(), "-o", "/dev/full"}).code, 2);
    EXPECT_EQ(cli({"capture", "exec:cat " + dumpFileInBoard(), "-o", folder.file("no/such/folder.zst")}).code, 2);
}

} // namespace
} // namespace ptscope
