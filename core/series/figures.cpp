// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/figures.h"

#include <numeric>

namespace ptscope {

std::uint64_t figureOf(const Moment &moment, SeriesFigure figure)
{
    const PartStatistics &f = moment.figures;
    const auto leaf = [&f](LeafClass c) { return f.bytesByLeaf[static_cast<std::size_t>(c)]; };
    const auto access = [&f](AccessClass c) { return f.bytesByAccess[static_cast<std::size_t>(c)]; };
    switch (figure) {
    case SeriesFigure::Mapped: return f.mappedBytes;
    case SeriesFigure::Blocks: return leaf(LeafClass::Block) + leaf(LeafClass::ContBlock) + leaf(LeafClass::Giant);
    case SeriesFigure::Contiguous:
        return std::accumulate(f.contiguousBytesByLevel.begin(), f.contiguousBytesByLevel.end(), std::uint64_t{0});
    case SeriesFigure::Pages: return leaf(LeafClass::Page);
    case SeriesFigure::ReadOnly: return access(AccessClass::RoNx) + access(AccessClass::RoX);
    case SeriesFigure::Writable: return access(AccessClass::RwNx) + access(AccessClass::RwX);
    case SeriesFigure::WritableExecutable: return f.wxBytes;
    case SeriesFigure::Tables: return std::accumulate(f.tables.begin(), f.tables.end(), std::uint64_t{0});
    case SeriesFigure::TlbEntries: return f.tlbEntries;
    case SeriesFigure::Rows: return f.rows.count();
    case SeriesFigure::Changes: return moment.meaning;
    case SeriesFigure::Churn: return moment.churn;
    }
    return 0;
}

} // namespace ptscope
