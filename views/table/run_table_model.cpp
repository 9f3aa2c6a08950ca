// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/run_table_model.h"

#include <algorithm>

#include "core/owner/owner_text.h"
#include "core/snapshot/row_text.h"
#include "views/common/class_names.h"

namespace ptscope {

namespace {

QString rangeText(AddrRange range)
{
    return QString::fromStdString(addressText(range.first.value) + '-' + addressText(range.printedEnd()));
}

std::uint32_t unsignedLine(int line)
{
    return static_cast<std::uint32_t>(line);
}

} // namespace

RunTableModel::RunTableModel(QObject *parent) : QAbstractTableModel(parent) { }

void RunTableModel::setSnapshot(SnapshotPtr snapshot)
{
    beginResetModel();
    m_snapshot = std::move(snapshot);
    m_filter.reset();
    endResetModel();
}

void RunTableModel::setFilter(RowFilter filter)
{
    beginResetModel();
    m_filter = std::move(filter);
    endResetModel();
}

void RunTableModel::setMarkersShown(bool shown)
{
    if (shown != m_markersShown) {
        beginResetModel();
        m_markersShown = shown;
        endResetModel();
    }
}

int RunTableModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_snapshot) {
        return 0;
    }
    if (m_filter) {
        return static_cast<int>(m_filter->size());
    }
    return static_cast<int>(m_snapshot->extents().size() + (m_markersShown ? m_snapshot->markers().size() : 0));
}

int RunTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int{ColumnCount};
}

/// Marker number j stands at line beforeRow + j, and these ascend: a bisection tells what a line is.
RunTableModel::Item RunTableModel::itemAt(int line) const
{
    if (line < 0 || line >= rowCount()) {
        return {};
    }
    const std::uint32_t shown = unsignedLine(line);
    if (m_filter) {
        return {RowIndex{(*m_filter)[shown]}, nullptr};
    }
    if (!interleaved()) {
        return {RowIndex{shown}, nullptr};
    }
    const std::vector<Marker> &markers = m_snapshot->markers();
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(markers.size());
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (markers[middle].beforeRow + middle < shown) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < markers.size() && markers[low].beforeRow + low == shown) {
        return {std::nullopt, &markers[low]};
    }
    return {RowIndex{shown - low}, nullptr};
}

std::optional<RowIndex> RunTableModel::runAt(int line) const
{
    return itemAt(line).run;
}

const Marker *RunTableModel::markerAt(int line) const
{
    return itemAt(line).marker;
}

int RunTableModel::lineOfRow(std::uint32_t row) const
{
    if (m_filter) {
        return static_cast<int>(std::lower_bound(m_filter->begin(), m_filter->end(), row) - m_filter->begin());
    }
    if (!interleaved()) {
        return static_cast<int>(row);
    }
    const std::vector<Marker> &markers = m_snapshot->markers();
    const auto before = std::upper_bound(markers.begin(), markers.end(), row,
                                         [](std::uint32_t r, const Marker &marker) { return r < marker.beforeRow; });
    return static_cast<int>(row + static_cast<std::uint32_t>(before - markers.begin()));
}

std::optional<int> RunTableModel::lineOf(RowIndex row) const
{
    if (!m_snapshot || row.value >= m_snapshot->extents().size()) {
        return std::nullopt;
    }
    const int line = lineOfRow(row.value);
    return runAt(line) == row ? std::optional(line) : std::nullopt;
}

RunTableModel::Lines RunTableModel::linesIn(AddrRange range) const
{
    if (!m_snapshot) {
        return {};
    }
    const RowRange rows = m_snapshot->extents().rowsIn(range);
    if (rows.empty()) {
        return {};
    }
    const int last = m_filter ? lineOfRow(rows.end) - 1 : lineOfRow(rows.end - 1);
    return {lineOfRow(rows.begin), last};
}

std::optional<AddrRange> RunTableModel::rangeOf(Lines lines) const
{
    Lines runs = lines;
    while (!runs.empty() && !runAt(runs.first)) {
        ++runs.first;
    }
    while (!runs.empty() && !runAt(runs.last)) {
        --runs.last;
    }
    if (!runs.empty()) {
        const ExtentTable &extents = m_snapshot->extents();
        return AddrRange{extents.first(*runAt(runs.first)), extents.last(*runAt(runs.last))};
    }
    const Marker *marker = markerAt(lines.first);
    if (marker == nullptr || meaningOf(marker->name).role == MarkerRole::Ends) {
        return std::nullopt;
    }
    for (const Region &region : m_snapshot->regions()) {
        if (region.rows.begin == marker->beforeRow && region.name == meaningOf(marker->name).region) {
            return region.range;
        }
    }
    return std::nullopt;
}

void RunTableModel::setStartsOnly(bool startsOnly)
{
    if (startsOnly != m_startsOnly) {
        m_startsOnly = startsOnly;
        emit headerDataChanged(Qt::Horizontal, RangeColumn, RangeColumn);
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == LineColumn || section == SizeColumn;
        return QVariant(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case LineColumn:
        return tr("Line");
    case ClassColumn:
        return tr("Class");
    case RangeColumn:
        return m_startsOnly ? tr("Starts at") : tr("Range, end exclusive");
    case SizeColumn:
        return tr("Size");
    case LevelColumn:
        return tr("Level");
    case AttributesColumn:
        return tr("Attributes");
    case RegionColumn:
        return tr("Region");
    case OwnerColumn:
        return tr("Owner");
    default:
        return {};
    }
}

QVariant RunTableModel::data(const QModelIndex &index, int role) const
{
    const bool textRole = role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole;
    if (!textRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Item item = itemAt(index.row());
    if (item.marker != nullptr) {
        return role == Qt::ToolTipRole ? QVariant() : QVariant(markerText(*item.marker, index.column()));
    }
    if (!item.run) {
        return {};
    }
    if (role == Qt::ToolTipRole) {
        const bool mayBeCut = index.column() == ClassColumn || index.column() == OwnerColumn;
        return mayBeCut ? QVariant(runText(*item.run, index.column())) : QVariant();
    }
    if (role == Qt::AccessibleTextRole && index.column() == LineColumn) {
        return describe(*item.run);
    }
    return runText(*item.run, index.column());
}

QString RunTableModel::runText(RowIndex row, int column) const
{
    const ExtentTable &extents = m_snapshot->extents();
    switch (column) {
    case LineColumn:
        return extents.line(row) == 0 ? QString() : QString::number(extents.line(row));
    case ClassColumn: {
        const RowClass rowClass = m_snapshot->classOf(row);
        const QString leaf = className(rowClass.leaf, m_snapshot->geometry());
        return rowClass.access == AccessClass::None ? leaf : leaf + QLatin1String(", ") + className(rowClass.access);
    }
    case RangeColumn:
        return rangeText(extents.range(row));
    case SizeColumn:
        return QString::fromStdString(runSizeText(extents.range(row).size()));
    case LevelColumn:
        return extents.level(row) == Level::Unknown ? QString() : QString::fromLatin1(name(extents.level(row)));
    case AttributesColumn:
        return QString::fromStdString(m_snapshot->attributes().words(extents.attributes(row)));
    case RegionColumn: {
        const Region *region = m_snapshot->regionOf(row);
        return region == nullptr ? QString() : QString::fromStdString(region->name);
    }
    case OwnerColumn:
        return extents.attributes(row).isHole() || !m_snapshot->isExplained()
            ? QString()
            : QString::fromStdString(ownersText(*m_snapshot, extents.range(row)));
    default:
        return {};
    }
}

QString RunTableModel::markerText(const Marker &marker, int column) const
{
    if (column == LineColumn) {
        return marker.line == 0 ? QString() : QString::number(marker.line);
    }
    if (column != RangeColumn) {
        return {};
    }
    std::string text;
    appendMarker(text, marker);
    return QString::fromStdString(text);
}

/// What a screen reader says first about a run.
QString RunTableModel::describe(RowIndex row) const
{
    return tr("line %1, %2, %3").arg(runText(row, LineColumn), runText(row, SizeColumn), runText(row, ClassColumn));
}

} // namespace ptscope
