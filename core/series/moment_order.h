// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ptscope {

/// Runs of digits compare as numbers, all else byte by byte: "s.2" stands before "s.10".
bool naturallyLess(std::string_view a, std::string_view b);

/// What the order of a series goes by.
struct MomentName {
    std::string name;     ///< of the file or folder
    std::string captured; ///< ISO 8601; empty when nothing tells
};

enum class OrderedBy { CaptureTime, Name };
/// By capture time when every one tells it, else naturally by name. Returns which; `order` becomes a permutation of indices.
OrderedBy orderInTime(const std::vector<MomentName> &moments, std::vector<std::size_t> &order);

} // namespace ptscope
