// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace ptscope {

class Navigator;
class View;

/// The views of the window, in the order of their tabs. To add a view: derive from View in views/NAME/, add it here.
std::vector<View *> makeViews(Navigator &navigator);

} // namespace ptscope
