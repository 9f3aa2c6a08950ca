// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/source_spec.h"

#include <algorithm>

namespace ptscope {

namespace {

tl::unexpected<Error> refused(std::string_view text, std::string why)
{
    return fail(ErrorCode::BadArgument, std::string(text), std::move(why));
}

/// A host or a serial number: no option, no blanks, nothing a terminal would obey.
std::optional<std::string> faultOfName(std::string_view name)
{
    if (name.starts_with('-')) {
        return "a name that begins with - would be taken for an option";
    }
    const bool odd = std::any_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '\'' || c == '"' || c == '\\' || c == '`' || c == '$';
    });
    return odd ? std::optional<std::string>("blanks, quotes and control bytes are no part of a name") : std::nullopt;
}

Result<CaptureSource> named(CaptureSource::Kind kind, std::string_view text, std::string_view name)
{
    if (const auto fault = faultOfName(name)) {
        return refused(text, *fault);
    }
    return CaptureSource{kind, std::string(name), {}, std::string(text)};
}

} // namespace

Result<CaptureSource> parseCaptureSource(std::string_view text)
{
    using Kind = CaptureSource::Kind;
    if (text == "local") {
        return CaptureSource{Kind::Local, {}, {}, "local"};
    }
    if (text == "-") {
        return CaptureSource{Kind::StandardInput, {}, {}, "-"};
    }
    if (text == "adb" || text.starts_with("adb:")) {
        return named(Kind::Adb, text, text.substr(std::min<std::size_t>(4, text.size())));
    }
    if (text.starts_with("ssh:")) {
        return text.size() == 4 ? refused(text, "a host is needed, as in ssh:board") : named(Kind::Ssh, text, text.substr(4));
    }
    if (text.starts_with("exec:")) {
        auto words = splitWords(text.substr(5));
        if (!words || words->empty() || words->front().empty()) {
            return refused(text, words ? "a command is needed, as in exec:'cat dump.txt'" : "a quote is not closed");
        }
        return CaptureSource{Kind::Exec, {}, std::move(*words), std::string(text)};
    }
    return refused(text, "a source is local, ssh:HOST, adb, adb:SERIAL, exec:COMMAND or - (standard input)");
}

std::optional<std::vector<std::string>> splitWords(std::string_view text)
{
    std::vector<std::string> words;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
            inWord = false;
            continue;
        }
        if (!inWord) {
            words.emplace_back();
            inWord = true;
        }
        if (quote == 0 ? c == '\'' || c == '"' : c == quote) {
            quote = quote == 0 ? c : static_cast<char>(0);
        } else if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
            words.back().push_back(text[++i]);
        } else {
            words.back().push_back(c);
        }
    }
    return quote == 0 ? std::optional(words) : std::nullopt;
}

std::string shellQuoted(std::string_view text)
{
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("@%+=:,./-_").find(c) != std::string_view::npos;
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) {
        return std::string(text);
    }
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out + "'";
}

std::string shellLine(const std::vector<std::string> &words)
{
    std::string out;
    for (const std::string &word : words) {
        out += (out.empty() ? "" : " ") + shellQuoted(word);
    }
    return out;
}

} // namespace ptscope
