// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "app/capture/capture.h"

namespace ptscope {

struct SeriesPlan {
    std::string folder;
    std::chrono::milliseconds interval{5000}; ///< from the start of one read to the start of the next
    unsigned count = 0;                       ///< of captures in the folder, those of an earlier run included
};

struct SeriesStep {
    unsigned number = 0; ///< from 1
    std::string path;
    Captured<CapturedDump> dump; ///< its text and files are gone where it was saved
};

/// How many captures of this series the folder holds already: files NNNN-TIME.ptdump.zst, as recordSeries names them. Fails
/// with BadArgument when they come from another source, WriteFailed when the folder cannot be made.
Result<unsigned> prepareSeries(const SeriesPlan &plan, const CaptureSource &source);

/// Takes the captures that are missing, each saved before the next is begun. One that fails is told and tried again at the next turn,
/// `count` turns at most; symbols come with the first only, they do not change. `told` answers false to end it.
Result<unsigned> recordSeries(const SeriesPlan &plan, const CaptureRequest &request, Progress &progress,
                              const std::function<bool(const SeriesStep &)> &told);

/// "5s", "500ms", "2m"; a bare number is seconds. Nothing under 100 ms: a read is work for the board.
Result<std::chrono::milliseconds> parseInterval(const std::string &text);

} // namespace ptscope
