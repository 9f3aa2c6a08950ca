// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ptscope {

/// One file that the board was asked for.
struct AnsweredFile {
    std::string name;
    std::string content;
    int exitCode = 0;
    std::optional<double> from; ///< seconds of uptime before the read
    std::optional<double> to;   ///< and after it
    std::string why;            ///< the first line of standard error
    bool whole = false;         ///< its end was seen

    bool good() const { return whole && exitCode == 0; }
    std::optional<std::uint64_t> milliseconds() const;
};

/// Reads what boardScript() makes a board print, piece by piece.
class BoardAnswer
{
public:
    explicit BoardAnswer(std::string marker, std::uint64_t ceiling);

    /// False once more came than the ceiling allows.
    bool feed(std::string_view bytes);

    bool greeted() const { return m_greeted; }
    bool done() const { return m_done; }
    bool tooLarge() const { return m_bytes > m_ceiling; }
    std::uint64_t bytes() const { return m_bytes; }
    /// What came before the first mark: a banner, or a shell's complaint. Its beginning only.
    const std::string &preamble() const { return m_preamble; }
    /// Empty when the board did not tell.
    std::string fact(const std::string &name) const;
    const std::vector<std::string> &tables() const { return m_tables; }
    const std::vector<AnsweredFile> &files() const { return m_files; }
    /// Null when it was not asked for or did not begin.
    const AnsweredFile *file(std::string_view name) const;
    /// The file whose bytes are coming; empty between files.
    std::string_view reading() const { return m_inFile ? std::string_view(m_files.back().name) : std::string_view(); }

private:
    void takeLine(std::string_view line);
    void takeMark(std::string_view words);
    void endFile(std::string_view words);

    std::string m_marker;
    std::uint64_t m_ceiling;
    std::uint64_t m_bytes = 0;
    std::string m_line;
    std::string m_preamble;
    std::map<std::string, std::string> m_facts;
    std::vector<std::string> m_tables;
    std::vector<AnsweredFile> m_files;
    bool m_greeted = false;
    bool m_carriageReturns = false; ///< a terminal stands between: each line ends with one
    bool m_inFile = false;
    bool m_done = false;
};

} // namespace ptscope
