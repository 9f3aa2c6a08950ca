// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diff/diff.h"

namespace ptscope {

/// What `diff` makes of `before`, which must be the snapshot that it was taken from: the rows of the later one, in its
/// spelling, with neighbours that print alike joined where no marker stands between them. Where the texts could not be
/// compared nothing is mapped.
SnapshotPtr apply(const Diff &diff, const Snapshot &before);

/// The same rows, with neighbours that print alike joined: the form in which apply() gives them.
SnapshotPtr joined(const Snapshot &snapshot);

} // namespace ptscope
