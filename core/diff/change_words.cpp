// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/change_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>
#include <vector>

#include "core/owner/owner_text.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

std::vector<std::string> wordsOf(const AttributePool &attributes, Mapping mapping)
{
    std::vector<std::string> out;
    std::istringstream words(mappingText(attributes, mapping));
    for (std::string word; words >> word;) {
        out.push_back(word);
    }
    return out;
}

std::string ownerOf(const Snapshot &snapshot, Mapping mapping, AddrRange range)
{
    const auto entry = mapping.isHole() ? std::nullopt : snapshot.owners().at(range.first);
    const bool tells = entry && snapshot.owners().owner(entry->owner).evidence != OwnerEvidence::RegionName;
    return tells ? ownersText(snapshot, range) : std::string();
}

/// Words of `these` that `others` lack.
std::string missingIn(const std::vector<std::string> &others, const std::vector<std::string> &these)
{
    std::string out;
    for (const std::string &word : these) {
        if (std::find(others.begin(), others.end(), word) == others.end()) {
            out += (out.empty() ? "" : " ") + word;
        }
    }
    return out.empty() ? "none" : out;
}

} // namespace

std::string mappingText(const AttributePool &attributes, Mapping mapping)
{
    const std::string level = mapping.level == Level::Unknown ? "" : name(mapping.level);
    if (mapping.isHole()) {
        return level.empty() ? "hole" : "hole (" + level + ")";
    }
    return level + (level.empty() ? "" : " ") + attributes.words(mapping.attributes);
}

std::string changeText(const Diff &diff, Mapping before, Mapping after)
{
    return changeText(diff.before->attributes(), before, diff.after->attributes(), after);
}

std::string changeText(const AttributePool &poolBefore, Mapping before, const AttributePool &poolAfter, Mapping after)
{
    if (before.isHole() != after.isHole()) {
        return before.isHole() ? mappingText(poolAfter, after) : mappingText(poolBefore, before);
    }
    if (before.isHole()) {
        return fmt::format("hole, {} -> {}", name(before.level), name(after.level));
    }
    const auto from = wordsOf(poolBefore, before);
    const auto to = wordsOf(poolAfter, after);
    return missingIn(to, from) + " -> " + missingIn(from, to);
}

std::string movedAreasText(const Alignment &alignment)
{
    if (alignment.areas.empty()) {
        return {};
    }
    ByteCount bytes;
    for (const MovedArea &area : alignment.areas) {
        bytes += area.before.size();
    }
    return alignment.areas.size() == 1
        ? fmt::format("1 area stands elsewhere, {}: it is compared with itself, by its owner in vmallocinfo", runSizeText(bytes))
        : fmt::format("{} areas stand elsewhere, {}: each is compared with itself, by its owner in vmallocinfo",
                      alignment.areas.size(), runSizeText(bytes));
}

std::string ownerBefore(const Diff &diff, const Change &change)
{
    return ownerOf(*diff.before, change.before, change.rangeBefore());
}

std::string ownerAfter(const Diff &diff, const Change &change)
{
    return ownerOf(*diff.after, change.after, change.range);
}

} // namespace ptscope
