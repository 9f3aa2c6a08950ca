// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "views/common/navigator.h"
#include "views/common/picture_twin.h"

namespace ptscope {

/// The twin of pictures that show a part of the address space: the runs in sight, a row each.
class RunTwin : public PictureTwin
{
public:
    explicit RunTwin(Navigator &navigator) : m_twinNavigator(navigator) { announceTwins(); }

    QStringList twinHeads() const override;
    int twinRows() const override;
    QString twinText(int row, int column) const override;
    int twinSelectedRow() const override;
    void selectTwinRow(int row) override;

protected:
    /// Null when nothing is open.
    virtual const Snapshot *twinSnapshot() const = 0;
    /// What is in sight. Asked only when a snapshot is open.
    virtual AddrRange twinRange() const = 0;

private:
    RowRange rows() const;

    Navigator &m_twinNavigator;
};

} // namespace ptscope
