// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/image_parts.h"

#include <algorithm>
#include <array>

#include "core/owner/area_kind.h"

namespace ptscope {

namespace {

constexpr std::size_t usualParts = 5;
constexpr std::size_t mostParts = 16;

std::uint64_t physOf(const VmallocInfo &info, std::uint32_t area)
{
    return info.areas[area].phys->value;
}

const VmallocIsland *islandAt(const std::vector<VmallocIsland> &islands, VirtAddr address)
{
    const auto after = std::upper_bound(islands.begin(), islands.end(), address,
                                        [](VirtAddr a, const VmallocIsland &island) { return a < island.range.first; });
    return after != islands.begin() && (after - 1)->range.contains(address) ? &*(after - 1) : nullptr;
}

} // namespace

ImageParts imagePartsOf(const VmallocInfo &info)
{
    ImageParts parts;
    for (std::uint32_t i = 0; i < info.areas.size(); ++i) {
        if (isImagePart(info.areas[i])) {
            parts.areas.push_back(i);
        }
    }
    if (parts.areas.size() > mostParts) {
        return {};
    }
    std::stable_sort(parts.areas.begin(), parts.areas.end(),
                     [&info](auto a, auto b) { return physOf(info, a) < physOf(info, b); });
    for (std::size_t i = 1; i < parts.areas.size(); ++i) { // parts that overlap are of no image
        const VmallocArea &before = info.areas[parts.areas[i - 1]];
        if (before.phys->value + before.size.value - 1 < before.phys->value
            || physOf(info, parts.areas[i]) - before.phys->value < before.size.value) {
            return {};
        }
    }
    return parts;
}

ByteCount offsetOf(const VmallocInfo &info, const ImageParts &parts, std::size_t index)
{
    return {physOf(info, parts.areas[index]) - physOf(info, parts.areas[0])};
}

std::string imagePartName(std::size_t index, std::size_t count)
{
    constexpr std::array<const char *, usualParts> names{".text", ".rodata", ".init.text", ".init.data", ".data"};
    return count == usualParts ? names[index] : "part " + std::to_string(index + 1);
}

std::optional<VirtAddr> placeImage(const VmallocInfo &info, const ImageParts &parts, const std::vector<VmallocIsland> &islands,
                                   ByteCount pageSize)
{
    if (parts.areas.size() < 2) {
        return std::nullopt;
    }
    const std::size_t lastPart = parts.areas.size() - 1;
    const ByteCount first = info.areas[parts.areas[0]].size;
    const ByteCount toLast = offsetOf(info, parts, lastPart);
    std::optional<VirtAddr> found;
    for (const VmallocIsland &island : islands) {
        const VirtAddr last = island.range.first + toLast;
        const VmallocIsland *data = islandAt(islands, last);
        if (island.plain || island.range.size() < first || last < island.range.first || data == nullptr
            || data->range.last.value - last.value >= info.areas[parts.areas[lastPart]].size.value + pageSize.value) {
            continue;
        }
        if (found) {
            return std::nullopt;
        }
        found = island.range.first;
    }
    return found;
}

} // namespace ptscope
