// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QImage>

#include "app/gui/examples.h"

namespace ptscope {

/// A bundled capture as a card: what it shows, its own map in small, its figures.
class ExampleCard : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ExampleCard(const Example &example, QWidget *parent = nullptr);

    const Example &example() const { return m_example; }
    /// Room for the map, in device-independent pixels.
    QSize thumbnailSize() const;
    struct Facts {
        QImage thumbnail;
        std::uint64_t lines = 0;
        std::uint64_t mappedBytes = 0;
        std::uint64_t wxBytes = 0;
    };
    void setFacts(const Facts &facts);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRect paintChip(QPainter &painter, QRect inside) const;
    void paintHead(QPainter &painter, QRect inside) const;
    void paintFoot(QPainter &painter, QRect inside) const;

    Example m_example;
    Facts m_facts;
};

} // namespace ptscope
