// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/frame_budget.h"

#include <QBackingStore>
#include <QPaintEngine>
#include <QPainter>
#include <QWidget>

namespace ptscope {

namespace {

/// A widget that is drawn into a picture paints through the same paintEvent, but not onto its window's backing store.
bool isOnScreen(const QWidget &widget, const QPainter &painter)
{
    QBackingStore *store = widget.backingStore();
    const QPaintEngine *engine = painter.paintEngine();
    return store != nullptr && engine != nullptr && engine->paintDevice() == store->paintDevice();
}

} // namespace

FrameBudget FrameBudget::of(const QWidget &widget, const QPainter &painter)
{
    return isOnScreen(widget, painter) ? of(onScreen) : unlimited();
}

} // namespace ptscope
