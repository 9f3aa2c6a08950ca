// SPDX-License-Identifier: GPL-3.0-or-later
// What comes of a text once it was read: its dumps, or why there are none.
#include <algorithm>
#include <numeric>

#include "parsers/ptdump/reader.h"

namespace ptscope {

namespace {

constexpr std::uint64_t hopelessAfter = std::uint64_t{64} << 20;

} // namespace

bool DumpReader::isHopeless() const
{
    const DumpBuilder &builder = m_dumps.back()->builder;
    return m_bytes > hopelessAfter && m_dumps.size() == 1 && !builder.hasRows() && !builder.hasMarkers()
        && std::all_of(m_foreign.begin(), m_foreign.end(), [](auto n) { return n == 0; });
}

Error DumpReader::whyNothing() const
{
    const auto most = std::max_element(m_foreign.begin(), m_foreign.end());
    if (*most > 0) {
        return {ErrorCode::ForeignArchitecture, {}, name(static_cast<ForeignArch>(most - m_foreign.begin()))};
    }
    if (m_bytes == 0) {
        return {ErrorCode::EmptyInput, {}, {}};
    }
    const bool hidden =
        std::any_of(m_dumps.begin(), m_dumps.end(), [](const auto &d) { return d->builder.addressesHidden(); });
    return {hidden ? ErrorCode::AddressesHidden : ErrorCode::NotADump, {}, {}};
}

/// Markers without rows behind the last dump are no dump; what was noticed there belongs to the one before.
void DumpReader::dropEmptyDumps()
{
    for (std::size_t i = 1; i < m_dumps.size(); ++i) {
        if (!m_dumps[i]->builder.hasRows()) {
            m_dumps[i - 1]->builder.log().append(std::move(m_dumps[i]->builder.log()));
        }
    }
    std::erase_if(m_dumps, [](const auto &d) { return !d->builder.hasRows(); });
}

void DumpReader::noteBehind(DiagnosticCode code, std::string_view excerpt)
{
    m_behind.emplace_back(code, excerpt);
}

Result<std::vector<SnapshotPtr>> DumpReader::finish(const SourceFacts &source)
{
    if (!m_carry.empty() || m_softBroken) {
        const std::string line = std::exchange(m_carry, {});
        dump().builder.log().add(DiagnosticCode::MissingFinalNewline, m_line, line);
        takeLine(line, false);
        ++m_line;
    }
    flushPending();
    for (const auto &[code, excerpt] : m_behind) {
        dump().builder.log().add(code, std::max<std::uint64_t>(1, lines()), excerpt);
    }
    const std::uint64_t rows = std::accumulate(m_dumps.begin(), m_dumps.end(), std::uint64_t{0},
                                               [](auto n, const auto &d) { return n + d->builder.extents().size(); });
    const std::uint64_t foreign = std::accumulate(m_foreign.begin(), m_foreign.end(), std::uint64_t{0});
    if (rows == 0 || foreign > rows) {
        return tl::make_unexpected(whyNothing());
    }
    dropEmptyDumps();
    std::vector<SnapshotPtr> out;
    for (const auto &d : m_dumps) {
        SourceFacts facts = source;
        facts.lines = lines();
        facts.textBytes = m_bytes;
        facts.firstLine = d->firstLine;
        facts.caption = d->caption;
        if (m_dumps.size() > 1) {
            facts.companions = nullptr;
        }
        facts.label += m_dumps.size() > 1 ? "#" + std::to_string(out.size() + 1) : "";
        out.push_back(d->builder.finish(std::move(facts), m_geometry));
    }
    return out;
}

} // namespace ptscope
