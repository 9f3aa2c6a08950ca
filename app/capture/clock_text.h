// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace ptscope {

/// Now, "2026-11-21T07:28:41Z".
std::string utcNow();
/// "20261121-072841", for the names of files.
std::string utcNowForFile();

} // namespace ptscope
