// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/change_sentences.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <numeric>

#include "core/diff/change_words.h"
#include "core/snapshot/row_text.h"
#include "views/diff/kind_groups.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChangeSentences)
};

ByteCount unitOf(const Snapshot &snapshot, Mapping mapping)
{
    return leafUnit(snapshot.geometry(), mapping.level, snapshot.attributes().at(mapping.attributes));
}

QString sizeName(ByteCount size)
{
    return QString::fromStdString(runSizeText(size));
}

bool sameAccess(const Diff &diff, Mapping before, Mapping after)
{
    return diff.before->classes().at(before.level, before.attributes).access
        == diff.after->classes().at(after.level, after.attributes).access;
}

QString rightsChanged(const Diff &diff, const Change &change)
{
    const bool rights = change.kinds.has(ChangeKind::Permission) || change.kinds.has(ChangeKind::Type)
        || change.kinds.has(ChangeKind::Valid) || !sameAccess(diff, change.before, change.after);
    return rights ? differenceText(diff, change.before, change.after) : Words::tr("same access");
}

QString splitText(const Diff &diff, const Change &change)
{
    const Snapshot &large = change.kinds.has(ChangeKind::Split) ? *diff.before : *diff.after;
    const Mapping whole = change.kinds.has(ChangeKind::Split) ? change.before : change.after;
    const ByteCount unit = unitOf(large, whole);
    const std::uint64_t count = leavesIn(large, whole, change.range.size());
    const bool part = unit.value != 0 && change.range.size() < unit;
    const bool split = change.kinds.has(ChangeKind::Split);
    const QString rights = rightsChanged(diff, change);
    if (part) {
        return split ? Words::tr("part of a %1 leaf that was split; %2").arg(sizeName(unit), rights)
                     : Words::tr("part of a %1 leaf that was formed; %2").arg(sizeName(unit), rights);
    }
    return split ? Words::tr("%1 × %2 split, %3").arg(countText(count), sizeName(unit), rights)
                 : Words::tr("merged into %1 × %2, %3").arg(countText(count), sizeName(unit), rights);
}

QString movedText(const Diff &diff, ChangeIndex change)
{
    const ChangeIndex partner = diff.changes.partner(change);
    if (partner == noChange) {
        return Words::tr("moved within its region");
    }
    const bool here = diff.changes.kinds(change).has(ChangeKind::Mapped);
    const Change other = diff.changes.at(partner);
    const QString there = addressLabel((here ? other.rangeBefore() : other.range).first.value);
    return here ? Words::tr("moved here from %1").arg(there) : Words::tr("moved to %1").arg(there);
}

QString mappedText(const Diff &diff, const Change &change)
{
    const QString owner = QString::fromStdString(ownerAfter(diff, change));
    if (change.kinds.has(ChangeKind::Unmapped)) {
        return Words::tr("%1 went, %2 came").arg(QString::fromStdString(ownerBefore(diff, change)), owner);
    }
    return !owner.isEmpty() ? Words::tr("came: %1").arg(owner)
        : change.churn      ? Words::tr("came; looks like a kernel stack")
                            : Words::tr("newly mapped");
}

QString unmappedText(const Diff &diff, const Change &change)
{
    const QString owner = QString::fromStdString(ownerBefore(diff, change));
    return !owner.isEmpty() ? Words::tr("went: %1").arg(owner)
        : change.churn      ? Words::tr("went; looks like a kernel stack")
                            : Words::tr("no longer mapped");
}

QString tableText(const Change &change)
{
    if (change.before.level == Level::Unknown) {
        return Words::tr("a hole now; what stood here has moved");
    }
    const bool deeper = number(change.after.level) > number(change.before.level);
    return deeper ? Words::tr("nothing mapped; an empty table is hooked in (%1 → %2)")
                        .arg(QLatin1String(name(change.before.level)), QLatin1String(name(change.after.level)))
                  : Words::tr("nothing mapped; an empty table is gone (%1 → %2)")
                        .arg(QLatin1String(name(change.before.level)), QLatin1String(name(change.after.level)));
}

} // namespace

std::uint64_t leavesIn(const Snapshot &snapshot, Mapping mapping, ByteCount size)
{
    const std::uint64_t unit = unitOf(snapshot, mapping).value;
    return mapping.isHole() || unit == 0 ? 0 : size.value / unit + (size.value % unit != 0 ? 1U : 0U);
}

QString leavesText(const Snapshot &snapshot, Mapping mapping, ByteCount size)
{
    if (mapping.isHole()) {
        return Words::tr("hole");
    }
    const ByteCount unit = unitOf(snapshot, mapping);
    if (unit.value == 0) {
        return sizeName(size);
    }
    return size < unit ? Words::tr("in a %1").arg(sizeName(unit))
                       : QStringLiteral("%1 × %2").arg(countText(leavesIn(snapshot, mapping, size)), sizeName(unit));
}

QString kindTitle(ChangeKinds kinds)
{
    if (kinds.has(ChangeKind::Mapped) && kinds.has(ChangeKind::Unmapped)) {
        return Words::tr("Replaced");
    }
    QStringList names;
    const ChangeKind leading = leadingKind(kinds);
    names.append(QLatin1String(name(leading)));
    for (const ChangeKind kind : allChangeKinds) {
        const bool told = kind == leading
            || (leading == ChangeKind::Moved && (kind == ChangeKind::Mapped || kind == ChangeKind::Unmapped));
        if (kinds.has(kind) && !told) {
            names.append(QLatin1String(name(kind)));
        }
    }
    QString text = names.join(QStringLiteral(", "));
    text[0] = text[0].toUpper();
    return text;
}

QString differenceText(const Diff &diff, Mapping before, Mapping after)
{
    const QString text = QString::fromStdString(changeText(diff, before, after));
    const QString from = text.section(QLatin1String(" -> "), 0, 0);
    const QString to = text.section(QLatin1String(" -> "), 1, 1);
    const QLatin1String none("none");
    if (to.isEmpty()) {
        return text;
    }
    return from == none ? QLatin1Char('+') + to
        : to == none    ? QChar(0x2212) + from
                        : QStringLiteral("%1 %2 %3").arg(from, QString(QChar(0x2192)), to);
}

QString meaningText(const Diff &diff, ChangeIndex index)
{
    const Change change = diff.changes.at(index);
    switch (leadingKind(change.kinds)) {
    case ChangeKind::Split:
    case ChangeKind::Merge:
        return splitText(diff, change);
    case ChangeKind::Mapped:
        return mappedText(diff, change);
    case ChangeKind::Unmapped:
        return unmappedText(diff, change);
    case ChangeKind::Moved:
        return movedText(diff, index);
    case ChangeKind::Table:
        return tableText(change);
    case ChangeKind::Contiguous:
        return diff.after->attributes().at(change.after.attributes).contiguous()
            ? Words::tr("forms contiguous groups now")
            : Words::tr("no longer in contiguous groups");
    default:
        return differenceText(diff, change.before, change.after);
    }
}

QString countAndSize(std::uint64_t changes, ByteCount bytes)
{
    const QString count = changes == 1 ? Words::tr("1 change") : Words::tr("%1 changes").arg(countText(changes));
    return QStringLiteral("%1, %2").arg(count, sizeName(bytes));
}

QString movedRegionsText(const Alignment &alignment)
{
    QStringList parts;
    for (const MovedPart &part : alignment.moved) {
        const bool down = (part.shift >> 63U) != 0;
        const std::uint64_t distance = down ? ~part.shift + 1 : part.shift;
        parts.append(QStringLiteral("%1 %2 0x%3")
                         .arg(part.kernelImage ? Words::tr("kernel image") : QString::fromStdString(part.region),
                              down ? QString(QChar(0x2212)) : QStringLiteral("+"), QString::number(distance, 16)));
    }
    return parts.join(QStringLiteral(", "));
}

std::pair<QString, QString> namesOf(const Snapshot &before, const Snapshot &after)
{
    const auto label = [](const Snapshot &snapshot) { return QString::fromStdString(snapshot.source().label); };
    if (label(before) != label(after)) {
        return {label(before), label(after)};
    }
    const auto withFolder = [&](const Snapshot &snapshot) {
        const QString path = QString::fromStdString(snapshot.source().path);
        const QString folder = path.section(QLatin1Char('/'), -2, -2);
        return folder.isEmpty() ? label(snapshot) : folder + QLatin1Char('/') + label(snapshot);
    };
    return {withFolder(before), withFolder(after)};
}

namespace {

const KindGroup *largestOf(const std::vector<KindGroup> &groups)
{
    const KindGroup *best = nullptr;
    for (const KindGroup &group : groups) {
        // A table alone maps nothing: it leads only where nothing else has changed.
        const bool table = group.kinds.is(ChangeKind::Table);
        const bool better = best == nullptr || (best->kinds.is(ChangeKind::Table) && !table)
            || (best->kinds.is(ChangeKind::Table) == table && group.bytes > best->bytes);
        best = !group.churn && better ? &group : best;
    }
    return best;
}

QString verbOf(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Mapped:
        return Words::tr("mapped");
    case ChangeKind::Unmapped:
        return Words::tr("unmapped");
    case ChangeKind::Split:
        return Words::tr("split into smaller leaves");
    case ChangeKind::Merge:
        return Words::tr("merged into larger leaves");
    case ChangeKind::Moved:
        return Words::tr("moved");
    case ChangeKind::Contiguous:
        return Words::tr("regrouped");
    case ChangeKind::Table:
        return Words::tr("with other tables");
    default:
        break;
    }
    return {};
}

QString detailOf(const Diff &diff, const std::vector<KindGroup> &groups, const KindGroup *largest)
{
    QStringList sentences;
    if (largest != nullptr && !verbOf(leadingKind(largest->kinds)).isEmpty()) {
        sentences.append(largest->difference);
    }
    const auto meaning = static_cast<std::uint64_t>(
        std::count_if(groups.begin(), groups.end(), [](const KindGroup &group) { return !group.churn; }));
    if (meaning > 1) {
        sentences.append(Words::tr("%1 changes of %2 kinds in all").arg(countText(diff.meaningCount()), countText(meaning)));
    }
    const QString moved = movedRegionsText(diff.alignment);
    const auto areas = static_cast<std::uint64_t>(diff.alignment.areas.size());
    if (!moved.isEmpty()) {
        sentences.append(Words::tr("moved: %1").arg(moved));
    }
    if (areas != 0) {
        sentences.append(areas == 1 ? Words::tr("1 area matched by owner")
                                    : Words::tr("%1 areas matched by owner").arg(countText(areas)));
    }
    if (diff.kpti != KptiSwitch::None) {
        sentences.append(diff.kpti == KptiSwitch::On ? Words::tr("KPTI on: NG on every mapping")
                                                     : Words::tr("KPTI off: NG on none any more"));
    }
    if (diff.uncompared.value != 0) {
        sentences.append(Words::tr("%1 could not be compared: one text is cut there").arg(sumText(diff.uncompared.value)));
    }
    if (const std::uint32_t churn = diff.churnCount()) {
        sentences.append(churn == 1 ? Words::tr("1 change of churn apart")
                                    : Words::tr("%1 changes of churn apart").arg(countText(churn)));
    }
    return sentences.join(QStringLiteral("  ·  "));
}

/// Where no change is of meaning.
QString titleWithoutChanges(const Diff &diff)
{
    const bool kpti = diff.kpti != KptiSwitch::None;
    if (!diff.alignment.moved.empty()) {
        return kpti ? Words::tr("Only the place of regions and KPTI differ") : Words::tr("Only the place of regions differs");
    }
    if (kpti) {
        return Words::tr("Only KPTI differs");
    }
    return diff.alignment.areas.empty() ? Words::tr("Nothing of meaning differs") : Words::tr("Only the place of areas differs");
}

} // namespace

DiffVerdict verdictOf(const Diff &diff, const std::vector<KindGroup> &groups)
{
    DiffVerdict verdict;
    const KindGroup *largest = largestOf(groups);
    if (largest != nullptr) {
        const ChangeKind kind = leadingKind(largest->kinds);
        verdict.kind = kind;
        const QString verb = verbOf(kind);
        verdict.title = Words::tr("%1: %2 %3")
                            .arg(largest->regionsText(), sumText(largest->bytes.value),
                                 verb.isEmpty() ? largest->difference : verb);
    } else {
        verdict.title = titleWithoutChanges(diff);
    }
    verdict.detail = detailOf(diff, groups, largest);
    const auto tables = [](const LedgerSide &side) {
        return std::accumulate(side.tables.begin(), side.tables.end(), std::uint64_t{0});
    };
    const auto more = static_cast<std::int64_t>(tables(diff.ledgerAfter) - tables(diff.ledgerBefore));
    const auto page = static_cast<std::int64_t>(diff.after->geometry().pageSize().value);
    verdict.tables = more == 0 ? Words::tr("as many tables as before")
                               : Words::tr("%1 tables, %2").arg(deltaText(more), sumDeltaText(more * page));
    verdict.entries = Words::tr("TLB entries %1 → %2")
                          .arg(countText(diff.ledgerBefore.tlbEntries), countText(diff.ledgerAfter.tlbEntries));
    return verdict;
}

} // namespace ptscope
