// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ptscope {

/// Text as it may stand between tags and in quoted attributes, whatever it holds: markup is escaped, bytes that are no UTF-8
/// and control characters become U+FFFD.
std::string htmlText(std::string_view text);

/// Builds tables: cells are text, never markup.
class HtmlTable
{
public:
    explicit HtmlTable(std::string_view caption = {});

    HtmlTable &row();
    HtmlTable &cell(std::string_view text);
    HtmlTable &number(std::string_view text); ///< in the mono font, to the right
    HtmlTable &mono(std::string_view text);
    /// A cell of markup that was made here.
    HtmlTable &raw(std::string_view markup);
    /// The heads of all columns; names that begin with '>' stand to the right.
    HtmlTable &heads(std::initializer_list<std::string_view> names);
    std::string take();

private:
    std::string m_out;
    bool m_open = false;
};

} // namespace ptscope
