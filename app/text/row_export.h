// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/query/row_set.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

enum class RowFormat {
    Ptdump,    ///< as the kernel prints it
    Csv,       ///< RFC 4180, with a head line
    JsonLines, ///< one object a line
};

/// Rows of a prediction say so: a line before ptdump text, a field "simulated" in the other formats.
/// Writes the rows of `rows`, piece by piece; `sink` returns false to stop. False when it did.
bool exportRows(const Snapshot &snapshot, const RowSet &rows, RowFormat format,
                const std::function<bool(std::string_view)> &sink);

} // namespace ptscope
