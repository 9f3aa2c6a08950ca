// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action_catalog.h"

#include <QLineEdit>
#include <QMenu>
#include <QSet>

#include <algorithm>

#include "app/gui/view_area.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ActionCatalog)
};

/// A line edit's own undo and copy are no commands of the program.
bool belongsToAnEdit(const QAction &action)
{
    for (const QObject *at = action.parent(); at != nullptr; at = at->parent()) {
        if (qobject_cast<const QLineEdit *>(at) != nullptr) {
            return true;
        }
    }
    return false;
}

bool isCommand(const QAction &action)
{
    return !action.text().isEmpty() && !action.isSeparator() && action.menu() == nullptr && !belongsToAnEdit(action);
}

QString menuOf(const QAction &action)
{
    for (const QObject *object : action.associatedObjects()) {
        const auto *menu = qobject_cast<const QMenu *>(object);
        if (menu != nullptr && !menu->title().isEmpty()) {
            return menu->title();
        }
    }
    return Words::tr("More");
}

} // namespace

QList<CommandGroup> actionCatalog(const QWidget &window, const Commands &commands, const ViewArea &views)
{
    QList<CommandGroup> groups = commands.groups();
    groups.append({Words::tr("Views"), views.switchActions()});
    for (View *view : views.views()) {
        groups.append({view->title(), view->viewActions(), view->id()});
    }
    QSet<const QAction *> known;
    for (const CommandGroup &group : groups) {
        for (const QAction *action : group.actions) {
            known.insert(action);
        }
    }
    for (QAction *action : window.findChildren<QAction *>()) {
        if (known.contains(action) || !isCommand(*action)) {
            continue;
        }
        const QString title = menuOf(*action);
        auto group =
            std::find_if(groups.begin(), groups.end(), [&](const CommandGroup &g) { return g.title == title; });
        group = group == groups.end() ? groups.insert(groups.end(), CommandGroup{title, {}, {}}) : group;
        group->actions.append(action);
    }
    return groups;
}

} // namespace ptscope
