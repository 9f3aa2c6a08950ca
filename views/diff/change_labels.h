// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "views/diff/diff_cell.h"

namespace ptscope {

/// Marks above the changes, from left to right, none over another: where they would overlap they become one that counts.
/// `area` is the lane of changes; `churn` tells whether churn is marked apart.
std::vector<ChangeLabel> changeLabels(std::span<const ChangeCell> changes, const QRect &area, ChurnShow churn);

/// "×6" behind a mark; nothing for one.
QString countBehindMark(std::uint32_t count);

/// Pixels that counts take. One a picture: a font is slow to give its measures.
class CountMeasure
{
public:
    CountMeasure();
    int width(std::uint32_t count) const;

private:
    int m_gap;
    int m_digit;
};

} // namespace ptscope
