// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/diagnostic.h"
#include "core/base/result.h"

namespace ptscope {

/// What is wrong, in one sentence without full stop: "end and size disagree: addresses kept". Without file and line.
std::string diagnosticText(const Diagnostic &diagnostic);
/// "note", "warning", "error".
const char *severityText(Severity severity);

/// An error as what, where and what to try, for a card in the window; the command line joins them.
struct ErrorText {
    std::string what;
    std::string hint; ///< what to try; may be empty
};
ErrorText errorText(const Error &error);

} // namespace ptscope
