// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/companion/symbol_table.h"

namespace ptscope {

/// Reads /proc/kallsyms (`ADDRESS TYPE NAME [MODULE]`, kernel/kallsyms.c:s_show) or a System.map, which is the same without
/// modules. A line that is none is noted in `log` and skipped. Fails with NothingFound when no line is one, with
/// AddressesHidden when every address is zero.
Result<SymbolTable> parseSymbols(std::string_view text, DiagnosticLog &log);

} // namespace ptscope
