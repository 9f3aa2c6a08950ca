// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/units.h"

namespace ptscope {

/// One line of /proc/iomem (kernel/resource.c:r_show, 5.x to 7.3).
struct IomemEntry {
    PhysAddr first;
    PhysAddr last; ///< inclusive
    unsigned depth = 0;
    std::string name;
};

struct Iomem {
    std::vector<IomemEntry> entries; ///< in the order of the file: parents before children
    bool hidden = false;             ///< read without CAP_SYS_ADMIN: every address is zero

    /// The top-level "System RAM" entries.
    std::vector<IomemEntry> systemRam() const
    {
        std::vector<IomemEntry> out;
        for (const IomemEntry &entry : entries) {
            if (entry.depth == 0 && entry.name.starts_with("System RAM")) {
                out.push_back(entry);
            }
        }
        return out;
    }
};

} // namespace ptscope
