// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Appends the line that the kernel prints for `row`, without newline, in the snapshot's dialect.
void appendRow(std::string &out, const Snapshot &snapshot, RowIndex row);
std::string rowText(const Snapshot &snapshot, RowIndex row);
/// Appends `---[ NAME ]---`, without newline.
void appendMarker(std::string &out, const Marker &marker);

/// A run's size as the kernel prints it: in K, then the largest unit up to E that divides evenly ("3648K", "992M",
/// "130560G"); arch/arm64/mm/ptdump.c:note_page, 6.1 to 7.3.
std::string runSizeText(ByteCount size);
/// 0x and 16 lower-case hex digits.
std::string addressText(std::uint64_t address);

} // namespace ptscope
