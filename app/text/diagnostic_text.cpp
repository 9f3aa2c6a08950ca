// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/diagnostic_text.h"

#include <charconv>
#include <fmt/format.h>

#include "app/text/size_text.h"

namespace ptscope {

namespace {

const char *sentence(DiagnosticCode code)
{
    switch (code) {
    case DiagnosticCode::CarriageReturns: return "carriage returns removed";
    case DiagnosticCode::QuotePrefix: return "mail quote marks removed";
    case DiagnosticCode::LogPrefix: return "log prefix removed";
    case DiagnosticCode::FilePrefix: return "file name prefix removed";
    case DiagnosticCode::Indentation: return "indentation removed";
    case DiagnosticCode::AsciiFrame: return "frame removed";
    case DiagnosticCode::DiffSign: return "diff sign removed";
    case DiagnosticCode::QuotedPrintable: return "quoted-printable decoded";
    case DiagnosticCode::NonBreakingSpace: return "no-break spaces taken as blanks";
    case DiagnosticCode::ControlBytes: return "control bytes removed";
    case DiagnosticCode::WrappedLine: return "wrapped line joined to the one before";
    case DiagnosticCode::SpacingDiffers: return "blanks are not where the kernel prints them; words read instead";
    case DiagnosticCode::TrailingText: return "trailing text passed over";
    case DiagnosticCode::TruncatedWord: return "last word is cut off; kept as it stands";
    case DiagnosticCode::MissingPrefix0x: return "addresses without 0x";
    case DiagnosticCode::MissingFinalNewline: return "no newline at the end of the text";
    case DiagnosticCode::ShellPrompt: return "shell prompt passed over";
    case DiagnosticCode::ConsoleMessage: return "console message passed over";
    case DiagnosticCode::Prose: return "text that is no dump line passed over";
    case DiagnosticCode::Ellipsis: return "the text says that lines are left out here";
    case DiagnosticCode::SeparatorLine: return "separator passed over";
    case DiagnosticCode::SizeMismatch: return "size and addresses disagree; the neighbouring rows decide";
    case DiagnosticCode::UnusualSizeUnit: return "size is right but not in the unit the kernel takes";
    case DiagnosticCode::Gap: return "rows are missing before this one: it does not begin where the last one ends";
    case DiagnosticCode::Overlap: return "row overlaps an earlier one and is left out";
    case DiagnosticCode::OutOfOrder: return "address lies before the end of the row above";
    case DiagnosticCode::Misaligned: return "border is no multiple of what one entry of this level spans";
    case DiagnosticCode::LevelUnknownToGeometry: return "this level does not exist in the geometry found";
    case DiagnosticCode::UnknownWord: return "unknown attribute word, kept";
    case DiagnosticCode::UnfoundedEnd: return "kernels up to 7.2 print a wrong end for the last row of an EFI dump";
    case DiagnosticCode::ContiguousMisaligned: return "CON run is no whole number of contiguous groups";
    case DiagnosticCode::UnknownField: return "unknown words, kept";
    case DiagnosticCode::EndNotStartPlusSize: return "the end is not start plus size; the size counts";
    case DiagnosticCode::AnotherDump: return "another dump begins here";
    case DiagnosticCode::BundleDamaged: return "the dump is whole, but not what was captured beside it";
    case DiagnosticCode::CaptureNote: return "of the capture";
    case DiagnosticCode::NoCompanions: return "named like a bundle, but nothing stands behind the dump; was it cut?";
    case DiagnosticCode::NotUnderstood: return "not understood, in no figure";
    case DiagnosticCode::TornLine: return "line is torn, in no figure";
    case DiagnosticCode::LineTooLong: return "line is too long for a dump line, passed over";
    }
    return "unknown notice";
}

std::string ceilingText(const std::string &bytes)
{
    std::uint64_t value = 0;
    std::from_chars(bytes.data(), bytes.data() + bytes.size(), value);
    return byteSumText(value);
}

} // namespace

std::string diagnosticText(const Diagnostic &diagnostic)
{
    std::string text = sentence(diagnostic.code);
    const bool showsExcerpt = diagnostic.severity != Severity::Note || diagnostic.code == DiagnosticCode::TrailingText
        || diagnostic.code == DiagnosticCode::Prose || diagnostic.code == DiagnosticCode::CaptureNote;
    if (showsExcerpt && !diagnostic.excerpt.empty()) {
        text += ": " + diagnostic.excerpt;
    }
    if (diagnostic.count > 1) {
        text += fmt::format(" ({} lines, to {})", diagnostic.count, diagnostic.lastLine);
    }
    return text;
}

const char *severityText(Severity severity)
{
    switch (severity) {
    case Severity::Note: return "note";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
    }
    return "error";
}

ErrorText errorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return {"no such file", "check the path"};
    case ErrorCode::PermissionDenied:
        return {"permission denied", "kernel_page_tables is readable by root only: copy it as root, then open the copy"};
    case ErrorCode::IsDirectory:
        if (!error.detail.empty()) {
            return {fmt::format("is a folder of {} dumps", error.detail), "name one of them, or take the folder as a series"};
        }
        return {"is a directory", "open the file in it, for example kernel_page_tables"};
    case ErrorCode::ReadFailed:
        return {"cannot be read: " + error.detail, ""};
    case ErrorCode::WriteFailed:
        return {"cannot be written: " + error.detail, ""};
    case ErrorCode::EmptyInput:
        return {"is empty", "debugfs files report size 0 but give text when read: use cat, not cp --sparse or dd"};
    case ErrorCode::NotADump:
        return {"holds no ptdump line", "expected lines like 0xffff000000000000-0xffff000000200000 2M PMD RW NX ... from "
                                        "/sys/kernel/debug/kernel_page_tables"};
    case ErrorCode::ForeignArchitecture:
        return {fmt::format("is a dump of {}", error.detail), "only arm64 dumps of the kernel's or the EFI tables can be read so far"};
    case ErrorCode::AddressesHidden:
        if (!error.detail.empty()) {
            return {error.detail, {}};
        }
        return {"every address is printed as zero", "the kernel hid them: set kernel.kptr_restrict=0 and read the file again as root"};
    case ErrorCode::CompressedDamaged:
        return {fmt::format("compressed text is damaged or cut short: {}", error.detail), "copy the file again and compare checksums"};
    case ErrorCode::TooLarge:
        return {fmt::format("holds more than {} of text", ceilingText(error.detail)), "raise the ceiling with --max-size if this is real"};
    case ErrorCode::OutOfMemory:
        return {"needs more memory than this machine has", "open a part of it, or raise the limit of the process"};
    case ErrorCode::Cancelled:
        return {"cancelled", ""};
    case ErrorCode::InconsistentGeometry:
        return {"geometries differ: " + error.detail, ""};
    case ErrorCode::BadArgument:
        return {"cannot be used: " + error.detail, ""};
    case ErrorCode::NothingFound:
        return {"nothing found: " + error.detail, ""};
    }
    return {"failed", ""};
}

} // namespace ptscope
