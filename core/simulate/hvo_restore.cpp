// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/hvo.h"

#include <fmt/format.h>

#include "core/simulate/hvo_vmemmap.h"
#include "core/simulate/snapshot_edit.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

Result<SimulationResult> simulateHvoRestore(const Snapshot &snapshot, const std::vector<HugePageSize> &sizes)
{
    const auto vmemmap = vmemmapOrError(snapshot);
    if (!vmemmap) {
        return tl::make_unexpected(vmemmap.error());
    }
    const Stripes stripes = findStripes(snapshot);
    SnapshotEdit edit(snapshot);
    SimulationResult out;
    std::uint64_t count = 0;
    ByteCount taken;
    for (const HugePageVmemmap &huge : stripes.hugePages) {
        if (!isWanted(sizes, huge.size)) {
            continue;
        }
        ++count;
        taken += huge.size.saved(keptPages(stripes.layout), snapshot.geometry().pageSize());
        const AddrRange tails{huge.range.first + snapshot.geometry().pageSize() * keptPages(stripes.layout),
                              huge.range.last};
        Attributes writable = snapshot.attributesOf(*snapshot.extents().find(tails.first));
        writable.set(Attr::ReadOnly, false);
        edit.set(tails, Level::Pte, edit.idOf(writable));
    }
    out.ledger.memorySpent = taken;
    out.ledger.steps.push_back(
        fmt::format("{} huge pages given back: {} of struct pages allocated again", count, runSizeText(taken)));
    out.ledger.steps.push_back("split vmemmap blocks stay split: the kernel does not merge them");
    out.ledger.assumptions.push_back(fmt::format("a struct page is {} bytes", structPageBytes));
    out.snapshot = edit.build(fmt::format("HVO undone of {} huge pages", count));
    closeLedger(out.ledger, snapshot, *out.snapshot);
    return out;
}

} // namespace ptscope
