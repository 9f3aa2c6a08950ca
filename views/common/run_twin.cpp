// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/run_twin.h"

#include <QCoreApplication>

#include "views/common/class_names.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(RunTwin)
};

enum Column { Address, Size, LevelColumn, MappedBy, Permission };

} // namespace

QStringList RunTwin::twinHeads() const
{
    return {Texts::tr("Address"), Texts::tr("Size"), Texts::tr("Level"), Texts::tr("Mapped by"),
            Texts::tr("Permission")};
}

RowRange RunTwin::rows() const
{
    const Snapshot *snapshot = twinSnapshot();
    return snapshot == nullptr || snapshot->extents().empty() ? RowRange{} : snapshot->extents().rowsIn(twinRange());
}

int RunTwin::twinRows() const
{
    return static_cast<int>(rows().count());
}

QString RunTwin::twinText(int row, int column) const
{
    const RowRange all = rows();
    if (row < 0 || static_cast<std::uint32_t>(row) >= all.count()) {
        return {};
    }
    const Snapshot &snapshot = *twinSnapshot();
    const RowIndex run{all.begin + static_cast<std::uint32_t>(row)};
    switch (column) {
    case Address:
        return addressLabel(snapshot.extents().first(run).value);
    case Size:
        return runSizeText(snapshot.extents().range(run).size().value);
    case LevelColumn:
        return QString::fromLatin1(name(snapshot.extents().level(run)));
    case MappedBy:
        return className(snapshot.classOf(run).leaf, snapshot.geometry());
    case Permission:
        return snapshot.isMapped(run) ? className(snapshot.classOf(run).access) : QString();
    default:
        return {};
    }
}

int RunTwin::twinSelectedRow() const
{
    const auto selection = m_twinNavigator.selection();
    const RowRange all = rows();
    const auto row = selection && !all.empty() ? twinSnapshot()->extents().find(selection->first) : std::nullopt;
    return row && all.contains(*row) ? static_cast<int>(row->value - all.begin) : -1;
}

void RunTwin::selectTwinRow(int row)
{
    const RowRange all = rows();
    if (row >= 0 && static_cast<std::uint32_t>(row) < all.count()) {
        m_twinNavigator.select(twinSnapshot()->extents().range({all.begin + static_cast<std::uint32_t>(row)}));
    }
}

} // namespace ptscope
