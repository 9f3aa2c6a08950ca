// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/gui/commands.h"

namespace ptscope {

/// Every action with its key, made from the actions themselves.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    KeySheet(const QList<CommandGroup> &groups, QWidget *parent);
};

} // namespace ptscope
