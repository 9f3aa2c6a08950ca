// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paging/dialect.h"

namespace ptscope {

std::string spellTail(const Dialect &dialect, const Attributes &attributes)
{
    std::string tail;
    for (const AttributeField &field : dialect.fields) {
        const char *word = attributes.has(field.attr) ? field.set : field.clear;
        if (word != nullptr) {
            tail.append(1, ' ').append(word);
        }
    }
    for (const MemoryTypeWord &entry : dialect.memoryTypes) {
        if (entry.type == attributes.memoryType) {
            tail.append(1, ' ').append(entry.word);
        }
    }
    if (!attributes.extraWords.empty()) {
        tail.append(1, ' ').append(attributes.extraWords);
    }
    return tail;
}

std::string squeeze(std::string_view tail)
{
    std::string words;
    bool blankPending = false;
    for (const char c : tail) {
        if (c == ' ') {
            blankPending = !words.empty();
            continue;
        }
        if (blankPending) {
            words.push_back(' ');
            blankPending = false;
        }
        words.push_back(c);
    }
    return words;
}

} // namespace ptscope
