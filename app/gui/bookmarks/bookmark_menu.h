// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

#include "app/gui/bookmarks/bookmark_store.h"

namespace ptscope {

class MarkerFacts;
class Session;
class SidePanel;

/// The bookmarks of the dump in front: in a menu (whose actions stand in the palette) and, with the markers, in the
/// side panel.
class BookmarkMenu : public QMenu
{
    Q_OBJECT

public:
    BookmarkMenu(Session &session, QAction *bookmarkHere, SidePanel &panel, const MarkerFacts &facts, QWidget *parent);

    /// Asks for a name for what is selected.
    void askName();

signals:
    void notice(const QString &text);

private:
    void fill();
    void fillPanel();
    void add(const QString &name, AddrRange range);
    void remove(const QString &name);

    Session &m_session;
    QAction *m_bookmarkHere;
    SidePanel &m_panel;
    const MarkerFacts &m_facts;
    std::vector<Bookmark> m_bookmarks;
};

} // namespace ptscope
