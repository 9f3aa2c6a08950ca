// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/line_repair.h"

#include <algorithm>
#include <cctype>

#include "parsers/ptdump/line_parser.h"

namespace ptscope {

namespace {

bool isHexDigit(char c)
{
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

unsigned hexValue(char digit)
{
    const auto c = static_cast<unsigned>(std::tolower(static_cast<unsigned char>(digit)));
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

bool beginsWithDump(std::string_view text)
{
    return text.starts_with("---[ ") || text.starts_with("0x") || beginsWithRange(text);
}

class Repair
{
public:
    Repair(std::string_view raw, bool quotedPrintable) : m_quotedPrintable(quotedPrintable) { m_line.text = raw; }

    RepairedLine run()
    {
        carriageReturn();
        codes();
        if (m_quotedPrintable) {
            note(DiagnosticCode::QuotedPrintable);
        }
        controlBytes();
        noBreakSpaces();
        m_rest = m_line.text;
        while (peelOnce()) { }
        frameEnd();
        trimEnd();
        m_line.text = std::string(m_rest);
        return std::move(m_line);
    }

private:
    void note(DiagnosticCode code)
    {
        if (!m_line.was(code)) {
            m_line.repairs.push_back(code);
        }
    }
    void dropFront(std::size_t n, DiagnosticCode code)
    {
        m_rest.remove_prefix(n);
        note(code);
    }

    void carriageReturn()
    {
        if (m_line.text.ends_with('\r')) {
            m_line.text.pop_back();
            note(DiagnosticCode::CarriageReturns);
        }
    }

    /// Quoted-printable: `=20` is a blank (RFC 2045). No dump line holds `=`.
    void codes()
    {
        std::string &text = m_line.text;
        if (text.find('=') == std::string::npos
            || !(m_quotedPrintable || holdsDumpText(text) || text.ends_with("=20"))) {
            return;
        }
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool code =
                text[i] == '=' && i + 2 < text.size() && isHexDigit(text[i + 1]) && isHexDigit(text[i + 2]);
            out.push_back(code ? static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2])) : text[i]);
            i += code ? 2 : 0;
            m_quotedPrintable |= code;
        }
        text = std::move(out);
    }

    /// Tabs become blanks; colour sequences and other control bytes go.
    void controlBytes()
    {
        std::string out;
        out.reserve(m_line.text.size());
        const std::string_view in = m_line.text;
        for (std::size_t i = 0; i < in.size(); ++i) {
            const auto c = static_cast<unsigned char>(in[i]);
            if (c == '\t') {
                out.push_back(' ');
                note(DiagnosticCode::SpacingDiffers);
            } else if (c == 0x1b && i + 1 < in.size() && in[i + 1] == '[') {
                i = std::min(in.find_first_not_of("0123456789;", i + 2), in.size() - 1);
                note(DiagnosticCode::ControlBytes);
            } else if (c < 0x20 || c == 0x7f) {
                note(DiagnosticCode::ControlBytes);
            } else {
                out.push_back(in[i]);
            }
        }
        m_line.text = std::move(out);
    }

    void noBreakSpaces()
    {
        constexpr std::string_view noBreakSpace = "\xc2\xa0";
        std::string_view in = m_line.text;
        std::string out;
        for (std::size_t at = in.find(noBreakSpace); at != std::string_view::npos; at = in.find(noBreakSpace)) {
            out.append(in.substr(0, at)).push_back(' ');
            in.remove_prefix(at + noBreakSpace.size());
            note(DiagnosticCode::NonBreakingSpace);
        }
        if (!out.empty()) {
            m_line.text = out.append(in);
        }
    }

    bool peelOnce()
    {
        const std::string_view text = m_rest;
        if (text.empty()) {
            return false;
        }
        if (text.front() == ' ') {
            peelBlanks();
            return true;
        }
        if (beginsWithDump(text)) {
            return false;
        }
        if (text.front() == '>') {
            dropFront(1, DiagnosticCode::QuotePrefix);
            return true;
        }
        if (text.front() == '|') {
            dropFront(1, DiagnosticCode::AsciiFrame);
            return true;
        }
        return peelSign() || peelLogPrefix() || peelName();
    }

    /// The blank behind `> ` or `[ 1.0] ` belongs to that prefix.
    void peelBlanks()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(' '), m_rest.size()));
        const bool behindPrefix = m_line.was(DiagnosticCode::QuotePrefix) || m_line.was(DiagnosticCode::LogPrefix)
            || m_line.was(DiagnosticCode::AsciiFrame);
        if (!behindPrefix && !m_rest.empty()) {
            note(DiagnosticCode::Indentation);
        }
    }

    bool peelSign()
    {
        const std::string_view text = m_rest;
        if ((text[0] != '+' && text[0] != '-') || !beginsWithDump(text.substr(1))) {
            return false;
        }
        dropFront(1, DiagnosticCode::DiffSign);
        return true;
    }

    /// "<6>", "[   12.345678] ", "[  T1] ": printk's, and what dmesg and consoles make of it.
    bool peelLogPrefix()
    {
        const std::string_view text = m_rest;
        const char close = text[0] == '[' ? ']' : text[0] == '<' ? '>' : '\0';
        const std::size_t end = close == '\0' ? std::string_view::npos : text.find(close);
        if (end == std::string_view::npos || end > 24) {
            return false;
        }
        const std::string_view inside = text.substr(1, end - 1);
        const bool stamp = inside.find_first_of("0123456789") != std::string_view::npos
            && std::all_of(inside.begin(), inside.end(), [](unsigned char c) {
                               return std::isdigit(c) != 0 || c == '.' || c == ' ' || c == 'T' || c == 'C';
                           });
        if (!stamp) {
            return false;
        }
        dropFront(end + 1, DiagnosticCode::LogPrefix);
        return true;
    }

    /// Anything else in front of a range or marker: `file:`, `file-12-` of grep, a host name of a journal, a prompt.
    bool peelName()
    {
        const std::string_view text = m_rest;
        std::size_t at = std::min(findRange(text), text.find("---[ "));
        if (at == std::string_view::npos || at == 0) {
            return false;
        }
        const std::string_view prefix = text.substr(0, at);
        const bool file = prefix.find(' ') == std::string_view::npos && (prefix.back() == ':' || prefix.back() == '-');
        dropFront(at, file ? DiagnosticCode::FilePrefix : DiagnosticCode::LogPrefix);
        return true;
    }

    void frameEnd()
    {
        trimEnd();
        if (m_rest.ends_with('|')) {
            m_rest.remove_suffix(1);
            note(DiagnosticCode::AsciiFrame);
        }
    }

    void trimEnd()
    {
        m_rest.remove_suffix(m_rest.size() - std::min(m_rest.find_last_not_of(' ') + 1, m_rest.size()));
    }

    RepairedLine m_line;
    std::string_view m_rest; ///< what is left of m_line.text once its bytes are mended
    bool m_quotedPrintable;
};

bool isMadeOf(std::string_view text, std::string_view characters)
{
    return text.find_first_not_of(characters) == std::string_view::npos;
}

/// "...", "[...]", "[snip]": how people say that they left lines out.
bool isEllipsis(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of("[(<- ");
    const std::size_t end = text.find_last_not_of("])>- ");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
        return false;
    }
    const std::string_view inside = text.substr(begin, end - begin + 1);
    return (inside.size() >= 2 && isMadeOf(inside, ". ")) || inside == "\xe2\x80\xa6" || inside == "snip"
        || inside == "cut";
}

/// "/ # cat ...", "root@board:~# ", "$ "
bool isPrompt(std::string_view text)
{
    const std::size_t mark = text.find_first_of("#$");
    if (mark == std::string_view::npos || mark > 60 || (mark + 1 < text.size() && text[mark + 1] != ' ')) {
        return false;
    }
    const std::string_view before = text.substr(0, mark);
    return std::all_of(before.begin(), before.end(), [](unsigned char c) {
        return std::isalnum(c) != 0
            || std::string_view("@:~/.-_[] ").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

bool holdsLongHex(std::string_view text)
{
    std::size_t run = 0;
    for (const char c : text) {
        run = isHexDigit(c) ? run + 1 : 0;
        if (run >= 10) {
            return true;
        }
    }
    return false;
}

} // namespace

bool RepairedLine::was(DiagnosticCode code) const
{
    return std::find(repairs.begin(), repairs.end(), code) != repairs.end();
}

RepairedLine repairLine(std::string_view raw, bool quotedPrintable)
{
    return Repair(raw, quotedPrintable).run();
}

bool dropSoftBreak(std::string_view &raw)
{
    const std::string_view line = raw.substr(0, raw.size() - (raw.ends_with('\r') ? 1 : 0));
    if (!line.ends_with('=')) {
        return false;
    }
    raw = line.substr(0, line.size() - 1);
    return true;
}

bool holdsDumpText(std::string_view raw)
{
    return raw.find("0x") != std::string_view::npos || raw.find("---[") != std::string_view::npos;
}

DiagnosticCode kindOfForeignText(const RepairedLine &line)
{
    const std::string_view text = line.text;
    if (isEllipsis(text)) {
        return DiagnosticCode::Ellipsis;
    }
    if (isMadeOf(text, "-+=|_ ")) {
        return DiagnosticCode::SeparatorLine;
    }
    if (line.was(DiagnosticCode::LogPrefix)) {
        return DiagnosticCode::ConsoleMessage;
    }
    if (isPrompt(text)) {
        return DiagnosticCode::ShellPrompt;
    }
    return holdsLongHex(text) ? DiagnosticCode::NotUnderstood : DiagnosticCode::Prose;
}

} // namespace ptscope
