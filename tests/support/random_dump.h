// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/snapshot_builder.h"

namespace ptscope::test {

/// Any geometry that Linux builds on arm64, the rare ones included.
PagingGeometry anyGeometry();

Attributes anyAttributes();

/// Rows as kernels print them: aligned to their level, ascending; gaps as in dumps up to 5.5 and in cut ones.
SnapshotPtr anyDump(const PagingGeometry &geometry);

SnapshotPtr anyDumpWithRows();

/// An address of the dump, its first and last bytes and the borders of rows more often than chance would have it.
VirtAddr anyAddress(const Snapshot &dump);

AddrRange anyRange(const Snapshot &dump);

} // namespace ptscope::test
