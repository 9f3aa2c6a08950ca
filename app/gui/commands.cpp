// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/commands.h"

#include <QWidget>

namespace ptscope {

Commands::Commands(QWidget &window) : m_window(window)
{
    open = add(tr("Open file…"), {QKeySequence::Open}, Icon::Open);
    openSeries = add(tr("Open series…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)}, Icon::Open);
    capture = add(tr("Capture…"), {QKeySequence(Qt::Key_F5)}, Icon::Capture);
    paste = add(tr("Paste a dump"), {QKeySequence::Paste}, Icon::Paste);
    exportRows = add(tr("Export rows…"), {QKeySequence(Qt::CTRL | Qt::Key_E)});
    exportPicture = add(tr("Export picture…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)});
    exportReport = add(tr("Export report…"), {QKeySequence(Qt::CTRL | Qt::Key_R)});
    compare = add(tr("Compare with…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)}, Icon::Compare);
    compare->setIconText(tr("Compare"));
    swapPair = add(tr("Swap before and after"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X)});
    stopComparing = add(tr("Stop comparing"), {});
    copyRows = add(tr("Copy rows as text"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}, Icon::Copy);
    copyPicture = add(tr("Copy picture"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C)}, Icon::Copy);
    close = add(tr("Close dump"), {QKeySequence(Qt::CTRL | Qt::Key_W)}, Icon::Close);
    nextDump = add(tr("Next dump"), {QKeySequence(Qt::CTRL | Qt::Key_PageDown)});
    previousDump = add(tr("Previous dump"), {QKeySequence(Qt::CTRL | Qt::Key_PageUp)});
    stop = add(tr("Cancel, close what covers the view"), {QKeySequence(Qt::Key_Escape)});
    quit = add(tr("Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});

    palette = add(tr("Command palette"),
                  {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)});
    goTo = add(tr("Go to address, region or symbol"), {QKeySequence(Qt::Key_G), QKeySequence(Qt::CTRL | Qt::Key_G)}, Icon::Search);
    filter = add(tr("Filter rows"), {QKeySequence(Qt::Key_Slash)});
    nextMatch = add(tr("Next match of the filter"), {QKeySequence(Qt::Key_Period)});
    previousMatch = add(tr("Previous match of the filter"), {QKeySequence(Qt::Key_Comma)});
    mark = add(tr("Set a marker: A, then B"), {QKeySequence(Qt::Key_M)});
    jumpToMarker = add(tr("Jump between the markers"), {QKeySequence(Qt::Key_Apostrophe)});
    forgetMarkers = add(tr("Forget the markers"), {QKeySequence(Qt::SHIFT | Qt::Key_M)});
    bookmark = add(tr("Bookmark this place…"), {QKeySequence(Qt::CTRL | Qt::Key_D)}, Icon::Bookmark);
    back = add(tr("Back"), {QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Back)}, Icon::Back);
    forward = add(tr("Forward"), {QKeySequence(Qt::ALT | Qt::Key_Right), QKeySequence(Qt::Key_Forward)}, Icon::Forward);

    simulate = add(tr("Simulate"), {QKeySequence(Qt::CTRL | Qt::Key_M)}, Icon::Simulate);
    simulate->setCheckable(true);
    notices = add(tr("Notices about lines"), {QKeySequence(Qt::CTRL | Qt::Key_L)});
    geometry = add(tr("Geometry…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G)});

    sidePanel = add(tr("Side panel"), {QKeySequence(Qt::CTRL | Qt::Key_B)});
    inspector = add(tr("Inspector"), {QKeySequence(Qt::CTRL | Qt::Key_I)});
    fullScreen = add(tr("Full screen"), {QKeySequence(Qt::Key_F11)});
    for (QAction *toggle : {sidePanel, inspector, fullScreen}) {
        toggle->setCheckable(true);
    }
    larger = add(tr("Everything larger"), {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    smaller = add(tr("Everything smaller"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    normalSize = add(tr("Normal size"), {QKeySequence(Qt::CTRL | Qt::Key_0)});
    resetLayout = add(tr("Layout as at first"), {});
    tour = add(tr("One-minute tour"), {});
    help = add(tr("Help: what the words and pictures mean"), {QKeySequence(Qt::SHIFT | Qt::Key_F1)});
    keys = add(tr("All keys"), {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)}, Icon::Help);
}

QAction *Commands::add(const QString &text, const QList<QKeySequence> &keyList, std::optional<Icon> icon)
{
    auto *action = new QAction(text, &m_window);
    action->setShortcuts(keyList);
    if (icon) {
        action->setIcon(themedIcon(*icon));
    }
    m_window.addAction(action);
    action->setToolTip(textWithKey(*action));
    return action;
}

QList<CommandGroup> Commands::groups() const
{
    return {
        {tr("Open"), {open, openSeries, capture, paste, exportRows, exportPicture, exportReport, copyRows, copyPicture, close, nextDump, previousDump, quit}},
        {tr("Compare"), {compare, swapPair, stopComparing}},
        {tr("Go"),
         {palette, goTo, filter, nextMatch, previousMatch, mark, jumpToMarker, forgetMarkers, bookmark, back, forward}},
        {tr("Predict"), {simulate}},
        {tr("Trust"), {notices, geometry}},
        {tr("Window"), {sidePanel, inspector, fullScreen, larger, smaller, normalSize, resetLayout, tour, keys, help, stop}},
    };
}

void Commands::setDumpOpen(bool isOpen)
{
    for (QAction *action :
         {close, compare, exportRows, exportPicture, exportReport, copyRows, copyPicture, nextDump, previousDump, goTo, filter, nextMatch,
          previousMatch, mark, jumpToMarker, forgetMarkers, bookmark, simulate,
          notices, geometry, sidePanel, inspector}) {
        action->setEnabled(isOpen);
    }
}

void Commands::setComparing(bool comparing)
{
    swapPair->setEnabled(comparing);
    stopComparing->setEnabled(comparing);
}

QString keyText(const QAction &action)
{
    return action.shortcut().toString(QKeySequence::NativeText);
}

QString textWithKey(const QAction &action)
{
    const QString text = QString(action.text()).remove(QLatin1Char('&'));
    const QString key = keyText(action);
    return key.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, key);
}

} // namespace ptscope
