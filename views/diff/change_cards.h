// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diff/diff.h"

namespace ptscope {

class InspectorPage;

/// What a change found and what it left: a card for each side, A before B.
void addChangeSides(InspectorPage &page, const Diff &diff, const Change &change);

} // namespace ptscope
