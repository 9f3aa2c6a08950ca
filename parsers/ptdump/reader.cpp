// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/reader.h"

#include <algorithm>
#include <cstring>

#include "core/snapshot/row_text.h"
#include "parsers/ptdump/words.h"

namespace ptscope {

namespace {

/// The longest real line has about 130 bytes; mail quoting and frames add some. A line beyond this is no dump line.
constexpr std::size_t longestLine = std::size_t{1} << 16;
constexpr std::size_t captionLimit = 100;
/// Further dumps in one text are read into the last one, where they overlap and are named.
constexpr std::size_t mostDumps = 4096;

bool looksLikeSize(std::string_view word)
{
    return word.size() >= 2 && std::string_view("KMGTPE").find(word.back()) != std::string_view::npos
        && std::all_of(word.begin(), word.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
}

/// Some KVM stage 2 dumps print no level; guest addresses are low (reference/ptdump-formats.md, 3.8).
bool isStage2Hole(const RowReading &row)
{
    return row.size && row.level == Level::Unknown && !row.attributes.any && row.attributes.annotation.empty()
        && row.end >> 52 == 0 && row.end != 0;
}

bool isLevelWord(std::string_view word)
{
    return std::any_of(allLevels.begin(), allLevels.end(), [&](Level level) { return word == name(level); });
}

/// The rest of a row that a mail program broke: words that only a row has, up to the memory type; behind it anything.
bool continuesRow(std::string_view text)
{
    const std::vector<std::string_view> words = splitWords(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (isMemoryType(words[i])) {
            return true;
        }
        if (!isAttributeWord(words[i]) && !isLevelWord(words[i]) && !looksLikeSize(words[i])) {
            return i > 0 && i + 1 == words.size();
        }
    }
    return !words.empty();
}

bool beginsLine(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("---[");
}

} // namespace

DumpReader::DumpReader(const GeometryWish &geometry) : m_geometry(geometry)
{
    m_dumps.push_back(std::make_unique<Dump>());
    m_columns = std::make_unique<FixedColumns>(dump().builder);
}

DumpReader::~DumpReader() = default;

// Room that is never filled is never backed by memory, and goes back at the end.
void DumpReader::expectText(std::uint64_t bytes)
{
    constexpr std::uint64_t usualLine = 100;
    constexpr std::uint64_t leastRows = 50'000;
    constexpr std::uint64_t mostRows = 16'000'000;
    const std::uint64_t rows = std::min(bytes / usualLine, mostRows);
    if (rows >= leastRows) {
        dump().builder.extents().reserve(rows);
    }
}

void DumpReader::log(DiagnosticCode code, std::string_view excerpt)
{
    dump().builder.log().add(code, m_at, excerpt);
}

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
        if (!m_pending && !m_softBroken) {
            const char *at = m_columns->take(block.data(), block.data() + block.size(), m_line);
            m_textSinceRow = m_textSinceRow && at == block.data();
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
    m_at = m_softBroken ? m_softBroken->line : m_line;
    std::string joined;
    if (m_softBroken) {
        joined = std::exchange(m_softBroken, std::nullopt)->text.append(raw);
        raw = joined;
    }
    if (raw.size() > longestLine) {
        flushPending();
        log(DiagnosticCode::LineTooLong, raw);
    } else if (std::string_view piece = raw;
               terminated && dropSoftBreak(piece) && (m_pending || holdsDumpText(piece))) {
        m_softBroken = SoftBroken{std::string(piece), m_at};
    } else {
        takeText(raw, !joined.empty());
    }
    m_line += terminated ? 1 : 0;
}

void DumpReader::takeText(std::string_view raw, bool quotedPrintable)
{
    if (takeAlike(raw, quotedPrintable)) {
        return;
    }
    const RepairedLine line = repairLine(raw, quotedPrintable);
    if (line.text.empty()) {
        flushPending();
        m_textSinceRow = true;
    } else {
        takeRepaired(line, raw);
    }
}

/// A line damaged at its ends like the one before, with a row in fixed columns between them.
bool DumpReader::takeAlike(std::string_view raw, bool quotedPrintable)
{
    const auto text = m_shape.match(raw, quotedPrintable);
    if (!text || !beginsLine(*text)) {
        return false;
    }
    flushPending();
    if (!m_columns->takeOne(*text, m_at)) {
        return false;
    }
    for (const DiagnosticCode code : m_shape.repairs()) {
        log(code, *text);
    }
    m_textSinceRow = false;
    return true;
}

void DumpReader::takeRepaired(const RepairedLine &line, std::string_view raw)
{
    const std::string_view text = line.repairs.empty() ? raw : std::string_view(line.text);
    if (const auto marker = readMarker(line.text)) {
        flushPending();
        takeMarker(*marker, line);
        return;
    }
    if (line.text.starts_with("---[")) {
        flushPending();
        log(DiagnosticCode::TornLine, line.text);
        return;
    }
    const LineReading reading = readLine(text);
    if (reading.kind != LineReading::Kind::Other) {
        flushPending();
    }
    switch (reading.kind) {
    case LineReading::Kind::Row:
        tell(line);
        m_shape.learn(raw, line);
        m_pending = Pending{std::string(text), m_at, false};
        break;
    case LineReading::Kind::Torn:
        log(DiagnosticCode::TornLine, line.text);
        break;
    case LineReading::Kind::Foreign:
        ++m_foreign[static_cast<std::size_t>(reading.arch)];
        log(DiagnosticCode::NotUnderstood, line.text);
        break;
    case LineReading::Kind::Other:
        if (!joinPending(line)) {
            flushPending();
            takeOther(line);
        }
        break;
    }
}

/// A row broken right behind its level looks like a hole, and the fast path took it for one.
bool DumpReader::reopenHole()
{
    const auto hole = dump().builder.takeBackHole(m_at - 1);
    if (!hole) {
        return false;
    }
    m_pending = Pending{addressText(hole->range.first.value) + "-" + addressText(hole->range.printedEnd()) + "   "
                            + runSizeText(hole->range.size()) + " " + name(hole->level),
                        hole->line, false};
    return true;
}

/// Mail programs break a row behind one of its words; the rest stands at the start of the next line.
bool DumpReader::joinPending(const RepairedLine &line)
{
    if (!continuesRow(line.text) || (!m_pending && !reopenHole())) {
        return false;
    }
    const AttributeReading attributes = readLine(m_pending->text).row.attributes;
    if (attributes.attributes.memoryType != MemoryType::None || !attributes.annotation.empty()) {
        return false;
    }
    tell(line);
    log(DiagnosticCode::WrappedLine, line.text);
    m_pending->text.append(1, ' ').append(line.text);
    m_pending->joined = true;
    return true;
}

void DumpReader::tell(const RepairedLine &line)
{
    for (const DiagnosticCode code : line.repairs) {
        log(code, line.text);
    }
}

void DumpReader::takeMarker(const MarkerReading &marker, const RepairedLine &line)
{
    if (dump().builder.anotherBegins(marker.name)) {
        beginNextDump();
    }
    noteBeginning(m_at);
    tell(line);
    if (marker.framed && !line.was(DiagnosticCode::AsciiFrame)) {
        log(DiagnosticCode::AsciiFrame, line.text);
    }
    dump().builder.addMarker(marker.name, m_at);
}

void DumpReader::takeOther(const RepairedLine &line)
{
    const DiagnosticCode code = kindOfForeignText(line);
    log(code, line.text);
    m_textSinceRow = true;
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

/// A row that breaks off is no row: its addresses are right, but what it maps is not known. Only one whose blanks stand
/// exactly as printed may lack a memory type: kernels have types without a word.
bool DumpReader::isSound(const RowReading &row, const Pending &pending, bool exact)
{
    const AttributeReading &attributes = row.attributes;
    const bool endsEarly = !attributes.any
        ? row.level == Level::Unknown
        : attributes.attributes.memoryType == MemoryType::None && !exact && !attributes.cutMemoryType;
    const bool torn = !row.isWhole() || endsEarly || (attributes.lastWordCut && !attributes.cutMemoryType);
    if (torn) {
        dump().builder.log().add(DiagnosticCode::TornLine, pending.line, pending.text);
        m_foreign[static_cast<std::size_t>(ForeignArch::Arm64Stage2)] += isStage2Hole(row) ? 1U : 0U;
    } else if (attributes.contradicts) {
        dump().builder.log().add(DiagnosticCode::NotUnderstood, pending.line, pending.text);
    }
    return !torn && !attributes.contradicts;
}

void DumpReader::commit(const RowReading &row, const Pending &pending)
{
    if (dump().builder.anotherBegins(row, m_textSinceRow)) {
        const std::vector<Marker> markers = dump().builder.takeBackMarkers();
        beginNextDump();
        dump().builder.addMarkers(markers);
        noteBeginning(markers.empty() ? pending.line : markers.front().line);
    }
    noteBeginning(pending.line);
    DumpBuilder &builder = dump().builder;
    const bool hole = !row.attributes.any;
    const auto exactId = hole || pending.joined ? std::nullopt : builder.exactTail(row.tail, pending.line);
    const bool exact = hole ? row.tail.empty() : exactId.has_value();
    if (!isSound(row, pending, exact)) {
        return;
    }
    const auto id = hole ? holeAttributes : exactId ? exactId : builder.intern(row.attributes.attributes);
    if (!id) {
        builder.log().add(DiagnosticCode::NotUnderstood, pending.line, pending.text);
        return;
    }
    tellOddities(row, pending, exact);
    builder.addRow(row, *id, pending.line);
    m_textSinceRow = false;
}

void DumpReader::tellOddities(const RowReading &row, const Pending &pending, bool exact)
{
    DiagnosticLog &log = dump().builder.log();
    const AttributeReading &attributes = row.attributes;
    if (attributes.lastWordCut) {
        log.add(DiagnosticCode::TruncatedWord, pending.line, attributes.attributes.extraWords);
    } else if (!attributes.attributes.extraWords.empty()) {
        log.add(DiagnosticCode::UnknownWord, pending.line, attributes.attributes.extraWords);
    }
    if (!attributes.annotation.empty()) {
        log.add(DiagnosticCode::TrailingText, pending.line, attributes.annotation);
    } else if (!pending.joined && (!exact || !row.usualColumns)) {
        log.add(DiagnosticCode::SpacingDiffers, pending.line, pending.text);
    }
}

void DumpReader::beginNextDump()
{
    if (m_dumps.size() >= mostDumps) {
        return;
    }
    m_dumps.push_back(std::make_unique<Dump>());
    m_columns = std::make_unique<FixedColumns>(dump().builder);
    log(DiagnosticCode::AnotherDump);
}

void DumpReader::noteBeginning(std::uint64_t line)
{
    if (dump().firstLine == 0) {
        dump().firstLine = line;
        dump().caption = std::exchange(m_lastProse, {});
    }
}

} // namespace ptscope
