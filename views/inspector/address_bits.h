// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "core/paging/geometry.h"

namespace ptscope {

/// A part of an address: bits [low, high].
struct BitField {
    enum class Kind { TableBase, Index, LeafIndex, Offset };
    Kind kind = Kind::Offset;
    unsigned high = 0;
    unsigned low = 0;
    QString name; ///< "TTBR1", "PGD", "offset"

    bool operator==(const BitField &) const = default;
};

/// The 64 bits of `address` cut as the walk cuts them; `last` is the level at which it ends, all below is offset.
std::vector<BitField> bitFieldsOf(const PagingGeometry &geometry, VirtAddr address, Level last);

/// The bits of one address as cells, ones filled, the fields named below and numbered above.
class AddressBits : public QWidget
{
    Q_OBJECT

public:
    explicit AddressBits(QWidget *parent = nullptr);

    void setAddress(VirtAddr address, std::vector<BitField> fields);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Column {
        int left = 0;
        int right = 0; ///< exclusive
    };
    std::vector<Column> columns() const;
    void paintCells(QPainter &painter, const BitField &field, Column column) const;
    void paintNumbers(QPainter &painter, const std::vector<Column> &columns) const;
    void paintNames(QPainter &painter, const std::vector<Column> &columns) const;
    int cellLeft(int fromLeft) const;

    VirtAddr m_address;
    std::vector<BitField> m_fields;
};

} // namespace ptscope
