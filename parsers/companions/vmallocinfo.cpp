// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/vmallocinfo.h"

#include <algorithm>
#include <array>

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
                           Flag{"dma-coherent", &VmallocArea::dmaCoherent},
                           Flag{"vpages", &VmallocArea::pageArrayIsVmalloc},
                           Flag{"vm_map_ram", &VmallocArea::vmap}};

void takeWord(VmallocArea &area, std::string_view word)
{
    const auto flag = std::find_if(flags.begin(), flags.end(), [word](const Flag &f) { return f.word == word; });
    if (flag != flags.end()) {
        area.*(flag->field) = true;
    } else if (word == "unpurged") {
        area.unpurged = true;
    } else if (word.starts_with("pages=")) {
        area.pages = decimalNumber(word.substr(6)).value_or(0);
    } else if (word.starts_with("phys=")) {
        if (const auto phys = hexNumber(word.substr(5))) {
            area.phys = PhysAddr{*phys};
        }
    } else if (word.size() > 2 && word.front() == '[' && word.back() == ']') {
        area.module = word.substr(1, word.size() - 2);
    } else if (area.caller.empty() && word.find('+') != std::string_view::npos) {
        area.caller = word;
    }
}

/// Before the kernel has entropy it prints this for every pointer (lib/vsprintf.c:default_pointer, 4.15 to 7.3).
constexpr std::string_view noHashYet = "0x(____ptrval____)";

std::optional<std::uint64_t> pointer(std::string_view text)
{
    return text == noHashYet ? std::optional<std::uint64_t>(0) : hexNumber(text);
}

std::optional<VmallocArea> readLine(std::string_view line)
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
    area.size = {*size};
    for (std::string_view word = nextWord(line); !word.empty(); word = nextWord(line)) {
        takeWord(area, word);
    }
    return area;
}

/// Hashed pointers are 32 bits wide; ends that are not start plus size show it too.
bool looksHashed(const VmallocArea &area)
{
    return area.first.value >> 32U == 0;
}

} // namespace

Result<VmallocInfo> parseVmallocInfo(std::string_view text, DiagnosticLog &log)
{
    VmallocInfo out;
    forEachLine(text, [&](std::string_view line, std::uint32_t number) {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
            return;
        }
        if (auto area = readLine(line)) {
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
    return out;
}

} // namespace ptscope
