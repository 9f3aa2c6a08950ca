// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/paging/attributes.h"

namespace ptscope {

/// What the words behind a level say, in whatever spacing.
struct AttributeReading {
    Attributes attributes;
    bool any = false;            ///< at least one attribute word
    bool rightsComplete = false; ///< both ro/RW and NX/x were there
    bool contradicts = false;    ///< a fact and its opposite, or two memory types
    bool lastWordCut = false;    ///< the last word is the beginning of a known one
    bool cutMemoryType = false;  ///< ... of a memory type
    std::string annotation;      ///< trailing text that is no attribute: "<---", a remark
};
AttributeReading readAttributeWords(std::span<const std::string_view> words);

/// True for a word that stands only behind a level word.
bool isAttributeWord(std::string_view word);
bool isMemoryType(std::string_view word);

} // namespace ptscope
