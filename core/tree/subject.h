// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <variant>

#include "core/tree/page_table_tree.h"

namespace ptscope {

/// A selected address range by its meaning.
struct RunSubject {
    RowIndex row; ///< holds the whole selection
};
struct TableSubject {
    TableNode table; ///< whose entry spans exactly the selection
    EntryRun entry;  ///< a run of one, of kind Table
};
struct RangeSubject {
    RowRange rows;                     ///< touched; none where the text says nothing
    std::optional<std::size_t> region; ///< whose range is exactly the selection
};
using Subject = std::variant<RunSubject, TableSubject, RangeSubject>;

/// What a selection is about. A run comes before a table: a run that fills a table exactly says more.
Subject subjectOf(const Snapshot &snapshot, AddrRange selection);

} // namespace ptscope
