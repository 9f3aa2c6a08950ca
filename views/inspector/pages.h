// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <utility>
#include <vector>

#include "core/diff/comparison.h"
#include "core/stat/statistics.h"
#include "core/tree/subject.h"
#include "views/common/navigator.h"

namespace ptscope {

class InspectorPage;

/// What lies between the markers, in words.
struct SpanNote {
    QString distance; ///< "+3.56 MiB"
    std::vector<std::pair<QString, QString>> facts;
};

/// What a page is filled from.
struct PageContext {
    SnapshotPtr snapshot;
    Navigator &navigator;
    ComparisonPtr comparison;     ///< counts where `snapshot` is one of its two
    std::optional<SpanNote> span; ///< while both markers are set
};

void fillDumpPage(InspectorPage &page, const PageContext &context);
void fillRunPage(InspectorPage &page, const PageContext &context, RowIndex row, AddrRange selection);
void fillTablePage(InspectorPage &page, const PageContext &context, const TableSubject &subject);
void fillRangePage(InspectorPage &page, const PageContext &context, const RangeSubject &subject, AddrRange selection);

/// What is mapped in a part of the dump, by leaf size and by permission.
void addMapped(InspectorPage &page, const Snapshot &snapshot, const PartStatistics &part);
/// The tables that a part of the dump takes.
void addTables(InspectorPage &page, const Snapshot &snapshot, const PartStatistics &part);
/// How the other dump of the comparison maps the same place; nothing without one.
void addComparison(InspectorPage &page, const PageContext &context, AddrRange range);
/// The markers and what lies between them.
void addSpan(InspectorPage &page, const PageContext &context);
/// Who owns what lies in `range`, what backs it, which symbol it holds.
void addOwner(InspectorPage &page, const PageContext &context, AddrRange range);
/// The 64 bits of `address`, cut down to the level at which its walk ends.
void addAddressBits(InspectorPage &page, const Snapshot &snapshot, VirtAddr address, Level last, const QString &head);

} // namespace ptscope
