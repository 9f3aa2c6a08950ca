// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/series/series.h"

namespace ptscope {

/// Where a place stands over time: a region that moves (KASLR after a reboot) takes its places along.
class PlaceOverTime
{
public:
    /// `place` is what the moment `from` calls it.
    PlaceOverTime(const Series &series, AddrRange place, MomentIndex from);
    AddrRange at(MomentIndex moment) const { return m_places[moment]; }

private:
    std::vector<AddrRange> m_places;
};

/// One moment in which something changed in a range.
struct RangeChange {
    MomentIndex moment = 0;           ///< the first that shows the new state
    std::vector<ChangeIndex> changes; ///< of Moment::changes, those that touch the range; ascending
    ChangeKinds kinds;                ///< of all of them
    bool meaning = false;             ///< one of them is no churn
};

struct RangeQuery {
    AddrRange range;
    MomentIndex from = 0; ///< in whose addresses `range` is
    bool churn = true;    ///< false: changes that are churn do not count
};

/// The changes of a moment, against the one before, that touch the range.
RangeChange changeAt(const Series &series, MomentIndex moment, AddrRange placeBefore, AddrRange place, bool churn = true);
/// Every moment in which the range changed, in the order of time.
std::vector<RangeChange> changesOf(const Series &series, const RangeQuery &query);
/// The first of them; nothing when the range never changed.
std::optional<RangeChange> firstChangeOf(const Series &series, const RangeQuery &query);

} // namespace ptscope
