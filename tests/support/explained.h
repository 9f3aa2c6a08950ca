// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

#include "core/snapshot/snapshot.h"

namespace ptscope::test {

/// The same rows, with what was read beside them.
inline SnapshotPtr explainedBy(const Snapshot &bare, CompanionsPtr companions)
{
    Snapshot::Parts parts{{}, bare.attributes(), bare.markers(), bare.geometryFinding(), bare.source(), bare.diagnostics(), {}};
    parts.extents.append(bare.extents(), {0, bare.extents().size()});
    parts.source.companions = std::move(companions);
    return std::make_shared<const Snapshot>(std::move(parts));
}

} // namespace ptscope::test
