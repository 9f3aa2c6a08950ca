// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <gtest/gtest.h>

#include "app/capture/atomic_file.h"
#include "parsers/io/read_text.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

namespace fs = std::filesystem;

class SavedFile : public testing::Test
{
protected:
    std::size_t files() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {})); }

    test::ScratchFolder folder;
    std::string path = folder.file("out.txt");
};

TEST_F(SavedFile, AppearsWhole)
{
    auto file = AtomicFile::create(path);
    ASSERT_TRUE(file.has_value());
    EXPECT_TRUE(file->write("one "));
    EXPECT_FALSE(fs::exists(path));
    EXPECT_TRUE(file->write("two"));
    ASSERT_TRUE(file->commit().has_value());
    EXPECT_EQ(*readText(path), "one two");
    EXPECT_EQ(files(), 1U);
}

TEST_F(SavedFile, LeavesWhatWasThereWhenItIsGivenUp)
{
    folder.write("out.txt", "before");
    const auto saved = saveAtomically(path, [](const auto &sink) {
        sink("half");
        return false;
    });
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(*readText(path), "before");
    EXPECT_EQ(files(), 1U);
}

TEST_F(SavedFile, KeepsPermissions)
{
    folder.write("out.txt", "before");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    ASSERT_TRUE(saveAtomically(path, [](const auto &sink) { return sink("after"); }).has_value());
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(*readText(path), "after");
}

TEST_F(SavedFile, FollowsALink)
{
    folder.write("target.txt", "before");
    fs::create_symlink("target.txt", path);
    ASSERT_TRUE(saveAtomically(path, [](const auto &sink) { return sink("after"); }).has_value());
    EXPECT_TRUE(fs::is_symlink(path));
    EXPECT_EQ(*readText(folder.file("target.txt")), "after");
}

TEST_F(SavedFile, SaysWhyNot)
{
    for (const std::string &place : {folder.file("no/such/out.txt"), folder.path().string(), std::string("/dev/full")}) {
        const auto saved = saveAtomically(place, [](const auto &sink) { return sink("text"); });
        ASSERT_FALSE(saved.has_value()) << place;
        EXPECT_EQ(saved.error().code, ErrorCode::WriteFailed);
        EXPECT_EQ(saved.error().subject, place);
        EXPECT_FALSE(saved.error().detail.empty());
    }
    EXPECT_TRUE(saveAtomically("/dev/null", [](const auto &sink) { return sink("text"); }).has_value());
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

} // namespace
} // namespace ptscope
