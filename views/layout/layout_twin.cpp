// SPDX-License-Identifier: GPL-3.0-or-later
// The table in front in words, for screen readers.
#include <QAccessible>

#include "views/common/class_names.h"
#include "views/layout/layout_canvas.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

enum Column { Entries, Address, Size, Content, Permission, Group };

} // namespace

QStringList LayoutCanvas::twinHeads() const
{
    return {tr("Entries"), tr("Address"), tr("Size"), tr("Content"), tr("Permission"), tr("Contiguous")};
}

const std::vector<EntryRun> &LayoutCanvas::twinRuns() const
{
    if (!m_twinValid) {
        m_twinRuns =
            m_path.empty() ? std::vector<EntryRun>() : m_source->tree().entries(m_path.tables()[m_path.front()]);
        m_twinValid = true;
    }
    return m_twinRuns;
}

/// What a screen reader says of the picture as a whole; reading the table for nobody would be a waste.
void LayoutCanvas::twinMoved()
{
    m_twinValid = false;
    if (!QAccessible::isActive()) {
        return;
    }
    if (!m_path.empty()) {
        TableContent content;
        content.table = m_path.tables()[m_path.front()];
        content.use = useOf(twinRuns());
        const PagingGeometry &paging = m_source->snapshot().geometry();
        setAccessibleDescription(tableTitle(paging, content.table, m_source->tree().root()) + QStringLiteral(". ")
                                 + tableSummary(paging, content));
    }
    tellTwinChanged(*this);
}

QString LayoutCanvas::twinText(int row, int column) const
{
    if (row < 0 || row >= twinRows()) {
        return {};
    }
    const EntryRun &run = twinRuns()[static_cast<std::size_t>(row)];
    const Snapshot &snapshot = m_source->snapshot();
    const bool mapped = run.kind == EntryKind::Leaf;
    switch (column) {
    case Entries: {
        const QString first = indexText(run.firstIndex);
        return run.count() == 1 ? first : tr("%1 to %2").arg(first, indexText(run.lastIndex));
    }
    case Address:
        return addressLabel(run.range.first.value);
    case Size:
        return runSizeText(run.range.size().value);
    case Content:
        return run.kind == EntryKind::Table    ? tr("table")
            : run.kind == EntryKind::Unprinted ? tr("not printed")
                                               : className(snapshot.classOf(run.row).leaf, snapshot.geometry());
    case Permission:
        return mapped && snapshot.isMapped(run.row) ? className(snapshot.classOf(run.row).access) : QString();
    case Group:
        return mapped && snapshot.attributesOf(run.row).contiguous() ? tr("contiguous") : QString();
    default:
        return {};
    }
}

int LayoutCanvas::twinSelectedRow() const
{
    const auto selection = m_navigator.selection();
    for (std::size_t i = 0; selection && i < twinRuns().size(); ++i) {
        if (twinRuns()[i].range.contains(selection->first)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void LayoutCanvas::selectTwinRow(int row)
{
    if (row >= 0 && row < twinRows() && twinRuns()[static_cast<std::size_t>(row)].kind != EntryKind::Unprinted) {
        m_navigator.select(targetOf(twinRuns()[static_cast<std::size_t>(row)]));
    }
}

} // namespace ptscope
