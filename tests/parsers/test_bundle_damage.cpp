// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles that were cut, flipped, patched: an error, or the text as it was with a sentence about what is missing.
#include <algorithm>
#include <fcntl.h>
#include <random>
#include <unistd.h>

#include <gtest/gtest.h>

#include "core/companion/companions.h"
#include "parsers/bundle/bundle.h"
#include "parsers/bundle/capture_notes.h"
#include "parsers/load.h"
#include "parsers/ptdump/writer.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

constexpr std::size_t endFrame = 34;
constexpr int corruptions = 100'000;

/// A few rows: what stands behind them is under test, a hundred thousand times.
const std::string dumpText = "---[ vmalloc() area ]---\n"
                             "0xffff800080000000-0xffff800080002000           8K PTE       RW NX SHD AF            UXN    MEM/NORMAL\n"
                             "0xffff800080002000-0xffff800080200000        2040K PTE\n"
                             "0xffff800080200000-0xffff800080400000           2M PMD       ro x  SHD AF        BLK UXN    MEM/NORMAL\n"
                             "---[ vmalloc() end ]---\n";

std::string written(const std::vector<BundleFile> &files)
{
    std::string out;
    const auto done = writeBundle(dumpText, files, [&out](std::string_view bytes) {
        out.append(bytes);
        return true;
    });
    EXPECT_TRUE(done.has_value());
    return out;
}

/// The third file does not compress, and is large enough to be left in its file.
std::string bundle()
{
    CaptureNotes notes;
    notes.source = "ssh:board";
    notes.captured = "2026-11-21T00:22:51Z";
    std::mt19937 random(3);
    std::string symbols;
    for (int i = 0; i < 3000; ++i) {
        symbols += std::to_string(random()) + std::to_string(random()) + "\n";
    }
    return written({{std::string(CaptureNotes::fileName), notes.text()},
                    {"vmallocinfo", "0xffff800080000000-0xffff800080003000   12288 f+0x1/0x2 pages=2 vmalloc\n"},
                    {"kallsyms", symbols},
                    {"modules", ""}});
}

std::size_t lengthOfText()
{
    return written({}).size() - endFrame;
}

/// What is said of the damage, now or when the files are asked for.
std::size_t sentences(const LoadedText &loaded)
{
    const auto &all = loaded.snapshots.front()->diagnostics();
    auto out = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Diagnostic &d) {
        return d.code == DiagnosticCode::BundleDamaged || d.code == DiagnosticCode::NoCompanions;
    }));
    if (loaded.bundle != nullptr) {
        for (const BundlePart &part : loaded.bundle->parts) {
            out += part.content() ? 0U : 1U;
        }
    }
    return out;
}

/// Cuts, flips, patches, removes or doubles something.
std::string damaged(const std::string &whole, std::mt19937 &random)
{
    std::string out = whole;
    const std::size_t at = random() % whole.size();
    const std::size_t length = 1 + random() % std::min<std::size_t>(whole.size() - at, 40);
    switch (random() % 8) {
    case 0:
        out.resize(at);
        break;
    case 1:
        out.erase(at, length);
        break;
    case 2:
        out.insert(at, whole.substr(at, length));
        break;
    case 3:
        for (std::size_t i = at; i < at + length; ++i) {
            out[i] = static_cast<char>(random());
        }
        break;
    default: // what a disk and a link do most
        out[at] = static_cast<char>(out[at] ^ static_cast<char>(1U << random() % 8));
        break;
    }
    return out;
}

TEST(BundleDamage, EveryCutIsAnErrorOrTold)
{
    const std::string whole = bundle();
    std::size_t partial = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto loaded = loadBytes(std::string_view(whole).substr(0, size), "board.ptdump.zst");
        if (!loaded) {
            continue;
        }
        ++partial;
        EXPECT_EQ(printed(*loaded->snapshots.front()), dumpText) << size;
        EXPECT_EQ(sentences(*loaded), 1U) << size;
    }
    EXPECT_GT(partial, whole.size() - lengthOfText() - 2) << "everything behind the text may go without the text";
}

TEST(BundleDamage, EveryCutOfAFileIsAnErrorOrTold)
{
    const test::ScratchFolder folder;
    const std::string whole = bundle();
    const std::string file = folder.write("board.ptdump.zst", whole);
    for (std::size_t size = whole.size() - 1; size > 0; --size) {
        ASSERT_EQ(::truncate(file.c_str(), static_cast<off_t>(size)), 0);
        const auto loaded = loadFile(file);
        if (loaded) {
            EXPECT_EQ(printed(*loaded->snapshots.front()), dumpText) << size;
            EXPECT_EQ(sentences(*loaded), 1U) << size;
        }
    }
}

TEST(BundleDamage, ACutCompanionLeavesTheEarlierOnes)
{
    const std::string whole = bundle();
    const auto loaded = loadBytes(std::string_view(whole).substr(0, whole.size() - 1000), "board.ptdump.zst");
    ASSERT_TRUE(loaded.has_value());
    EXPECT_TRUE(loaded->bundle->find("vmallocinfo")->content().has_value());
    EXPECT_EQ(loaded->bundle->find("kallsyms"), nullptr);
}

TEST(BundleDamage, NoCorruptionIsSilentOrGivesAnotherText)
{
    const std::string whole = bundle();
    const std::size_t lengthBefore = lengthOfText();
    std::mt19937 random(7);
    int shown = 0;
    for (int round = 0; round < corruptions; ++round) {
        const std::string broken = damaged(whole, random);
        if (broken == whole) {
            continue;
        }
        const auto loaded = loadBytes(broken, "board.ptdump.zst");
        if (!loaded) {
            continue;
        }
        ++shown;
        ASSERT_EQ(printed(*loaded->snapshots.front()), dumpText) << "round " << round;
        // The head of a zstd frame has a bit that no decoder looks at: what then still is whole needs no sentence.
        const bool behindIsWhole = broken.ends_with(std::string_view(whole).substr(lengthBefore));
        ASSERT_TRUE(behindIsWhole || sentences(*loaded) >= 1) << "round " << round;
    }
    EXPECT_GT(shown, corruptions / 2);
}

TEST(BundleDamage, NoFlippedBitOfAFileIsSilent)
{
    const test::ScratchFolder folder;
    const std::string whole = bundle();
    const std::string file = folder.write("board.ptdump.zst", whole);
    const int fd = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_GE(fd, 0);
    std::mt19937 random(11);
    for (int round = 0; round < corruptions / 5; ++round) {
        const std::size_t at = lengthOfText() + random() % (whole.size() - lengthOfText());
        const char broken = static_cast<char>(whole[at] ^ static_cast<char>(1U << random() % 8));
        ASSERT_EQ(::pwrite(fd, &broken, 1, static_cast<off_t>(at)), 1);
        if (const auto loaded = loadFile(file)) {
            ASSERT_EQ(printed(*loaded->snapshots.front()), dumpText) << "byte " << at;
            ASSERT_GE(sentences(*loaded), 1U) << "byte " << at;
        }
        ASSERT_EQ(::pwrite(fd, &whole[at], 1, static_cast<off_t>(at)), 1);
    }
    ::close(fd);
}

TEST(BundleDamage, ADamagedCompanionIsToldWhenItIsAskedFor)
{
    const test::ScratchFolder folder;
    std::string broken = bundle();
    const std::size_t within = broken.size() - 5000; // of kallsyms
    broken[within] = static_cast<char>(broken[within] ^ 1);
    LoadOptions options;
    options.companionsBeside = true;
    const auto loaded = loadFile(folder.write("board.ptdump.zst", broken), options);
    ASSERT_TRUE(loaded.has_value());
    const CompanionFile *file = loaded->snapshots.front()->companions()->file("kallsyms");
    ASSERT_NE(file, nullptr);
    ASSERT_TRUE(file->error.has_value());
    EXPECT_EQ(file->error->detail, "does not match its digest");
    EXPECT_TRUE(loaded->snapshots.front()->companions()->vmallocInfo.has_value()) << "the others serve";
}

} // namespace
} // namespace ptscope
