// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/moment_order.h"

#include <algorithm>
#include <numeric>

namespace ptscope {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The digits that `text` begins with, without leading zeros; removed from it.
std::string_view takeNumber(std::string_view &text)
{
    const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isDigit) - text.begin());
    std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

} // namespace

bool naturallyLess(std::string_view a, std::string_view b)
{
    const std::string_view wholeA = a;
    const std::string_view wholeB = b;
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const std::string_view left = takeNumber(a);
            const std::string_view right = takeNumber(b);
            if (left != right) {
                return left.size() != right.size() ? left.size() < right.size() : left < right;
            }
        } else if (a.front() != b.front()) {
            return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
        } else {
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    return a.empty() && b.empty() ? wholeA < wholeB : a.empty();
}

OrderedBy orderInTime(const std::vector<MomentName> &moments, std::vector<std::size_t> &order)
{
    order.resize(moments.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const bool timesKnown = !moments.empty()
        && std::none_of(moments.begin(), moments.end(), [](const MomentName &m) { return m.captured.empty(); });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
        const MomentName &a = moments[i];
        const MomentName &b = moments[j];
        return timesKnown && a.captured != b.captured ? a.captured < b.captured : naturallyLess(a.name, b.name);
    });
    return timesKnown ? OrderedBy::CaptureTime : OrderedBy::Name;
}

} // namespace ptscope
