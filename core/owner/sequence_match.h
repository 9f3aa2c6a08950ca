// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace ptscope {

/// Which element of the right sequence stands for each of the left one; -1 where none does.
struct SequenceMatch {
    std::vector<std::int32_t> rightOfLeft;
    std::uint32_t edits = 0; ///< elements of either side without a partner
};

/// Pairs two sequences in order with the fewest elements left over (Myers 1986, on a match predicate instead of equality).
/// Nothing when more than `mostEdits` would be left over. O((left + right) + edits^2).
std::optional<SequenceMatch> matchSequences(std::uint32_t left, std::uint32_t right, std::uint32_t mostEdits,
                                            const std::function<bool(std::uint32_t, std::uint32_t)> &fits);

/// The same from the other end: where several pairings are equally good it takes another one.
std::optional<SequenceMatch> matchSequencesBackwards(std::uint32_t left, std::uint32_t right, std::uint32_t mostEdits,
                                                     const std::function<bool(std::uint32_t, std::uint32_t)> &fits);

} // namespace ptscope
