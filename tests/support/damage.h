// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cctype>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/dump_text.h"

// What mail programs, consoles, pagers and people do to a dump (reference/ptdump-formats.md, part 10): text in, damaged
// text out. None of these loses anything that a reader could not find again.
namespace ptscope::test {

using Damage = std::function<std::string(const std::string &)>;
using LineDamage = std::function<std::string(const std::string &line, std::size_t index)>;

Damage eachLine(LineDamage change);

Damage prefixed(const std::string &prefix);

Damage suffixed(const std::string &suffix);

/// First `inner`, then `outer` over its result.
Damage both(Damage inner, Damage outer);

std::string replaced(std::string text, std::string_view from, std::string_view to);

std::string trimmedEnd(std::string text);

std::string squeezed(std::string_view line);

/// How a mail program breaks lines of more than `width` columns: behind a word; the rest begins the next line. `flowed`
/// leaves the blank at which it broke at the end, as format=flowed does (RFC 3676).
Damage wrapped(std::size_t width, bool flowed = false);

/// Quoted-printable (RFC 2045): lines of at most `width` columns, broken anywhere by a soft break, blanks at the end coded.
Damage quotedPrintable(std::size_t width, bool codeAllBlanks = false);

std::string stampText(std::size_t index);

Damage framed();

Damage colored();

struct NamedDamage {
    const char *name;
    Damage apply;
};

/// Every kind that loses nothing: the damaged text must read as the undamaged one.
std::vector<NamedDamage> harmlessDamages();

} // namespace ptscope::test
