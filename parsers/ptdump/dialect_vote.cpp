// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/dialect_vote.h"

#include <algorithm>

#include "core/paging/dialect.h"
#include "parsers/ptdump/arm64_dialects.h"

namespace ptscope {

namespace {

/// No real dump comes near; a hostile one shall not fill the memory.
constexpr std::size_t tailsRemembered = 20000;

std::uint32_t dialectsPrinting(const Attributes &attributes, std::string_view tail)
{
    std::uint32_t mask = 0;
    const auto dialects = arm64Dialects();
    for (std::size_t i = 0; i < dialects.size(); ++i) {
        mask |= spellTail(dialects[i], attributes) == tail ? 1U << i : 0U;
    }
    return mask;
}

} // namespace

DialectVote::DialectVote() : m_votes(arm64Dialects().size()) { }

const KnownTail *DialectVote::find(std::string_view tail) const
{
    const auto known = m_tails.find(std::string(tail));
    return known == m_tails.end() ? nullptr : &known->second;
}

KnownTail DialectVote::add(std::string_view tail, const Attributes &attributes, AttributeId id, std::uint64_t line)
{
    const KnownTail known{id, dialectsPrinting(attributes, tail), line};
    if (known.dialects != 0 && m_tails.size() < tailsRemembered) {
        m_tails.emplace(tail, known);
        for (std::size_t i = 0; i < m_votes.size(); ++i) {
            m_votes[i] += known.dialects >> i & 1U;
        }
    }
    return known;
}

bool DialectVote::leads(const Attributes &attributes, std::string_view tail) const
{
    const auto leader = std::max_element(m_votes.begin(), m_votes.end());
    return spellTail(arm64Dialects()[static_cast<std::size_t>(leader - m_votes.begin())], attributes) == tail;
}

void DialectVote::addRow(const RowReading &row)
{
    ++m_rows;
    m_rowsWithPrefix += row.hexPrefix ? 1U : 0U;
    m_blankPadded |= row.blankPadded;
}

const Dialect &DialectVote::choose(const ExtentTable &extents) const
{
    const auto ids = extents.attributeIds();
    const auto levels = extents.levels();
    const bool hasHoles = std::any_of(ids.begin(), ids.end(), [](AttributeId id) { return id.isHole(); });
    const auto levelless = std::count(levels.begin(), levels.end(), Level::Unknown);
    const bool prefix = m_rowsWithPrefix * 2 >= m_rows;
    // A hole is never printed without its level.
    const bool level = hasHoles || levelless * 2 <= static_cast<std::ptrdiff_t>(levels.size());
    const Dialect *best = nullptr;
    std::uint32_t most = 0;
    const auto dialects = arm64Dialects();
    for (std::size_t i = 0; i < dialects.size(); ++i) {
        const Dialect &dialect = dialects[i];
        const bool fits = dialect.hexPrefix == prefix && dialect.printsLevel == level
            && (dialect.printsHoles || !hasHoles) && (!dialect.padWithZero || !m_blankPadded);
        if (fits && (best == nullptr || m_votes[i] > most)) {
            best = &dialect;
            most = m_votes[i];
        }
    }
    if (best != nullptr) {
        return *best;
    }
    // No kernel prints such rows. A level word must not be lost or invented; all else is spelling.
    const auto sameLevel =
        std::find_if(dialects.begin(), dialects.end(), [&](const Dialect &d) { return d.printsLevel == level; });
    return sameLevel != dialects.end() ? *sameLevel : dialects.front();
}

void DialectVote::tellOtherSpellings(const Dialect &dialect, DiagnosticLog &log) const
{
    const std::uint32_t bit = 1U << static_cast<std::size_t>(&dialect - arm64Dialects().data());
    for (const auto &[tail, known] : m_tails) {
        if ((known.dialects & bit) == 0) {
            log.add(DiagnosticCode::SpacingDiffers, known.line, tail);
        }
    }
}

} // namespace ptscope
