// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace ptscope {

/// What a picture shows, as a table of words: a screen reader meets it in place of pixels. A widget that paints data
/// derives from this beside QWidget, calls announceTwins() once and tellTwinChanged() whenever it shows something else.
class PictureTwin
{
public:
    virtual ~PictureTwin() = default;

    virtual QStringList twinHeads() const = 0;
    virtual int twinRows() const = 0;
    virtual QString twinText(int row, int column) const = 0;
    /// The row of the selection; -1 when it is not among them.
    virtual int twinSelectedRow() const = 0;
    /// As a click on what the row speaks of.
    virtual void selectTwinRow(int row) = 0;
};

/// From now on QAccessible finds the table of every widget that is a PictureTwin.
void announceTwins();
void tellTwinChanged(QWidget &widget);
void tellTwinSelection(QWidget &widget);

} // namespace ptscope
