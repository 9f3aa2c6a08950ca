// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view_set.h"

#include "views/charts/charts_view.h"
#include "views/diff/diff_view.h"
#include "views/layout/layout_view.h"
#include "views/map/map_view.h"
#include "views/stripes/stripes_view.h"
#include "views/table/table_view.h"
#include "views/tree/tree_view.h"

namespace ptscope {

std::vector<View *> makeViews(Navigator &navigator)
{
    return {new MapView(navigator),  new LayoutView(navigator), new StripesView(navigator),
            new TreeView(navigator), new TableView(navigator),  new DiffView(navigator),
            new ChartsView(navigator)};
}

} // namespace ptscope
