// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/hvo/stripes.h"
#include "core/simulate/simulation.h"

namespace ptscope {

/// What the parts of the HVO simulation ask of a vmemmap.
tl::unexpected<Error> refuseHvo(const std::string &what, const std::string &why);
Result<const Region *> vmemmapOrError(const Snapshot &snapshot);
/// Every byte of `range` is mapped and writable.
bool isPlainVmemmap(const Snapshot &snapshot, AddrRange range);
/// No sizes: all are wanted.
bool isWanted(const std::vector<HugePageSize> &sizes, const HugePageSize &size);

/// Makes the tails of these optimised huge pages writable again. The ledger has no figures yet.
SimulationResult giveBack(const Snapshot &snapshot, const std::vector<HugePageVmemmap> &hugePages, HvoLayout layout);

} // namespace ptscope
