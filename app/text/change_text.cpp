// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/change_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>
#include <vector>

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

char markOf(ChangeKinds kinds)
{
    struct Mark {
        ChangeKind kind;
        char mark;
    };
    // The first that applies: what matters most stands first.
    constexpr Mark marks[] = {{ChangeKind::Moved, '>'}, {ChangeKind::Mapped, '+'}, {ChangeKind::Unmapped, '-'},
                              {ChangeKind::Split, 'Y'}, {ChangeKind::Merge, '^'},  {ChangeKind::Table, 't'}};
    for (const Mark &m : marks) {
        if (kinds.has(m.kind)) {
            return m.mark;
        }
    }
    return '~';
}

std::string kindsText(ChangeKinds kinds)
{
    std::string out;
    for (const ChangeKind kind : allChangeKinds) {
        if (kinds.has(kind)) {
            out += std::string(out.empty() ? "" : ", ") + name(kind);
        }
    }
    return out;
}

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

std::string shiftText(std::uint64_t shift)
{
    const bool down = (shift >> 63U) != 0;
    return fmt::format("{}0x{:x}", down ? '-' : '+', down ? ~shift + 1 : shift);
}

} // namespace ptscope
