// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "core/paging/level.h"

namespace ptscope::cli {

using Json = nlohmann::ordered_json;

/// {"PMD": 1, "PTE": 2} from figures by level number, zeros left out, the lowest level last.
inline Json byLevel(std::span<const std::uint64_t> figures)
{
    Json out = Json::object();
    for (unsigned n = 0; n < figures.size(); ++n) {
        if (figures[n] != 0) {
            out[name(levelFromNumber(n))] = figures[n];
        }
    }
    return out;
}

/// What --json writes. What a name in the dump holds that is no UTF-8 is replaced, not thrown about.
inline std::string jsonText(const Json &json)
{
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace ptscope::cli
