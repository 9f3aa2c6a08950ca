// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

#include "core/diff/change_groups.h"
#include "core/diff/diff.h"

namespace ptscope {

/// Changes of which one can say the same sentence, in whichever regions they are: "RW → ro" of an area and of its alias in
/// the linear map are one thing.
struct KindGroup {
    ChangeKinds kinds;
    QString difference; ///< "RW → ro"
    QStringList regions;
    bool churn = false;
    std::vector<ChangeIndex> changes; ///< ascending
    ByteCount bytes;

    /// "vmemmap", "Linear Mapping and vmalloc()", "vmemmap and 4 more".
    QString regionsText() const;
};

/// What matters most first: split and merged, rights, then what went and came; churn last.
std::vector<KindGroup> kindGroups(const Diff &diff);

} // namespace ptscope
