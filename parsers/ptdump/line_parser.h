// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/paging/level.h"
#include "parsers/ptdump/attribute_words.h"

namespace ptscope {

/// A range line of an arm64 dump, read word by word: the tolerant path, for lines whose columns are not where the
/// kernel put them.
struct RowReading {
    std::uint64_t first = 0;
    std::uint64_t end = 0; ///< as printed: exclusive, 2^64 as 0
    bool hexPrefix = true;
    bool blankPadded = false;          ///< %16lx, up to 3.19: an end of 0 shows it
    std::optional<std::uint64_t> size; ///< the size column in bytes; empty when the line stops before it
    bool usualSizeUnit = true;         ///< the largest unit that divides evenly, as the kernel prints it
    bool usualColumns = true;          ///< size and level stand where the kernel puts them
    Level level = Level::Unknown;
    AttributeReading attributes;
    std::string_view tail; ///< all behind the level word, or behind the size where no level is printed

    bool strangeWordForLevel = false; ///< behind the size stands neither a level nor an attribute

    /// Nothing is missing: a hole, or rights and what belongs to them.
    bool isWhole() const { return size && !strangeWordForLevel && (!attributes.any || attributes.rightsComplete); }
};

/// Architectures whose dumps are told apart by one line (reference/ptdump-formats.md, part 0).
enum class ForeignArch { None, X86_64, X86_32, Riscv, Arm32, S390, PowerPc, Arm64Stage2, Arm64TableLines };
const char *name(ForeignArch arch);

struct LineReading {
    enum class Kind {
        Row,     ///< `row` is filled, perhaps not whole
        Torn,    ///< begins like a row and breaks off within the addresses
        Foreign, ///< a range line of another architecture
        Other,   ///< no range in it
    } kind = Kind::Other;
    RowReading row;
    ForeignArch arch = ForeignArch::None;
};

/// Reads a line that begins with its first address.
LineReading readLine(std::string_view line);

/// Offset of the first address range in `line` ("0x...-0x..." or bare digits), or npos.
std::size_t findRange(std::string_view line);
/// The same at the very beginning, without looking at the rest of the line.
bool beginsWithRange(std::string_view line);

/// The name in `---[ NAME ]---`; empty optional when the line is no marker. `framed` tells of extra dashes behind it.
struct MarkerReading {
    std::string_view name;
    bool framed = false;
};
std::optional<MarkerReading> readMarker(std::string_view line);

} // namespace ptscope
