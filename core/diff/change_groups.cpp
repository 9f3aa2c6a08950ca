// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/change_groups.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/diff/change_words.h"
#include "core/snapshot/region_cursor.h"

namespace ptscope {

namespace {

std::uint32_t packed(Mapping mapping)
{
    return static_cast<std::uint32_t>(mapping.attributes.value) << 8U | number(mapping.level);
}

} // namespace

bool isOtherEndOfMove(const ChangeGroup &group)
{
    return group.kinds.has(ChangeKind::Moved) && group.kinds.has(ChangeKind::Unmapped);
}

std::vector<ChangeGroup> groupChanges(const Diff &diff)
{
    std::vector<ChangeGroup> groups;
    // Two keys: rows of equal attributes are many and cheap to tell; what they say in words joins CON pages and blocks.
    std::map<std::tuple<bool, std::uint16_t, std::uint32_t, std::uint32_t, const Region *>, std::size_t> known;
    std::map<std::tuple<bool, std::uint16_t, std::string, std::string>, std::size_t> byWords;
    RegionCursor before(*diff.before);
    RegionCursor after(*diff.after);
    auto last = known.end(); // changes come in crowds that say the same
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        const Change change = diff.changes.at(i);
        const Region *region = after.at(change.range.first);
        if (region == nullptr || change.kinds.has(ChangeKind::Unmapped)) {
            region = before.at(change.rangeBefore().first);
        }
        const std::tuple key(change.churn, change.kinds.bits, packed(change.before), packed(change.after), region);
        const bool isKnown = last != known.end() && last->first == key;
        const auto [at, isNew] = isKnown ? std::pair(last, false) : known.emplace(key, groups.size());
        last = at;
        if (isNew) {
            const std::string name = region != nullptr ? region->name : std::string();
            const auto [same, isNewInWords] =
                byWords.emplace(std::tuple(change.churn, change.kinds.bits, name, changeText(diff, change.before, change.after)),
                                groups.size());
            at->second = same->second;
            if (isNewInWords) {
                groups.push_back({change.kinds, change.before, change.after, name, change.churn, {}, {}});
            }
        }
        groups[at->second].changes.push_back(i);
        groups[at->second].bytes += change.range.size();
    }
    std::stable_partition(groups.begin(), groups.end(), [](const ChangeGroup &group) { return !group.churn; });
    return groups;
}

} // namespace ptscope
