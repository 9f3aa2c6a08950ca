// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <random>
#include <zlib.h>

#include "core/owner/image_sections.h"
#include "core/owner/owner_map.h"
#include "core/query/place.h"
#include "core/query/query.h"
#include "parsers/companions/beside.h"
#include "parsers/companions/symbols.h"
#include "parsers/elf/elf_image.h"
#include "parsers/io/read_text.h"
#include "tests/support/elf_builder.h"
#include "tests/support/load_capture.h"
#include "tests/support/scratch_folder.h"

using namespace ptscope;
using namespace ptscope::test;

namespace {

constexpr const char *withSystemMap = "v7.3-4k-va48-vmcore";
constexpr const char *sameKernelMoved = "v7.3-4k-va48-kaslr";

/// A debug section as gcc -gz leaves it: never needed, never in the way.
ElfBuilder::SectionSpec compressedDebug()
{
    const std::string plain(100000, 'd');
    std::string packed(compressBound(plain.size()), '\0');
    uLongf size = packed.size();
    compress(reinterpret_cast<Bytef *>(packed.data()), &size, reinterpret_cast<const Bytef *>(plain.data()), plain.size());
    packed.resize(size);
    Elf64_Chdr head{ELFCOMPRESS_ZLIB, 0, plain.size(), 1};
    return {".debug_info", 0, 0, SHF_COMPRESSED, SHT_PROGBITS,
            std::string(reinterpret_cast<const char *>(&head), sizeof head) + packed};
}

/// The sections that the capture's kernel has, with the symbols of its System.map.
ElfBuilder vmlinuxLike(const SymbolTable &symbols)
{
    ElfBuilder elf;
    const auto text = elf.addSection({".text", 0xffff800080010000, 0x404000, SHF_ALLOC | SHF_EXECINSTR, SHT_NOBITS, {}});
    const auto rodata = elf.addSection({".rodata", 0xffff800080420000, 0x14b5a0, SHF_ALLOC, SHT_NOBITS, {}});
    elf.addSection({".data", 0xffff8000806c0000, 0x9d760, SHF_ALLOC | SHF_WRITE, SHT_NOBITS, {}});
    elf.addSection(compressedDebug());
    for (std::uint32_t i = 0; i < symbols.size(); i += 1) {
        const Symbol symbol = symbols.at(i);
        const bool wanted = i % 64 == 0 || symbol.name.starts_with("_");
        if (wanted && symbol.address.value >> 63U != 0) {
            elf.addSymbol(std::string(symbol.name), symbol.address.value, symbol.type == 'T' ? text : rodata, 16);
        }
    }
    elf.addSymbol("$x", 0xffff800080010000, text);
    return elf;
}

SymbolTable systemMap()
{
    DiagnosticLog log;
    auto table = parseSymbols(*readText(captureFile(withSystemMap, "System.map").string()), log);
    EXPECT_TRUE(log.entries().empty());
    return std::move(*table);
}

SnapshotPtr withFiles(const std::string &capture, std::vector<std::pair<std::string, std::string>> files)
{
    LoadOptions options;
    options.companionFiles = std::move(files);
    return loadFile(captureFile(capture).string(), options)->snapshots.front();
}

} // namespace

TEST(Elf, givesSectionsAndSymbols)
{
    const auto content = readElfBytes(vmlinuxLike(systemMap()).build());
    ASSERT_TRUE(content) << content.error().detail;
    const auto *image = std::get_if<ElfImage>(&*content);
    ASSERT_NE(image, nullptr);
    ASSERT_EQ(image->sections.size(), 3U);
    EXPECT_EQ(image->sections[0].name, ".text");
    EXPECT_TRUE(image->sections[0].executable);
    EXPECT_EQ(image->sections[2].range, (AddrRange{{0xffff8000806c0000}, {0xffff80008075d75f}}));
    EXPECT_EQ(image->text, VirtAddr{0xffff800080000000});
    EXPECT_EQ(image->symbols.find("_stext")->address, VirtAddr{0xffff800080010000});
    EXPECT_FALSE(image->symbols.find("$x"));
}

TEST(Elf, refusesWhatIsNoVmlinux)
{
    EXPECT_EQ(readElfBytes("").error().code, ErrorCode::BadArgument);
    EXPECT_EQ(readElfBytes("no elf").error().code, ErrorCode::NothingFound);
    ElfBuilder other;
    other.machine = EM_X86_64;
    EXPECT_EQ(readElfBytes(other.build()).error().code, ErrorCode::ForeignArchitecture);
    EXPECT_FALSE(readElfBytes(ElfBuilder().build()));
    EXPECT_EQ(readElfFile("/nonexistent/vmlinux").error().code, ErrorCode::NotFound);
}

TEST(Elf, survivesEveryCutAndManyDamages)
{
    ElfBuilder elf;
    const auto text = elf.addSection({".text", 0xffff800080010000, 0x1000, SHF_ALLOC, SHT_NOBITS, {}});
    elf.addSection(compressedDebug());
    elf.addSymbol("_text", 0xffff800080010000, text);
    const std::string whole = elf.build();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        readElfBytes(std::string_view(whole).substr(0, length));
    }
    std::mt19937 random(7);
    for (int i = 0; i < 20000; ++i) {
        std::string spoiled = whole;
        for (int k = 0; k < 3; ++k) {
            spoiled[random() % spoiled.size()] = static_cast<char>(random());
        }
        const auto content = readElfBytes(spoiled);
        const auto *image = content ? std::get_if<ElfImage>(&*content) : nullptr;
        for (std::uint32_t s = 0; image != nullptr && s < image->symbols.size(); ++s) {
            EXPECT_LE(image->symbols.at(s).name.size(), spoiled.size());
        }
    }
}

TEST(Symbols, ofSystemMapAndVmlinuxAreTiedToTheDumpWithAndWithoutKaslr)
{
    const ScratchFolder folder;
    const SymbolTable map = systemMap();
    const std::string vmlinux = folder.write("vmlinux", vmlinuxLike(map).build());
    const std::string mapFile = captureFile(withSystemMap, "System.map").string();
    for (const char *capture : {withSystemMap, sameKernelMoved}) {
        for (const auto &files : {std::pair{std::string("System.map"), mapFile}, std::pair{std::string("vmlinux"), vmlinux}}) {
            const auto snapshot = withFiles(capture, {files});
            const auto &image = snapshot->owners().image();
            ASSERT_TRUE(image) << capture << files.first;
            const bool moved = capture == sameKernelMoved;
            EXPECT_EQ(image->slide != 0, moved);
            for (const char *name : {"_text", "_stext", "_etext", "__init_begin", "__init_end", "_data", "_edata", "_end",
                                     "__start_rodata", "__end_rodata", "__inittext_begin", "__bss_start", "__bss_stop"}) {
                const auto linked = map.find(name);
                if (!linked) {
                    continue;
                }
                const auto place = findPlace(*snapshot, name);
                ASSERT_TRUE(place) << name;
                EXPECT_EQ(place->address.value, linked->address.value + image->slide) << name;
            }
            const auto row = snapshot->extents().find({map.find("_stext")->address.value + image->slide});
            ASSERT_TRUE(row);
            EXPECT_TRUE(snapshot->attributesOf(*row).executable());
            const auto hit = symbolAt(*snapshot, snapshot->extents().first(*row));
            ASSERT_TRUE(hit);
            EXPECT_EQ(hit->symbol.name, "_stext");
            const auto owner = snapshot->owners().at(snapshot->extents().first(*row));
            EXPECT_EQ(snapshot->owners().owner(owner->owner).name, ".text");
        }
    }
}

TEST(Symbols, areWhatVmcoreinfoSaysTheyAre)
{
    const auto companions = loadBeside(captureFile(withSystemMap).string());
    unsigned compared = 0;
    for (const auto &[key, value] : companions->vmcoreInfo.entries) {
        if (!key.starts_with("SYMBOL(") || key == "SYMBOL(vmemmap)" || key == "SYMBOL(mem_section)") {
            continue; // these two are values, not addresses of symbols
        }
        const auto symbol = companions->symbols->find(key.substr(7, key.size() - 8));
        if (!symbol) {
            continue; // a static of a function: "clear_seq.0"
        }
        EXPECT_EQ(symbol->address.value, std::stoull(value, nullptr, 16)) << key;
        ++compared;
    }
    EXPECT_GE(compared, 10U);
}

TEST(Symbols, answerTheQueryLanguage)
{
    LoadOptions options;
    options.companionsBeside = true;
    const auto snapshot = loadFile(captureFile(withSystemMap).string(), options)->snapshots.front();
    const auto rows = [&](const std::string &text) {
        const auto query = Query::compile(text, snapshot);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        return query ? query->run().count() : 0U;
    };
    EXPECT_EQ(rows("symbol:swapper_pg_dir"), 1U);
    EXPECT_EQ(rows("symbol:swapper_pg_dir and x"), 0U);
    EXPECT_EQ(rows("symbol:no_such_symbol_anywhere"), 0U);
    EXPECT_GE(rows("symbol:~^_s?text$"), 1U);
    EXPECT_GT(rows("owner:\"kernel stack\""), 10U);
    EXPECT_EQ(rows("owner:none"), 0U);
    EXPECT_EQ(rows("owner:\"module ptlab\""), 3U);
    EXPECT_GT(rows("owner:ptlab"), 10U) << "the module, and what it allocated";
    EXPECT_EQ(rows("owner:ptlab or not owner:ptlab"), snapshot->extents().size());
    const auto bare = loadCapture(withSystemMap);
    EXPECT_FALSE(Query::compile("symbol:_text", bare));
    EXPECT_TRUE(Query::compile("owner:vmemmap", bare));
}
