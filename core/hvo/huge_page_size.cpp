// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hvo/huge_page_size.h"

#include <algorithm>

#include "core/snapshot/row_text.h"

namespace ptscope {

std::vector<HugePageSize> hugePageSizes(const PagingGeometry &geometry)
{
    std::vector<ByteCount> sizes{geometry.contiguousSpan(Level::Pte), geometry.span(Level::Pmd),
                                 geometry.contiguousSpan(Level::Pmd)};
    if (geometry.allowsBlocks(Level::Pud) && !geometry.isFolded(Level::Pud)) {
        sizes.push_back(geometry.span(Level::Pud));
    } else if (geometry.granule() == Granule::Page4K) {
        sizes.push_back({std::uint64_t{1} << 30U}); // the PUD is the folded top level, its blocks remain
    }
    std::vector<HugePageSize> out;
    for (const ByteCount size : sizes) {
        const std::uint64_t vmemmap = size / geometry.pageSize() * structPageBytes;
        out.push_back({size, {vmemmap}, vmemmap / geometry.pageSize().value, vmemmap > geometry.pageSize().value});
    }
    return out;
}

std::optional<HugePageSize> hugePageSizeCalled(const PagingGeometry &geometry, std::string_view name)
{
    const auto sizes = hugePageSizes(geometry);
    const auto found =
        std::find_if(sizes.begin(), sizes.end(), [name](const HugePageSize &s) { return runSizeText(s.size) == name; });
    return found == sizes.end() ? std::nullopt : std::optional(*found);
}

} // namespace ptscope
