// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/iomem.h"

#include <algorithm>

#include "parsers/companions/fields.h"

namespace ptscope {

using namespace companions;

namespace {

std::optional<IomemEntry> readLine(std::string_view line)
{
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view rest = line.substr(indent);
    const std::string_view range = nextWord(rest);
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos || nextWord(rest) != ":") {
        return std::nullopt;
    }
    const auto first = hexNumber(range.substr(0, dash));
    const auto last = hexNumber(range.substr(dash + 1));
    if (!first || !last || *last < *first) {
        return std::nullopt;
    }
    const std::size_t name = rest.find_first_not_of(" \t");
    IomemEntry entry{{*first}, {*last}, static_cast<unsigned>(indent / 2), {}};
    if (name != std::string_view::npos) {
        entry.name = rest.substr(name, rest.find_last_not_of(" \t\r") + 1 - name);
    }
    return entry;
}

} // namespace

Result<Iomem> parseIomem(std::string_view text, DiagnosticLog &log)
{
    Iomem out;
    forEachLine(text, [&](std::string_view line, std::uint32_t number) {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
            return;
        }
        if (auto entry = readLine(line)) {
            out.entries.push_back(std::move(*entry));
        } else {
            log.add(DiagnosticCode::NotUnderstood, number, line);
        }
    });
    if (out.entries.empty()) {
        return fail(ErrorCode::NothingFound, "iomem", "no line is one of /proc/iomem");
    }
    out.hidden =
        std::all_of(out.entries.begin(), out.entries.end(), [](const IomemEntry &e) { return e.last.value == 0; });
    return out;
}

} // namespace ptscope
