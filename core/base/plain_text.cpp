// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/plain_text.h"

namespace ptscope {

std::string plainName(std::string_view name)
{
    std::string out;
    out.reserve(name.size());
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool secondSet = name[i] == '\xc2' && i + 1 < name.size() && (static_cast<unsigned char>(name[i + 1]) & 0xe0U) == 0x80;
        // A lone byte of the second set is obeyed by terminals that do not speak UTF-8.
        const bool lone = (static_cast<unsigned char>(name[i]) & 0xe0U) == 0x80
            && (i == 0 || (static_cast<unsigned char>(name[i - 1]) & 0x80U) == 0);
        out.push_back(isControl(name[i]) || secondSet || lone ? '?' : name[i]);
        i += secondSet ? 1 : 0;
    }
    return out;
}

} // namespace ptscope
