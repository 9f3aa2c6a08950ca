// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;
class QWidget;

namespace ptscope {

class Appearance;
class Commands;
class ViewArea;

/// Every command by group, the views with what the one in front brings along, and the theme.
QMenu *makeMainMenu(const Commands &commands, ViewArea &views, Appearance &appearance, QWidget *parent);

} // namespace ptscope
