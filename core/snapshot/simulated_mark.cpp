// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/simulated_mark.h"

#include <algorithm>

namespace ptscope {

namespace {

constexpr std::string_view prefix = "# simulated, not measured: ";
constexpr std::size_t longestMark = 4096;

} // namespace

std::string simulatedMark(const SourceFacts &source)
{
    if (!source.isSimulated()) {
        return {};
    }
    std::string chain = source.simulation.substr(0, longestMark - prefix.size());
    std::replace_if(chain.begin(), chain.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    return std::string(prefix) + chain + "\n";
}

bool mayBeSimulatedMark(std::string_view text)
{
    const std::size_t known = std::min(text.size(), prefix.size());
    return text.size() <= longestMark && text.substr(0, known) == prefix.substr(0, known)
        && text.find('\n') == std::string_view::npos;
}

std::optional<SimulatedMark> simulatedMarkIn(std::string_view text)
{
    const std::size_t end = text.substr(0, longestMark + 1).find('\n');
    if (!text.starts_with(prefix) || end == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view chain = text.substr(prefix.size(), end - prefix.size());
    while (!chain.empty() && (chain.back() == '\r' || chain.back() == ' ')) {
        chain.remove_suffix(1);
    }
    return SimulatedMark{chain.empty() ? "?" : std::string(chain), end};
}

} // namespace ptscope
