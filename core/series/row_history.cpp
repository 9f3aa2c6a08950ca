// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/row_history.h"

#include <algorithm>

namespace ptscope {

namespace {

bool sameRow(const Extent &a, const Extent &b)
{
    return a.range == b.range && a.level == b.level && a.attributes == b.attributes;
}

/// Takes rows from the front of a piece list.
template<class Pieces>
class PieceCursor
{
public:
    explicit PieceCursor(const Pieces &pieces) : m_at(pieces.begin()), m_end(pieces.end()) { }

    /// Hands the next `rows` rows to `take(piece)`; fewer when the list ends.
    template<class Take>
    void advance(std::uint32_t rows, Take take)
    {
        while (rows > 0 && m_at != m_end) {
            auto part = *m_at;
            part.begin += m_used;
            part.count = std::min(part.count - m_used, rows);
            take(part);
            rows -= part.count;
            m_used += part.count;
            if (m_used == m_at->count) {
                ++m_at;
                m_used = 0;
            }
        }
    }

private:
    typename Pieces::const_iterator m_at;
    typename Pieces::const_iterator m_end;
    std::uint32_t m_used = 0;
};

} // namespace

// Rows ascend and are disjoint, so rows that are alike stand at the same place of a merge by first address. Whatever the
// order, nothing is lost: each row of `next` is either kept or stored.
RowHistory::Splices RowHistory::splicesBetween(const ExtentTable &previous, const ExtentTable &next)
{
    Splices out;
    std::uint32_t i = 0;
    std::uint32_t lineShift = 0;
    for (std::uint32_t j = 0; i < previous.size() || j < next.size();) {
        const bool both = i < previous.size() && j < next.size();
        const bool alike = both && sameRow(previous.at({i}), next.at({j}));
        const std::uint32_t shift = alike ? next.line({j}) - previous.line({i}) : lineShift;
        if (alike && shift == lineShift) {
            ++i;
            ++j;
            continue;
        }
        if (out.empty() || out.back().at + out.back().removed != i) {
            out.push_back({i, 0, m_store.size(), 0, lineShift});
        }
        Splice &splice = out.back();
        if (alike) {
            splice.lineShift = lineShift = shift;
            ++i;
            ++j;
            continue;
        }
        const bool takesOld = !both || previous.first({i}) <= next.first({j});
        const bool takesNew = !both || next.first({j}) <= previous.first({i});
        if (takesOld && i < previous.size()) {
            ++splice.removed;
            ++i;
        }
        if (takesNew && j < next.size()) {
            m_store.append(next.at({j}));
            ++splice.inserted;
            ++j;
        }
    }
    return out;
}

std::vector<RowHistory::Piece> RowHistory::spliced(const std::vector<Piece> &pieces, const Splice *begin,
                                                   const Splice *end)
{
    std::vector<Piece> out;
    out.reserve(pieces.size() + 2 * static_cast<std::size_t>(end - begin));
    std::uint32_t shift = 0;
    const auto keep = [&out, &shift](Piece piece) {
        piece.lineShift += shift;
        const bool goesOn = !out.empty() && out.back().begin + out.back().count == piece.begin
            && out.back().lineShift == piece.lineShift;
        goesOn ? void(out.back().count += piece.count) : out.push_back(piece);
    };
    PieceCursor cursor(pieces);
    std::uint32_t at = 0;
    for (const Splice *splice = begin; splice != end; ++splice) {
        cursor.advance(splice->at - at, keep);
        cursor.advance(splice->removed, [](const Piece &) { });
        if (splice->inserted > 0) {
            out.push_back({splice->begin, splice->inserted, 0});
        }
        at = splice->at + splice->removed;
        shift = splice->lineShift;
    }
    cursor.advance(~std::uint32_t{0}, keep);
    return out;
}

std::vector<RowHistory::Piece> RowHistory::piecesOf(std::uint32_t version) const
{
    const auto behind =
        std::upper_bound(m_keyframes.begin(), m_keyframes.end(), version,
                         [](std::uint32_t v, const Keyframe &keyframe) { return v < keyframe.version; });
    const Keyframe &from = *(behind - 1);
    std::vector<Piece> pieces = from.pieces;
    for (std::uint32_t v = from.version + 1; v <= version; ++v) {
        const Splice *begin = m_splices.data() + m_splicesEnd[v - 1];
        const Splice *end = m_splices.data() + m_splicesEnd[v];
        if (begin != end) {
            pieces = spliced(pieces, begin, end);
        }
    }
    return pieces;
}

void RowHistory::append(const ExtentTable &previous, const ExtentTable &next)
{
    if (m_versions == 0) {
        m_store.append(next, {0, next.size()});
        m_keyframes.push_back({0, {{0, next.size(), 0}}});
    } else {
        const Splices splices = splicesBetween(previous, next);
        m_splices.insert(m_splices.end(), splices.begin(), splices.end());
    }
    m_splicesEnd.push_back(static_cast<std::uint32_t>(m_splices.size()));
    ++m_versions;
    keepPiecesWhenDue();
}

// A keyframe is kept once the splices since the last one are as many as its pieces: together keyframes cost no more than
// the splices do.
void RowHistory::keepPiecesWhenDue()
{
    const Keyframe &last = m_keyframes.back();
    const std::size_t since = m_splices.size() - m_splicesEnd[last.version];
    if (since > last.pieces.size()) {
        const std::uint32_t version = m_versions - 1;
        m_keyframes.push_back({version, piecesOf(version)});
        m_keyframes.back().pieces.shrink_to_fit();
    }
}

ExtentTable RowHistory::rows(std::uint32_t version) const
{
    const std::vector<Piece> pieces = piecesOf(version);
    std::size_t count = 0;
    for (const Piece &piece : pieces) {
        count += piece.count;
    }
    ExtentTable out;
    out.reserve(count);
    for (const Piece &piece : pieces) {
        out.append(m_store, {piece.begin, piece.begin + piece.count}, piece.lineShift);
    }
    return out;
}

std::size_t RowHistory::memoryBytes() const
{
    std::size_t bytes = m_store.memoryBytes() + m_splices.capacity() * sizeof(Splice)
        + m_splicesEnd.capacity() * sizeof(std::uint32_t) + m_keyframes.capacity() * sizeof(Keyframe);
    for (const Keyframe &keyframe : m_keyframes) {
        bytes += keyframe.pieces.capacity() * sizeof(Piece);
    }
    return bytes;
}

void RowHistory::shrinkToFit()
{
    m_store.shrinkToFit();
    m_splices.shrink_to_fit();
    m_splicesEnd.shrink_to_fit();
    m_keyframes.shrink_to_fit();
}

} // namespace ptscope
