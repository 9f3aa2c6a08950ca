// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/capture/board_answer.h"
#include "app/capture/capture.h"
#include "app/capture/child_process.h"

namespace ptscope {

/// Why a program could not bring an answer: from what it said and how it ended.
CaptureError faultOfWay(const CaptureRequest &request, const ChildResult &child, const BoardAnswer &answer);
/// Why the board could not read its dump.
CaptureError faultOfDump(const CaptureRequest &request, const BoardAnswer &answer, const AnsweredFile &dump);
/// The last line that says something; what a program complains with.
std::string lastLineOf(const std::string &text);

} // namespace ptscope
