// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/companion/companions.h"
#include "core/companion/symbol_table.h"
#include "parsers/elf/elf_image.h"

namespace ptscope {

/// Adds the symbols of a module to `into`, where they lie in the running kernel. Companions::moduleSections say where each
/// section lies. Without them /proc/modules says where its text begins, which serves the executable sections up to
/// the first one that the loader lets grow (kernel/module/main.c:layout_sections, arch/arm64/kernel/module-plts.c). Fails
/// with NothingFound when the module is not loaded, with AddressesHidden under kptr_restrict.
Result<void> placeModule(const ModuleImage &module, const std::string &name, const Companions &companions, SymbolTable &into);

/// As kernels call a module whose file is called so: "snd-soc.ko.zst" is "snd_soc".
std::string moduleNameOf(const std::string &path);

} // namespace ptscope
