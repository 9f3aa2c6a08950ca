// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/symbols.h"

#include <algorithm>

#include "parsers/companions/fields.h"
#include "parsers/ptdump/hex.h"

namespace ptscope {

using namespace companions;

namespace {

constexpr std::size_t digits = 16;
constexpr std::size_t nameAt = digits + 3;
constexpr std::size_t usualLine = 44; // of kallsyms of 7.3: bytes a line, a little less than the mean
constexpr std::size_t mostReserved = std::size_t{64} << 20;

struct SymbolLine {
    std::uint64_t address = 0;
    char type = '?';
    std::string_view name;
    std::string_view module; ///< with its brackets
};

/// "ffff800080000000 T _text" and "... t name\t[module]", as kernels print them: columns, not words.
std::optional<SymbolLine> byColumns(std::string_view line)
{
    if (line.size() <= nameAt || line[digits] != ' ' || line[digits + 2] != ' ') {
        return std::nullopt;
    }
    std::uint64_t address = 0;
    const bool isAddress = parseHex16(line.data(), address);
    const std::string_view rest = line.substr(nameAt);
    const std::size_t tab = rest.find('\t');
    const std::string_view name = rest.substr(0, tab);
    const std::string_view module = tab == std::string_view::npos ? std::string_view() : rest.substr(tab + 1);
    const bool plain = rest.find(' ') == std::string_view::npos && rest.back() != '\r' && module.find('\t') == std::string_view::npos;
    if (!isAddress || !plain || name.empty() || line[digits + 1] == ' ' || line[digits + 1] == '\t') {
        return std::nullopt;
    }
    return SymbolLine{address, line[digits + 1], name, module};
}

std::optional<SymbolLine> byWords(std::string_view line)
{
    const auto address = hexNumber(nextWord(line));
    const std::string_view type = nextWord(line);
    const std::string_view name = nextWord(line);
    const std::string_view module = nextWord(line);
    if (!address || type.size() != 1 || name.empty() || !nextWord(line).empty()) {
        return std::nullopt;
    }
    return SymbolLine{*address, type.front(), name, module};
}

bool addLine(std::string_view line, SymbolTable &table)
{
    const auto columns = byColumns(line);
    const auto symbol = columns ? columns : byWords(line);
    if (!symbol) {
        return false;
    }
    std::string_view module = symbol->module;
    if (!module.empty()) {
        if (module.size() < 3 || module.front() != '[' || module.back() != ']') {
            return false;
        }
        module = module.substr(1, module.size() - 2);
    }
    table.add({symbol->address}, {}, symbol->type, symbol->name, module);
    return true;
}

} // namespace

Result<SymbolTable> parseSymbols(std::string_view text, DiagnosticLog &log)
{
    SymbolTable table;
    const std::size_t likely = std::min(text.size(), mostReserved);
    table.reserve(likely / usualLine + 1, likely / 2);
    forEachLine(text, [&](std::string_view line, std::uint32_t number) {
        if (line.find_first_not_of(" \t\r") != std::string_view::npos && !addLine(line, table)) {
            log.add(DiagnosticCode::NotUnderstood, number, line);
        }
    });
    if (table.empty()) {
        return fail(ErrorCode::NothingFound, "symbols", "no line is one of kallsyms or a System.map");
    }
    table.finish();
    if (table.hidden()) {
        return fail(ErrorCode::AddressesHidden, "symbols",
                    "every address is printed as zero; set kernel.kptr_restrict=0 and read it again as root");
    }
    return table;
}

} // namespace ptscope
