// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/gui/bookmarks/marker_facts.h"
#include "views/common/navigator.h"

class QLabel;

namespace ptscope {

class Chip;

/// The markers in the toolbar: A, B, and how far they are apart. A click on a letter goes there.
class MarkerBar : public QWidget
{
    Q_OBJECT

public:
    explicit MarkerBar(Session &session, QWidget *parent = nullptr);

    const MarkerFacts &facts() const { return m_facts; }

private:
    void refresh();
    void showMarker(Mark marker, Chip &chip);

    Session &m_session;
    MarkerFacts m_facts;
    Chip *m_a;
    Chip *m_b;
    QLabel *m_span;
};

} // namespace ptscope
