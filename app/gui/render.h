// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/arguments.h"
#include "app/gui/text_source.h"

namespace ptscope {

/// Draws what `arguments.render` names into a PNG, with the same widgets as on a screen. Returns the exit code; what went
/// wrong stands on standard error.
int render(const Arguments &arguments);

/// Reads what the arguments name, an example with what it stands against; faults stand on standard error.
LoadOutcome loadForFile(const Arguments &arguments);

} // namespace ptscope
