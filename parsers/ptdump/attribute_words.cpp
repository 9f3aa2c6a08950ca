// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/attribute_words.h"

#include <algorithm>
#include <cctype>

#include "parsers/ptdump/arm64_dialects.h"

namespace ptscope {

namespace {

constexpr std::size_t longestExtraWord = 12;
constexpr std::size_t mostExtraWords = 4;

const KnownWord *findWord(std::string_view word)
{
    const auto words = arm64Words();
    const auto it = std::find_if(words.begin(), words.end(), [&](const KnownWord &w) { return word == w.word; });
    return it == words.end() ? nullptr : &*it;
}

/// A word that a newer or a vendor's kernel may print: kept as part of the attributes. Anything else behind the known
/// words is somebody's remark.
bool looksLikeAttribute(std::string_view word)
{
    return word.size() <= longestExtraWord && std::isupper(static_cast<unsigned char>(word.front())) != 0
        && std::all_of(word.begin(), word.end(),
                       [](unsigned char c) { return std::isalnum(c) != 0 || c == '/' || c == '-' || c == '_'; });
}

bool beginsKnownWord(std::string_view word)
{
    const auto words = arm64Words();
    return std::any_of(words.begin(), words.end(),
                       [&](const KnownWord &w) { return std::string_view(w.word).starts_with(word); });
}

class Reader
{
public:
    void known(const KnownWord &word)
    {
        m_out.any = true;
        if (word.kind == KnownWord::Kind::Memory) {
            m_out.contradicts |= m_out.attributes.memoryType != MemoryType::None;
            m_out.attributes.memoryType = word.type;
            return;
        }
        const unsigned bit = 1U << static_cast<unsigned>(word.attr);
        m_out.contradicts |= (m_said & bit) != 0;
        m_said |= bit;
        m_out.attributes.set(word.attr, word.kind == KnownWord::Kind::Sets);
    }
    void unknown(std::string_view word, bool last)
    {
        // Nothing is printed behind the memory type, so a word there is no piece of one.
        const bool open = m_out.attributes.memoryType == MemoryType::None;
        const bool cut = last && open && (beginsKnownWord(word) || word.ends_with(".."));
        m_out.lastWordCut |= cut;
        m_out.cutMemoryType |= cut && (word.front() == 'M' || word.front() == 'D');
        if ((cut || looksLikeAttribute(word)) && m_out.annotation.empty() && m_extras < mostExtraWords && m_out.any) {
            append(m_out.attributes.extraWords, word);
            ++m_extras;
        } else {
            append(m_out.annotation, word);
        }
    }
    AttributeReading take()
    {
        const auto said = [this](Attr attr) { return (m_said >> static_cast<unsigned>(attr) & 1U) != 0; };
        m_out.rightsComplete = said(Attr::ReadOnly) && said(Attr::PrivilegedNx);
        return std::move(m_out);
    }

private:
    static void append(std::string &to, std::string_view word) { to.append(to.empty() ? 0 : 1, ' ').append(word); }

    AttributeReading m_out;
    unsigned m_said = 0;
    std::size_t m_extras = 0;
};

} // namespace

AttributeReading readAttributeWords(std::span<const std::string_view> words)
{
    Reader reader;
    bool remark = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const KnownWord *word = remark ? nullptr : findWord(words[i]);
        if (word != nullptr) {
            reader.known(*word);
        } else {
            reader.unknown(words[i], i + 1 == words.size() && !remark);
            remark = remark || !looksLikeAttribute(words[i]);
        }
    }
    return reader.take();
}

bool isAttributeWord(std::string_view word)
{
    return findWord(word) != nullptr;
}

bool isMemoryType(std::string_view word)
{
    const KnownWord *known = findWord(word);
    return known != nullptr && known->kind == KnownWord::Kind::Memory;
}

} // namespace ptscope
