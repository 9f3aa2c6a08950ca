// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/place_module.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <vector>

namespace ptscope {

namespace {

using Places = std::vector<std::optional<std::uint64_t>>;

/// Sections that the loader fills or enlarges: what stands behind them cannot be told from the file.
bool grows(const std::string &section)
{
    constexpr std::array<std::string_view, 3> growing{".plt", ".init.plt", ".text.ftrace_trampoline"};
    return std::find(growing.begin(), growing.end(), section) != growing.end();
}

/// Fails when all addresses are zero; empty when nothing is said of this module.
Result<Places> bySections(const ModuleImage &module, const std::string &name, const Companions &companions)
{
    Places out(module.sections.size());
    bool told = false;
    bool hidden = true;
    for (const ModuleSection &section : companions.moduleSections) {
        if (section.module != name) {
            continue;
        }
        told = true;
        hidden &= section.address.value == 0;
        for (std::size_t i = 0; i < module.sections.size(); ++i) {
            const bool fits = section.address.value + module.sections[i].size.value >= section.address.value;
            if (module.sections[i].name == section.section && module.sections[i].inMemory && !out[i] && fits) {
                out[i] = section.address.value;
            }
        }
    }
    if (told && hidden) {
        return fail(ErrorCode::AddressesHidden, name);
    }
    return told ? Result<Places>(std::move(out)) : Places();
}

Result<Places> byBase(const ModuleImage &module, const std::string &name, const Companions &companions)
{
    const auto loaded = std::find_if(companions.modules.begin(), companions.modules.end(),
                                     [&name](const KernelModule &m) { return m.name == name; });
    if (loaded == companions.modules.end()) {
        return fail(ErrorCode::NothingFound, name, "the module " + name + " is not in /proc/modules");
    }
    if (loaded->base.value == 0) {
        return fail(ErrorCode::AddressesHidden, name);
    }
    Places out(module.sections.size());
    std::uint64_t offset = 0;
    for (std::size_t i = 0; i < module.sections.size(); ++i) {
        const ModuleImage::Section &section = module.sections[i];
        if (!section.inMemory || !section.executable || section.name.starts_with(".init")) {
            continue;
        }
        const std::uint64_t misfit = offset % section.align.value;
        offset += misfit == 0 ? 0 : section.align.value - misfit;
        if (grows(section.name) || section.size > loaded->size || offset > loaded->size.value - section.size.value) {
            break;
        }
        out[i] = loaded->base.value + offset;
        offset += section.size.value;
    }
    return out;
}

} // namespace

Result<void> placeModule(const ModuleImage &module, const std::string &name, const Companions &companions, SymbolTable &into)
{
    auto places = bySections(module, name, companions);
    if (places && places->empty()) {
        places = byBase(module, name, companions);
    }
    if (!places) {
        return tl::make_unexpected(places.error());
    }
    for (const ModuleImage::Symbol &symbol : module.symbols) {
        if (const auto place = (*places)[symbol.section]) {
            into.add({*place + symbol.offset.value}, symbol.size, symbol.type, symbol.name, name);
        }
    }
    return {};
}

std::string moduleNameOf(const std::string &path)
{
    std::string name = std::filesystem::path(path).filename().string();
    name.resize(std::min(name.size(), name.find(".ko")));
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

} // namespace ptscope
