// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QRect>

#include <cstdint>

class QPainter;

namespace ptscope {

struct AddressInk {
    QColor digits;
    QColor dimmed;
    int dimmedDigits = 0; ///< leading digits, 0 to 16, that the whole view has in common; `0x` is always dimmed
};

/// Leading hex digits that both addresses share, 0 to 16.
int commonDigits(std::uint64_t a, std::uint64_t b);

/// `0x` and four groups of four digits, a quarter em apart. The gap is painted, there is no character in it.
qreal addressWidth(const QFont &font);

/// Draws from the left edge, vertically centred; returns the width used.
qreal drawAddress(QPainter &painter, const QRect &rect, std::uint64_t address, const QFont &font,
                  const AddressInk &ink);

} // namespace ptscope
