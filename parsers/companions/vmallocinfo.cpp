// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/vmallocinfo.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "parsers/companions/fields.h"

namespace ptscope {

using namespace companions;

namespace {

struct Flag {
    std::string_view word;
    bool VmallocArea::*field;
};
constexpr std::array flags{Flag{"ioremap", &VmallocArea::ioremap},
                           Flag{"vmalloc", &VmallocArea::vmalloc},
                           Flag{"vmap", &VmallocArea::vmap},
                           Flag{"user", &VmallocArea::user},
                           Flag{"sparse", &VmallocArea::sparse},
                           Flag{"dma-coherent", &VmallocArea::dmaCoherent},
                           Flag{"vpages", &VmallocArea::pageArrayIsVmalloc},
                           Flag{"vm_map_ram", &VmallocArea::vmap},
                           Flag{"unpurged", &VmallocArea::unpurged}};

/// "N0=16": pages on a node.
bool isNodeCount(std::string_view word)
{
    const std::size_t equals = word.find('=');
    return word.front() == 'N' && equals != std::string_view::npos && decimalNumber(word.substr(1, equals - 1))
        && decimalNumber(word.substr(equals + 1));
}

bool takeNumber(VmallocArea &area, std::string_view word)
{
    if (word.starts_with("pages=")) {
        const auto pages = decimalNumber(word.substr(6));
        area.pages = pages.value_or(0);
        return pages.has_value();
    }
    if (word.starts_with("phys=")) {
        if (const auto phys = hexNumber(word.substr(5))) {
            area.phys = PhysAddr{*phys};
        }
        return area.phys.has_value();
    }
    return isNodeCount(word);
}

/// "symbol+0x110/0xb8c", or a bare address where the kernel has no symbols.
bool looksLikeCaller(std::string_view word)
{
    return word.find('+') != std::string_view::npos || (word.starts_with("0x") && hexNumber(word));
}

/// Callers and modules, each text once: hundreds of thousands of areas are of a few hundred callers.
class KnownTexts
{
public:
    SharedText shared(std::string_view text) { return m_texts.try_emplace(text, text).first->second; }

private:
    std::unordered_map<std::string_view, SharedText> m_texts; ///< by where they stand in the file
};

bool takeWord(VmallocArea &area, std::string_view word, KnownTexts &known)
{
    const auto flag = std::find_if(flags.begin(), flags.end(), [word](const Flag &f) { return f.word == word; });
    if (flag != flags.end()) {
        area.*(flag->field) = true;
        return true;
    }
    if (area.module.empty() && word.size() > 2 && word.front() == '[' && word.back() == ']') {
        area.module = known.shared(word.substr(1, word.size() - 2));
        return true;
    }
    if (area.caller.empty() && looksLikeCaller(word)) {
        area.caller = known.shared(word);
        return true;
    }
    return (area.unpurged && word == "vm_area") || takeNumber(area, word);
}

/// Before the kernel has entropy it prints this for every pointer (lib/vsprintf.c:default_pointer, 4.15 to 7.3).
constexpr std::string_view noHashYet = "0x(____ptrval____)";

std::optional<std::uint64_t> pointer(std::string_view text)
{
    return text == noHashYet ? std::optional<std::uint64_t>(0) : hexNumber(text);
}

std::optional<VmallocArea> readLine(std::string_view line, KnownTexts &known)
{
    const std::string_view range = nextWord(line);
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos) {
        return std::nullopt;
    }
    const auto first = pointer(range.substr(0, dash));
    const auto end = pointer(range.substr(dash + 1));
    const auto size = decimalNumber(nextWord(line));
    if (!first || !end || !size || *size == 0 || *first + *size - 1 < *first) {
        return std::nullopt;
    }
    VmallocArea area;
    area.first = {*first};
    area.token = *first;
    area.endToken = *end;
    area.size = {*size};
    std::string otherWords;
    for (std::string_view word = nextWord(line); !word.empty(); word = nextWord(line)) {
        if (!takeWord(area, word, known)) {
            otherWords += (otherWords.empty() ? "" : " ") + std::string(word);
        }
    }
    area.otherWords = otherWords;
    return area;
}

/// Hashed pointers are 32 bits wide (lib/vsprintf.c:ptr_to_id).
bool looksHashed(const VmallocArea &area)
{
    return area.first.value >> 32U == 0;
}

void tellOddities(const VmallocInfo &info, DiagnosticLog &log)
{
    for (const VmallocArea &area : info.areas) {
        if (!area.otherWords.empty()) {
            log.add(DiagnosticCode::UnknownField, area.line, area.otherWords);
        }
        if (!info.hashed && area.endToken != area.range().printedEnd()) {
            log.add(DiagnosticCode::EndNotStartPlusSize, area.line);
        }
    }
}

} // namespace

Result<VmallocInfo> parseVmallocInfo(std::string_view text, DiagnosticLog &log)
{
    constexpr std::size_t usualLine = 80;
    VmallocInfo out;
    out.areas.reserve(text.size() / usualLine);
    KnownTexts known;
    forEachLine(text, [&](std::string_view line, std::uint32_t number) {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
            return;
        }
        if (auto area = readLine(line, known)) {
            area->line = number;
            out.areas.push_back(std::move(*area));
        } else {
            log.add(DiagnosticCode::NotUnderstood, number, line);
        }
    });
    if (out.areas.empty()) {
        return fail(ErrorCode::NothingFound, "vmallocinfo", "no line is one of /proc/vmallocinfo");
    }
    const auto hashed = std::count_if(out.areas.begin(), out.areas.end(), looksHashed);
    out.hashed = static_cast<std::size_t>(hashed) * 2 > out.areas.size();
    tellOddities(out, log);
    return out;
}

} // namespace ptscope
