// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/top_bar.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include "app/gui/bookmarks/marker_bar.h"
#include "app/gui/filter/filter_menu.h"
#include "app/gui/filter_box.h"
#include "app/gui/go_to_box.h"
#include "app/gui/logo.h"
#include "app/gui/session.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/elided_label.h"

namespace ptscope {

namespace {

constexpr int barHeight = 44;
constexpr int logoWidth = 21;
constexpr int iconSide = 16;
constexpr int widestGoTo = 420;
constexpr int widestFilter = 860;
constexpr int leastBox = 100; ///< at 200 % the bar still fits a screen of 1920

} // namespace

TopBar::TopBar(Session &session, const Commands &commands, QMenu *mainMenu, QWidget *parent)
    : QFrame(parent), m_session(session), m_recent(new QMenu(this)), m_goTo(new GoToBox(session)),
      m_filter(new FilterBox(session)), m_problem(new ElidedLabel({}, "value", "error")),
      m_markers(new MarkerBar(session, this))
{
    setLookProperty(*this, "panel", QStringLiteral("surface"));
    setLookProperty(*this, "rule", QStringLiteral("bottom"));
    setFixedHeight(scaled(barHeight));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(scaled(12), 0, scaled(12), 0);
    line->setSpacing(scaled(4));
    addName(line);
    QToolButton *open = addButton(line, commands.open, Qt::ToolButtonTextBesideIcon);
    open->setText(tr("Open"));
    open->setPopupMode(QToolButton::MenuButtonPopup);
    open->setMenu(m_recent);
    connect(m_recent, &QMenu::aboutToShow, this, &TopBar::fillRecentMenu);
    addButton(line, commands.capture, Qt::ToolButtonTextBesideIcon)->setText(tr("Capture"));
    addButton(line, commands.compare, Qt::ToolButtonTextBesideIcon);
    addButton(line, commands.simulate, Qt::ToolButtonTextBesideIcon);
    addRule(line);
    addButton(line, commands.back, Qt::ToolButtonIconOnly);
    addButton(line, commands.forward, Qt::ToolButtonIconOnly);
    line->addSpacing(scaled(8));
    m_goTo->setMaximumWidth(scaled(widestGoTo));
    m_goTo->setMinimumWidth(scaled(leastBox));
    m_filter->setMaximumWidth(scaled(widestFilter));
    m_filter->setMinimumWidth(scaled(leastBox));
    line->addWidget(m_goTo, 2);
    line->addSpacing(scaled(4));
    line->addWidget(m_filter, 5);
    m_filter->setMenu(new FilterMenu(session, this));
    m_problem->hide();
    connect(m_goTo, &GoToBox::problemChanged, this, &TopBar::showProblem);
    connect(m_filter, &FilterBox::problemChanged, this, &TopBar::showProblem);
    line->addWidget(m_problem, 4); // room of the boxes, never of the window
    line->addSpacing(scaled(8));
    line->addWidget(m_markers);
    line->addStretch(1);

    auto *menu = new QToolButton;
    menu->setIcon(themedIcon(Icon::Menu));
    menu->setIconSize({scaled(iconSide), scaled(iconSide)});
    menu->setToolTip(tr("Menu (F10)"));
    menu->setAccessibleName(tr("Menu"));
    menu->setShortcut(QKeySequence(Qt::Key_F10));
    menu->setPopupMode(QToolButton::InstantPopup);
    menu->setFocusPolicy(Qt::TabFocus);
    menu->setMenu(mainMenu);
    line->addWidget(menu);
    addButton(line, commands.keys, Qt::ToolButtonIconOnly);
}

const MarkerFacts &TopBar::markerFacts() const
{
    return m_markers->facts();
}

void TopBar::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setToolTip(problem);
    m_problem->setVisible(!problem.isEmpty());
    // In a narrow window the sentence is cut: the line at the foot has room for all of it.
    QTimer::singleShot(0, this, [this, problem] {
        if (m_problem->text() == problem && !problem.isEmpty() && m_problem->shownText() != problem) {
            emit problemCut(problem);
        }
    });
}

void TopBar::addName(QHBoxLayout *line)
{
    line->addWidget(new Logo(scaled(logoWidth)));
    line->addSpacing(scaled(4));
    auto *name = new QLabel(QStringLiteral("ptscope"));
    name->setFont(wordFont(TextRole::TabChosen));
    setLookProperty(*name, "tone", QStringLiteral("1"));
    line->addWidget(name);
    line->addSpacing(scaled(16));
}

QToolButton *TopBar::addButton(QHBoxLayout *line, QAction *action, Qt::ToolButtonStyle style)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setIconSize({scaled(iconSide), scaled(iconSide)});
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    line->addWidget(button);
    return button;
}

void TopBar::addRule(QHBoxLayout *line)
{
    auto *rule = new QFrame;
    rule->setFixedSize(1, scaled(22));
    setLookProperty(*rule, "panel", QStringLiteral("rule"));
    line->addSpacing(scaled(8));
    line->addWidget(rule);
    line->addSpacing(scaled(8));
}

void TopBar::fillRecentMenu()
{
    m_recent->clear();
    const QStringList paths = m_session.recentFiles().paths();
    for (const QString &path : paths) {
        QAction *action = m_recent->addAction(QFileInfo(path).fileName() + QStringLiteral("   ") + QFileInfo(path).path());
        connect(action, &QAction::triggered, this, [this, path] { emit openRecent(path); });
    }
    if (paths.isEmpty()) {
        m_recent->addAction(tr("No recent files yet"))->setEnabled(false);
        return;
    }
    m_recent->addSeparator();
    connect(m_recent->addAction(tr("Forget recent files")), &QAction::triggered, &m_session.recentFiles(), &RecentFiles::clear);
}

} // namespace ptscope
