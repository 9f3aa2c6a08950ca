// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <memory>

#include "core/base/units.h"
#include "core/query/row_rank.h"
#include "core/snapshot/snapshot.h"
#include "views/look/palette.h"

class QPainter;

namespace ptscope {

/// What a filter does not let through steps back in a picture. Asking costs two bisections, whatever the dump holds.
class MatchVeil
{
public:
    /// No filter, or rows of another dump: nothing is dimmed.
    MatchVeil() = default;
    MatchVeil(const RowRank *matches, const Snapshot &snapshot);

    bool isOn() const { return m_matches != nullptr; }
    /// No row that touches the range matches. Of addresses that no row tells nothing can match.
    bool dims(AddrRange range) const;
    bool dims(RowRange rows) const { return isOn() && !m_matches->anyIn(rows); }
    /// The share of its own colours that a dimmed place keeps, in percent (design: the unchanged of a diff).
    static constexpr int keptPercent = 42;
    static void draw(QPainter &painter, const QRect &rect, const Palette &colors);

private:
    const RowRank *m_matches = nullptr;
    const Snapshot *m_snapshot = nullptr;
};

} // namespace ptscope
