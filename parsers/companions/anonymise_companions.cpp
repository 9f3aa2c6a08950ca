// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/anonymise_companions.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <random>
#include <set>

#include "core/companion/companions.h"
#include "core/owner/area_kind.h"
#include "core/owner/owner_map.h"

namespace ptscope {

namespace {

/// Words of the command line that change what page tables look like, and say nothing of whom they belong to.
constexpr std::array harmless{"nokaslr",    "rodata",          "hugepages",             "hugepagesz",   "default_hugepagesz", "nohugevmalloc",
                              "nohugeiomap", "hugetlb_free_vmemmap", "transparent_hugepage", "no_hash_pointers", "kasan", "debug_pagealloc",
                              "mem",        "kpti",            "nosmp",                 "maxcpus",      "nr_cpus",            "arm64.nolva",
                              "arm64.nobti", "arm64.nomte",    "kfence.sample_interval"};

bool isHarmless(std::string_view word)
{
    const std::string_view name = word.substr(0, word.find('='));
    const std::string_view value = name.size() == word.size() ? std::string_view() : word.substr(name.size() + 1);
    const auto plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == 'K' || c == 'M' || c == 'G' || c == ','; };
    return std::find(harmless.begin(), harmless.end(), name) != harmless.end() && value.size() <= 16
        && std::all_of(value.begin(), value.end(), plain);
}

std::string harmlessWords(std::string_view line)
{
    std::string out;
    while (!line.empty()) {
        const std::string_view word = line.substr(0, line.find(' '));
        line.remove_prefix(std::min(word.size() + 1, line.size()));
        if (!word.empty() && isHarmless(word)) {
            out += (out.empty() ? "" : " ") + std::string(word);
        }
    }
    return out;
}

/// A function of every kernel that tells the kind; others are numbered.
class Callers
{
public:
    std::string nameFor(const VmallocArea &area)
    {
        switch (kindOf(area)) {
        case OwnerKind::KernelStack: return "kernel_clone";
        case OwnerKind::IrqStack: return "start_kernel";
        case OwnerKind::PerCpu: return "pcpu_get_vm_areas";
        case OwnerKind::Bpf: return "bpf_prog_alloc";
        case OwnerKind::Module: return "execmem_alloc";
        case OwnerKind::KernelImage: return "paging_init";
        default: break;
        }
        const auto [at, isNew] = m_numbers.try_emplace(area.caller.text() + " " + area.module.text(), m_numbers.size() + 1);
        return "caller" + std::to_string(at->second);
    }
    std::size_t count() const { return m_numbers.size(); }

private:
    std::map<std::string, std::size_t> m_numbers;
};

class Areas
{
public:
    Areas(const Snapshot &original, const Anonymised &moved, std::uint64_t seed) : m_original(original), m_moved(moved)
    {
        std::mt19937_64 random(seed ^ 0x9e3779b97f4a7c15);
        m_physShift = (1 + random() % 1023) << 30U; // parts of the image keep their distances, and their alignment
    }

    /// Lines of the areas whose place is certain, by address; empty when there are none.
    std::string text()
    {
        const VmallocInfo &info = *m_original.companions()->vmallocInfo;
        std::map<std::uint64_t, std::string> lines;
        std::size_t mapped = 0;
        for (const VmallocArea &area : info.areas) {
            if (area.unpurged) {
                continue;
            }
            ++mapped;
            const auto place = placeOf(info, area);
            const auto shift = place ? shiftOf(AddrRange::fromSize(*place, area.size)) : std::nullopt;
            if (shift) {
                const std::uint64_t first = place->value + *shift;
                lines[first] = lineOf(area, first);
            }
        }
        m_leftOut = mapped - lines.size();
        std::string out;
        for (const auto &[first, line] : lines) {
            out += line;
        }
        return out;
    }
    std::size_t leftOut() const { return m_leftOut; }

private:
    /// Behind hashes: where the owners were found for sure.
    std::optional<VirtAddr> placeOf(const VmallocInfo &info, const VmallocArea &area)
    {
        if (!info.hashed) {
            return area.first;
        }
        if (m_placeOfLine.empty()) {
            const OwnerMap &owners = m_original.owners();
            for (std::uint32_t i = 0; i < owners.size(); ++i) {
                const OwnerMap::Entry entry = owners.entry(i);
                if (entry.line != 0 && owners.owner(entry.owner).confidence == OwnerConfidence::Certain) {
                    m_placeOfLine.try_emplace(entry.line, entry.range.first);
                }
            }
        }
        const auto found = m_placeOfLine.find(area.line);
        return found == m_placeOfLine.end() ? std::nullopt : std::optional(found->second);
    }

    /// Nothing where the area was cut, or none of it is mapped.
    std::optional<std::uint64_t> shiftOf(AddrRange range) const
    {
        auto place = std::lower_bound(m_moved.places.begin(), m_moved.places.end(), range.first,
                                      [](const Moved &m, VirtAddr first) { return m.from.last < first; });
        std::optional<std::uint64_t> shift;
        for (; place != m_moved.places.end() && place->from.first <= range.last; ++place) {
            if (shift && *shift != place->shift) {
                return std::nullopt;
            }
            shift = place->shift;
        }
        return shift;
    }

    std::string lineOf(const VmallocArea &area, std::uint64_t first)
    {
        std::string out = fmt::format("0x{:016x}-0x{:016x} {:7} {}+0x1/0x2", first, first + area.size.value, area.size.value,
                                      m_callers.nameFor(area));
        out += area.pages != 0 ? fmt::format(" pages={}", area.pages) : "";
        out += area.phys && isImagePart(area) ? fmt::format(" phys=0x{:016x}", area.phys->value + m_physShift) : "";
        const std::pair<bool, const char *> words[] = {{area.ioremap, "ioremap"}, {area.vmalloc, "vmalloc"},
                                                       {area.vmap, "vmap"},       {area.user, "user"},
                                                       {area.sparse, "sparse"},   {area.dmaCoherent, "dma-coherent"},
                                                       {area.pageArrayIsVmalloc, "vpages"}};
        for (const auto &[has, word] : words) {
            out += has ? std::string(" ") + word : "";
        }
        return out + "\n";
    }

    const Snapshot &m_original;
    const Anonymised &m_moved;
    Callers m_callers;
    std::map<std::uint32_t, VirtAddr> m_placeOfLine;
    std::uint64_t m_physShift = 0;
    std::size_t m_leftOut = 0;
};

std::string memInfoText(const MemInfo &info)
{
    std::string out;
    for (const auto &[name, value] : info.figures) {
        const bool isCount = name.starts_with("HugePages_");
        out += fmt::format("{}: {}{}\n", name, isCount ? value : value / 1024, isCount ? "" : " kB");
    }
    return out;
}

std::string poolsText(const std::vector<HugePagePool> &pools)
{
    std::string out;
    for (const HugePagePool &pool : pools) {
        out += fmt::format("/sys/kernel/mm/hugepages/hugepages-{}kB nr={} free={}\n", pool.pageSize.value / 1024, pool.pages, pool.free);
    }
    return out;
}

} // namespace

AnonymisedCompanions anonymiseCompanions(const Snapshot &original, const Anonymised &moved, std::uint64_t seed)
{
    AnonymisedCompanions out;
    const Companions *companions = original.companions();
    if (companions == nullptr) {
        return out;
    }
    const auto add = [&out](const char *name, std::string text) {
        if (!text.empty()) {
            out.files.emplace_back(name, std::move(text));
        }
    };
    if (companions->vmallocInfo) {
        Areas areas(original, moved, seed);
        add("vmallocinfo", areas.text());
        out.left.emplace_back("vmallocinfo: callers are numbered, physical addresses of devices and freed areas left out");
        if (areas.leftOut() != 0) {
            out.left.push_back(fmt::format("vmallocinfo: {} areas whose place is not sure, or that hold nothing mapped", areas.leftOut()));
        }
    }
    add("meminfo", memInfoText(companions->memInfo));
    add("hugepages", poolsText(companions->hugePages));
    const std::string words = harmlessWords(companions->commandLine);
    add("cmdline", words);
    if (words != companions->commandLine) {
        out.left.emplace_back("cmdline: all but the words that change page tables");
    }
    std::set<std::string> gone;
    for (const CompanionFile &file : companions->files) {
        const bool kept = std::any_of(out.files.begin(), out.files.end(), [&file](const auto &f) { return f.first == file.name; });
        if (!kept) {
            gone.insert(file.name);
        }
    }
    for (const std::string &name : gone) {
        out.left.push_back(name + ": as a whole");
    }
    return out;
}

} // namespace ptscope
