// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace ptscope {

/// A text that many records have in common: copies share it. Half the size of a std::string, and none of its own where it
/// is empty.
class SharedText
{
public:
    SharedText() = default;
    SharedText(std::string_view text) : m_text(text.empty() ? nullptr : std::make_shared<const std::string>(text)) { }
    SharedText(const std::string &text) : SharedText(std::string_view(text)) { }
    SharedText(const char *text) : SharedText(std::string_view(text)) { }

    const std::string &text() const
    {
        static const std::string none;
        return m_text != nullptr ? *m_text : none;
    }
    operator std::string_view() const { return text(); }
    bool empty() const { return m_text == nullptr; }
    /// Equal for copies, which are equal texts without a look at them. Equal texts that were made apart may differ.
    const void *identity() const { return m_text.get(); }

    friend bool operator==(const SharedText &a, const SharedText &b) { return a.m_text == b.m_text || a.text() == b.text(); }
    friend bool operator==(const SharedText &a, std::string_view b) { return a.text() == b; }
    friend bool operator==(const SharedText &a, const char *b) { return a.text() == b; }
    friend std::ostream &operator<<(std::ostream &out, const SharedText &text) { return out << text.text(); }

private:
    std::shared_ptr<const std::string> m_text;
};

} // namespace ptscope
