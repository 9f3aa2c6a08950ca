// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/diff/change.h"
#include "views/stripes/stripe_source.h"

namespace ptscope {

class FlowLayout;
class LegendFilter;
class Navigator;

/// What the raster's colours mean: the classes that occur in the range. A click filters by one.
class StripeLegend : public QWidget
{
    Q_OBJECT

public:
    explicit StripeLegend(Navigator &navigator, QWidget *parent = nullptr);

    /// Null: nothing is open.
    void setSource(const StripeSource *source);
    /// What the lines below pages of a compared dump mean.
    void setChanges(const std::vector<ChangeKind> &kinds);

private:
    void addClass(ShownClass shown, const StripeSource &source);
    void addMarks();

    Navigator &m_navigator;
    FlowLayout *m_place;
    LegendFilter *m_filter = nullptr;
    std::vector<QWidget *> m_changes;
};

} // namespace ptscope
