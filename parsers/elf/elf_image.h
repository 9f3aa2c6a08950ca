// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
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

/// Reads sections and symbols of an AArch64 vmlinux; debug sections, compressed or not, are never touched. A plain file is read
/// piece by piece, a compressed one (zstd, gzip, xz) in memory. Fails with NothingFound when it is no ELF file or has no symbols
/// (stripped), with ForeignArchitecture for another machine's, with BadArgument when the file is damaged or a module.
Result<ElfImage> readElfFile(const std::string &path);
/// The same for a file in memory.
Result<ElfImage> readElfBytes(std::string_view bytes);

} // namespace ptscope
