// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_menu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include <utility>

#include "app/gui/appearance.h"
#include "app/gui/commands.h"
#include "app/gui/view_area.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(MainMenu)
};

void fillViewMenu(QMenu &menu, ViewArea &views)
{
    menu.clear();
    menu.addActions(views.switchActions());
    if (View *view = views.currentView()) {
        menu.addSeparator();
        menu.addActions(view->viewActions());
    }
}

void fillThemeMenu(QMenu &menu, Appearance &appearance)
{
    auto *group = new QActionGroup(&menu);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::Dark, Texts::tr("Dark")},
                                                       {ThemeChoice::Light, Texts::tr("Light")},
                                                       {ThemeChoice::System, Texts::tr("As the system")}};
    for (const auto &[choice, text] : choices) {
        QAction *action = group->addAction(text);
        action->setCheckable(true);
        action->setChecked(appearance.theme() == choice);
        menu.addAction(action);
        QObject::connect(action, &QAction::triggered, &appearance, [&appearance, which = choice] { appearance.setTheme(which); });
    }
}

} // namespace

QMenu *makeMainMenu(const Commands &commands, ViewArea &views, Appearance &appearance, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    for (const CommandGroup &group : commands.groups()) {
        menu->addMenu(group.title)->addActions(group.actions);
    }
    QMenu *viewMenu = menu->addMenu(Texts::tr("View"));
    QObject::connect(viewMenu, &QMenu::aboutToShow, &views, [viewMenu, &views] { fillViewMenu(*viewMenu, views); });
    fillThemeMenu(*menu->addMenu(Texts::tr("Theme")), appearance);
    return menu;
}

} // namespace ptscope
