// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paging/explain.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "core/paging/classify.h"
#include "core/paging/dialect.h"

namespace ptscope {

namespace {

/// The plain words for a fact that always reads the same; null where that state needs no line of its own.
struct PlainFact {
    Attr attr;
    const char *meaningSet;
    const char *architectureSet;
    const char *meaningClear;
    const char *architectureClear;
};

constexpr std::array<PlainFact, 6> leadingFacts{{
    {Attr::Invalid, "Not valid: any access faults", "bit 0=0", nullptr, nullptr},
    {Attr::User, "User space may access it", "AP[1]=1", nullptr, nullptr},
    {Attr::ReadOnly, "Read-only for the kernel", "AP[2]=1", "The kernel may write", "AP[2]=0"},
    {Attr::PrivilegedNx, "The kernel may not execute it", "PXN=1", "The kernel may execute it", "PXN=0"},
    {Attr::UserNx, "User space may never execute it", "UXN=1", "User space may execute it", "UXN=0"},
    {Attr::Guarded, "Guarded: indirect branches must land on BTI", "GP=1", nullptr, nullptr},
}};

constexpr PlainFact accessedFact{Attr::Accessed, "Accessed: no fault on first use", "AF=1", "The first access faults",
                                 "AF=0"};

struct MemoryTypeFact {
    MemoryType type;
    const char *meaning;
    int index; ///< AttrIndx in 6.1 to 7.3 (arch/arm64/include/asm/memory.h); -1 where no such kernel uses it
};

constexpr std::array<MemoryTypeFact, 6> memoryTypeFacts{{
    {MemoryType::Normal, "Normal memory, write-back", 0},
    {MemoryType::NormalTagged, "Write-back, with tags (MTE)", 1},
    {MemoryType::NormalNonCacheable, "Normal memory, not cached", 2},
    {MemoryType::DeviceNGnRnE, "Device: no gathering, reordering, early ack", 3},
    {MemoryType::DeviceNGnRE, "Device: no gathering, no reordering", 4},
    {MemoryType::DeviceGRE, "Device: gathering and reordering allowed", -1},
}};

std::string trimmed(const char *word)
{
    return word == nullptr ? std::string() : squeeze(word);
}

const AttributeField *fieldOf(const Dialect &dialect, Attr attr)
{
    const auto field = std::find_if(dialect.fields.begin(), dialect.fields.end(),
                                    [attr](const AttributeField &candidate) { return candidate.attr == attr; });
    return field == dialect.fields.end() ? nullptr : &*field;
}

/// Under LPA2 (4K or 16K pages, 52 bits) bits 9:8 of an entry hold PA[51:50], so the kernel never prints SHD.
bool entryHasNoShareability(const PagingGeometry &geometry)
{
    return geometry.vaBits() == 52 && geometry.granule() != Granule::Page64K;
}

class Explainer
{
public:
    Explainer(const Dialect &dialect, const PagingGeometry &geometry, Level level, const Attributes &attributes)
        : m_dialect(dialect), m_geometry(geometry), m_level(entryLevel(geometry, level, attributes)),
          m_attributes(attributes)
    { }

    std::vector<Explanation> all()
    {
        for (const PlainFact &fact : leadingFacts) {
            plain(fact);
        }
        contiguous();
        block();
        shareability();
        plain(accessedFact);
        notGlobal();
        memoryType();
        if (!m_attributes.extraWords.empty()) {
            m_lines.push_back({m_attributes.extraWords, "Not a word of mainline kernels: kept as printed", ""});
        }
        return std::move(m_lines);
    }

private:
    void plain(const PlainFact &fact)
    {
        const AttributeField *field = fieldOf(m_dialect, fact.attr);
        const bool set = m_attributes.has(fact.attr);
        const char *meaning = set ? fact.meaningSet : fact.meaningClear;
        if (field != nullptr && meaning != nullptr) {
            const char *architecture = set ? fact.architectureSet : fact.architectureClear;
            m_lines.push_back({trimmed(set ? field->set : field->clear), meaning, architecture});
        }
    }

    void whenSet(Attr attr, std::string meaning, std::string architecture)
    {
        const AttributeField *field = fieldOf(m_dialect, attr);
        if (field != nullptr && m_attributes.has(attr)) {
            m_lines.push_back({trimmed(field->set), std::move(meaning), std::move(architecture)});
        }
    }

    void contiguous()
    {
        const unsigned entries = m_geometry.contiguousEntries(m_level);
        const char *leaves = m_level == Level::Pte ? "pages" : "blocks";
        whenSet(Attr::Contiguous,
                entries == 0 ? "Contiguous, at a level where Linux forms no groups"
                             : fmt::format("{} {} can share one TLB entry", entries, leaves),
                "Contiguous=1");
    }

    void block()
    {
        whenSet(Attr::Block, fmt::format("Block: the {} entry maps memory itself", name(m_level)),
                m_attributes.valid() ? "bits 1:0=0b01" : "bit 1=0");
    }

    void shareability()
    {
        if (m_attributes.has(Attr::Shareable)) {
            whenSet(Attr::Shareable,
                    m_attributes.isDevice() ? "Inner shareable (ignored for device memory)" : "Inner shareable",
                    "SH=0b11");
        } else if (fieldOf(m_dialect, Attr::Shareable) != nullptr && entryHasNoShareability(m_geometry)) {
            m_lines.push_back({"", "Shareability is set for all entries (LPA2)", "TCR.SH1"});
        }
    }

    void notGlobal()
    {
        if (m_attributes.valid()) {
            whenSet(Attr::NotGlobal, "Not global: its TLB entry belongs to an ASID", "nG=1");
        } else {
            whenSet(Attr::NotGlobal, "Made invalid on purpose, or not global", "bit 11=1");
        }
    }

    void memoryType()
    {
        const auto word = std::find_if(m_dialect.memoryTypes.begin(), m_dialect.memoryTypes.end(),
                                       [this](const MemoryTypeWord &w) { return w.type == m_attributes.memoryType; });
        const auto fact = std::find_if(memoryTypeFacts.begin(), memoryTypeFacts.end(),
                                       [this](const MemoryTypeFact &f) { return f.type == m_attributes.memoryType; });
        if (word != m_dialect.memoryTypes.end() && fact != memoryTypeFacts.end()) {
            m_lines.push_back({word->word, fact->meaning, memoryIndex(*fact)});
        } else if (!m_dialect.memoryTypes.empty()) {
            m_lines.push_back({"", "A memory type that the kernel has no word for", "AttrIndx"});
        }
    }

    /// Kernels up to 5.6, whose dumps print no GP, numbered their types in other ways; some between them and 6.1 too, whose
    /// dumps look like those of today.
    std::string memoryIndex(const MemoryTypeFact &fact) const
    {
        const bool older = fieldOf(m_dialect, Attr::Guarded) == nullptr;
        return older || fact.index < 0 ? "AttrIndx" : fmt::format("AttrIndx={} in 6.1+", fact.index);
    }

    const Dialect &m_dialect;
    const PagingGeometry &m_geometry;
    Level m_level;
    const Attributes &m_attributes;
    std::vector<Explanation> m_lines;
};

} // namespace

std::vector<Explanation> explain(const Dialect &dialect, const PagingGeometry &geometry, Level level,
                                 const Attributes &attributes)
{
    return Explainer(dialect, geometry, level, attributes).all();
}

std::vector<std::string_view> makersOfInvalidEntries(std::string_view regionName)
{
    // "Linear Mapping", "Linear mapping"; "Kernel Mapping" up to about 4.5.
    if (regionName.starts_with("Linear") || regionName.starts_with("Kernel M")) {
        return {
            "KFENCE: pages 0, 1, 3, 5, 7... of its pool, and freed objects' pages",
            "debug_pagealloc: every free page",
            "7.3 with rodata: the alias of kernel data and bss",
            "secretmem: the pages of a secret mapping",
        };
    }
    if (regionName.starts_with("Modules") || regionName.starts_with("vmalloc")) {
        return {"Modules and BPF, only while they are being freed (VM_FLUSH_RESET_PERMS)"};
    }
    return {};
}

} // namespace ptscope
