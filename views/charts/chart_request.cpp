// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_request.h"

#include <algorithm>

#include "core/query/query.h"
#include "views/charts/chart_matches.h"
#include "views/charts/chart_pair.h"

namespace ptscope {

namespace {

ChartSetPtr wholeOf(const SnapshotPtr &snapshot, const std::vector<ChartSetPtr> &known)
{
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&snapshot](const ChartSetPtr &set) { return set->snapshot == snapshot; });
    return found == known.end() ? makeChartSet(snapshot) : *found;
}

/// The filter box found the rows of the dump in front; for the other one it is asked here. A filter that makes no sense there
/// lets nothing through.
RowSet matchesIn(const SnapshotPtr &snapshot, const ChartRequest &request)
{
    if (snapshot == request.front) {
        return *request.matches;
    }
    const auto query = Query::compile(request.filter.toStdString(), snapshot);
    return query ? query->run() : RowSet(snapshot->extents().size());
}

} // namespace

ChartAnswer chartsFor(const ChartRequest &request)
{
    ChartAnswer answer;
    const auto figuresOf = [&](const SnapshotPtr &snapshot) {
        answer.known.push_back(wholeOf(snapshot, request.known));
        return request.matches == nullptr ? answer.known.back()
                                          : withMatches(*answer.known.back(), matchesIn(snapshot, request));
    };
    const Comparison *pair = request.comparison.get();
    const bool isOfPair = pair != nullptr && pair->diff && (request.front == pair->before || request.front == pair->after);
    if (!isOfPair) {
        answer.shown = figuresOf(request.front);
        return answer;
    }
    const ChartSetPtr before = figuresOf(pair->before);
    const ChartSetPtr after = figuresOf(pair->after);
    answer.shown = besideEachOther(*before, *after, request.front);
    return answer;
}

} // namespace ptscope
