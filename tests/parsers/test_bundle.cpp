// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/companion/companions.h"
#include "core/owner/owner_map.h"
#include "parsers/bundle/bundle.h"
#include "parsers/bundle/capture_notes.h"
#include "parsers/io/read_text.h"
#include "parsers/load.h"
#include "parsers/ptdump/writer.h"
#include "tests/support/captures.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using test::captureFile;
using test::ScratchFolder;

const std::string dumpText = *readText(captureFile("v7.3-4k-va48-base").string());
const std::string vmallocinfo = *readText(captureFile("v7.3-4k-va48-base", "vmallocinfo").string());
const std::string hugepages = *readText(captureFile("v7.3-4k-va48-base", "hugepages").string());

std::string bundleOf(const std::string &text, const std::vector<BundleFile> &files)
{
    std::string out;
    const auto written = writeBundle(text, files, [&out](std::string_view bytes) {
        out.append(bytes);
        return true;
    });
    return written ? out : std::string();
}

std::optional<std::string> readFileBytes(const std::string &path)
{
    std::ifstream stream(path, std::ios::binary);
    return stream ? std::optional(std::string(std::istreambuf_iterator<char>(stream), {})) : std::nullopt;
}

std::string usualBundle()
{
    CaptureNotes notes;
    notes.source = "ssh:board";
    notes.kernelRelease = "7.3.4-test";
    notes.captured = "2026-11-21T00:22:51Z";
    notes.readMilliseconds = 24;
    notes.notes = {"vmallocinfo changed while the dump was read"};
    const std::string capture = notes.text();
    return bundleOf(dumpText, {{std::string(CaptureNotes::fileName), capture}, {"vmallocinfo", vmallocinfo}, {"hugepages", hugepages}, {"modules", ""}});
}

std::string printed(const LoadedText &loaded)
{
    return printed(*loaded.snapshots.front());
}

std::size_t countOf(const LoadedText &loaded, DiagnosticCode code)
{
    const auto &all = loaded.snapshots.front()->diagnostics();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [code](const Diagnostic &d) { return d.code == code; }));
}

TEST(Bundle, GivesBackEveryByte)
{
    const auto loaded = loadBytes(usualBundle(), "board.ptdump.zst");
    ASSERT_TRUE(loaded.has_value());
    EXPECT_EQ(printed(*loaded), dumpText);
    ASSERT_NE(loaded->bundle, nullptr);
    EXPECT_TRUE(loaded->bundle->problems.empty());
    ASSERT_EQ(loaded->bundle->parts.size(), 4U);
    EXPECT_EQ(loaded->bundle->find("vmallocinfo")->content().value(), vmallocinfo);
    EXPECT_EQ(loaded->bundle->find("hugepages")->content().value(), hugepages);
    EXPECT_EQ(loaded->bundle->find("modules")->content().value(), "");
    EXPECT_EQ(loaded->bundle->find("kallsyms"), nullptr);
}

TEST(Bundle, TellsWhatTheCaptureSaid)
{
    const auto loaded = loadBytes(usualBundle(), "board.ptdump.zst");
    ASSERT_TRUE(loaded.has_value());
    EXPECT_EQ(loaded->snapshots.front()->source().kernelRelease, "7.3.4-test");
    EXPECT_EQ(loaded->snapshots.front()->source().captured, "2026-11-21T00:22:51Z");
    EXPECT_EQ(countOf(*loaded, DiagnosticCode::CaptureNote), 1U);
    EXPECT_EQ(captureNotesOf(*loaded->bundle).readMilliseconds, 24U);
}

TEST(Bundle, ZstdReadsTheTextAndFindsNoFault)
{
    const ScratchFolder folder;
    const std::string file = folder.write("board.ptdump.zst", usualBundle());
    EXPECT_EQ(test::runProcess({"zstdcat", file}).output, dumpText);
    EXPECT_EQ(test::runProcess({"zstd", "-t", file}).code, 0);
}

TEST(Bundle, ALargeCompanionStaysInItsFileUntilItIsAskedFor)
{
    const ScratchFolder folder;
    std::string symbols;
    for (int i = 0; i < 20000; ++i) {
        symbols += "ffff8000800" + std::to_string(10000 + i * 7 % 89999) + " t name" + std::to_string(i * 7919) + "\n";
    }
    const std::string file = folder.write("board.ptdump.zst", bundleOf(dumpText, {{"vmallocinfo", vmallocinfo}, {"kallsyms", symbols}}));
    const auto loaded = loadFile(file);
    ASSERT_TRUE(loaded.has_value());
    const BundlePart *part = loaded->bundle->find("kallsyms");
    ASSERT_NE(part, nullptr);
    ASSERT_TRUE(part->elsewhere.has_value());
    EXPECT_TRUE(part->stored.empty());
    EXPECT_EQ(part->content().value(), symbols);
    EXPECT_EQ(loaded->bundle->find("vmallocinfo")->content().value(), vmallocinfo);
    EXPECT_TRUE(loaded->bundle->problems.empty());
    // Through a pipe nothing can be left behind.
    const std::string bytes = *readFileBytes(file);
    EXPECT_EQ(loadBytes(bytes, "x.ptdump.zst")->bundle->find("kallsyms")->content().value(), symbols);

    folder.write("board.ptdump.zst", bundleOf(dumpText, {{"kallsyms", symbols + "ffff800080099999 t another\n"}}));
    const auto late = part->content();
    ASSERT_FALSE(late.has_value()) << "the file is another one by now";
    EXPECT_EQ(late.error().code, ErrorCode::ReadFailed);
}

TEST(Bundle, WhatLiesBesideIsReadWhenItIsAskedFor)
{
    LoadOptions options;
    options.companionsBeside = true;
    const auto loaded = loadBytes(usualBundle(), "board.ptdump.zst", options);
    ASSERT_TRUE(loaded.has_value());
    const Snapshot &snapshot = *loaded->snapshots.front();
    EXPECT_TRUE(snapshot.hasCompanions());
    EXPECT_FALSE(snapshot.isExplained());
    EXPECT_EQ(snapshot.knownOwners().size(), 0U);
    EXPECT_GT(snapshot.owners().size(), 10U);
    EXPECT_TRUE(snapshot.isExplained());
    EXPECT_EQ(&snapshot.knownOwners(), &snapshot.owners());
    EXPECT_TRUE(snapshot.companions()->vmallocInfo.has_value());
}

TEST(Bundle, SkippableFramesOfOthersArePassedOver)
{
    const std::string foreign("\x50\x2a\x4d\x18\x04\x00\x00\x00\x01\x02\x03\x04", 12);
    const std::string plain = bundleOf(dumpText, {});
    const std::string text = plain.substr(0, plain.size() - 34);
    const auto loaded = loadBytes(foreign + text + foreign, "pzstd.zst");
    ASSERT_TRUE(loaded.has_value());
    EXPECT_EQ(printed(*loaded), dumpText);
    EXPECT_EQ(loaded->bundle, nullptr);
    EXPECT_TRUE(loaded->snapshots.front()->diagnostics().empty());
}

TEST(Bundle, AHeadThatClaimsTooMuchCostsNoMemory)
{
    std::string hostile = bundleOf(dumpText, {});
    hostile.resize(hostile.size() - 34);
    hostile += std::string("\x57\x2a\x4d\x18\xff\xff\xff\xff" "ptsb", 12);
    const auto loaded = loadBytes(hostile, "hostile.ptdump.zst");
    ASSERT_TRUE(loaded.has_value());
    EXPECT_EQ(countOf(*loaded, DiagnosticCode::BundleDamaged), 1U);
}

TEST(Bundle, ABombIsRefusedWhereItIsOpened)
{
    const std::string zeros(std::size_t{64} << 20, '\0');
    const std::string bomb = bundleOf(dumpText, {{"kallsyms", zeros}});
    auto loaded = loadBytes(bomb, "bomb.ptdump.zst");
    ASSERT_TRUE(loaded.has_value());
    BundlePart part = *loaded->bundle->find("kallsyms");
    EXPECT_LT(part.stored.size(), 100000U);
    part.length = 1000;
    ASSERT_FALSE(part.content().has_value());
    EXPECT_EQ(part.content().error().code, ErrorCode::CompressedDamaged);
}

TEST(Bundle, NamesThatCouldLeaveTheirFolderAreRefused)
{
    for (const char *name : {"", "../passwd", ".hidden", "a/b", "a b", "tab\t", "nul\x01"}) {
        EXPECT_FALSE(isBundlePartName(name)) << name;
        EXPECT_TRUE(bundleOf(dumpText, {{name, "x"}}).empty()) << name;
    }
    EXPECT_TRUE(bundleOf(dumpText, {{"iomem", "x"}, {"iomem", "y"}}).empty());
    EXPECT_FALSE(isBundlePartName(std::string(65, 'a')));
    EXPECT_TRUE(isBundlePartName("System.map"));
}

RC_GTEST_PROP(Bundle, AnyFilesComeBack, (const std::vector<std::string> &contents))
{
    std::vector<BundleFile> files;
    for (std::size_t i = 0; i < std::min(contents.size(), BundleLimits::parts); ++i) {
        files.push_back({"file" + std::to_string(i), contents[i]});
    }
    const auto loaded = loadBytes(bundleOf(dumpText, files), "any.ptdump.zst");
    RC_ASSERT(loaded.has_value());
    RC_ASSERT(loaded->bundle->problems.empty());
    for (const BundleFile &file : files) {
        const auto content = loaded->bundle->find(file.name)->content();
        RC_ASSERT(content.has_value());
        RC_ASSERT(*content == file.content);
    }
}

TEST(CaptureNotes, ComeBackAndHoldNoControlBytes)
{
    CaptureNotes notes;
    notes.source = "exec:x\ny\x1b[31m";
    notes.missing = {"iomem: permission denied", "kallsyms: no such file"};
    const CaptureNotes back = parseCaptureNotes(notes.text());
    EXPECT_EQ(back.source, "exec:x.y.[31m");
    EXPECT_EQ(back.missing, notes.missing);
    EXPECT_FALSE(back.readMilliseconds.has_value());
}

} // namespace
} // namespace ptscope
