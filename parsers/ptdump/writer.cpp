// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/writer.h"

#include "core/snapshot/row_text.h"
#include "core/snapshot/simulated_mark.h"

namespace ptscope {

namespace {

constexpr std::size_t pieceBytes = std::size_t{256} << 10;

} // namespace

bool writeDump(const Snapshot &snapshot, const std::function<bool(std::string_view)> &sink)
{
    std::string piece;
    piece.reserve(pieceBytes + 256);
    auto marker = snapshot.markers().begin();
    const auto markersEnd = snapshot.markers().end();
    const std::uint32_t rows = snapshot.extents().size();
    for (std::uint32_t row = 0; row <= rows; ++row) {
        for (; marker != markersEnd && marker->beforeRow == row; ++marker) {
            appendMarker(piece, *marker);
            piece.push_back('\n');
        }
        if (row < rows) {
            appendRow(piece, snapshot, {row});
            piece.push_back('\n');
        }
        if (piece.size() >= pieceBytes) {
            if (!sink(piece)) {
                return false;
            }
            piece.clear();
        }
    }
    return piece.empty() || sink(piece);
}

bool writeMarkedDump(const Snapshot &snapshot, const std::function<bool(std::string_view)> &sink)
{
    const std::string mark = simulatedMark(snapshot.source());
    return (mark.empty() || sink(mark)) && writeDump(snapshot, sink);
}

std::string printed(const Snapshot &snapshot)
{
    std::string text;
    writeDump(snapshot, [&text](std::string_view piece) {
        text.append(piece);
        return true;
    });
    return text;
}

} // namespace ptscope
