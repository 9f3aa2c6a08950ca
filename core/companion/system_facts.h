// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/units.h"

namespace ptscope {

/// One line of /proc/modules (kernel/module/procfs.c:m_show, 5.x to 7.3).
struct KernelModule {
    std::string name;
    ByteCount size; ///< all its memory together; since 6.4 that may lie in several places
    std::string state;
    VirtAddr base;      ///< of its text; 0 where kptr_restrict hid it
    std::string taints; ///< "O" of "(O)"
};

/// A file /sys/module/MODULE/sections/SECTION.
struct ModuleSection {
    std::string module;
    std::string section;
    VirtAddr address; ///< 0 where kptr_restrict hid it
};

/// /proc/meminfo (fs/proc/meminfo.c): name and bytes, in the order of the file. Counts without "kB" stay counts.
struct MemInfo {
    std::vector<std::pair<std::string, std::uint64_t>> figures;

    std::optional<std::uint64_t> find(std::string_view name) const
    {
        for (const auto &[key, value] : figures) {
            if (key == name) {
                return value;
            }
        }
        return std::nullopt;
    }
};

/// A folder of /sys/kernel/mm/hugepages, as `PATH nr=N free=N`.
struct HugePagePool {
    ByteCount pageSize;
    std::uint64_t pages = 0;
    std::uint64_t free = 0;
};

/// NAME=VALUE lines: vmcoreinfo or a kernel .config. Values as written, quotes included.
struct NamedValues {
    std::vector<std::pair<std::string, std::string>> entries; ///< sorted by name

    /// Null when the name does not occur.
    const std::string *find(std::string_view name) const;
};

} // namespace ptscope
