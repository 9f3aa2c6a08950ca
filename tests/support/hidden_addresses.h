// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>

#include "core/companion/companions.h"

namespace ptscope::test {

/// vmallocinfo as an ordinary machine prints it: every address replaced by a number that means nothing, or by nothing at all.
enum class Hide { ByHash, ByFewHashes, Altogether };
constexpr unsigned fewHashes = 64; ///< so that many addresses share one
inline CompanionsPtr hashed(const Companions &real, Hide how, unsigned seed)
{
    auto out = std::make_shared<Companions>(real);
    std::mt19937 random(seed);
    std::map<std::uint64_t, std::uint64_t> hashes;
    const auto hash = [&](std::uint64_t address) {
        const auto [at, isNew] = hashes.try_emplace(address, 0);
        if (isNew && how != Hide::Altogether) {
            at->second = how == Hide::ByHash ? random() : 1 + random() % fewHashes;
        }
        return at->second;
    };
    for (VmallocArea &area : out->vmallocInfo->areas) {
        area.token = hash(area.token);
        area.endToken = hash(area.endToken);
        area.first = {area.token};
    }
    out->vmallocInfo->hashed = true;
    return out;
}

} // namespace ptscope::test
