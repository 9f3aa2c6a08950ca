// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes from wherever they lie: what the real compressors wrote, pipes, files cut short, bombs; how far reading has come and
// how it is given up.
#include <fstream>
#include <gtest/gtest.h>
#include <latch>
#include <sys/stat.h>
#include <thread>

#include "tests/support/dump_text.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;

struct Compressor {
    const char *program;
    const char *name; ///< as SourceFacts::compression
};

constexpr std::array compressors{Compressor{"gzip", "gzip"}, Compressor{"xz", "xz"}, Compressor{"zstd", "zstd"},
                                 Compressor{"bzip2", "bzip2"}};

const std::string &plainText()
{
    static const std::string text = captureText("v7.3-4k-va48-threads-300");
    return text;
}

std::string compressed(const Compressor &by, const std::string &text)
{
    const ProcessResult result = runProcess({by.program, "-c"}, {.input = text});
    if (result.code != 0) {
        throw std::runtime_error(std::string(by.program) + " failed: " + result.errors);
    }
    return result.output;
}

class Compressed : public testing::TestWithParam<Compressor>
{ };

TEST_P(Compressed, ReadsAsThePlainText)
{
    const ScratchFolder folder;
    // The name says nothing: the bytes do.
    const auto loaded = loadFile(folder.write("dump.txt", compressed(GetParam(), plainText())));
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->snapshots.front()->source().compression, GetParam().name);
    EXPECT_EQ(loaded->snapshots.front()->source().textBytes, plainText().size());
    EXPECT_TRUE(printed(*loaded->snapshots.front()) == plainText());
}

/// `cat a.gz b.gz` is a gzip file, and so with the others.
TEST_P(Compressed, PiecesOneBehindTheOtherAreOneText)
{
    const std::size_t half = plainText().find('\n', plainText().size() / 2) + 1;
    const std::string bytes =
        compressed(GetParam(), plainText().substr(0, half)) + compressed(GetParam(), plainText().substr(half));
    const SnapshotPtr snapshot = dumpIn(bytes);
    EXPECT_TRUE(printed(*snapshot) == plainText());
}

/// A file cut short must never pass for a whole one with fewer rows.
TEST_P(Compressed, CutAnywhereIsRefused)
{
    const std::string bytes = compressed(GetParam(), plainText());
    for (std::size_t kept = 6; kept < bytes.size(); kept += kept < 40 || bytes.size() - kept < 40 ? 1U : 97U) {
        const auto loaded = load(bytes.substr(0, kept));
        ASSERT_FALSE(loaded) << kept << " of " << bytes.size();
        EXPECT_EQ(loaded.error().code, ErrorCode::CompressedDamaged) << kept << " of " << bytes.size();
    }
}

TEST_P(Compressed, WithWrongBytesIsRefusedOrTheSame)
{
    const std::string bytes = compressed(GetParam(), plainText());
    for (std::size_t at = 6; at < bytes.size(); at += 61) {
        std::string wrong = bytes;
        wrong[at] = static_cast<char>(wrong[at] ^ 0x55);
        const auto loaded = load(wrong);
        // Bytes of the head that mean nothing (times, names) may change; the checksum guards the text.
        EXPECT_TRUE(!loaded || printed(*loaded->snapshots.front()) == plainText()) << at << " of " << bytes.size();
    }
}

TEST_P(Compressed, BombStopsAtTheCeiling)
{
    const std::string bomb = compressed(GetParam(), std::string(std::size_t{64} << 20, '\n'));
    ASSERT_LT(bomb.size(), std::size_t{1} << 20);
    LoadOptions options;
    options.maxTextBytes = std::size_t{1} << 20;
    const auto loaded = load(bomb, options);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::TooLarge);
}

TEST_P(Compressed, ProgressEndsAtItsTotal)
{
    const std::string bytes = compressed(GetParam(), plainText());
    Progress progress;
    ASSERT_TRUE(loadBytes(bytes, "test", {}, &progress));
    EXPECT_EQ(progress.total, bytes.size());
    EXPECT_EQ(progress.done, bytes.size());
}

TEST_P(Compressed, IsGivenUpWhenAsked)
{
    Progress progress;
    progress.requestStop();
    const auto loaded = loadBytes(compressed(GetParam(), plainText()), "test", {}, &progress);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Cancelled);
}

INSTANTIATE_TEST_SUITE_P(By, Compressed, testing::ValuesIn(compressors),
                         [](const auto &compressor) { return std::string(compressor.param.name); });

/// The reason is that somebody gave up, not that bytes are damaged.
TEST(Fifo, OfCompressedBytesIsGivenUpWhenAsked)
{
    for (const Compressor &by : compressors) {
        const ScratchFolder folder;
        const std::string path = folder.file("fifo");
        ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
        Progress progress;
        std::latch given(1);
        std::jthread writer([&] {
            std::ofstream stream(path, std::ios::binary);
            stream << compressed(by, plainText()).substr(0, 400) << std::flush;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            progress.requestStop();
            given.wait(); // a writer that goes would be an end
        });
        const auto loaded = loadFile(path, {}, &progress);
        given.count_down();
        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().code, ErrorCode::Cancelled) << by.name;
    }
}

TEST(Plain, ProgressEndsAtItsTotal)
{
    const ScratchFolder folder;
    Progress progress;
    ASSERT_TRUE(loadFile(folder.write("dump", plainText()), {}, &progress));
    EXPECT_EQ(progress.total, plainText().size());
    EXPECT_EQ(progress.done, plainText().size());
}

TEST(Plain, IsGivenUpWhenAsked)
{
    const ScratchFolder folder;
    Progress progress;
    progress.requestStop();
    const auto loaded = loadFile(folder.write("dump", plainText()), {}, &progress);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Cancelled);
}

TEST(Fifo, GivesWhatIsWrittenIntoIt)
{
    const ScratchFolder folder;
    const std::string path = folder.file("fifo");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    for (const bool watched : {false, true}) {
        std::jthread writer([&] { std::ofstream(path, std::ios::binary) << plainText(); });
        Progress progress;
        const auto loaded = loadFile(path, {}, watched ? &progress : nullptr);
        ASSERT_TRUE(loaded) << watched;
        EXPECT_TRUE(printed(*loaded->snapshots.front()) == plainText());
        EXPECT_EQ(progress.total, 0U) << "nobody knows how much a pipe will give";
    }
}

TEST(Fifo, ThatNobodyWritesToIsGivenUpWhenAsked)
{
    const ScratchFolder folder;
    const std::string path = folder.file("fifo");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    Progress progress;
    std::jthread user([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        progress.requestStop();
    });
    const auto loaded = loadFile(path, {}, &progress);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Cancelled);
}

ErrorCode refusalOf(const std::string &path)
{
    const auto loaded = loadFile(path);
    return loaded ? ErrorCode::WriteFailed : loaded.error().code;
}

TEST(File, ThatCannotBeReadIsToldWhy)
{
    const ScratchFolder folder;
    EXPECT_EQ(refusalOf(folder.file("absent")), ErrorCode::NotFound);
    EXPECT_EQ(refusalOf(folder.write("file", "x") + "/below"), ErrorCode::NotFound);
    EXPECT_EQ(refusalOf(folder.path().string()), ErrorCode::IsDirectory);
    EXPECT_EQ(refusalOf(folder.write("empty", "")), ErrorCode::EmptyInput);
    EXPECT_EQ(refusalOf("/proc/self/mem"), ErrorCode::ReadFailed);
    EXPECT_EQ(refusalOf(folder.write("magic", "\x1f\x8b")), ErrorCode::CompressedDamaged);
}

} // namespace
} // namespace ptscope
