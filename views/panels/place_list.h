// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

#include "core/base/units.h"

class QVBoxLayout;

namespace ptscope {

/// A place with a name: a marker, a bookmark, the way between two markers.
struct PanelPlace {
    QString title;
    QString value;
    QString detail;                 ///< a second line; empty for none
    std::optional<AddrRange> range; ///< a click goes there
    bool removable = false;
    bool operator==(const PanelPlace &) const = default;
};

/// Places of the user below each other. Delete, or the menu of a row, takes one away.
class PlaceList : public QWidget
{
    Q_OBJECT

public:
    explicit PlaceList(QWidget *parent = nullptr);

    void setPlaces(const std::vector<PanelPlace> &places);

signals:
    void chosen(ptscope::AddrRange range);
    void removeRequested(const QString &title);

private:
    QWidget *rowFor(const PanelPlace &place);

    QVBoxLayout *m_column;
};

} // namespace ptscope
