// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <optional>

#include "core/snapshot/snapshot.h"
#include "views/look/palette.h"

namespace ptscope {

/// The whole dump as a map, without a window: for --render and reports. Empty dumps give an empty canvas.
QImage renderMap(SnapshotPtr snapshot, QSize size, Theme theme, std::optional<AddrRange> selection = {});

} // namespace ptscope
