// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <rapidcheck.h>

#include "tests/support/random_dump.h"
#include "views/axis/map_axis.h"

namespace ptscope::test {

/// Pans, zooms and jumps somewhere, in either mode. For use inside a property.
inline void wander(MapAxis &axis)
{
    axis.setMode(*rc::gen::element(AxisMode::Folded, AxisMode::Folded, AxisMode::Linear));
    const int steps = *rc::gen::inRange(0, 6);
    for (int i = 0; i < steps; ++i) {
        switch (*rc::gen::inRange(0, 4)) {
        case 0:
            axis.pan(*rc::gen::inRange(-2000, 2000));
            break;
        case 1:
            axis.show(anyRange(axis.index()->snapshot()));
            break;
        default:
            axis.zoom(*rc::gen::inRange(0, axis.width()), *rc::gen::element(0.5, 1.25, 3.0, 40.0));
        }
    }
}

} // namespace ptscope::test
