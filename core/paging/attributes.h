// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ptscope {

struct Dialect;

/// Descriptor facts that a dump can print, independent of how a dialect spells them.
enum class Attr : std::uint8_t {
    Invalid,        ///< nonzero entry without the valid bit ("F")
    User,           ///< AP[1]
    ReadOnly,       ///< AP[2]
    PrivilegedNx,   ///< PXN
    Shareable,      ///< SH == inner shareable
    Accessed,       ///< AF
    NotGlobal,      ///< nG
    Contiguous,     ///< bit 52
    Block,          ///< leaf above the last level
    UserNx,         ///< UXN
    Guarded,        ///< GP (BTI)
};
constexpr std::uint8_t attrCount = 11;

enum class MemoryType : std::uint8_t {
    None, ///< the dialect printed no word
    DeviceNGnRnE,
    DeviceNGnRE,
    DeviceGRE,
    NormalNonCacheable,
    Normal,
    NormalTagged,
};

/// Decoded attributes of a leaf. Equality is what ptdump coalesces on, as far as the text shows it.
struct Attributes {
    std::uint16_t bits = 0;
    MemoryType memoryType = MemoryType::None;
    std::string extraWords; ///< words no dialect knows, kept as printed, joined by one blank

    bool operator==(const Attributes &) const = default;
    bool has(Attr attr) const { return (bits >> static_cast<unsigned>(attr) & 1U) != 0; }
    void set(Attr attr, bool on = true)
    {
        const auto bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(attr));
        bits = static_cast<std::uint16_t>(on ? bits | bit : bits & ~bit);
    }

    bool valid() const { return !has(Attr::Invalid); }
    bool writable() const { return !has(Attr::ReadOnly); }
    bool executable() const { return !has(Attr::PrivilegedNx); } ///< by the kernel
    bool contiguous() const { return has(Attr::Contiguous); }
    bool userAccessible() const { return has(Attr::User); }
    bool isDevice() const
    {
        return memoryType == MemoryType::DeviceNGnRnE || memoryType == MemoryType::DeviceNGnRE || memoryType == MemoryType::DeviceGRE;
    }
    /// W+X as the kernel checks it (arch/arm64/mm/ptdump.c:note_prot_wx): valid, writable, PXN clear.
    bool writableAndExecutable() const { return valid() && writable() && executable(); }
};

/// Interned attributes. 0 is always the hole: no entry at all.
struct AttributeId {
    std::uint16_t value = 0;
    constexpr auto operator<=>(const AttributeId &) const = default;
    constexpr bool isHole() const { return value == 0; }
};
constexpr AttributeId holeAttributes{0};

/// All attribute sets of one snapshot, with their text ready: a row costs two bytes and no string is built per row.
class AttributePool
{
public:
    struct Entry {
        Attributes attributes;
        std::string tail;  ///< what the dialect prints behind the level word, blanks included
        std::string words; ///< the words of the tail joined by one blank: the key of stat's mapped_bytes_by_attributes
    };

    explicit AttributePool(const Dialect &dialect);

    /// The id of `attributes`, new or known. Nothing when 65,535 sets are taken (no real dump comes near).
    std::optional<AttributeId> intern(const Attributes &attributes);
    const Attributes &at(AttributeId id) const { return m_entries[id.value].attributes; }
    const std::string &tail(AttributeId id) const { return m_entries[id.value].tail; }
    const std::string &words(AttributeId id) const { return m_entries[id.value].words; }
    std::size_t size() const { return m_entries.size(); }
    const Dialect &dialect() const { return *m_dialect; }
    /// The same sets spelled by another dialect; ids stay.
    AttributePool spelledBy(const Dialect &dialect) const;

private:
    const Dialect *m_dialect;
    std::vector<Entry> m_entries;
    std::unordered_multimap<std::size_t, std::uint16_t> m_byHash;
};

} // namespace ptscope
