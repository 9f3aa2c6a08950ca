// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ptscope {

/// The style sheet of a report: light or dark as the reader's system, light on paper. The colours are those of the window
/// (views/look/palette.cpp); classes l0 to l6 and a0 to a6 follow LeafClass and AccessClass.
extern const std::string_view reportStyle;
/// Patterns for the pictures, so that no class is told by its colour alone.
extern const std::string_view reportPatterns;

} // namespace ptscope
