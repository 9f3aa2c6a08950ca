// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/paging/attributes.h"

namespace ptscope {

/// One printed field: what stands there when the fact is true and when it is not. Like the kernel's struct prot_bits
/// (arch/arm64/mm/ptdump.c, 6.1 to 7.3): every word is preceded by one blank; a null `clear` prints nothing, not even it.
struct AttributeField {
    Attr attr;
    const char *set;
    const char *clear;
};

struct MemoryTypeWord {
    MemoryType type;
    const char *word;
};

/// How a kernel spells its dump. Reader and writer use the same table, so print(parse(text)) == text.
struct Dialect {
    const char *name; ///< for people: "arm64, 5.7 to today"
    const char *arch; ///< as stat prints it
    bool hexPrefix;   ///< addresses with 0x
    bool padWithZero; ///< %016lx against %16lx
    bool printsLevel;
    bool printsHoles;
    std::span<const AttributeField> fields;
    std::span<const MemoryTypeWord> memoryTypes;
};

/// What `dialect` prints behind the level word for `attributes`, leading blank and trailing blanks included.
std::string spellTail(const Dialect &dialect, const Attributes &attributes);
/// The words of a tail joined by one blank.
std::string squeeze(std::string_view tail);

} // namespace ptscope
