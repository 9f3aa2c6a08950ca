// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/ptdump/line_repair.h"

namespace ptscope {

/// What was taken off the ends of one damaged line, to take the same off the next ones: a text that went through a mail or
/// a console is damaged alike in all its lines, and looking for every kind of damage in each of two million is slow.
class LineShape
{
public:
    /// Remembers what repairing `raw` took off. Forgets when it did more than that.
    void learn(std::string_view raw, const RepairedLine &line);
    /// The text between the same ends, where digits stand for digits (time stamps, line numbers). `joined`: put together at
    /// soft breaks; the repair that this is belongs to no line that came whole.
    std::optional<std::string_view> match(std::string_view raw, bool joined = false) const;
    const std::vector<DiagnosticCode> &repairs() const { return m_repairs; }

private:
    std::string m_front;
    std::string m_back;
    std::vector<DiagnosticCode> m_repairs;
    bool m_joined = false;
};

} // namespace ptscope
