// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/image_sections.h"

#include <algorithm>
#include <array>

#include "core/companion/companions.h"
#include "core/owner/islands.h"

namespace ptscope {

namespace {

constexpr std::uint64_t kaslrStep = std::uint64_t{2} << 20; // arch/arm64/include/asm/boot.h:MIN_KIMG_ALIGN
constexpr ByteCount furthestInModule{std::uint64_t{4} << 20};
constexpr std::uint64_t slackBehindSymbol = 4096;

struct Bounds {
    std::uint64_t text, stext, etext, end;
};

std::optional<Bounds> boundsOf(const SymbolTable &symbols)
{
    const auto text = symbols.find("_text");
    const auto stext = symbols.find("_stext");
    const auto etext = symbols.find("_etext");
    const auto end = symbols.find("_end");
    if (!text || !stext || !etext || !end) {
        return std::nullopt;
    }
    const Bounds bounds{text->address.value, stext->address.value, etext->address.value, end->address.value};
    const bool sound = bounds.text <= bounds.stext && bounds.stext < bounds.etext && bounds.etext < bounds.end;
    return sound ? std::optional(bounds) : std::nullopt;
}

bool isExecutable(const Snapshot &snapshot, std::uint32_t row)
{
    return snapshot.isMapped({row}) && snapshot.attributesOf({row}).executable();
}

bool allExecutable(const Snapshot &snapshot, AddrRange range)
{
    const RowRange rows = snapshot.extents().rowsIn(range);
    std::uint64_t next = range.first.value;
    for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
        if (!isExecutable(snapshot, i) || snapshot.extents().first({i}).value > next) {
            return false;
        }
        next = snapshot.extents().last({i}).value + 1;
    }
    return !rows.empty() && next - 1 >= range.last.value;
}

/// First addresses of maximal executable runs in the regions of vmalloc.
std::vector<std::uint64_t> executableRuns(const Snapshot &snapshot)
{
    std::vector<std::uint64_t> out;
    for (const Region &region : snapshot.regions()) {
        if (!isServedByVmalloc(region)) {
            continue;
        }
        for (std::uint32_t i = region.rows.begin; i < region.rows.end; ++i) {
            if (isExecutable(snapshot, i) && (i == region.rows.begin || !isExecutable(snapshot, i - 1))) {
                out.push_back(snapshot.extents().first({i}).value);
            }
        }
    }
    return out;
}

struct NamedPart {
    const char *name;
    const char *begin;
    const char *end;
};

/// What vmlinux.lds.S of arm64 lays out, 5.x to 7.3; parts whose symbols are missing are left out.
constexpr std::array parts{NamedPart{".head.text", "_text", "_stext"},
                           NamedPart{".text", "_stext", "_etext"},
                           NamedPart{".rodata", "__start_rodata", "__init_begin"},
                           NamedPart{".rodata", "__start_rodata", "__end_rodata"},
                           NamedPart{".init.text", "__inittext_begin", "__inittext_end"},
                           NamedPart{".init.data", "__initdata_begin", "__initdata_end"},
                           NamedPart{".data", "_sdata", "_edata"},
                           NamedPart{".bss", "__bss_start", "__bss_stop"}};

void addPart(const std::string &name, AddrRange linked, const ImagePlace &image, OwnerMapBuilder &out)
{
    const AddrRange range{{linked.first.value + image.slide}, {linked.last.value + image.slide}};
    if (range.first < range.last && image.range.contains(range)) {
        out.add(range, {OwnerKind::KernelImage, OwnerConfidence::Certain, OwnerEvidence::Address, name, {}, {}, {}});
    }
}

} // namespace

std::optional<ImagePlace> placeOfImage(const Snapshot &snapshot, const SymbolTable &symbols)
{
    const auto bounds = boundsOf(symbols);
    if (!bounds) {
        return std::nullopt;
    }
    const auto placeWith = [&](std::uint64_t slide) -> std::optional<ImagePlace> {
        if (!allExecutable(snapshot, {{bounds->stext + slide}, {bounds->etext + slide - 1}})) {
            return std::nullopt;
        }
        return ImagePlace{{{bounds->text + slide}, {bounds->end + slide - 1}}, slide};
    };
    if (const auto unmoved = placeWith(0)) {
        return unmoved;
    }
    std::optional<ImagePlace> found;
    for (const std::uint64_t run : executableRuns(snapshot)) {
        for (const std::uint64_t from : {bounds->stext, bounds->text}) {
            const auto place = (run - from) % kaslrStep == 0 ? placeWith(run - from) : std::nullopt;
            if (place && found && place->slide != found->slide) {
                return std::nullopt;
            }
            found = place ? place : found;
        }
    }
    return found;
}

void addImageSections(const Snapshot &snapshot, OwnerMapBuilder &out)
{
    const Companions *companions = snapshot.companions();
    if (companions == nullptr || companions->symbols == nullptr) {
        return;
    }
    const auto image = placeOfImage(snapshot, *companions->symbols);
    if (!image) {
        return;
    }
    out.setImage(*image);
    // kallsyms has addresses of the running kernel, vmlinux those of the link: each has a slide of its own.
    const ImagePlace linked{image->range,
                            companions->sectionsText ? image->range.first.value - companions->sectionsText->value : image->slide};
    for (const ImageSection &section : companions->sections) {
        addPart(section.name, section.range, linked, out);
    }
    for (const NamedPart &part : parts) {
        const auto begin = companions->symbols->find(part.begin);
        const auto end = companions->symbols->find(part.end);
        if (begin && end && begin->address < end->address) {
            addPart(part.name, {begin->address, {end->address.value - 1}}, *image, out);
        }
    }
}

namespace {

/// The symbol of the image, or of a module that kallsyms tells, that holds `address`.
std::optional<SymbolHit> imageSymbolAt(const SymbolTable &symbols, const ImagePlace &image, VirtAddr address)
{
    auto symbol = symbols.below({address.value - image.slide});
    if (!symbol) {
        return std::nullopt;
    }
    symbol->address = {symbol->address.value + image.slide};
    const ByteCount offset = address - symbol->address;
    const bool inImage = image.range.contains(address) && image.range.contains(symbol->address);
    const bool inModule = !symbol->module.empty() && offset < furthestInModule;
    if ((!inImage && !inModule) || (symbol->size.value != 0 && offset.value >= symbol->size.value + slackBehindSymbol)) {
        return std::nullopt;
    }
    return SymbolHit{*symbol, offset};
}

} // namespace

std::optional<SymbolHit> symbolAt(const Snapshot &snapshot, VirtAddr address)
{
    const Companions *companions = snapshot.companions();
    if (companions == nullptr) {
        return std::nullopt;
    }
    if (companions->moduleSymbols != nullptr) {
        const auto symbol = companions->moduleSymbols->below(address);
        if (symbol && address - symbol->address < std::max(symbol->size, ByteCount{1})) {
            return SymbolHit{*symbol, address - symbol->address};
        }
    }
    const auto &image = snapshot.owners().image();
    return companions->symbols != nullptr && image ? imageSymbolAt(*companions->symbols, *image, address) : std::nullopt;
}

std::optional<VirtAddr> addressOfSymbol(const Snapshot &snapshot, std::string_view name)
{
    const Companions *companions = snapshot.companions();
    if (companions == nullptr) {
        return std::nullopt;
    }
    const auto &image = snapshot.owners().image();
    if (const auto symbol = companions->symbols != nullptr && image ? companions->symbols->find(name) : std::nullopt) {
        return VirtAddr{symbol->address.value + image->slide};
    }
    const auto symbol = companions->moduleSymbols != nullptr ? companions->moduleSymbols->find(name) : std::nullopt;
    return symbol ? std::optional(symbol->address) : std::nullopt;
}

} // namespace ptscope
