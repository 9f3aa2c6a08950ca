// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/series/series.h"
#include "parsers/load.h"
#include "parsers/series/series_files.h"

namespace ptscope {

struct LoadedSeries {
    /// One, unless geometries differ: then neighbours of one geometry each, in the order of time.
    std::vector<SeriesPtr> parts;
    std::vector<Error> partings; ///< why a part begins where it does: one less than there are parts
    std::vector<Error> skipped;  ///< files found in a folder that hold no dump
    bool orderedByTime = false;  ///< by capture time, which every one told; else as given
};

/// Reads the files one after the other into a series; never more than two snapshots are held whole. A text of several dumps
/// gives as many moments. Fails when a file that was asked for cannot be read, when no dump is found, or when cancelled.
Result<LoadedSeries> loadSeries(const std::vector<SeriesFile> &files, const LoadOptions &options = {},
                                Progress *progress = nullptr);

} // namespace ptscope
