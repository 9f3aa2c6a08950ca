// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/series/series.h"
#include "parsers/load.h"
#include "parsers/series/series_files.h"

namespace ptscope {

struct LoadedSeries {
    /// One for each geometry that occurs, in the order of time within: first the one that most snapshots share, of equals the
    /// earlier. Others have no time axis in common with it.
    std::vector<SeriesPtr> parts;
    std::vector<Error> otherGeometry; ///< each snapshot that is not in the first part
    std::vector<Error> skipped;       ///< files that hold no dump or cannot be read
    bool orderedByTime = false;       ///< by capture time, which every one told; else as given

    /// A time axis of at least two snapshots, or all there is.
    bool hasOneAxis() const { return parts.size() == 1 || parts.front()->size() > 1; }
};

/// Reads the files one after the other into a series; never more than two snapshots of a geometry are held whole. A text of
/// several dumps gives as many moments. A file that cannot be read is left out and told. Fails when a file that was asked for
/// does not exist, when no dump is found, when memory runs out, or when cancelled.
Result<LoadedSeries> loadSeries(const std::vector<SeriesFile> &files, const LoadOptions &options = {},
                                Progress *progress = nullptr);

} // namespace ptscope
