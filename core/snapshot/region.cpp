// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/region.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace ptscope {

namespace {

bool endsWithWord(std::string_view text, std::string_view lowerCaseWord)
{
    if (text.size() <= lowerCaseWord.size() || text[text.size() - lowerCaseWord.size() - 1] != ' ') {
        return false;
    }
    const std::string_view tail = text.substr(text.size() - lowerCaseWord.size());
    return std::equal(tail.begin(), tail.end(), lowerCaseWord.begin(),
                      [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
}

void close(Region &region, std::uint32_t endRow, const ExtentTable &extents)
{
    region.rows.end = endRow;
    if (!region.rows.empty()) {
        region.range = AddrRange{extents.first({region.rows.begin}), extents.last({endRow - 1})};
    }
}

} // namespace

MarkerMeaning meaningOf(std::string_view markerName)
{
    if (endsWithWord(markerName, "end")) {
        return {MarkerRole::Ends, markerName.substr(0, markerName.size() - 4)};
    }
    for (const std::string_view opening : {"start", "area"}) {
        if (endsWithWord(markerName, opening)) {
            return {MarkerRole::Begins, markerName.substr(0, markerName.size() - opening.size() - 1)};
        }
    }
    return {MarkerRole::Begins, markerName};
}

std::vector<Region> regionsFrom(const std::vector<Marker> &markers, const ExtentTable &extents)
{
    std::vector<Region> regions;
    bool open = false;
    for (const Marker &marker : markers) {
        const MarkerMeaning meaning = meaningOf(marker.name);
        if (open) {
            close(regions.back(), marker.beforeRow, extents);
            open = false;
        }
        if (meaning.role == MarkerRole::Begins) {
            regions.push_back({std::string(meaning.region), {marker.beforeRow, marker.beforeRow}, {}});
            open = true;
        }
    }
    if (open) {
        close(regions.back(), extents.size(), extents);
    }
    return regions;
}

} // namespace ptscope
