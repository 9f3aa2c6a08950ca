// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diff/axis_side.h"
#include "core/diff/diff.h"

namespace ptscope {

/// The changes at the addresses that one of the two snapshots prints, ascending: for pictures of that snapshot alone. Where
/// regions moved, what stands at one address in the one is elsewhere in the other; what a snapshot takes no part in, because
/// that address held something else then, is left out of its table. Partners are not kept.
ChangeTable changesOn(const Diff &diff, Side side);

} // namespace ptscope
