// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/line_shape.h"

#include <algorithm>

namespace ptscope {

namespace {

/// Codes (`=20`) decide by their digits what they are; such lines have no shape.
constexpr char codeSign = '=';

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAlike(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return x == y || (isDigit(x) && isDigit(y)); });
}

} // namespace

void LineShape::learn(std::string_view raw, const RepairedLine &line)
{
    m_repairs.clear();
    const std::size_t at = raw.find(line.text);
    if (at == std::string_view::npos || line.repairs.empty() || raw.find(codeSign) != std::string_view::npos) {
        return;
    }
    m_front = raw.substr(0, at);
    m_back = raw.substr(at + line.text.size());
    m_repairs = line.repairs;
    m_joined = line.was(DiagnosticCode::QuotedPrintable);
}

std::optional<std::string_view> LineShape::match(std::string_view raw, bool joined) const
{
    if (m_repairs.empty() || joined != m_joined || raw.size() < m_front.size() + m_back.size()
        || !isAlike(raw.substr(0, m_front.size()), m_front)
        || !isAlike(raw.substr(raw.size() - m_back.size()), m_back)) {
        return std::nullopt;
    }
    return raw.substr(m_front.size(), raw.size() - m_front.size() - m_back.size());
}

} // namespace ptscope
