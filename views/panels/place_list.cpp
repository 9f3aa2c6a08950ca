// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/panels/place_list.h"

#include <QAction>
#include <QVBoxLayout>

#include "views/look/type.h"
#include "views/look/widgets/section_head.h"
#include "views/panels/panel_row.h"

namespace ptscope {

namespace {

constexpr int rowHeight = 26;
constexpr int tallRowHeight = 42;
constexpr int sidePadding = 8;

} // namespace

PlaceList::PlaceList(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(scaled(sidePadding), scaled(6), scaled(sidePadding), scaled(10));
    m_column->setSpacing(scaled(1));
    auto *head = new SectionHead(tr("Places"));
    head->setNote(tr("M, Ctrl+D"));
    head->setContentsMargins(scaled(sidePadding), 0, scaled(sidePadding), 0);
    m_column->addWidget(head);
}

void PlaceList::setPlaces(const std::vector<PanelPlace> &places)
{
    while (m_column->count() > 1) {
        QLayoutItem *item = m_column->takeAt(1);
        item->widget()->hide();
        item->widget()->deleteLater(); // a key on it may be what brought us here
        delete item;
    }
    for (const PanelPlace &place : places) {
        m_column->addWidget(rowFor(place));
    }
    setVisible(!places.empty());
}

QWidget *PlaceList::rowFor(const PanelPlace &place)
{
    PanelRow::Content content{place.title, place.value, place.detail, false, {}};
    content.hasBar = false;
    auto *row = new PanelRow(content, place.detail.isEmpty() ? rowHeight : tallRowHeight);
    row->setCheckable(false);
    row->setToolTip(place.detail);
    row->setEnabled(place.range.has_value());
    connect(row, &QAbstractButton::clicked, this, [this, place] {
        if (place.range) {
            emit chosen(*place.range);
        }
    });
    if (place.removable) {
        auto *remove = new QAction(tr("Remove %1").arg(place.title), row);
        remove->setShortcut(QKeySequence::Delete);
        remove->setShortcutContext(Qt::WidgetShortcut);
        row->addAction(remove);
        row->setContextMenuPolicy(Qt::ActionsContextMenu);
        connect(remove, &QAction::triggered, this, [this, place] { emit removeRequested(place.title); });
    }
    return row;
}

} // namespace ptscope
