// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ptscope {

/// How long a test waits for a worker before it fails: far beyond what a loaded machine needs, so that load never decides.
inline constexpr int patienceMs = 60'000;

} // namespace ptscope
