// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/hvo.h"

#include <fmt/format.h>

#include "core/simulate/hvo_vmemmap.h"
#include "core/simulate/snapshot_edit.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

SimulationResult giveBack(const Snapshot &snapshot, const std::vector<HugePageVmemmap> &hugePages, HvoLayout layout)
{
    const ByteCount page = snapshot.geometry().pageSize();
    SnapshotEdit edit(snapshot);
    SimulationResult out;
    for (const HugePageVmemmap &huge : hugePages) {
        out.ledger.memorySpent += huge.size.saved(keptPages(layout), page);
        const AddrRange tails{huge.range.first + page * keptPages(layout), huge.range.last};
        Attributes writable = snapshot.attributesOf(*snapshot.extents().find(tails.first));
        writable.set(Attr::ReadOnly, false);
        edit.set(tails, Level::Pte, edit.idOf(writable));
    }
    out.ledger.steps.push_back(fmt::format("{} huge pages given back: {} of struct pages allocated again",
                                           hugePages.size(), runSizeText(out.ledger.memorySpent)));
    out.ledger.steps.emplace_back("split vmemmap blocks stay split: the kernel does not merge them");
    out.ledger.assumptions.push_back(fmt::format("a struct page is {} bytes", structPageBytes));
    out.snapshot = edit.build(fmt::format("HVO undone of {} huge pages", hugePages.size()));
    return out;
}

Result<SimulationResult> simulateHvoRestore(const Snapshot &snapshot, const std::vector<HugePageSize> &sizes)
{
    const auto vmemmap = vmemmapOrError(snapshot);
    if (!vmemmap) {
        return tl::make_unexpected(vmemmap.error());
    }
    const Stripes stripes = findStripes(snapshot);
    std::vector<HugePageVmemmap> wanted;
    for (const HugePageVmemmap &huge : stripes.hugePages) {
        if (isWanted(sizes, huge.size)) {
            wanted.push_back(huge);
        }
    }
    SimulationResult out = giveBack(snapshot, wanted, stripes.layout);
    closeLedger(out.ledger, snapshot, *out.snapshot);
    return out;
}

} // namespace ptscope
