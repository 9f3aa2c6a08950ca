// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/companion/companions.h"
#include "core/owner/owner_map.h"
#include "core/owner/vmalloc_match.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Which module an area of the module loader belongs to. Since 6.4 a module has several areas (kernel/module/main.c:
/// move_module: text, data, rodata...), of which /proc/modules tells the first's address and the sum of the sizes: the areas
/// that follow the first one and make up that sum are its own.
class ModuleAreas
{
public:
    /// `kinds`: of the areas, by their numbers.
    ModuleAreas(const VmallocInfo &info, const VmallocMatch &match, const std::vector<OwnerKind> &kinds,
                const Companions &companions, ByteCount pageSize);

    /// Empty when it cannot be told.
    std::string nameOf(std::uint32_t area) const;

private:
    std::unordered_map<std::uint32_t, std::string> m_names;
};

/// Modules whose area no vmallocinfo tells: the mapped island at their base.
void addLoneModules(const Snapshot &snapshot, OwnerMapBuilder &out);

} // namespace ptscope
