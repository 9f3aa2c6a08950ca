// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/companion/symbol_table.h"
#include "core/owner/owner_map.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Ties the symbols of the companions to the dump: the executable run of the vmalloc area that is as long as _stext to _etext
/// (arch/arm64/mm/mmu.c:map_kernel), at a distance of whole 2 MiB, as KASLR moves it. Nothing without symbols, or when none or several fit.
std::optional<ImagePlace> placeOfImage(const Snapshot &snapshot, const SymbolTable &symbols);

/// Entries for the sections of the image, by its symbols and sections; nothing is added when they cannot be tied to the dump.
void addImageSections(const Snapshot &snapshot, OwnerMapBuilder &out);

/// A symbol behind an address of the dump: "pw+0x110 [ptlab]".
struct SymbolHit {
    Symbol symbol; ///< its address is where it lies in the dump
    ByteCount offset;
};
/// The symbol that holds `address` by the companions of the snapshot; nothing when it lies in no image or module.
std::optional<SymbolHit> symbolAt(const Snapshot &snapshot, VirtAddr address);
/// Where a symbol lies in the dump.
std::optional<VirtAddr> addressOfSymbol(const Snapshot &snapshot, std::string_view name);

} // namespace ptscope
