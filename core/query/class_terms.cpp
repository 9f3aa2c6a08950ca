// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/class_terms.h"

#include <algorithm>
#include <array>

#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

struct AccessName {
    std::string_view name;
    AccessClass access;
};

constexpr std::array accessNames{
    AccessName{"rw-nx", AccessClass::RwNx},    AccessName{"ro-nx", AccessClass::RoNx},
    AccessName{"ro-x", AccessClass::RoX},      AccessName{"rw-x", AccessClass::RwX},
    AccessName{"device", AccessClass::Device}, AccessName{"nc", AccessClass::NonCacheable}};

constexpr ByteCount giantFrom{std::uint64_t{512} << 20};

/// Larger ones are giants, whatever their level.
std::string leafOf(ByteCount unit)
{
    return unit < giantFrom ? "leaf:" + runSizeText(unit) : std::string();
}

} // namespace

std::string classTerm(LeafClass leaf, const PagingGeometry &geometry)
{
    const Level blocks = geometry.above(Level::Pte);
    switch (leaf) {
    case LeafClass::Hole:
        return "hole";
    case LeafClass::Invalid:
        return "invalid";
    case LeafClass::Page:
        return "page";
    case LeafClass::ContPage:
        return leafOf(geometry.contiguousSpan(Level::Pte));
    case LeafClass::Block:
        return leafOf(geometry.span(blocks));
    case LeafClass::ContBlock:
        return geometry.contiguousEntries(blocks) == 0 ? std::string() : leafOf(geometry.contiguousSpan(blocks));
    case LeafClass::Giant:
        return "leaf>=" + runSizeText(giantFrom);
    }
    return {};
}

std::string classTerm(AccessClass access)
{
    if (access == AccessClass::RwX) {
        return "wx"; // what people type
    }
    const auto *found =
        std::find_if(accessNames.begin(), accessNames.end(), [&](const AccessName &n) { return n.access == access; });
    return found == accessNames.end() ? std::string() : "access:" + std::string(found->name);
}

std::optional<AccessClass> accessClassCalled(std::string_view name)
{
    const auto *found =
        std::find_if(accessNames.begin(), accessNames.end(), [&](const AccessName &n) { return n.name == name; });
    return found == accessNames.end() ? std::nullopt : std::optional(found->access);
}

} // namespace ptscope
