// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keys of the map lead.
#include "views/map/map_canvas.h"
#include "views/map/map_steps.h"

namespace ptscope {

void MapCanvas::goTo(std::optional<AddrRange> range)
{
    if (range) {
        m_navigator.select(*range);
        m_axis.ensureVisible(*range);
        axisChanged();
    }
}

void MapCanvas::goToNextRun()
{
    if (isOpen()) {
        goTo(nextRun(m_source->snapshot(), m_navigator.selection(), m_axis.visible()));
    }
}

void MapCanvas::goToPreviousRun()
{
    if (isOpen()) {
        goTo(previousRun(m_source->snapshot(), m_navigator.selection(), m_axis.visible()));
    }
}

void MapCanvas::goToFirstRun()
{
    if (isOpen()) {
        goTo(nextRun(m_source->snapshot(), std::nullopt, m_axis.all()));
    }
}

void MapCanvas::goToLastRun()
{
    if (isOpen()) {
        goTo(previousRun(m_source->snapshot(), std::nullopt, m_axis.all()));
    }
}

void MapCanvas::goLevelUp()
{
    if (isOpen() && m_navigator.selection()) {
        goTo(levelUp(m_source->snapshot(), m_source->tree(), *m_navigator.selection()));
    }
}

void MapCanvas::goLevelDown()
{
    if (isOpen() && m_navigator.selection()) {
        goTo(levelDown(m_source->snapshot(), m_source->tree(), *m_navigator.selection()));
    }
}

} // namespace ptscope
