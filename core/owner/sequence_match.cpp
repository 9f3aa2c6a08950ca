// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/sequence_match.h"

#include <algorithm>

namespace ptscope {

namespace {

using Fits = std::function<bool(std::uint32_t, std::uint32_t)>;

/// How far each diagonal reaches after a number of edits; kept for each number, to walk back.
class Frontier
{
public:
    explicit Frontier(std::int32_t edits) : m_edits(edits), m_reach(2 * static_cast<std::size_t>(edits) + 1, -1) { }
    std::int32_t &at(std::int32_t diagonal) { return m_reach[static_cast<std::size_t>(diagonal + m_edits)]; }
    std::int32_t get(std::int32_t diagonal) const
    {
        return diagonal < -m_edits || diagonal > m_edits ? -1 : m_reach[static_cast<std::size_t>(diagonal + m_edits)];
    }

private:
    std::int32_t m_edits;
    std::vector<std::int32_t> m_reach;
};

/// Left index where diagonal `k` begins after one more edit: from above (left over on the left) or from the side.
std::int32_t start(const Frontier &before, std::int32_t k)
{
    const std::int32_t fromLeft = before.get(k - 1) < 0 ? -1 : before.get(k - 1) + 1;
    return std::max(fromLeft, before.get(k + 1));
}

SequenceMatch walkBack(const std::vector<Frontier> &frontiers, std::int32_t left, std::int32_t right)
{
    SequenceMatch out;
    out.rightOfLeft.assign(static_cast<std::size_t>(left), -1);
    out.edits = static_cast<std::uint32_t>(frontiers.size() - 1);
    std::int32_t x = left;
    std::int32_t k = left - right;
    for (std::size_t d = frontiers.size() - 1;; --d) {
        const std::int32_t from = d == 0 ? 0 : start(frontiers[d - 1], k);
        while (x > from) {
            --x;
            out.rightOfLeft[static_cast<std::size_t>(x)] = x - k;
        }
        if (d == 0) {
            return out;
        }
        const Frontier &before = frontiers[d - 1];
        const bool leftOver = before.get(k - 1) >= 0 && before.get(k - 1) + 1 == from;
        x = leftOver ? from - 1 : from;
        k += leftOver ? -1 : 1;
    }
}

} // namespace

std::optional<SequenceMatch> matchSequences(std::uint32_t left, std::uint32_t right, std::uint32_t mostEdits, const Fits &fits)
{
    const auto n = static_cast<std::int32_t>(left);
    const auto m = static_cast<std::int32_t>(right);
    std::vector<Frontier> frontiers;
    for (std::int32_t d = 0; d <= static_cast<std::int32_t>(mostEdits); ++d) {
        Frontier now(d);
        for (std::int32_t k = -d; k <= d; k += 2) {
            std::int32_t x = d == 0 ? 0 : start(frontiers.back(), k);
            if (x < 0 || x > n || x - k > m || x - k < 0) {
                continue;
            }
            while (x < n && x - k < m && fits(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(x - k))) {
                ++x;
            }
            now.at(k) = x;
            if (x == n && x - k == m) {
                frontiers.push_back(std::move(now));
                return walkBack(frontiers, n, m);
            }
        }
        frontiers.push_back(std::move(now));
    }
    return std::nullopt;
}

std::optional<SequenceMatch> matchSequencesBackwards(std::uint32_t left, std::uint32_t right, std::uint32_t mostEdits,
                                                     const Fits &fits)
{
    auto match = matchSequences(left, right, mostEdits,
                                [&](std::uint32_t l, std::uint32_t r) { return fits(left - 1 - l, right - 1 - r); });
    if (match) {
        std::reverse(match->rightOfLeft.begin(), match->rightOfLeft.end());
        for (std::int32_t &r : match->rightOfLeft) {
            r = r < 0 ? -1 : static_cast<std::int32_t>(right) - 1 - r;
        }
    }
    return match;
}

} // namespace ptscope
