// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/symbols.h"

#include "parsers/companions/fields.h"

namespace ptscope {

using namespace companions;

namespace {

bool addLine(std::string_view line, SymbolTable &table)
{
    const auto address = hexNumber(nextWord(line));
    const std::string_view type = nextWord(line);
    const std::string_view name = nextWord(line);
    std::string_view module = nextWord(line);
    if (!address || type.size() != 1 || name.empty() || !nextWord(line).empty()) {
        return false;
    }
    if (!module.empty()) {
        if (module.size() < 3 || module.front() != '[' || module.back() != ']') {
            return false;
        }
        module = module.substr(1, module.size() - 2);
    }
    table.add({*address}, {}, type.front(), name, module);
    return true;
}

} // namespace

Result<SymbolTable> parseSymbols(std::string_view text, DiagnosticLog &log)
{
    SymbolTable table;
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
