// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// The lines of a dump as a table: runs, and the region markers between them as in the text. Nothing is kept per line:
/// ten million lines open at once. A line number of this model counts shown lines, not lines of the file.
class RunTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        LineColumn,
        ClassColumn, ///< swatches; its text names the classes
        RangeColumn,
        SizeColumn,
        LevelColumn,
        AttributesColumn,
        RegionColumn,
        OwnerColumn, ///< by vmallocinfo and the like
        ColumnCount,
    };
    /// Rows to show, ascending; null shows all.
    using RowFilter = std::shared_ptr<const std::vector<std::uint32_t>>;

    explicit RunTableModel(QObject *parent = nullptr);

    void setSnapshot(SnapshotPtr snapshot);
    const SnapshotPtr &snapshot() const { return m_snapshot; }
    /// A filtered list shows no markers: it is a list of finds, not an extract.
    void setFilter(RowFilter filter);
    void setMarkersShown(bool shown);
    bool markersShown() const { return m_markersShown; }
    /// The column of ranges has room for their first addresses alone: its head says so.
    void setStartsOnly(bool startsOnly);

    std::optional<RowIndex> runAt(int line) const;
    const Marker *markerAt(int line) const;
    /// The line that shows `row`, or nothing when the filter hides it.
    std::optional<int> lineOf(RowIndex row) const;
    /// Lines [first, last] whose runs share a byte with `range`, the markers between them included.
    struct Lines {
        int first = 0;
        int last = -1;
        bool empty() const { return last < first; }
    };
    Lines linesIn(AddrRange range) const;
    /// The address range from the first to the last run among `lines`; of a marker alone, the region that it begins.
    std::optional<AddrRange> rangeOf(Lines lines) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Item {
        std::optional<RowIndex> run;
        const Marker *marker = nullptr;
    };
    Item itemAt(int line) const;
    bool interleaved() const { return m_markersShown && !m_filter; }
    int lineOfRow(std::uint32_t row) const;
    QString runText(RowIndex row, int column) const;
    QString markerText(const Marker &marker, int column) const;
    QString describe(RowIndex row) const;

    SnapshotPtr m_snapshot;
    RowFilter m_filter;
    bool m_markersShown = true;
    bool m_startsOnly = false;
};

} // namespace ptscope
