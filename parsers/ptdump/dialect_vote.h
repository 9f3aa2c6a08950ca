// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/paging/attributes.h"
#include "core/snapshot/extents.h"
#include "parsers/ptdump/line_parser.h"

namespace ptscope {

/// A tail as printed, read once and remembered.
struct KnownTail {
    AttributeId id;
    std::uint32_t dialects = 0; ///< a bit for each dialect that prints exactly this text
    std::uint64_t line = 0;     ///< where it stood first
};

/// Finds out which kernel's spelling a dump has. Every tail that some dialect prints votes once, so that a few lines which
/// somebody edited do not decide for all.
class DialectVote
{
public:
    DialectVote();

    const KnownTail *find(std::string_view tail) const;
    /// Remembers `tail`, printed for `attributes`, when a dialect prints exactly this; then it votes.
    KnownTail add(std::string_view tail, const Attributes &attributes, AttributeId id, std::uint64_t line);
    /// True when the dialect with most votes so far prints exactly `tail`: it is then no piece of a longer one.
    bool leads(const Attributes &attributes, std::string_view tail) const;
    /// What the addresses of a row say: 0x, padding.
    void addRow(const RowReading &row);

    /// The dialect with most votes among those that print rows like most of these; the newest of equals.
    const Dialect &choose(const ExtentTable &extents) const;
    /// Notes the tails that `dialect` would print with other blanks.
    void tellOtherSpellings(const Dialect &dialect, DiagnosticLog &log) const;

private:
    std::unordered_map<std::string, KnownTail> m_tails;
    std::vector<std::uint32_t> m_votes;
    std::uint32_t m_rows = 0;
    std::uint32_t m_rowsWithPrefix = 0;
    bool m_blankPadded = false;
};

} // namespace ptscope
