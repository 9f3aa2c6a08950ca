// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QString>

#include <optional>

#include "views/look/icons.h"

namespace ptscope {

/// Commands that belong together, as menu and key sheet list them.
struct CommandGroup {
    QString title;
    QList<QAction *> actions;
    QString view = {}; ///< id of the view whose actions these are
};

/// Every command of the window with its words and keys, in one place; the window connects them. Views bring their own.
class Commands
{
    Q_DECLARE_TR_FUNCTIONS(Commands)

public:
    explicit Commands(QWidget &window);

    QAction *open;
    QAction *openSeries;
    QAction *capture;
    QAction *paste;
    QAction *close;
    QAction *exportRows;
    QAction *exportPicture;
    QAction *exportReport;
    QAction *compare;
    QAction *swapPair;
    QAction *stopComparing;
    QAction *copyRows;
    QAction *copyPicture;
    QAction *nextDump;
    QAction *previousDump;
    QAction *stop;
    QAction *quit;

    QAction *palette;
    QAction *goTo;
    QAction *filter;
    QAction *nextMatch;
    QAction *previousMatch;
    QAction *mark;
    QAction *jumpToMarker;
    QAction *forgetMarkers;
    QAction *bookmark;
    QAction *back;
    QAction *forward;

    QAction *simulate;
    QAction *notices;
    QAction *geometry;

    QAction *sidePanel;
    QAction *inspector;
    QAction *fullScreen;
    QAction *larger;
    QAction *smaller;
    QAction *normalSize;
    QAction *resetLayout;
    QAction *tour;
    QAction *keys;
    QAction *help;

    QList<CommandGroup> groups() const;
    /// Dims what needs an open dump.
    void setDumpOpen(bool open);
    void setComparing(bool comparing);

private:
    QAction *add(const QString &text, const QList<QKeySequence> &keys, std::optional<Icon> icon = {});

    QWidget &m_window;
};

/// The keys of an action for people: "Ctrl+O", "Alt+Left". Empty without a key.
QString keyText(const QAction &action);
/// What an action does and its key, for tooltips: "Back (Alt+Left)".
QString textWithKey(const QAction &action);

} // namespace ptscope
