// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/board_answer.h"

#include <algorithm>
#include <charconv>

namespace ptscope {

namespace {

constexpr std::size_t keptPreamble = 4096;
constexpr std::size_t mostFacts = 64;
constexpr std::size_t mostTables = 256;
constexpr std::size_t mostFiles = 64;

std::string_view nextWord(std::string_view &text)
{
    const std::size_t blank = text.find(' ');
    const std::string_view word = text.substr(0, blank);
    text = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
    return word;
}

template<class Number>
std::optional<Number> numberOf(std::string_view word)
{
    Number value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return !word.empty() && error == std::errc{} && end == word.data() + word.size() ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<std::uint64_t> AnsweredFile::milliseconds() const
{
    if (!from || !to || *to < *from || *to - *from > 1e6) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>((*to - *from) * 1000 + 0.5);
}

BoardAnswer::BoardAnswer(std::string marker, std::uint64_t ceiling) : m_marker(std::move(marker)), m_ceiling(ceiling) {}

bool BoardAnswer::feed(std::string_view bytes)
{
    m_bytes += bytes.size();
    while (!bytes.empty() && !tooLarge()) {
        const std::size_t end = bytes.find('\n');
        if (end == std::string_view::npos) {
            m_line.append(bytes);
            break;
        }
        m_line.append(bytes.substr(0, end));
        takeLine(m_line);
        m_line.clear();
        bytes.remove_prefix(end + 1);
    }
    return !tooLarge() && !m_done;
}

std::string BoardAnswer::fact(const std::string &name) const
{
    const auto found = m_facts.find(name);
    return found == m_facts.end() ? std::string() : found->second;
}

const AnsweredFile *BoardAnswer::file(std::string_view name) const
{
    const auto found = std::find_if(m_files.begin(), m_files.end(), [&](const AnsweredFile &f) { return f.name == name; });
    return found == m_files.end() ? nullptr : &*found;
}

void BoardAnswer::takeLine(std::string_view line)
{
    if (line.starts_with(m_marker) && line.size() > m_marker.size() && line[m_marker.size()] == ' ') {
        m_carriageReturns = line.ends_with('\r');
        line.remove_suffix(m_carriageReturns ? 1 : 0);
        takeMark(line.substr(m_marker.size() + 1));
    } else if (m_inFile) {
        line.remove_suffix(m_carriageReturns && line.ends_with('\r') ? 1 : 0);
        m_files.back().content.append(line).push_back('\n');
    } else if (!m_greeted && m_preamble.size() < keptPreamble) {
        m_preamble.append(line.substr(0, keptPreamble)).push_back('\n');
    }
}

void BoardAnswer::takeMark(std::string_view words)
{
    const std::string_view verb = nextWord(words);
    if (verb == "hello") {
        m_greeted = true;
    } else if (verb == "fact" && m_facts.size() < mostFacts) {
        const std::string name(nextWord(words));
        m_facts[name] = words;
    } else if (verb == "table" && m_tables.size() < mostTables) {
        m_tables.emplace_back(words);
    } else if (verb == "file" && m_files.size() < mostFiles && !m_inFile) {
        m_files.push_back({std::string(words), {}, 0, {}, {}, {}, false});
        m_inFile = true;
    } else if (verb == "end" && m_inFile) {
        endFile(words);
    } else if (verb == "done") {
        m_done = true;
    }
}

void BoardAnswer::endFile(std::string_view words)
{
    AnsweredFile &file = m_files.back();
    file.exitCode = numberOf<int>(nextWord(words)).value_or(1);
    file.from = numberOf<double>(nextWord(words));
    file.to = numberOf<double>(nextWord(words));
    file.why = words;
    file.whole = true;
    if (file.content.ends_with('\n')) {
        file.content.pop_back(); // the one that stands before the mark
    }
    m_inFile = false;
}

} // namespace ptscope
