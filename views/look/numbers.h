// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace ptscope {

/// Size of one run as the kernel prints it (mm/ptdump.c: note_page() of each architecture): the largest unit that
/// divides it evenly, `3648K`, `130560G`. Bytes that are no whole K, which no dump has, print as `17B`.
QString runSizeText(std::uint64_t bytes);

/// A sum for people: binary units, at most four significant digits, `279.3 MiB`, `4 GiB`; 0 is `nothing`.
QString sumText(std::uint64_t bytes);

/// Thin spaces (U+2009) between thousands, for prose.
QString countText(std::uint64_t count);
/// Plain spaces, for columns in the mono font.
QString countColumnText(std::uint64_t count);

/// `+18` or `−72` with the minus sign U+2212; 0 has no sign.
QString deltaText(std::int64_t delta);
QString deltaColumnText(std::int64_t delta);
/// `+72 KiB`, `−28 MiB`; 0 is `0`.
QString sumDeltaText(std::int64_t bytes);

/// 16 digits, what a copy gives: `0xffff800008010000`.
QString addressLabel(std::uint64_t address);
/// `0x040`, and `040` for narrow cells; at least three digits.
QString indexText(unsigned index);
QString bareIndexText(unsigned index);

} // namespace ptscope
