// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/huge_pages.h"

#include <cstdint>

#if defined(__linux__)
#    include <sys/mman.h>
#endif

namespace ptscope {

void adviseHugePages([[maybe_unused]] void *data, [[maybe_unused]] std::size_t bytes)
{
#if defined(__linux__)
    constexpr std::uintptr_t hugePage = std::uintptr_t{2} << 20U;
    const auto begin = (reinterpret_cast<std::uintptr_t>(data) + hugePage - 1) / hugePage * hugePage;
    const auto end = (reinterpret_cast<std::uintptr_t>(data) + bytes) / hugePage * hugePage;
    if (begin < end) {
        (void)::madvise(reinterpret_cast<void *>(begin), end - begin, MADV_HUGEPAGE);
    }
#endif
}

} // namespace ptscope
