// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/text/line_account.h"
#include "core/paging/geometry.h"

namespace ptscope {

struct Document;

/// "149 lines: 137 runs, 12 markers, 0 not understood"; what was passed over, repaired or contradicts itself is named
/// where there is any.
QString lineAccountText(const LineAccount &account);
/// "4K granule, 48-bit VA, 4 levels".
QString geometryText(const PagingGeometry &geometry);
/// The same with the reason in brackets, or that the user said so.
QString geometryWithReason(const GeometryFinding &finding);
/// "xxh3 a24f5c0b8d1e"; empty without a digest.
QString digestText(const std::string &digest);
enum class TimesLength {
    Full,     ///< "captured 2026-11-21 00:22:51Z to 00:22:52Z, read in 24 ms, opened in 3 ms"
    Captured, ///< without the time that opening took
    Read,     ///< "read in 24 ms", for where that is all there is room for
};

/// As far as it is known; empty where nothing is.
QString timesText(const Document &document, TimesLength length = TimesLength::Full);

} // namespace ptscope
