// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/palette/fuzzy_match.h"

#include <algorithm>

namespace ptscope {

namespace {

constexpr int wordStartScore = 1000;
constexpr int insideScore = 700;
constexpr int initialsScore = 500;
constexpr int earlyBonus = 40; ///< what stands in front is what a command is called

bool isWordStart(const QString &text, int at)
{
    if (at == 0) {
        return true;
    }
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[at].isUpper());
}

QList<int> run(int from, int length)
{
    QList<int> places;
    for (int i = 0; i < length; ++i) {
        places.append(from + i);
    }
    return places;
}

FuzzyMatch scored(int base, QList<int> places)
{
    const int early = std::max(0, earlyBonus - places.first());
    return {base + early, std::move(places)};
}

std::optional<FuzzyMatch> asPart(const QString &text, const QString &word)
{
    int inside = -1;
    for (int at = 0; (at = static_cast<int>(text.indexOf(word, at, Qt::CaseInsensitive))) >= 0; ++at) {
        if (isWordStart(text, at)) {
            return scored(wordStartScore, run(at, static_cast<int>(word.size())));
        }
        inside = inside < 0 ? at : inside;
    }
    return inside < 0 ? std::nullopt : std::optional(scored(insideScore, run(inside, static_cast<int>(word.size()))));
}

/// Each letter starts a word or follows the letter before it. The first way found from the left; texts are short, and
/// what failed once is not tried again.
class Initials
{
public:
    Initials(const QString &text, const QString &word)
        : m_text(text), m_word(word), m_failed(static_cast<std::size_t>((text.size() + 1) * (word.size() + 1)), false)
    { }

    std::optional<QList<int>> find() { return from(0, 0) ? std::optional(m_places) : std::nullopt; }

private:
    bool from(int at, int letter)
    {
        if (letter == m_word.size()) {
            return true;
        }
        const auto key = static_cast<std::size_t>(at) * static_cast<std::size_t>(m_word.size() + 1)
            + static_cast<std::size_t>(letter);
        if (m_failed[key]) {
            return false;
        }
        for (int i = at; i < m_text.size(); ++i) {
            const bool follows = letter > 0 && i == at && m_places.last() == i - 1;
            if (m_text[i].toLower() == m_word[letter].toLower() && (follows || isWordStart(m_text, i))) {
                m_places.append(i);
                if (from(i + 1, letter + 1)) {
                    return true;
                }
                m_places.removeLast();
            }
        }
        m_failed[key] = true;
        return false;
    }

    const QString &m_text;
    const QString &m_word;
    QList<int> m_places;
    std::vector<bool> m_failed;
};

std::optional<FuzzyMatch> letterByLetter(const QString &text, const QString &word)
{
    QList<int> places;
    int at = -1;
    for (const QChar letter : word) {
        at = static_cast<int>(text.indexOf(letter, at + 1, Qt::CaseInsensitive));
        if (at < 0) {
            return std::nullopt;
        }
        places.append(at);
    }
    const int spread = places.last() - places.first() - static_cast<int>(word.size()) + 1;
    return FuzzyMatch{std::max(1, looseScore - 1 - spread), std::move(places)};
}

std::optional<FuzzyMatch> matchWord(const QString &text, const QString &word)
{
    if (auto part = asPart(text, word)) {
        return part;
    }
    if (auto places = Initials(text, word).find()) {
        return scored(initialsScore, *places);
    }
    return letterByLetter(text, word);
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &text, const QString &typed)
{
    FuzzyMatch all;
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const auto match = matchWord(text, word);
        if (!match) {
            return std::nullopt;
        }
        // The worst word tells how well the whole is meant.
        all.score = all.places.isEmpty() ? match->score : std::min(all.score, match->score);
        all.places += match->places;
    }
    std::sort(all.places.begin(), all.places.end());
    all.places.erase(std::unique(all.places.begin(), all.places.end()), all.places.end());
    return all;
}

} // namespace ptscope
