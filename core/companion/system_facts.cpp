// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/companion/system_facts.h"

#include <algorithm>

namespace ptscope {

const std::string *NamedValues::find(std::string_view name) const
{
    const auto at = std::lower_bound(entries.begin(), entries.end(), name,
                                     [](const auto &entry, std::string_view wanted) { return entry.first < wanted; });
    return at != entries.end() && at->first == name ? &at->second : nullptr;
}

} // namespace ptscope
