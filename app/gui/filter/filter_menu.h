// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

#include "app/gui/filter/saved_queries.h"

namespace ptscope {

class Session;

/// The filters with a name: those saved, those bundled, and saving the one in force. Its actions stand in the palette
/// too.
class FilterMenu : public QMenu
{
    Q_OBJECT

public:
    FilterMenu(Session &session, QWidget *parent);

    SavedQueries &queries() { return m_queries; }

private:
    void fill();
    void enableWhatThisDumpKnows();
    QAction *addQuery(const SavedQuery &query);
    void askName();

    Session &m_session;
    SavedQueries m_queries;
    QAction *m_save = nullptr;
    std::vector<std::pair<QAction *, QString>> m_expressions;
};

} // namespace ptscope
