// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/paging/geometry.h"

namespace ptscope {

/// sizeof(struct page) on 64-bit kernels with the usual options; HVO asks for a power of two (mm/hugetlb_vmemmap.c:
/// hugetlb_vmemmap_optimizable_size, 6.1 to 7.3).
constexpr std::uint64_t structPageBytes = 64;

/// A hugetlb page size of a geometry and what its vmemmap comes to.
struct HugePageSize {
    ByteCount size;
    ByteCount vmemmap;              ///< struct pages of one huge page
    std::uint64_t vmemmapPages = 0; ///< 0 when less than a page
    bool eligible = false;          ///< more than one page of vmemmap: HVO can free some

    /// Bytes that HVO frees of one huge page when it keeps `kept` pages.
    ByteCount saved(unsigned kept, ByteCount page) const
    {
        return {eligible && vmemmapPages > kept ? (vmemmapPages - kept) * page.value : 0};
    }
};

/// Sizes that Linux offers: contiguous pages, blocks, contiguous blocks, and 1G blocks with 4K pages
/// (arch/arm64/mm/hugetlbpage.c:hugetlbpage_init, 5.14 to 7.3). Smallest first.
std::vector<HugePageSize> hugePageSizes(const PagingGeometry &geometry);

/// The size called "2M", "32M", "1G" in this geometry; nothing when it has none.
std::optional<HugePageSize> hugePageSizeCalled(const PagingGeometry &geometry, std::string_view name);

/// Kernel layouts of an optimised huge page: how many pages of its vmemmap stay writable (reference/kernel-mechanisms.md, 4.1).
enum class HvoLayout : std::uint8_t {
    KeepsOne, ///< 5.18 and later
    KeepsTwo, ///< 5.14 to 5.17
};
constexpr unsigned keptPages(HvoLayout layout)
{
    return layout == HvoLayout::KeepsOne ? 1 : 2;
}

} // namespace ptscope
