// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ptscope {

namespace {

constexpr std::size_t excerptLimit = 80;
constexpr std::size_t sentenceLimit = 400;
/// A hostile text could make a notice of every line; beyond this many, further ones are counted into the last of
/// their kind.
constexpr std::size_t entryLimit = 10000;
constexpr std::uint32_t none = ~0U;

/// Their excerpt is a sentence of ours, and two of them are two facts.
bool isSentence(DiagnosticCode code)
{
    return code == DiagnosticCode::BundleDamaged || code == DiagnosticCode::CaptureNote;
}

std::string cleaned(std::string_view text, std::size_t limit)
{
    std::string out;
    for (const char c : text.substr(0, limit)) {
        const auto byte = static_cast<unsigned char>(c);
        out.push_back(byte < 0x20 || byte >= 0x7f ? '.' : c);
    }
    return out;
}

bool mergesAcrossGaps(DiagnosticCode code)
{
    return severityOf(code) == Severity::Note && code != DiagnosticCode::AnotherDump && !isSentence(code);
}

} // namespace

Severity severityOf(DiagnosticCode code)
{
    switch (code) {
    case DiagnosticCode::NotUnderstood:
    case DiagnosticCode::TornLine:
    case DiagnosticCode::LineTooLong:
        return Severity::Error;
    case DiagnosticCode::SizeMismatch:
    case DiagnosticCode::Gap:
    case DiagnosticCode::Overlap:
    case DiagnosticCode::OutOfOrder:
    case DiagnosticCode::Misaligned:
    case DiagnosticCode::LevelUnknownToGeometry:
    case DiagnosticCode::UnknownWord:
    case DiagnosticCode::UnfoundedEnd:
    case DiagnosticCode::ContiguousMisaligned:
    case DiagnosticCode::TruncatedWord:
    case DiagnosticCode::UnknownField:
    case DiagnosticCode::EndNotStartPlusSize:
    case DiagnosticCode::BundleDamaged:
        return Severity::Warning;
    default:
        return Severity::Note;
    }
}

void DiagnosticLog::add(DiagnosticCode code, std::uint64_t line, std::string_view excerpt)
{
    const auto slot = static_cast<std::size_t>(code);
    if (m_lastOfCode.size() <= slot) {
        m_lastOfCode.resize(slot + 1, none);
    }
    if (m_lastOfCode[slot] != none) {
        Diagnostic &last = m_entries[m_lastOfCode[slot]];
        const bool adjacent = !isSentence(code) && line >= last.line && line <= last.lastLine + 1;
        if (adjacent || mergesAcrossGaps(code) || m_entries.size() >= entryLimit) {
            last.count += line != last.lastLine ? 1U : 0U;
            last.lastLine = std::max(last.lastLine, line);
            return;
        }
    }
    m_lastOfCode[slot] = static_cast<std::uint32_t>(m_entries.size());
    m_entries.push_back({severityOf(code), code, line, line, 1, cleaned(excerpt, isSentence(code) ? sentenceLimit : excerptLimit)});
}

void DiagnosticLog::append(DiagnosticLog &&later)
{
    m_lastOfCode.clear();
    std::move(later.m_entries.begin(), later.m_entries.end(), std::back_inserter(m_entries));
    later.m_entries.clear();
}

std::vector<Diagnostic> DiagnosticLog::take()
{
    m_lastOfCode.clear();
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const auto &a, const auto &b) { return a.line < b.line; });
    return std::exchange(m_entries, {});
}

} // namespace ptscope
