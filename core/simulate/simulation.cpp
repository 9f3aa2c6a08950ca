// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/simulation.h"

#include "core/snapshot/row_text.h"

namespace ptscope {

std::string printedRange(AddrRange range)
{
    return addressText(range.first.value) + "-" + addressText(range.printedEnd());
}

void closeLedger(SimulationLedger &ledger, const Snapshot &before, const Snapshot &after)
{
    ledger.before = statisticsOf(before);
    ledger.after = statisticsOf(after);
    if (ledger.tablesAllocated != 0 || ledger.tablesFreed != 0) {
        return;
    }
    for (unsigned level = 0; level < levelCount; ++level) {
        const std::uint64_t was = ledger.before.total.tables[level];
        const std::uint64_t is = ledger.after.total.tables[level];
        ledger.tablesAllocated += is > was ? is - was : 0;
        ledger.tablesFreed += was > is ? was - is : 0;
    }
}

} // namespace ptscope
