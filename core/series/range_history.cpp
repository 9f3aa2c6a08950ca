// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/range_history.h"

#include <algorithm>

namespace ptscope {

namespace {

/// Where to begin looking: changes are disjoint and ascend unless something moved.
ChangeIndex firstCandidate(const Moment &moment, AddrRange place)
{
    if (!moment.alignment.inPlace()) {
        return 0;
    }
    const ChangeIndex from = moment.changes.firstFrom(place.first);
    return from > 0 && moment.changes.range(from - 1).last >= place.first ? from - 1 : from;
}

} // namespace

PlaceOverTime::PlaceOverTime(const Series &series, AddrRange place, MomentIndex from) : m_places(series.size(), place)
{
    for (MomentIndex i = from + 1; i < series.size(); ++i) {
        m_places[i] = series.at(i).alignment.placeAfter(m_places[i - 1]);
    }
    for (MomentIndex i = from; i > 0; --i) {
        m_places[i - 1] = series.at(i).alignment.placeBefore(m_places[i]);
    }
}

RangeChange changeAt(const Series &series, MomentIndex index, AddrRange before, AddrRange place, bool churn)
{
    RangeChange out{index, {}, {}, false};
    const Moment &moment = series.at(index);
    const bool moved = !moment.alignment.inPlace();
    for (ChangeIndex i = firstCandidate(moment, place); i < moment.changes.size(); ++i) {
        const Change change = moment.changes.at(i);
        if (!moved && change.range.first > place.last) {
            break;
        }
        if ((!change.range.overlaps(place) && !change.rangeBefore().overlaps(before)) || (change.churn && !churn)) {
            continue;
        }
        out.changes.push_back(i);
        out.kinds.bits = static_cast<std::uint16_t>(out.kinds.bits | change.kinds.bits);
        out.meaning = out.meaning || !change.churn;
    }
    return out;
}

std::vector<RangeChange> changesOf(const Series &series, const RangeQuery &query)
{
    std::vector<RangeChange> out;
    const PlaceOverTime places(series, query.range, query.from);
    for (MomentIndex i = 1; i < series.size(); ++i) {
        RangeChange change = changeAt(series, i, places.at(i - 1), places.at(i), query.churn);
        if (!change.changes.empty()) {
            out.push_back(std::move(change));
        }
    }
    return out;
}

std::optional<RangeChange> firstChangeOf(const Series &series, const RangeQuery &query)
{
    const PlaceOverTime places(series, query.range, query.from);
    for (MomentIndex i = 1; i < series.size(); ++i) {
        RangeChange change = changeAt(series, i, places.at(i - 1), places.at(i), query.churn);
        if (!change.changes.empty()) {
            return change;
        }
    }
    return std::nullopt;
}

} // namespace ptscope
