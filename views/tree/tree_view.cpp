// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tree/tree_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>

#include "views/look/type.h"
#include "views/tree/table_tree.h"

namespace ptscope {

namespace {

constexpr auto widthsKey = "tree/columns";

QPushButton *buttonFor(QAction *action)
{
    auto *button = new QPushButton(action->text());
    button->setProperty("role", QStringLiteral("quiet"));
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

TreeView::TreeView(Navigator &navigator, QWidget *parent)
    : View(navigator, parent), m_tree(new TableTree(navigator)),
      m_empty(new QLabel(tr("Open a dump to see its page tables."))), m_expand(new QAction(tr("Open all"), this)),
      m_collapse(new QAction(tr("Close all"), this))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setFont(wordFont(TextRole::Body));
    auto *pages = new QStackedLayout(this);
    pages->addWidget(m_empty);
    pages->addWidget(m_tree);
    setFocusProxy(m_tree);
    connect(m_expand, &QAction::triggered, m_tree, &TableTree::expandEverything);
    connect(m_collapse, &QAction::triggered, m_tree, &QTreeView::collapseAll);
    connect(m_tree, &TableTree::notice, this, &TreeView::notice);
}

void TreeView::setSnapshot(SnapshotPtr snapshot)
{
    const bool open = snapshot != nullptr;
    m_tree->setSnapshot(std::move(snapshot));
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(open ? static_cast<QWidget *>(m_tree) : m_empty);
}

QWidget *TreeView::toolRow()
{
    if (m_toolRow == nullptr) {
        m_toolRow = new QWidget(this);
        auto *row = new QHBoxLayout(m_toolRow);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(buttonFor(m_expand));
        row->addWidget(buttonFor(m_collapse));
    }
    return m_toolRow;
}

void TreeView::saveSettings(QSettings &settings) const
{
    if (!m_tree->hasKeptWidths()) {
        return;
    }
    QList<QVariant> widths;
    for (int column = 0; column < PageTableModel::ColumnCount; ++column) {
        widths.append(m_tree->columnWidth(column));
    }
    settings.setValue(QLatin1String(widthsKey), widths);
}

void TreeView::restoreSettings(QSettings &settings)
{
    QList<int> widths;
    for (const QVariant &width : settings.value(QLatin1String(widthsKey)).toList()) {
        widths.append(width.toInt());
    }
    m_tree->keepWidths(widths);
}

} // namespace ptscope
