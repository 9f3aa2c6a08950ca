// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/hvo_vmemmap.h"

#include <algorithm>

namespace ptscope {

tl::unexpected<Error> refuseHvo(const std::string &what, const std::string &why)
{
    return fail(ErrorCode::BadArgument, what, why);
}

Result<const Region *> vmemmapOrError(const Snapshot &snapshot)
{
    const Region *vmemmap = vmemmapOf(snapshot);
    if (vmemmap == nullptr) {
        return fail(ErrorCode::NothingFound, "vmemmap", "the dump shows no vmemmap region");
    }
    return vmemmap;
}

bool isPlainVmemmap(const Snapshot &snapshot, AddrRange range)
{
    const RowRange rows = snapshot.extents().rowsIn(range);
    std::uint64_t next = range.first.value;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (snapshot.extents().first({row}).value > next || !snapshot.isMapped({row})
            || !snapshot.attributesOf({row}).writable()) {
            return false;
        }
        if (snapshot.extents().last({row}) >= range.last) {
            return true;
        }
        next = snapshot.extents().last({row}).value + 1;
    }
    return false;
}

bool isWanted(const std::vector<HugePageSize> &sizes, const HugePageSize &size)
{
    return sizes.empty()
        || std::any_of(sizes.begin(), sizes.end(), [&](const HugePageSize &s) { return s.size == size.size; });
}

} // namespace ptscope
