// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/capture/capture.h"
#include "app/text/diagnostic_text.h"

namespace ptscope {

/// What went wrong, and what to do.
ErrorText captureErrorText(const CaptureError &error);

/// What a read costs, before it is done: plain sentences, one a line.
std::string captureCostText(const CaptureSource &source);

/// "147 rows, 11.7 KiB in 24 ms, 3 walks of the tables; 7.3.4, with vmallocinfo, iomem".
std::string capturedText(const CapturedDump &dump);

/// What is run here and what that makes the board do, as a shell would take it.
std::string captureCommandText(const CaptureRequest &request);

} // namespace ptscope
