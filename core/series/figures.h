// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "core/series/series.h"

namespace ptscope {

/// What can be drawn over time.
enum class SeriesFigure : std::uint8_t {
    Mapped,
    Blocks,     ///< bytes in leaves above the last level
    Contiguous, ///< bytes in contiguous groups of any level
    Pages,      ///< bytes in plain pages
    ReadOnly,
    Writable,
    WritableExecutable,
    Tables, ///< table pages of all levels
    TlbEntries,
    Rows,
    Changes, ///< of meaning, since the moment before
    Churn,
};
constexpr std::array<SeriesFigure, 12> allSeriesFigures{
    SeriesFigure::Mapped,   SeriesFigure::Blocks,   SeriesFigure::Contiguous,         SeriesFigure::Pages,
    SeriesFigure::ReadOnly, SeriesFigure::Writable, SeriesFigure::WritableExecutable, SeriesFigure::Tables,
    SeriesFigure::TlbEntries, SeriesFigure::Rows,   SeriesFigure::Changes,            SeriesFigure::Churn};

constexpr bool isBytes(SeriesFigure figure)
{
    return figure < SeriesFigure::Tables;
}

std::uint64_t figureOf(const Moment &moment, SeriesFigure figure);

} // namespace ptscope
