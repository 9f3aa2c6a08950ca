// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/companion/image_section.h"
#include "core/companion/symbol_table.h"

namespace ptscope {

/// What a vmlinux tells: link-time addresses, which KASLR moves.
struct ElfImage {
    std::vector<ImageSection> sections; ///< that take room in the kernel half, by address
    SymbolTable symbols;                ///< without mapping symbols ($x, $d), files and sections
    std::optional<VirtAddr> text;       ///< of _text
};

/// What a module's file (.ko) tells: symbols by their section, which the loader places one by one.
struct ModuleImage {
    struct Section {
        std::string name;
        ByteCount size;
        ByteCount align{1};
        bool inMemory = false; ///< SHF_ALLOC
        bool writable = false;
        bool executable = false;
    };
    struct Symbol {
        std::uint16_t section = 0; ///< index of `sections`
        ByteCount offset;          ///< in the section
        ByteCount size;
        char type = '?';
        std::string name;
    };

    std::string name;              ///< as /proc/modules prints it; empty when the file does not tell (before 4.15)
    std::vector<Section> sections; ///< by number: the first one is empty
    std::vector<Symbol> symbols;
};

using ElfContent = std::variant<ElfImage, ModuleImage>;

/// Reads sections and symbols of an AArch64 vmlinux or module; debug sections, compressed or not, are never touched. A plain file is
/// read piece by piece, a compressed one (zstd, gzip, xz) in memory. Fails with NothingFound when it is no ELF file or has no
/// symbols (stripped), with ForeignArchitecture for another machine's, with BadArgument when the file is damaged.
Result<ElfContent> readElfFile(const std::string &path);
/// The same for a file in memory.
Result<ElfContent> readElfBytes(std::string_view bytes);

} // namespace ptscope
