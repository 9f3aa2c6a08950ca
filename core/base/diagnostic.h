// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ptscope {

enum class Severity : std::uint8_t {
    Note,    ///< repaired without loss
    Warning, ///< understood, but the text contradicts itself or the geometry
    Error,   ///< not understood: this text is in no figure
};

/// What was noticed about the text. Words are made in app/text/diagnostic_text.
enum class DiagnosticCode : std::uint8_t {
    // repairs (reference/ptdump-formats.md, part 10)
    CarriageReturns,
    QuotePrefix,
    LogPrefix,
    FilePrefix,
    Indentation,
    AsciiFrame,
    DiffSign,
    QuotedPrintable,
    NonBreakingSpace,
    ControlBytes,
    WrappedLine,
    SpacingDiffers,
    TrailingText,
    TruncatedWord,
    MissingPrefix0x,
    MissingFinalNewline,
    // things that are no dump lines, passed over by name
    ShellPrompt,
    ConsoleMessage,
    Prose,
    Ellipsis,
    SeparatorLine,
    // contradictions
    SizeMismatch,   ///< the size column does not equal end - start
    UnusualSizeUnit,///< right, but not the unit the kernel prints
    Gap,            ///< rows of a format that tiles leave a hole between them
    Overlap,
    OutOfOrder,
    Misaligned,     ///< a border is no multiple of what one entry of that level spans
    LevelUnknownToGeometry,
    UnknownWord,
    UnfoundedEnd,   ///< EFI dumps up to 7.2: the printed end of the last row is not the true one
    ContiguousMisaligned,
    UnknownField,        ///< a companion's line holds words that are not understood; the rest of it counts
    EndNotStartPlusSize, ///< a companion's range contradicts its own size, which counts
    AnotherDump,    ///< a further dump begins in the same text
    BundleDamaged,  ///< the text is whole; companions behind it are missing
    CaptureNote,    ///< what the program that captured it has to say
    NoCompanions,   ///< a file that is named like a bundle is none
    // not understood
    NotUnderstood,
    TornLine,
    LineTooLong,
};

/// One notice about one line, or about a run of lines that share it.
struct Diagnostic {
    Severity severity = Severity::Note;
    DiagnosticCode code = DiagnosticCode::NotUnderstood;
    std::uint64_t line = 0;     ///< first line, counted from 1
    std::uint64_t lastLine = 0; ///< last line that shares it
    std::uint64_t count = 1;    ///< lines that share it, between line and lastLine
    std::string excerpt;        ///< a piece of the first line, at most 80 bytes, control bytes removed
};

/// Collects notices in line order and merges neighbours that say the same, so that two million lines with carriage
/// returns cost one entry. Lines that were not understood merge only when they follow each other directly.
class DiagnosticLog
{
public:
    void add(DiagnosticCode code, std::uint64_t line, std::string_view excerpt = {});
    /// Takes over what another log noticed about later lines.
    void append(DiagnosticLog &&later);
    std::vector<Diagnostic> take();
    const std::vector<Diagnostic> &entries() const { return m_entries; }

private:
    std::vector<Diagnostic> m_entries;
    std::vector<std::uint32_t> m_lastOfCode;
};

Severity severityOf(DiagnosticCode code);

} // namespace ptscope
