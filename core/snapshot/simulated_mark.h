// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// The line before rows that were computed, wherever they leave as text: "# simulated, not measured: HVO 2M × 512\n". Readers of ptdump
/// text pass it over. Empty for what a kernel printed.
std::string simulatedMark(const SourceFacts &source);
/// What was simulated, where `text` begins with such a line that is complete; `length`: of the line without its end.
struct SimulatedMark {
    std::string simulation;
    std::size_t length = 0;
};
std::optional<SimulatedMark> simulatedMarkIn(std::string_view text);
/// More of `text` may show such a line.
bool mayBeSimulatedMark(std::string_view text);

} // namespace ptscope
