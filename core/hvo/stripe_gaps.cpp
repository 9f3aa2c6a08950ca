// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hvo/stripe_gaps.h"

namespace ptscope {

std::vector<AddrRange> stripeGaps(const Snapshot &snapshot, const Stripes &stripes)
{
    std::vector<AddrRange> out;
    const Region *region = vmemmapOf(snapshot);
    if (region == nullptr || stripes.hugePages.empty()) {
        return out;
    }
    const unsigned shift = snapshot.geometry().shift(Level::Pmd);
    auto huge = stripes.hugePages.begin();
    for (std::uint32_t row = region->rows.begin; row < region->rows.end; ++row) {
        const bool plain = snapshot.isMapped({row}) && snapshot.attributesOf({row}).writable()
            && snapshot.classOf({row}).leaf == LeafClass::Page;
        if (!plain) {
            continue;
        }
        AddrRange range = snapshot.extents().range({row});
        while (huge != stripes.hugePages.end() && huge->range.last < range.first) {
            ++huge;
        }
        // The head of the huge page that follows is the end of this run.
        if (huge != stripes.hugePages.end() && huge->range.first <= range.last) {
            if (huge->range.first <= range.first) {
                continue;
            }
            range.last = {huge->range.first.value - 1};
        }
        // With 4K pages only tables that a stripe split count; elsewhere pages are how vmemmap is mapped.
        const bool near = huge != stripes.hugePages.end()
            ? huge->range.first.value >> shift <= (range.last.value >> shift) + 1
            : true;
        if (near || snapshot.geometry().granule() == Granule::Page4K) {
            out.push_back(range);
        }
    }
    return out;
}

} // namespace ptscope
