// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/snapshot/row_text.h"
#include "core/snapshot/snapshot.h"

namespace ptscope::test {

/// The text of a snapshot as the kernel prints it, by core alone.
inline std::string printedText(const Snapshot &snapshot)
{
    std::string out;
    auto marker = snapshot.markers().begin();
    for (std::uint32_t row = 0; row <= snapshot.extents().size(); ++row) {
        for (; marker != snapshot.markers().end() && marker->beforeRow == row; ++marker) {
            appendMarker(out, *marker);
            out += '\n';
        }
        if (row < snapshot.extents().size()) {
            appendRow(out, snapshot, {row});
            out += '\n';
        }
    }
    return out;
}

} // namespace ptscope::test
