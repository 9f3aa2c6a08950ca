// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_labels.h"

#include <QCoreApplication>

#include "core/owner/owner_text.h"
#include "core/snapshot/row_text.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MapLabels)
};

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

QString sizeText(AddrRange range)
{
    return QString::fromStdString(runSizeText(range.size()));
}

QString useText(const TableUse &use)
{
    return Words::tr("%1 of %2 used").arg(use.used()).arg(use.entries);
}

QString times(std::uint64_t count, const QString &unit)
{
    return QString::number(count) + QChar(0x00d7) + unit;
}

std::vector<QStringList> tableLadder(const MapCell &cell, const MapSource &source)
{
    const PagingGeometry &geometry = source.snapshot().geometry();
    const unsigned index = geometry.index(cell.level, cell.range.first);
    const QString bracketed = QLatin1Char('[') + indexText(index) + QLatin1Char(']');
    const TableUse use = source.useBelow(cell.level, cell.range.first);
    return {{bracketed, useText(use)},
            {bracketed, latin("%1/%2").arg(use.used()).arg(use.entries)},
            {bracketed},
            {bareIndexText(index)}};
}

/// Puts the indices below the first line, where they stand in one table.
std::vector<QStringList> withIndices(std::vector<QStringList> ladder, const PagingGeometry &geometry,
                                     const MapCell &cell)
{
    if ((cell.range.first.value ^ cell.range.last.value) >> geometry.tableShift(cell.level) == 0) {
        ladder.insert(ladder.begin(), {ladder.front().front(), indexRangeText(geometry, cell.level, cell.range)});
    }
    return ladder;
}

std::vector<QStringList> leafLadder(const MapCell &cell, const MapSource &source)
{
    const Snapshot &snapshot = source.snapshot();
    const PagingGeometry &geometry = snapshot.geometry();
    const QString size = sizeText(cell.range);
    switch (cell.leaf) {
    case LeafClass::Giant: {
        const ByteCount unit =
            leafUnit(geometry, snapshot.extents().level({cell.row}), snapshot.attributesOf({cell.row}));
        const QString unitText = QString::fromStdString(runSizeText(unit));
        return withIndices({{times(cell.range.size() / unit, unitText)}, {size}}, geometry, cell);
    }
    case LeafClass::ContBlock:
    case LeafClass::ContPage:
        return withIndices({{size + latin(" CON")}, {size, latin("CON")}, {size}}, geometry, cell);
    case LeafClass::Invalid:
        return withIndices({{size + latin(" F")}, {size, latin("F")}, {size}, {latin("F")}}, geometry, cell);
    default:
        return withIndices({{size}}, geometry, cell);
    }
}

/// Only in the lane of the tables that have the hole.
std::vector<QStringList> holeLadder(const MapCell &cell, const MapSource &source)
{
    if (cell.lane != LaneKind::Table || cell.unprinted || source.index()->factsOf(cell.row).level != cell.level) {
        return {};
    }
    return withIndices({{Words::tr("%1 hole").arg(sizeText(cell.range))}, {sizeText(cell.range)}},
                       source.snapshot().geometry(), cell);
}

std::vector<QStringList> accessLadder(const MapCell &cell)
{
    const bool user = cell.mask.has(Alert::UserAccessible);
    if (user) {
        return {{wordOf(cell.access), latin("USR")}, {latin("USR")}, {latin("U")}};
    }
    switch (cell.access) {
    case AccessClass::RwNx:
        return {{latin("RW NX")}, {latin("RW")}};
    case AccessClass::RoNx:
        return {{latin("ro NX")}, {latin("ro")}};
    case AccessClass::RoX:
        return {{latin("ro x")}, {latin("x")}};
    case AccessClass::RwX:
        return {{latin("RW x")}, {latin("Wx")}};
    case AccessClass::Device:
        return {{Words::tr("device")}, {latin("dev")}};
    case AccessClass::NonCacheable:
        return {{Words::tr("non-cacheable")}, {latin("NC")}};
    case AccessClass::None:
        break;
    }
    return {{Words::tr("invalid")}, {latin("F")}};
}

std::vector<QStringList> regionLadder(const MapCell &cell, const MapSource &source)
{
    const QString name = QString::fromStdString(source.snapshot().regions()[cell.row].name);
    const QString word = name.section(QLatin1Char(' '), 0, 0).remove(QLatin1String("()"));
    return {{name}, {word}, {word.left(3)}};
}

QString classWords(const MapCell &cell)
{
    QStringList words;
    if (cell.access != AccessClass::None) {
        words << wordOf(cell.access);
    }
    if (cell.leaf == LeafClass::ContPage || cell.leaf == LeafClass::ContBlock) {
        words << latin("CON");
    }
    return words.join(QLatin1Char(' '));
}

QString rowFacts(RowIndex row, const MapSource &source)
{
    const Snapshot &snapshot = source.snapshot();
    const AttributeId id = snapshot.extents().attributes(row);
    const Level level = source.index()->factsOf(row.value).level;
    const QString head = sizeText(snapshot.extents().range(row)) + QLatin1Char(' ') + latin(name(level));
    if (id.isHole()) {
        return Words::tr("%1 hole").arg(head);
    }
    MapCell cell;
    const RowClass rowClass = snapshot.classOf(row);
    cell.leaf = rowClass.leaf;
    cell.access = rowClass.access;
    return cell.leaf == LeafClass::Invalid ? head + latin(" F") : head + QLatin1Char(' ') + classWords(cell);
}

} // namespace

QString wordOf(AccessClass access)
{
    switch (access) {
    case AccessClass::RwNx:
        return latin("RW NX");
    case AccessClass::RoNx:
        return latin("ro NX");
    case AccessClass::RoX:
        return latin("ro x");
    case AccessClass::RwX:
        return latin("RW x");
    case AccessClass::Device:
        return Words::tr("device");
    case AccessClass::NonCacheable:
        return Words::tr("non-cacheable");
    case AccessClass::None:
        break;
    }
    return Words::tr("nothing");
}

QString indexRangeText(const PagingGeometry &geometry, Level level, AddrRange range)
{
    const QString first = indexText(geometry.index(level, range.first));
    const bool oneTable = (range.first.value ^ range.last.value) >> geometry.tableShift(level) == 0;
    const QString last = oneTable ? indexText(geometry.index(level, range.last)) : first;
    return first == last ? QLatin1Char('[') + first + QLatin1Char(']')
                         : QLatin1Char('[') + first + QChar(0x2013) + last + QLatin1Char(']');
}

/// "kernel_clone" over "9 areas"; cut short rather than left out, since a beginning still tells. What is not certain says so:
/// in words where there is room, else by a question mark.
std::vector<QStringList> ownerLadder(const MapCell &cell, const MapSource &source)
{
    const Owner &owner = source.snapshot().owners().owner({cell.row});
    const bool doubted = owner.confidence != OwnerConfidence::Certain && !cell.mixed;
    const QString sort = QString::fromStdString(std::string(name(owner.kind)));
    const QString kind = doubted ? QStringLiteral("%1, %2").arg(sort, QString::fromStdString(std::string(name(owner.confidence)))) : sort;
    const QString called = (owner.name.empty() || cell.mixed ? sort : QString::fromStdString(owner.name)) + (doubted ? QStringLiteral("?") : QString());
    const QString second = cell.mixed ? Words::tr("%1 parts").arg(countText(cell.areas))
        : cell.areas > 1              ? Words::tr("%1, %2 areas").arg(kind, countText(cell.areas))
                                      : kind;
    std::vector<QStringList> ladder;
    if (!owner.name.empty() || cell.areas > 1) {
        ladder.push_back({called, second});
        if (cell.areas > 1) {
            ladder.push_back({called, countText(cell.areas)});
        }
    }
    ladder.push_back({called});
    for (const qsizetype letters : {10, 7, 5}) {
        if (called.size() > letters + 1) {
            ladder.push_back({called.left(letters) + QChar(0x2026)});
        }
    }
    return ladder;
}

QString ownerFacts(const MapCell &cell, const MapSource &source)
{
    const Owner &owner = source.snapshot().owners().owner({cell.row});
    const QString text = QString::fromStdString(cell.mixed ? std::string(name(owner.kind)) : shortText(owner));
    return cell.areas > 1 ? Words::tr("%1: %2 areas").arg(text, countText(cell.areas))
                          : Words::tr("%1: %2").arg(text, sizeText(cell.range));
}

std::vector<QStringList> labelLadder(const MapCell &cell, const MapSource &source)
{
    if (cell.crowd) {
        return {};
    }
    switch (cell.kind) {
    case CellKind::Region:
        return regionLadder(cell, source);
    case CellKind::Table:
        return tableLadder(cell, source);
    case CellKind::Leaf:
        return leafLadder(cell, source);
    case CellKind::Access:
        return accessLadder(cell);
    case CellKind::Owner:
        return ownerLadder(cell, source);
    case CellKind::Hole:
        return holeLadder(cell, source);
    case CellKind::Tables:
        break;
    }
    return {};
}

QString factsOf(const MapCell &cell, const MapSource &source)
{
    const Snapshot &snapshot = source.snapshot();
    switch (cell.kind) {
    case CellKind::Region:
        return Words::tr("%1: %2").arg(QString::fromStdString(snapshot.regions()[cell.row].name), sizeText(cell.range));
    case CellKind::Table: {
        const QString index = latin(name(cell.level)) + indexRangeText(snapshot.geometry(), cell.level, cell.range);
        return Words::tr("%1: table, %2").arg(index, useText(source.useBelow(cell.level, cell.range.first)));
    }
    case CellKind::Tables:
        return Words::tr("%1 entries, tables among them").arg(latin(name(cell.level)));
    case CellKind::Owner:
        return ownerFacts(cell, source);
    default:
        break;
    }
    if (cell.unprinted) {
        return Words::tr("%1: no row of the dump tells").arg(sizeText(cell.range));
    }
    return cell.crowd ? factsOf(cell.range, source) : rowFacts({cell.row}, source);
}

QString factsOf(AddrRange range, const MapSource &source)
{
    const Snapshot &snapshot = source.snapshot();
    const RowRange rows = snapshot.extents().rowsIn(range);
    if (rows.count() == 1 && snapshot.extents().range({rows.begin}).contains(range)) {
        return rowFacts({rows.begin}, source);
    }
    for (const Level level : source.levels()) {
        const bool entry = snapshot.geometry().span(level) == range.size()
            && snapshot.geometry().entryBase(level, range.first) == range.first;
        if (entry) {
            return latin(name(level)) + indexRangeText(snapshot.geometry(), level, range);
        }
    }
    return Words::tr("%1 runs, %2").arg(countText(rows.count()), sumText(range.size().value));
}

QStringList detailsOf(const MapCell &cell, const MapSource &source)
{
    QStringList lines{factsOf(cell, source)};
    const ClassMask mask = cell.mask;
    if (cell.crowd) {
        QStringList words;
        for (std::size_t i = 1; i < accessClassCount; ++i) {
            if (mask.has(static_cast<AccessClass>(i))) {
                words << wordOf(static_cast<AccessClass>(i));
            }
        }
        lines << Words::tr("several runs share this pixel: %1")
                     .arg(words.isEmpty() ? Words::tr("holes") : words.join(latin(", ")));
    } else if (cell.kind == CellKind::Leaf || cell.kind == CellKind::Access) {
        lines << QString::fromStdString(
            source.snapshot().attributes().words(source.snapshot().extents().attributes({cell.row})));
        const bool explained = source.snapshot().isExplained();
        if (const std::string owner = explained ? ownersText(source.snapshot(), cell.range) : ""; !owner.empty()) {
            lines << QString::fromStdString(owner);
        }
    } else if (cell.kind == CellKind::Owner && cell.areas == 1) {
        if (const auto entry = source.snapshot().owners().at(cell.range.first)) {
            lines << QString::fromStdString(ownerReason(*entry, source.snapshot().owners().owner(entry->owner)));
        }
    }
    if (mask.has(Alert::WritableExecutable)) {
        lines << Words::tr("writable and executable");
    }
    if (mask.has(Alert::UserAccessible)) {
        lines << Words::tr("user space may access it");
    }
    return lines;
}

} // namespace ptscope
