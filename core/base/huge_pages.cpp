// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/huge_pages.h"

#include <cstdlib>

#if defined(__linux__)
#    include <sys/mman.h>
#endif

namespace ptscope {

namespace {

constexpr std::size_t hugePage = std::size_t{2} << 20U;

} // namespace

void *allocateToFill(std::size_t bytes)
{
    if (bytes < hugePage / 2) { // half of one costs less than as many small ones
        return std::malloc(bytes);
    }
    const std::size_t whole = (bytes + hugePage - 1) / hugePage * hugePage;
    void *data = std::aligned_alloc(hugePage, whole);
#if defined(__linux__)
    if (data != nullptr) {
        (void)::madvise(data, whole, MADV_HUGEPAGE);
    }
#endif
    return data;
}

} // namespace ptscope
