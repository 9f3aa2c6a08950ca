// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/units.h"

namespace ptscope {

/// A section of vmlinux that takes room in memory, at its link-time address.
struct ImageSection {
    std::string name;
    AddrRange range;
    bool writable = false;
    bool executable = false;
};

} // namespace ptscope
