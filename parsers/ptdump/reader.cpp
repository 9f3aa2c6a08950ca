// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/reader.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "parsers/ptdump/words.h"

namespace ptscope {

namespace {

/// The longest real line has about 130 bytes; mail quoting and frames add some. A line beyond this is no dump line.
constexpr std::size_t longestLine = std::size_t{1} << 16;
constexpr std::uint64_t hopelessAfter = std::uint64_t{64} << 20;
constexpr std::size_t captionLimit = 100;

bool looksLikeSize(std::string_view word)
{
    return word.size() >= 2 && std::string_view("KMGTPE").find(word.back()) != std::string_view::npos
        && std::all_of(word.begin(), word.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
}

bool isLevelWord(std::string_view word)
{
    return std::any_of(allLevels.begin(), allLevels.end(), [&](Level level) { return word == name(level); });
}

bool beginsLine(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("---[");
}

} // namespace

struct DumpReader::Dump {
    DumpBuilder builder;
    FixedColumns columns{builder};
    std::string caption;
    std::uint64_t firstLine = 1;
};

DumpReader::DumpReader(std::optional<PagingGeometry> geometry) : m_geometry(std::move(geometry))
{
    m_dumps.push_back(std::make_unique<Dump>());
}

DumpReader::~DumpReader() = default;

void DumpReader::feed(std::string_view block)
{
    m_bytes += block.size();
    while (!block.empty()) {
        if (skipLongLine(block)) {
            continue;
        }
        if (!m_carry.empty()) {
            takeCarried(block);
            continue;
        }
        if (m_pending && beginsLine(block)) {
            flushPending();
        }
        if (!m_pending && m_softBroken.empty()) {
            const char *at = dump().columns.take(block.data(), block.data() + block.size(), m_line);
            block.remove_prefix(static_cast<std::size_t>(at - block.data()));
        }
        const std::size_t newline = block.find('\n');
        if (newline == std::string_view::npos) {
            m_carry = block;
            return;
        }
        takeLine(block.substr(0, newline), true);
        block.remove_prefix(newline + 1);
    }
}

/// Passes over the rest of an overlong line. True when it consumed something and the caller should look again.
bool DumpReader::skipLongLine(std::string_view &block)
{
    if (!m_skippingLongLine && m_carry.size() > longestLine) {
        flushPending();
        dump().builder.log().add(DiagnosticCode::LineTooLong, m_line, m_carry);
        m_carry.clear();
        m_skippingLongLine = true;
    }
    if (!m_skippingLongLine) {
        return false;
    }
    const std::size_t newline = block.find('\n');
    m_skippingLongLine = newline == std::string_view::npos;
    block.remove_prefix(m_skippingLongLine ? block.size() : newline + 1);
    m_line += m_skippingLongLine ? 0 : 1;
    return true;
}

void DumpReader::takeCarried(std::string_view &block)
{
    const std::size_t newline = block.find('\n');
    m_carry.append(block.substr(0, std::min(newline, longestLine + 1)));
    if (newline == std::string_view::npos || m_carry.size() > longestLine) {
        block.remove_prefix(newline == std::string_view::npos ? block.size() : 0);
        return;
    }
    block.remove_prefix(newline + 1);
    const std::string line = std::exchange(m_carry, {});
    takeLine(line, true);
}

void DumpReader::takeLine(std::string_view raw, bool terminated)
{
    std::string joined;
    if (!m_softBroken.empty()) {
        joined = std::exchange(m_softBroken, {}).append(raw);
        raw = joined;
    }
    if (raw.size() > longestLine) {
        flushPending();
        dump().builder.log().add(DiagnosticCode::LineTooLong, m_line, raw);
    } else {
        const RepairedLine line = repairLine(raw);
        if (line.continuesNextLine && terminated) {
            tell(line);
            m_softBroken = line.text;
        } else if (line.text.empty()) {
            flushPending();
        } else {
            takeRepaired(line, raw);
        }
    }
    m_line += terminated ? 1 : 0;
}

void DumpReader::takeRepaired(const RepairedLine &line, std::string_view raw)
{
    const std::string_view text = line.repairs.empty() ? raw : std::string_view(line.text);
    if (const auto marker = readMarker(line.text)) {
        flushPending();
        takeMarker(*marker, line);
        return;
    }
    const LineReading reading = readLine(text);
    if (reading.kind != LineReading::Kind::Other) {
        flushPending();
    }
    switch (reading.kind) {
    case LineReading::Kind::Row:
        tell(line);
        m_pending = Pending{std::string(text), m_line, false};
        break;
    case LineReading::Kind::Torn:
        dump().builder.log().add(DiagnosticCode::TornLine, m_line, line.text);
        break;
    case LineReading::Kind::Foreign:
        ++m_foreign[static_cast<std::size_t>(reading.arch)];
        dump().builder.log().add(DiagnosticCode::NotUnderstood, m_line, line.text);
        break;
    case LineReading::Kind::Other:
        if (!joinPending(line)) {
            flushPending();
            takeOther(line);
        }
        break;
    }
}

/// Mail programs break a row behind one of its words; the rest stands at the start of the next line.
bool DumpReader::joinPending(const RepairedLine &line)
{
    if (!m_pending) {
        return false;
    }
    const std::size_t end = line.text.find(' ');
    const std::string_view firstWord = std::string_view(line.text).substr(0, end);
    if (!isAttributeWord(firstWord) && !isLevelWord(firstWord) && !looksLikeSize(firstWord)) {
        return false;
    }
    const RowReading row = readLine(m_pending->text).row;
    if (row.attributes.attributes.memoryType != MemoryType::None || !row.attributes.annotation.empty()) {
        return false;
    }
    tell(line);
    dump().builder.log().add(DiagnosticCode::WrappedLine, m_line, line.text);
    m_pending->text.append(1, ' ').append(line.text);
    m_pending->joined = true;
    return true;
}

void DumpReader::tell(const RepairedLine &line)
{
    for (const DiagnosticCode code : line.repairs) {
        dump().builder.log().add(code, m_line, line.text);
    }
}

void DumpReader::takeMarker(const MarkerReading &marker, const RepairedLine &line)
{
    if (dump().builder.anotherBegins(marker.name)) {
        beginNextDump();
    }
    tell(line);
    if (marker.framed && !line.was(DiagnosticCode::AsciiFrame)) {
        dump().builder.log().add(DiagnosticCode::AsciiFrame, m_line, line.text);
    }
    dump().builder.addMarker(marker.name, m_line);
}

void DumpReader::takeOther(const RepairedLine &line)
{
    const DiagnosticCode code = kindOfForeignText(line);
    dump().builder.log().add(code, m_line, line.text);
    if (code == DiagnosticCode::Ellipsis) {
        dump().builder.addCut();
    } else if (code == DiagnosticCode::Prose) {
        m_lastProse = line.text.substr(0, captionLimit);
    }
}

void DumpReader::flushPending()
{
    if (m_pending) {
        const Pending pending = *std::exchange(m_pending, std::nullopt);
        commit(readLine(pending.text).row, pending);
    }
}

bool DumpReader::isSound(const RowReading &row, const Pending &pending)
{
    DiagnosticLog &log = dump().builder.log();
    const bool torn = !row.isWhole() || (row.attributes.lastWordCut && !row.attributes.cutMemoryType);
    if (torn) {
        log.add(DiagnosticCode::TornLine, pending.line, pending.text);
    } else if (row.attributes.contradicts) {
        log.add(DiagnosticCode::NotUnderstood, pending.line, pending.text);
    }
    return !torn && !row.attributes.contradicts;
}

void DumpReader::commit(const RowReading &row, const Pending &pending)
{
    if (!isSound(row, pending)) {
        return;
    }
    if (dump().builder.anotherBegins(row)) {
        beginNextDump();
    }
    DumpBuilder &builder = dump().builder;
    const auto known = builder.intern(row.attributes, row.tail);
    if (!known) {
        builder.log().add(DiagnosticCode::NotUnderstood, pending.line, pending.text);
        return;
    }
    if (row.attributes.lastWordCut) {
        builder.log().add(DiagnosticCode::TruncatedWord, pending.line, row.attributes.attributes.extraWords);
    } else if (!row.attributes.attributes.extraWords.empty()) {
        builder.log().add(DiagnosticCode::UnknownWord, pending.line, row.attributes.attributes.extraWords);
    }
    if (!row.attributes.annotation.empty()) {
        builder.log().add(DiagnosticCode::TrailingText, pending.line, row.attributes.annotation);
    } else if (!pending.joined && (!known->exact || !row.usualColumns)) {
        builder.log().add(DiagnosticCode::SpacingDiffers, pending.line, pending.text);
    }
    builder.addRow(row, known->id, pending.line);
}

void DumpReader::beginNextDump()
{
    m_dumps.push_back(std::make_unique<Dump>());
    dump().firstLine = m_line;
    dump().caption = std::exchange(m_lastProse, {});
    dump().builder.log().add(DiagnosticCode::AnotherDump, m_line);
}

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
    const bool hidden = std::any_of(m_dumps.begin(), m_dumps.end(), [](const auto &d) { return d->builder.addressesHidden(); });
    return {hidden ? ErrorCode::AddressesHidden : ErrorCode::NotADump, {}, {}};
}

Result<std::vector<SnapshotPtr>> DumpReader::finish(const SourceFacts &source)
{
    if (!m_carry.empty() || !m_softBroken.empty()) {
        const std::string line = std::exchange(m_carry, {});
        dump().builder.log().add(DiagnosticCode::MissingFinalNewline, m_line, line);
        takeLine(line, false);
        ++m_line;
    }
    flushPending();
    const std::uint64_t rows = std::accumulate(m_dumps.begin(), m_dumps.end(), std::uint64_t{0},
                                               [](auto n, const auto &d) { return n + d->builder.extents().size(); });
    const std::uint64_t foreign = std::accumulate(m_foreign.begin(), m_foreign.end(), std::uint64_t{0});
    if (rows == 0 || foreign > rows) {
        return tl::make_unexpected(whyNothing());
    }
    std::erase_if(m_dumps, [](const auto &d) { return !d->builder.hasRows(); });
    std::vector<SnapshotPtr> out;
    for (const auto &d : m_dumps) {
        SourceFacts facts = source;
        facts.lines = lines();
        facts.textBytes = m_bytes;
        facts.firstLine = d->firstLine;
        facts.caption = d->caption;
        facts.label += m_dumps.size() > 1 ? "#" + std::to_string(out.size() + 1) : "";
        out.push_back(d->builder.finish(std::move(facts), m_geometry));
    }
    return out;
}

} // namespace ptscope
