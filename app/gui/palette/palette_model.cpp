// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/palette/palette_model.h"

#include <algorithm>
#include <map>

#include "app/gui/palette/fuzzy_match.h"

namespace ptscope {

namespace {

/// What stands beside the text is found too, but below every text that answers as well.
constexpr int detailCost = 300;

struct Found {
    std::size_t entry;
    FuzzyMatch match;
};

std::optional<FuzzyMatch> matchEntry(const PaletteEntry &entry, const QString &typed)
{
    auto text = fuzzyMatch(entry.text, typed);
    if (text && text->score >= looseScore) {
        return text;
    }
    const auto all = fuzzyMatch(entry.text + QLatin1Char(' ') + entry.detail + QLatin1Char(' ') + entry.group, typed);
    if (all && all->score >= looseScore) {
        FuzzyMatch beside{std::max(all->score - detailCost, looseScore), {}};
        std::copy_if(all->places.begin(), all->places.end(), std::back_inserter(beside.places),
                     [&](int place) { return place < entry.text.size(); });
        return beside;
    }
    return text;
}

std::vector<Found> search(const PaletteEntries &entries, const QString &typed)
{
    std::vector<Found> found;
    int best = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (auto match = matchEntry(entries[i], typed)) {
            best = std::max(best, match->score);
            found.push_back({i, std::move(*match)});
        }
    }
    // Letters that merely occur in order are noise beside a real answer.
    if (best >= looseScore) {
        std::erase_if(found, [](const Found &f) { return f.match.score < looseScore; });
    }
    return found;
}

QString spoken(const PaletteEntry &entry)
{
    QStringList parts{entry.text, entry.detail, entry.keys};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace

PaletteModel::PaletteModel(QObject *parent) : QAbstractListModel(parent) { }

void PaletteModel::append(const QString &group, std::vector<Line> lines)
{
    m_lines.push_back({group, {}, {}});
    std::move(lines.begin(), lines.end(), std::back_inserter(m_lines));
}

void PaletteModel::append(const PaletteEntries &answers)
{
    for (const PaletteEntry &answer : answers) {
        append(answer.group, {{{}, answer, {}}});
    }
}

void PaletteModel::show(const PaletteEntries &entries, const PaletteAnswers &answers, const QString &typed)
{
    struct Group {
        int best = 0;
        std::size_t first = 0;
        std::vector<Found> found;
    };
    std::map<QString, Group> groups;
    for (Found &found : search(entries, typed.trimmed())) {
        Group &group = groups[entries[found.entry].group];
        group.first = group.found.empty() ? found.entry : group.first;
        group.best = std::max(group.best, found.match.score);
        group.found.push_back(std::move(found));
    }
    std::vector<std::pair<QString, Group>> ordered(std::make_move_iterator(groups.begin()),
                                                   std::make_move_iterator(groups.end()));
    std::sort(ordered.begin(), ordered.end(), [](const auto &a, const auto &b) {
        return a.second.best != b.second.best ? a.second.best > b.second.best : a.second.first < b.second.first;
    });
    beginResetModel();
    m_lines.clear();
    append(answers.before);
    for (auto &[title, group] : ordered) {
        std::stable_sort(group.found.begin(), group.found.end(),
                         [](const Found &a, const Found &b) { return a.match.score > b.match.score; });
        std::vector<Line> lines;
        for (Found &found : group.found) {
            lines.push_back({{}, entries[found.entry], std::move(found.match.places)});
        }
        append(title, std::move(lines));
    }
    append(answers.after);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    const bool head = !line.head.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return head ? line.head : line.entry.text;
    case Qt::AccessibleTextRole:
        return head ? line.head : spoken(line.entry);
    case HeadRole:
        return head;
    case DetailRole:
        return line.entry.detail;
    case KeysRole:
        return line.entry.keys;
    case PlacesRole:
        return QVariant::fromValue(line.places);
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    const PaletteEntry *entry = entryAt(index);
    if (entry == nullptr) {
        return Qt::NoItemFlags;
    }
    // A dimmed entry can be stood on, so that its reason is read out.
    return entry->enabled ? Qt::ItemIsSelectable | Qt::ItemIsEnabled : Qt::ItemIsSelectable;
}

const PaletteEntry *PaletteModel::entryAt(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return nullptr;
    }
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    return line.head.isEmpty() ? &line.entry : nullptr;
}

int PaletteModel::entryCount() const
{
    return static_cast<int>(
        std::count_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.head.isEmpty(); }));
}

QModelIndex PaletteModel::next(int row, int step) const
{
    for (int at = row + step; at >= 0 && at < rowCount(); at += step) {
        const PaletteEntry *entry = entryAt(index(at));
        if (entry != nullptr && entry->enabled) {
            return index(at);
        }
    }
    return index(row);
}

} // namespace ptscope
