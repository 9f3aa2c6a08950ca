// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "parsers/companions/beside.h"
#include "parsers/companions/iomem.h"
#include "parsers/companions/symbols.h"
#include "parsers/companions/system_facts.h"
#include "parsers/companions/vmallocinfo.h"
#include "parsers/io/read_text.h"
#include "tests/support/load_capture.h"
#include "tests/support/scratch_folder.h"

using namespace ptscope;
using namespace ptscope::test;

namespace {

class EveryCapture : public testing::TestWithParam<std::string>
{
protected:
    CompanionsPtr companions() const { return loadBeside(captureFile(GetParam()).string()); }
};

std::size_t linesIn(const std::string &text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

TEST_P(EveryCapture, isUnderstoodToTheLastWord)
{
    const auto all = companions();
    ASSERT_NE(all, nullptr);
    for (const CompanionFile &file : all->files) {
        EXPECT_FALSE(file.error) << file.path;
        EXPECT_TRUE(file.diagnostics.empty()) << file.path << ":" << file.diagnostics.front().line << " "
                                              << file.diagnostics.front().excerpt;
    }
}

TEST_P(EveryCapture, hasAnAreaForEachLineOfVmallocinfo)
{
    const auto all = companions();
    ASSERT_TRUE(all->vmallocInfo);
    const auto text = readText(captureFile(GetParam(), "vmallocinfo").string());
    ASSERT_TRUE(text);
    EXPECT_EQ(all->vmallocInfo->areas.size(), linesIn(*text));
    EXPECT_EQ(all->vmallocInfo->hashed, GetParam().ends_with("-hashed"));
    for (const VmallocArea &area : all->vmallocInfo->areas) {
        EXPECT_EQ(area.unpurged, area.caller.empty()) << area.line;
        EXPECT_FALSE(area.vmalloc && area.pages == 0 && area.caller.text().find("pcpu") != 0) << area.line;
        EXPECT_EQ(area.phys.has_value(), area.ioremap || area.caller.text().starts_with("paging_init")) << area.line;
    }
}

TEST_P(EveryCapture, hasRamPoolsAndMemoryFigures)
{
    const auto all = companions();
    ASSERT_TRUE(all->iomem);
    EXPECT_FALSE(all->iomem->hidden);
    EXPECT_FALSE(all->iomem->systemRam().empty());
    EXPECT_FALSE(all->hugePages.empty());
    const auto total = all->memInfo.find("MemTotal");
    ASSERT_TRUE(total);
    std::uint64_t ram = 0;
    for (const IomemEntry &bank : all->iomem->systemRam()) {
        ram += bank.last.value - bank.first.value + 1;
    }
    EXPECT_LT(*total, ram);
    EXPECT_GT(*total, ram / 2);
    EXPECT_TRUE(all->commandLine.starts_with("console=ttyAMA0")) << all->commandLine;
}

INSTANTIATE_TEST_SUITE_P(Captures, EveryCapture, testing::ValuesIn(captureNames()), [](const auto &instance) {
    std::string name = instance.param;
    std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
});

TEST(Companions, comeWithTheSnapshotOnlyWhenAskedFor)
{
    const std::string path = captureFile("v7.3-4k-va48-vmallochuge-on").string();
    LoadOptions options;
    EXPECT_EQ(loadFile(path, options)->snapshots.front()->companions(), nullptr);
    options.companionsBeside = true;
    const auto loaded = loadFile(path, options);
    const Companions *companions = loaded->snapshots.front()->companions();
    ASSERT_NE(companions, nullptr);
    ASSERT_EQ(companions->modules.size(), 1U);
    EXPECT_EQ(companions->modules[0].name, "ptlab");
    EXPECT_EQ(companions->modules[0].base, VirtAddr{0xffff8000787c0000});
    EXPECT_EQ(companions->modules[0].size, ByteCount{36864});
    EXPECT_EQ(companions->modules[0].taints, "O");
    EXPECT_EQ(loaded->snapshots.front()->source().kernelRelease, "7.3.4-ptlab");
}

TEST(Companions, areNotTakenFromAFolderOfManyDumps)
{
    const ScratchFolder folder;
    const auto put = [&](const std::string &name, const std::string &from) {
        std::filesystem::copy_file(captureFile("v7.3-4k-va48-base", from), folder.path() / name);
    };
    put("before.txt", "kernel_page_tables");
    put("vmallocinfo", "vmallocinfo");
    put("iomem", "iomem");
    const std::string dump = (folder.path() / "before.txt").string();
    EXPECT_TRUE(liesInBundleFolder(dump));
    ASSERT_NE(loadBeside(dump), nullptr);
    EXPECT_EQ(loadBeside(dump)->files.size(), 2U);
    put("after.txt", "kernel_page_tables");
    EXPECT_FALSE(liesInBundleFolder(dump));
    EXPECT_EQ(loadBeside(dump), nullptr);
    EXPECT_EQ(companionBeside(dump, "iomem"), (folder.path() / "iomem").string());
    EXPECT_FALSE(liesInBundleFolder("-"));
    EXPECT_EQ(loadBeside((folder.path() / "missing" / "dump.txt").string()), nullptr);
}

TEST(Companions, ofATextOfTwoDumpsBelongToNone)
{
    const auto text = readText(captureFile("v7.3-4k-va48-base").string());
    LoadOptions options;
    options.companions = loadBeside(captureFile("v7.3-4k-va48-base").string());
    ASSERT_NE(options.companions, nullptr);
    const auto one = loadBytes(*text, "one", options);
    EXPECT_NE(one->snapshots.at(0)->companions(), nullptr);
    const auto two = loadBytes(*text + *text, "two", options);
    ASSERT_EQ(two->snapshots.size(), 2U);
    EXPECT_EQ(two->snapshots[0]->companions(), nullptr);
    EXPECT_EQ(two->snapshots[1]->companions(), nullptr);
}

TEST(Companions, tellEachBadLineAndKeepTheOthers)
{
    CompanionCollector collector;
    collector.addText("vmallocinfo",
                      "0xffff800080000000-0xffff800080002000 8192 f+0x1/0x2 pages=1 vmalloc\n"
                      "nonsense\n"
                      "0xffff800080004000-0xffff800080006000 8192 g+0x1/0x2 pages=1 vmalloc shiny=3 N0=1\n"
                      "0xffff800080008000-0xffff80008000b000 8192 h+0x1/0x2 phys=0x1000 ioremap\n",
                      "there/vmallocinfo");
    collector.addText("iomem", "nothing here\n", "there/iomem");
    collector.addText("unheard-of", "text", "there/unheard-of");
    const auto all = collector.take();
    ASSERT_EQ(all->files.size(), 2U);
    EXPECT_EQ(all->vmallocInfo->areas.size(), 3U);
    EXPECT_EQ(all->vmallocInfo->areas[1].otherWords, "shiny=3");
    const auto &notices = all->file("vmallocinfo")->diagnostics;
    ASSERT_EQ(notices.size(), 3U);
    EXPECT_EQ(notices[0].line, 2U);
    EXPECT_EQ(notices[0].code, DiagnosticCode::NotUnderstood);
    EXPECT_EQ(notices[1].line, 3U);
    EXPECT_EQ(notices[1].code, DiagnosticCode::UnknownField);
    EXPECT_EQ(notices[2].line, 4U);
    EXPECT_EQ(notices[2].code, DiagnosticCode::EndNotStartPlusSize);
    EXPECT_EQ(all->file("iomem")->error->subject, "there/iomem");
    EXPECT_FALSE(all->iomem);
}

TEST(VmallocInfo, keepsBothHashesOfARange)
{
    DiagnosticLog log;
    const auto text = readText(captureFile("v7.3-4k-va48-base-hashed", "vmallocinfo").string());
    const auto info = parseVmallocInfo(*text, log);
    ASSERT_TRUE(info);
    EXPECT_EQ(info->areas[0].token, 0x42c2b075U);
    EXPECT_EQ(info->areas[0].endToken, 0x6e351c48U);
    EXPECT_EQ(info->areas[1].token, info->areas[0].endToken);
    std::set<std::uint64_t> starts;
    for (const VmallocArea &area : info->areas) {
        starts.insert(area.token);
    }
    const auto linked = std::count_if(info->areas.begin(), info->areas.end(),
                                      [&](const VmallocArea &area) { return starts.contains(area.endToken); });
    EXPECT_GT(linked, 20);
}

TEST(Symbols, comeFromKallsymsAndSystemMap)
{
    DiagnosticLog log;
    const auto table = parseSymbols("ffff800080000000 T _text\n"
                                    "ffff800080000000 t __pi__text\n"
                                    "0000000000000000 A _kernel_flags_le_hi32\n"
                                    "ffff800080010040 t local\n"
                                    "ffff800080010040 T _stext\n"
                                    "ffff800078600000 t pw\t[ptlab]\n"
                                    "not a symbol\n",
                                    log);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->size(), 6U);
    EXPECT_EQ(log.entries().size(), 1U);
    EXPECT_EQ(table->below({0xffff800080000010})->name, "_text");
    EXPECT_EQ(table->below({0xffff800080010044})->name, "_stext");
    EXPECT_EQ(table->below({0xffff800078600010})->module, "ptlab");
    EXPECT_FALSE(table->below({0xffff000000000000}));
    EXPECT_EQ(table->find("_stext")->address, VirtAddr{0xffff800080010040});
    EXPECT_FALSE(table->find("nowhere"));
    const auto [first, end] = table->within({{0xffff800080000000}, {0xffff800080010040}});
    EXPECT_EQ(end - first, 4U);
}

TEST(Symbols, thatAreHiddenAreAnErrorWithWhatToDo)
{
    DiagnosticLog log;
    const auto table = parseSymbols("0000000000000000 T _text\n0000000000000000 T _stext\n", log);
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::AddressesHidden);
}

TEST(SystemFacts, refuseWhatIsNone)
{
    DiagnosticLog log;
    EXPECT_FALSE(parseMemInfo("hello\n", log));
    EXPECT_FALSE(parseHugePages("/sys/hugepages-0kB nr=0 free=0\n", log));
    EXPECT_FALSE(parseHugePages("/sys/hugepages-99999999999999999999kB nr=0 free=0\n", log));
    EXPECT_TRUE(parseModules("", log)->empty());
    EXPECT_FALSE(parseModules("ptlab 36864\n", log));
    EXPECT_EQ(parseNamedValues("# c\nB=2\nA=\"x\"\nB=3\n", log)->entries.size(), 3U);
    EXPECT_EQ(*parseNamedValues("# c\nB=2\nA=\"x\"\nB=3\n", log)->find("B"), "2");
    EXPECT_EQ(kernelReleaseIn("[    0.0] Linux version 6.1.192 (gcc)"), "6.1.192");
    EXPECT_EQ(kernelReleaseIn("7.3.4-ptlab\n"), "7.3.4-ptlab");
    EXPECT_EQ(kernelReleaseIn("something else"), "");
}
