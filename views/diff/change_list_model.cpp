// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/change_list_model.h"

#include <algorithm>

#include "core/diff/churn.h"
#include "core/snapshot/row_text.h"
#include "views/diff/change_sentences.h"
#include "views/look/change_mark.h"
#include "views/look/numbers.h"

namespace ptscope {

void ChangeListModel::setSource(DiffSourcePtr source, ChurnShow churn, const QString &filter)
{
    beginResetModel();
    m_source = std::move(source);
    m_sections.clear();
    m_lines = 0;
    m_filtered = false;
    if (m_source != nullptr) {
        addGroups(churn == ChurnShow::WithTheRest);
        if (churn == ChurnShow::Apart) {
            addChurn();
        }
        if (const auto kept = filter.isEmpty() ? std::nullopt : ChangeFilter::compile(filter.toStdString(), m_source->diff())) {
            keepOnly(*kept);
            m_filtered = true;
        }
    }
    for (Section &section : m_sections) {
        section.line = m_lines;
        m_lines += 1 + static_cast<int>(section.changes().size());
    }
    endResetModel();
}

void ChangeListModel::keepOnly(const ChangeFilter &filter)
{
    for (Section &section : m_sections) {
        std::vector<ChangeIndex> kept;
        ByteCount bytes;
        for (const ChangeIndex change : section.changes()) {
            if (filter.lets(change)) {
                kept.push_back(change);
                bytes += m_source->diff().changes.range(change).size();
            }
        }
        section.own = std::move(kept);
        section.shared = nullptr;
        section.bytes = bytes;
    }
    std::erase_if(m_sections, [](const Section &section) { return section.changes().empty(); });
}

std::vector<ChangeIndex> ChangeListModel::listed() const
{
    std::vector<ChangeIndex> out;
    for (const Section &section : m_sections) {
        out.insert(out.end(), section.changes().begin(), section.changes().end());
    }
    std::sort(out.begin(), out.end());
    return out;
}

void ChangeListModel::addGroups(bool churnToo)
{
    for (const KindGroup &group : m_source->groups()) {
        if (group.churn && !churnToo) {
            continue;
        }
        Section section;
        section.title = kindTitle(group.kinds);
        section.note = QStringLiteral("%1   %2").arg(group.difference, group.regionsText());
        section.regions = group.regions.join(QStringLiteral(", "));
        section.bytes = group.bytes;
        section.shared = &group.changes;
        m_sections.push_back(std::move(section));
    }
}

/// One section, by address: what came and went for a moment is not worth a head for each kind.
void ChangeListModel::addChurn()
{
    Section section;
    for (const KindGroup &group : m_source->groups()) {
        if (group.churn) {
            section.own.insert(section.own.end(), group.changes.begin(), group.changes.end());
            section.bytes += group.bytes;
        }
    }
    if (section.own.empty()) {
        return;
    }
    std::sort(section.own.begin(), section.own.end());
    section.title = tr("Churn");
    section.note = QString::fromStdString(churnRule(m_source->diff())).remove(QLatin1String("churn is "));
    section.churn = true;
    m_sections.push_back(std::move(section));
}

const ChangeListModel::Section &ChangeListModel::sectionOf(int line) const
{
    const auto behind = std::upper_bound(m_sections.begin(), m_sections.end(), line,
                                         [](int l, const Section &section) { return l < section.line; });
    return *(behind - 1);
}

const ChangeListModel::Section *ChangeListModel::headAt(int line) const
{
    if (line < 0 || line >= m_lines) {
        return nullptr;
    }
    const Section &section = sectionOf(line);
    return section.line == line ? &section : nullptr;
}

std::optional<ChangeIndex> ChangeListModel::changeAt(int line) const
{
    if (line < 0 || line >= m_lines || headAt(line) != nullptr) {
        return std::nullopt;
    }
    const Section &section = sectionOf(line);
    return section.changes()[static_cast<std::size_t>(line - section.line - 1)];
}

int ChangeListModel::lineOf(ChangeIndex change) const
{
    for (const Section &section : m_sections) {
        const auto &changes = section.changes();
        const auto found = std::lower_bound(changes.begin(), changes.end(), change);
        if (found != changes.end() && *found == change) {
            return section.line + 1 + static_cast<int>(found - changes.begin());
        }
    }
    return -1;
}

int ChangeListModel::nextChangeLine(int line, bool forward) const
{
    if (m_lines < 2) {
        return -1;
    }
    int next = line < 0 ? (forward ? 0 : m_lines) : line;
    do {
        next = (next + (forward ? 1 : m_lines - 1)) % m_lines;
    } while (headAt(next) != nullptr);
    return next;
}

int ChangeListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_lines;
}

int ChangeListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ChangeListModel::headText(const Section &section) const
{
    const QString text =
        tr("%1: %2, %3").arg(section.title, section.note, countAndSize(section.changes().size(), section.bytes));
    return section.regions.isEmpty() ? text : QStringLiteral("%1\n%2").arg(text, section.regions);
}

QString ChangeListModel::textOf(ChangeIndex index, int column) const
{
    const Diff &diff = m_source->diff();
    const Change change = diff.changes.at(index);
    switch (column) {
    case MarkColumn:
        return markCharacter(markFor(leadingKind(change.kinds)));
    case RangeColumn:
        return QStringLiteral("%1-%2").arg(addressLabel(change.range.first.value),
                                           addressLabel(change.range.printedEnd()));
    case SizeColumn:
        return runSizeText(change.range.size().value);
    case BeforeColumn:
        return leavesText(*diff.before, change.before, change.range.size());
    case AfterColumn:
        return leavesText(*diff.after, change.after, change.range.size());
    default:
        return meaningText(diff, index);
    }
}

QVariant ChangeListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)) {
        return {};
    }
    if (const Section *section = headAt(index.row())) {
        return index.column() == MarkColumn || role == Qt::ToolTipRole ? headText(*section) : QVariant();
    }
    const auto change = changeAt(index.row());
    if (!change) {
        return {};
    }
    if (role == Qt::ToolTipRole && index.column() >= BeforeColumn) {
        return differenceText(m_source->diff(), m_source->diff().changes.at(*change).before,
                              m_source->diff().changes.at(*change).after);
    }
    return textOf(*change, index.column());
}

QVariant ChangeListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    const QStringList names{QString(), tr("Address"), tr("Size"), tr("Before"), tr("After"), tr("What it means")};
    return names.value(section);
}

Qt::ItemFlags ChangeListModel::flags(const QModelIndex &index) const
{
    return headAt(index.row()) != nullptr ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace ptscope
