// SPDX-License-Identifier: GPL-3.0-or-later
// Symbols of a module's file, where /sys/module or /proc/modules says that it was loaded.
#include <gtest/gtest.h>
#include <random>

#include "core/companion/companions.h"
#include "core/owner/image_sections.h"
#include "core/owner/owner_map.h"
#include "core/query/place.h"
#include "core/query/query.h"
#include "parsers/companions/beside.h"
#include "parsers/companions/place_module.h"
#include "parsers/elf/elf_image.h"
#include "tests/support/elf_builder.h"
#include "tests/support/load_capture.h"
#include "tests/support/scratch_folder.h"

using namespace ptscope;
using namespace ptscope::test;

namespace {

constexpr const char *withModule = "v7.3-4k-va48-module-loaded"; // ptlab: text, data and rodata in three areas
constexpr std::uint64_t textAt = 0xffff8000787c0000;
constexpr std::uint64_t dataAt = 0xffff8000787c3000;
constexpr std::uint64_t rodataAt = 0xffff8000787ca000;

constexpr auto function = static_cast<unsigned char>(ELF64_ST_INFO(STB_GLOBAL, STT_FUNC));
constexpr auto object = static_cast<unsigned char>(ELF64_ST_INFO(STB_LOCAL, STT_OBJECT));

ElfBuilder ptlab()
{
    ElfBuilder elf;
    elf.type = ET_REL;
    const auto text = elf.addSection({".text", 0, 0x1200, SHF_ALLOC | SHF_EXECINSTR, SHT_NOBITS, {}});
    const auto exit = elf.addSection({".exit.text", 0, 0x80, SHF_ALLOC | SHF_EXECINSTR, SHT_NOBITS, {}});
    const auto init = elf.addSection({".init.text", 0, 0x100, SHF_ALLOC | SHF_EXECINSTR, SHT_NOBITS, {}});
    elf.addSection({".plt", 0, 1, SHF_ALLOC | SHF_EXECINSTR, SHT_NOBITS, {}});
    const auto behind = elf.addSection({".text.hot", 0, 0x40, SHF_ALLOC | SHF_EXECINSTR, SHT_NOBITS, {}});
    const auto rodata = elf.addSection({".rodata", 0, 0x100, SHF_ALLOC, SHT_NOBITS, {}});
    const auto data = elf.addSection({".data", 0, 0x4000, SHF_ALLOC | SHF_WRITE, SHT_NOBITS, {}});
    const auto debug = elf.addSection({".debug_str", 0, 0x100, 0, SHT_NOBITS, {}});
    elf.addSection({".modinfo", 0, 0, 0, SHT_PROGBITS, std::string("license=GPL\0name=ptlab\0vermagic=7.3\0", 36)});
    elf.addSymbol("pw", 0x110, text, 0xb8c, function);
    elf.addSymbol("ptlab_exit", 0x8, exit, 0x40, function);
    elf.addSymbol("ptlab_init", 0x0, init, 0x40, function);
    elf.addSymbol("hot", 0x0, behind, 0x40, function);
    elf.addSymbol("fops", 0x20, rodata, 0x80, object);
    elf.addSymbol("areas", 0x100, data, 0x2000, object);
    elf.addSymbol("nowhere", 0x0, debug, 0, object);
    elf.addSymbol("$d", 0x0, text);
    return elf;
}

std::string line(const char *section, std::uint64_t address)
{
    char out[128];
    std::snprintf(out, sizeof out, "/sys/module/ptlab/sections/%s:0x%016llx\n", section, static_cast<unsigned long long>(address));
    return out;
}

const std::string sections = line(".text", textAt) + line(".exit.text", textAt + 0x1200) + line(".plt", textAt + 0x1280)
    + line(".text.hot", textAt + 0x1300) + line(".rodata", rodataAt) + line(".data", dataAt + 0x40);

SnapshotPtr withFiles(std::vector<std::pair<std::string, std::string>> files)
{
    LoadOptions options;
    options.companionFiles = std::move(files);
    options.companionsBeside = true;
    return loadFile(captureFile(withModule).string(), options)->snapshots.front();
}

std::string symbolText(const Snapshot &snapshot, std::uint64_t address)
{
    const auto hit = symbolAt(snapshot, {address});
    return hit ? std::string(hit->symbol.name) + "+" + std::to_string(hit->offset.value) + " [" + std::string(hit->symbol.module) + "]"
               : std::string();
}

} // namespace

TEST(ModuleImage, holdsItsNameItsSectionsAndItsSymbols)
{
    const auto content = readElfBytes(ptlab().build());
    ASSERT_TRUE(content) << content.error().detail;
    const auto *module = std::get_if<ModuleImage>(&*content);
    ASSERT_NE(module, nullptr);
    EXPECT_EQ(module->name, "ptlab");
    ASSERT_EQ(module->symbols.size(), 6U) << "neither mapping symbols nor those of sections that are not loaded";
    EXPECT_EQ(module->symbols[0].name, "pw");
    EXPECT_EQ(module->symbols[0].type, 'T');
    EXPECT_EQ(module->sections[module->symbols[0].section].name, ".text");
}

TEST(ModuleImage, nameOfAFile)
{
    EXPECT_EQ(moduleNameOf("/lib/modules/x/snd-soc-core.ko.zst"), "snd_soc_core");
    EXPECT_EQ(moduleNameOf("ptlab.ko"), "ptlab");
}

TEST(ModuleImage, liesWhereSysModuleSays)
{
    const ScratchFolder folder;
    const auto snapshot = withFiles({{"module_sections", folder.write("module_sections", sections)},
                                     {"ko", folder.write("any.ko", ptlab().build())}});
    EXPECT_EQ(symbolText(*snapshot, textAt + 0x110 + 4), "pw+4 [ptlab]");
    EXPECT_EQ(symbolText(*snapshot, textAt + 0x1208), "ptlab_exit+0 [ptlab]");
    EXPECT_EQ(symbolText(*snapshot, textAt + 0x1300), "hot+0 [ptlab]");
    EXPECT_EQ(symbolText(*snapshot, rodataAt + 0x30), "fops+16 [ptlab]");
    EXPECT_EQ(symbolText(*snapshot, dataAt + 0x140), "areas+0 [ptlab]");
    EXPECT_EQ(symbolText(*snapshot, dataAt + 0x140 + 0x2000), "") << "behind its last byte";
    EXPECT_EQ(findPlace(*snapshot, "areas")->address, VirtAddr{dataAt + 0x140});
    EXPECT_FALSE(findPlace(*snapshot, "ptlab_init")) << "gone since it ran";
    const auto query = Query::compile("symbol:fops", snapshot);
    ASSERT_TRUE(query);
    EXPECT_EQ(query->run().count(), 1U);
    const auto owner = snapshot->owners().at({textAt + 0x110});
    EXPECT_EQ(shortText(snapshot->owners().owner(owner->owner)), "module ptlab");
}

TEST(ModuleImage, withoutSectionsItsTextLiesAtTheBaseAsFarAsThatIsSure)
{
    const ScratchFolder folder;
    const auto snapshot = withFiles({{"symbols", folder.write("ptlab.ko", ptlab().build())}});
    EXPECT_EQ(symbolText(*snapshot, textAt + 0x110), "pw+0 [ptlab]");
    EXPECT_EQ(symbolText(*snapshot, textAt + 0x1208), "ptlab_exit+0 [ptlab]");
    EXPECT_FALSE(findPlace(*snapshot, "hot")) << "behind what the loader enlarges";
    EXPECT_FALSE(findPlace(*snapshot, "areas"));
}

TEST(ModuleImage, thatIsNotLoadedOrHiddenIsTold)
{
    const ScratchFolder folder;
    const std::string file = folder.write("ptlab.ko", ptlab().build());
    const auto errorWith = [&](const char *kind, const std::string &text) {
        const auto snapshot = withFiles({{kind, folder.write("other", text)}, {"ko", file}});
        const CompanionFile *told = snapshot->companions()->file("ko");
        return told == nullptr ? std::nullopt : told->error;
    };
    EXPECT_EQ(errorWith("modules", "loop 36864 0 - Live 0xffff800001000000\n")->code, ErrorCode::NothingFound);
    EXPECT_EQ(errorWith("modules", "ptlab 36864 0 - Live 0x0000000000000000\n")->code, ErrorCode::AddressesHidden);
    EXPECT_EQ(errorWith("module_sections", line(".text", 0) + line(".data", 0))->code, ErrorCode::AddressesHidden);
    EXPECT_FALSE(errorWith("module_sections", sections));
}

TEST(ModuleImage, aFolderOfSymbolsIsTakenWhole)
{
    const ScratchFolder folder;
    folder.write("b.ko", ptlab().build());
    folder.write("a.ko.gz", "x");
    folder.write("System.map", "ffff800080000000 T _text\n");
    folder.write("notes", "x");
    const auto files = symbolFilesIn(folder.path().string());
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files[0].first, "System.map");
    EXPECT_EQ(files[1], (std::pair<std::string, std::string>("ko", folder.file("a.ko.gz"))));
    EXPECT_EQ(files[2].second, folder.file("b.ko"));
}

TEST(ModuleImage, survivesEveryCutAndManyDamages)
{
    const std::string whole = ptlab().build();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        readElfBytes(std::string_view(whole).substr(0, length));
    }
    std::mt19937 random(5);
    for (int i = 0; i < 20000; ++i) {
        std::string spoiled = whole;
        for (int k = 0; k < 3; ++k) {
            spoiled[random() % spoiled.size()] = static_cast<char>(random());
        }
        CompanionCollector collector;
        collector.addText("modules", "ptlab 36864 0 - Live 0xffff8000787c0000 (O)\n", "modules");
        collector.addText("module_sections", sections, "module_sections");
        collector.addText("ko", spoiled, "ptlab.ko");
        const auto companions = collector.take();
        ASSERT_NE(companions->file("ko"), nullptr);
    }
}
