// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/filter/filter_menu.h"

#include <QInputDialog>

#include "app/gui/session.h"
#include "core/query/query.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int nameWidth = 460;

} // namespace

FilterMenu::FilterMenu(Session &session, QWidget *parent)
    : QMenu(tr("Filters"), parent), m_session(session), m_queries(session.settings())
{
    setToolTipsVisible(true);
    fill();
    connect(&m_queries, &SavedQueries::changed, this, &FilterMenu::fill);
    connect(&session, &Session::currentChanged, this, &FilterMenu::enableWhatThisDumpKnows);
    connect(&session.navigator(), &Navigator::matchesChanged, this,
            [this] { m_save->setEnabled(!m_session.navigator().filter().isEmpty()); });
}

/// Made anew with each change, not each time it is shown: the palette lists the actions without showing the menu.
void FilterMenu::fill()
{
    clear();
    qDeleteAll(findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
    m_expressions.clear();
    m_save = addAction(tr("Save this filter…"), this, &FilterMenu::askName);
    m_save->setEnabled(!m_session.navigator().filter().isEmpty());
    if (!m_queries.list().empty()) {
        addSeparator();
        QMenu *forget = nullptr;
        for (const SavedQuery &query : m_queries.list()) {
            addAction(addQuery(query));
        }
        forget = addMenu(tr("Forget a saved filter"));
        for (const SavedQuery &query : m_queries.list()) {
            forget->addAction(tr("Forget %1").arg(query.name), this,
                              [this, name = query.name] { m_queries.remove(name); });
        }
    }
    addSeparator();
    for (const SavedQuery &query : bundledQueries()) {
        addAction(addQuery(query));
    }
    enableWhatThisDumpKnows();
}

QAction *FilterMenu::addQuery(const SavedQuery &query)
{
    auto *action = new QAction(QStringLiteral("%1: %2").arg(query.name, query.expression), this);
    connect(action, &QAction::triggered, this,
            [this, query] { m_session.navigator().requestFilter(query.expression); });
    m_expressions.emplace_back(action, query.expression);
    return action;
}

/// A region that this dump does not have is no reason to hide a filter: it steps back and says why.
void FilterMenu::enableWhatThisDumpKnows()
{
    const SnapshotPtr snapshot = m_session.snapshot();
    for (const auto &[action, expression] : m_expressions) {
        QString problem = tr("Needs an open dump");
        if (snapshot != nullptr) {
            const auto query = Query::compile(expression.toStdString(), snapshot);
            problem = query ? QString() : QString::fromStdString(query.error().message);
        }
        action->setEnabled(problem.isEmpty());
        action->setToolTip(problem.isEmpty() ? expression : problem);
    }
}

void FilterMenu::askName()
{
    auto *dialog = new QInputDialog(parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save this filter"));
    dialog->setMinimumWidth(scaled(nameWidth));
    dialog->setLabelText(tr("Name for %1").arg(m_session.navigator().filter()));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, filter = m_session.navigator().filter()](const QString &name) { m_queries.save(name, filter); });
    dialog->open();
}

} // namespace ptscope
