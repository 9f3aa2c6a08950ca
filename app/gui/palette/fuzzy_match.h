// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ptscope {

/// How well a text answers what was typed, and which of its characters do.
struct FuzzyMatch {
    int score = 0;     ///< higher is better; below looseScore the letters merely occur in order
    QList<int> places; ///< ascending
};

constexpr int looseScore = 100;

/// Each word typed must be found, in any order and case: at the start of a word ("exp" in "Export rows"), within one,
/// by beginnings ("zi" in "Zoom in"), or at least letter by letter in order. Nothing typed is found everywhere.
std::optional<FuzzyMatch> fuzzyMatch(const QString &text, const QString &typed);

} // namespace ptscope
