// SPDX-License-Identifier: GPL-3.0-or-later
// Captures through a real ssh server on loopback, whose board is a folder.
#include <cstdlib>

#include <gtest/gtest.h>

#include "core/companion/companions.h"
#include "parsers/bundle/bundle.h"
#include "parsers/bundle/capture_notes.h"
#include "parsers/load.h"
#include "tests/support/board_tree.h"
#include "tests/support/cli.h"
#include "tests/support/ssh_server.h"

namespace ptscope {
namespace {

using test::BoardTree;
using test::cli;
using test::ScratchFolder;
using test::SshServer;

class CaptureBySsh : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!SshServer::isInstalled()) {
            GTEST_SKIP() << "openssh-server is not installed";
        }
    }
    test::ProcessResult capture(const SshServer &server, const std::vector<std::string> &more = {}, const std::string &known = "good",
                                const std::string &proxy = {})
    {
        EXPECT_TRUE(server.answers());
        ::setenv("PTSCOPE_SSH", server.client(known, proxy).c_str(), 1);
        std::vector<std::string> words{"capture", "ssh:board", "--root", board.root(), "-o", output};
        words.insert(words.end(), more.begin(), more.end());
        return cli(words);
    }
    std::string link(const SshServer &server, const std::string &rate, const std::string &cut = "0") const
    {
        return std::string("python3 " PTSCOPE_TEST_SUPPORT "/slow_link.py 127.0.0.1 ") + std::to_string(server.port()) + " " + rate + " " + cut;
    }
    /// Neither the file nor a beginning of it.
    bool nothingWasWritten() const { return std::filesystem::is_empty(out.path()); }
    std::string savedText() const { return test::runProcess({"zstdcat", output}).output; }

    ScratchFolder tree;
    ScratchFolder out;
    BoardTree board{tree.path() / "board", "v7.3-4k-va48-base"};
    std::string output = out.file("before.ptdump.zst");
};

TEST_F(CaptureBySsh, BringsTheDumpAndWhatExplainsIt)
{
    const SshServer server;
    const auto run = capture(server);
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_EQ(savedText(), board.text);
    LoadOptions options;
    options.companionsBeside = true;
    const auto loaded = loadFile(output, options);
    ASSERT_TRUE(loaded.has_value());
    for (const char *name : {"vmallocinfo", "iomem", "modules", "meminfo", "cmdline", "version", "hugepages", "kallsyms"}) {
        EXPECT_NE(loaded->bundle->find(name), nullptr) << name;
    }
    EXPECT_EQ(loaded->bundle->find("vmallocinfo.after"), nullptr) << "nothing changed";
    EXPECT_EQ(loaded->bundle->find("cmdline")->content().value(), "console=ttyAMA0 name=board7") << "no newline was there";
    EXPECT_EQ(loaded->bundle->find("hugepages")->content().value(), "/sys/kernel/mm/hugepages/hugepages-2048kB nr=4 free=1\n");
    EXPECT_EQ(loaded->snapshots.front()->source().kernelRelease, "7.3.4-test");
    ASSERT_NE(loaded->snapshots.front()->companions(), nullptr);
    EXPECT_TRUE(loaded->snapshots.front()->companions()->vmallocInfo.has_value());
    EXPECT_EQ(captureNotesOf(*loaded->bundle).source, "ssh:board");
    EXPECT_TRUE(captureNotesOf(*loaded->bundle).readMilliseconds.has_value());
}

TEST_F(CaptureBySsh, SaysWhatItCostsBeforeAndWhatItTookBehind)
{
    const SshServer server;
    const auto run = capture(server);
    EXPECT_NE(run.errors.find("walk all its page tables under locks"), std::string::npos) << run.errors;
    EXPECT_NE(run.errors.find("3 walks of the tables"), std::string::npos) << run.errors;
    EXPECT_EQ(capture(server, {"--quiet"}).errors, "");
}

TEST_F(CaptureBySsh, ABannerOfTheLoginDoesNoHarm)
{
    const SshServer server("Welcome to board 7\n@@ptscope- is no mark\n0xffff000000000000-0xffff000000200000 2M PTE RW\n");
    const auto run = capture(server);
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_EQ(savedText(), board.text);
}

TEST_F(CaptureBySsh, ASlowLinkBringsTheSame)
{
    const SshServer server;
    const auto run = capture(server, {"--no-symbols"}, "good", link(server, "30000"));
    ASSERT_EQ(run.code, 0) << run.errors;
    EXPECT_EQ(savedText(), board.text);
}

TEST_F(CaptureBySsh, ACutLinkLeavesNothingUnderTheFinalName)
{
    board.write("proc/kallsyms", std::string(2000000, 'x') + "\n");
    const SshServer server;
    // Behind the login, while the last and largest file comes.
    const auto run = capture(server, {}, "good", link(server, "0", "500000"));
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.errors.find("the connection ended within kallsyms"), std::string::npos) << run.errors;
    EXPECT_TRUE(nothingWasWritten());
}

TEST_F(CaptureBySsh, AWrongHostKeyIsRefused)
{
    const SshServer server;
    const auto run = capture(server, {}, "wrong");
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.errors.find("the host key is not the one that is known"), std::string::npos) << run.errors;
    EXPECT_NE(run.errors.find("ssh-keygen -R board)"), std::string::npos) << "what to type names the board: " << run.errors;
    EXPECT_TRUE(nothingWasWritten());
}

TEST_F(CaptureBySsh, AnUnknownHostKeyIsRefused)
{
    const SshServer server;
    const auto run = capture(server, {}, "none");
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.errors.find("the host key is not known"), std::string::npos) << run.errors;
}

TEST_F(CaptureBySsh, ASshOptionReachesSsh)
{
    const SshServer server;
    const auto run = capture(server, {"--ssh-option", "UserKnownHostsFile=" + server.folder.file("known_wrong")});
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.errors.find("host key"), std::string::npos) << run.errors;
}

TEST_F(CaptureBySsh, AMissingDumpIsNamedByItsCause)
{
    const SshServer server;
    board.remove("sys/kernel/debug/kernel_page_tables");
    EXPECT_NE(capture(server).errors.find("ssh:board: /sys/kernel/debug/kernel_page_tables: no such file; most likely"), std::string::npos);
    const auto zipped = test::runProcess({"gzip", "-c"}, {.input = "CONFIG_ARM64=y\n# CONFIG_PTDUMP_DEBUGFS is not set\n"});
    board.write("proc/config.gz", zipped.output);
    EXPECT_NE(capture(server).errors.find("built without CONFIG_PTDUMP_DEBUGFS"), std::string::npos);
    board.write("proc/mounts", "proc /proc proc rw 0 0\n");
    EXPECT_NE(capture(server).errors.find("ssh:board: debugfs is not mounted; as root there: mount -t debugfs"), std::string::npos);
    EXPECT_TRUE(nothingWasWritten());
}

TEST_F(CaptureBySsh, AMissingCompanionIsNoFailure)
{
    const SshServer server;
    board.remove("proc/iomem");
    const auto run = capture(server);
    EXPECT_EQ(run.code, 0);
    EXPECT_NE(run.errors.find("not captured: iomem: cat: "), std::string::npos) << run.errors;
}

TEST_F(CaptureBySsh, ASeriesGoesOnWhereItEnded)
{
    const SshServer server;
    ::setenv("PTSCOPE_SSH", server.client().c_str(), 1);
    const auto record = [&](const std::string &count) {
        return cli({"capture", "ssh:board", "--root", board.root(), "-o", out.file("series"), "--every", "100ms", "--count", count});
    };
    const auto first = record("2");
    EXPECT_EQ(first.code, 0) << first.errors;
    const auto second = record("5");
    EXPECT_EQ(second.code, 0) << second.errors;
    EXPECT_NE(second.errors.find("2 of 5 are there already"), std::string::npos) << second.errors;
    std::size_t files = 0;
    for (const auto &entry : std::filesystem::directory_iterator(out.file("series"))) {
        EXPECT_EQ(test::runProcess({"zstdcat", entry.path().string()}).output, board.text);
        ++files;
    }
    EXPECT_EQ(files, 5U);
    const auto other = cli({"capture", "exec:cat x", "-o", out.file("series"), "--every", "100ms", "--count", "9"});
    EXPECT_NE(other.errors.find("holds a series of ssh:board"), std::string::npos) << other.errors;
}

} // namespace
} // namespace ptscope
