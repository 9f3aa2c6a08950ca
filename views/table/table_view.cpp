// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/table_view.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>

#include "views/look/type.h"
#include "views/table/run_table.h"

namespace ptscope {

namespace {

constexpr auto widthsKey = "table/columns";
constexpr auto markersKey = "table/markers";

} // namespace

TableView::TableView(Navigator &navigator, QWidget *parent)
    : View(navigator, parent), m_table(new RunTable(navigator)), m_empty(new QLabel(tr("Open a dump to see its runs.")))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setFont(wordFont(TextRole::Body));
    auto *pages = new QStackedLayout(this);
    pages->addWidget(m_empty);
    pages->addWidget(m_table);
    setFocusProxy(m_table);
    setUpActions();
    connect(m_table, &RunTable::notice, this, &TableView::notice);
}

void TableView::setUpActions()
{
    m_markers = new QAction(tr("Region markers"), this);
    m_markers->setCheckable(true);
    m_markers->setChecked(true);
    connect(m_markers, &QAction::toggled, this, [this](bool shown) { m_table->runs().setMarkersShown(shown); });
}

void TableView::setSnapshot(SnapshotPtr snapshot)
{
    const bool open = snapshot != nullptr;
    m_table->setSnapshot(std::move(snapshot));
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(open ? static_cast<QWidget *>(m_table) : m_empty);
}

void TableView::replaceSnapshot(SnapshotPtr snapshot)
{
    const bool open = snapshot != nullptr;
    m_table->replaceSnapshot(std::move(snapshot));
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(open ? static_cast<QWidget *>(m_table) : m_empty);
}

QWidget *TableView::toolRow()
{
    if (m_toolRow == nullptr) {
        m_toolRow = new QWidget(this);
        auto *row = new QHBoxLayout(m_toolRow);
        row->setContentsMargins(0, 0, 0, 0);
        auto *box = new QCheckBox(m_markers->text());
        box->setChecked(m_markers->isChecked());
        connect(box, &QCheckBox::toggled, m_markers, &QAction::setChecked);
        connect(m_markers, &QAction::toggled, box, &QCheckBox::setChecked);
        row->addWidget(box);
    }
    return m_toolRow;
}

QList<QAction *> TableView::viewActions()
{
    return {m_table->copyAction(), m_markers};
}

void TableView::saveSettings(QSettings &settings) const
{
    settings.setValue(QLatin1String(markersKey), m_markers->isChecked());
    if (!m_table->hasKeptWidths()) {
        return;
    }
    QList<QVariant> widths;
    for (int column = 0; column < RunTableModel::ColumnCount; ++column) {
        widths.append(m_table->columnWidth(column));
    }
    settings.setValue(QLatin1String(widthsKey), widths);
}

void TableView::restoreSettings(QSettings &settings)
{
    m_markers->setChecked(settings.value(QLatin1String(markersKey), true).toBool());
    QList<int> widths;
    for (const QVariant &width : settings.value(QLatin1String(widthsKey)).toList()) {
        widths.append(width.toInt());
    }
    m_table->keepWidths(widths);
}

} // namespace ptscope
