// SPDX-License-Identifier: GPL-3.0-or-later
// Dumps that are kept under git: what git difftool shows of them.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/support/cli.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;

std::string contentOf(const std::string &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A repository whose first commit holds the dump from before set_memory_ro, and whose working tree the one after it.
class Repository
{
public:
    Repository()
    {
        git({"init", "-q"});
        m_folder.write("board.txt", contentOf(dumpFile("v7.3-4k-va48-setmem-before")));
        commit();
        m_folder.write("board.txt", contentOf(dumpFile("v7.3-4k-va48-setmem-ro")));
    }

    ProcessResult git(const std::vector<std::string> &arguments) const
    {
        std::vector<std::string> command{"git", "-c", "user.name=a", "-c", "user.email=a@example.org"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        ProcessSetup setup;
        setup.folder = m_folder.path().string();
        return runProcess(command, setup);
    }
    void commit() const
    {
        git({"add", "."});
        git({"commit", "-q", "-m", "a dump"});
    }
    ProcessResult difftool(const std::vector<std::string> &commits = {}) const
    {
        std::vector<std::string> arguments{"difftool", "-y", "-x"};
        arguments.emplace_back(PTSCOPE_CLI " diff");
        arguments.insert(arguments.end(), commits.begin(), commits.end());
        return git(arguments);
    }

private:
    ScratchFolder m_folder;
};

bool hasGit()
{
    return runProcess({"sh", "-c", "command -v git"}, {}).code == 0;
}

TEST(GitDifftool, ShowsWhatTheWorkingTreeChanged)
{
    if (!hasGit()) {
        GTEST_SKIP() << "no git";
    }
    const ProcessResult shown = Repository().difftool();
    EXPECT_EQ(shown.code, 0) << shown.errors; // git's own, whatever the tool says
    EXPECT_NE(shown.output.find("permission: vmalloc(), 2 ranges, 1040K"), std::string::npos) << shown.output;
    EXPECT_NE(shown.output.find("+++ board.txt"), std::string::npos) << shown.output;
    EXPECT_EQ(shown.errors, "");
}

TEST(GitDifftool, ShowsWhatACommitChanged)
{
    if (!hasGit()) {
        GTEST_SKIP() << "no git";
    }
    const Repository repository;
    repository.commit();
    const ProcessResult shown = repository.difftool({"HEAD", "HEAD~1"});
    EXPECT_NE(shown.output.find("    ro -> RW"), std::string::npos) << shown.output << shown.errors;
    EXPECT_EQ(repository.difftool({"HEAD"}).output, "");
}

TEST(GitDifftool, SaysWhereThereIsNothingToCompare)
{
    if (!hasGit()) {
        GTEST_SKIP() << "no git";
    }
    const ProcessResult added = Repository().difftool({"4b825dc642cb6eb9a060e54bf8d69288fbee4904", "HEAD"});
    EXPECT_EQ(added.output, "");
    EXPECT_NE(added.errors.find("was added or removed as a whole"), std::string::npos) << added.errors;
}

} // namespace
} // namespace ptscope
