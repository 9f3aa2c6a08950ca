// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/change_text.h"

#include <fmt/format.h>

namespace ptscope {

char markOf(ChangeKinds kinds)
{
    switch (leadingKind(kinds)) {
    case ChangeKind::Moved:
        return '>';
    case ChangeKind::Mapped:
        return '+';
    case ChangeKind::Unmapped:
        return '-';
    case ChangeKind::Split:
        return 'Y';
    case ChangeKind::Merge:
        return '^';
    case ChangeKind::Table:
        return 't';
    default:
        return '~';
    }
}

std::string kindsText(ChangeKinds kinds)
{
    if (kinds.has(ChangeKind::Mapped) && kinds.has(ChangeKind::Unmapped)) {
        return "unmapped, another mapped";
    }
    if (kinds.has(ChangeKind::Mapped) && kinds.has(ChangeKind::Moved)) {
        return "moved";
    }
    std::string out;
    for (const ChangeKind kind : allChangeKinds) {
        if (kinds.has(kind)) {
            out += std::string(out.empty() ? "" : ", ") + name(kind);
        }
    }
    return out;
}

std::string shiftText(std::uint64_t shift)
{
    const bool down = (shift >> 63U) != 0;
    return fmt::format("{}0x{:x}", down ? '-' : '+', down ? ~shift + 1 : shift);
}

} // namespace ptscope
