// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "views/common/navigator.h"
#include "views/stripes/stripe_source.h"

class QPainter;

namespace ptscope {

/// Where single pages stand in the loupe; groups of one period are set apart.
class LoupeGeometry
{
public:
    LoupeGeometry() = default;
    /// As many pages as fit `area`, around `place`.
    LoupeGeometry(const PagingGeometry &paging, AddrRange content, std::uint64_t period, QRect area, VirtAddr place);

    std::uint64_t pages() const { return m_pages; }
    AddrRange page(std::uint64_t number) const { return AddrRange::fromSize(m_first + m_page * number, m_page); }
    QRect rect(std::uint64_t number) const;
    bool beginsGroup(std::uint64_t number) const { return (m_first.value / m_page.value + number) % m_period == 0; }
    std::optional<AddrRange> at(QPoint point) const;

private:
    ByteCount m_page{4096};
    std::uint64_t m_period = 1;
    std::uint64_t m_pages = 0;
    VirtAddr m_first;
    QRect m_area;
};

/// Under the raster: the pages around the pointer or the selection one by one, and all groups laid over each other at the
/// period, which is the proof of the pattern.
class StripeLoupe : public QWidget
{
    Q_OBJECT

public:
    explicit StripeLoupe(Navigator &navigator, QWidget *parent = nullptr);

    void setSource(StripeSourcePtr source);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {1, sizeHint().height()}; }
    LoupeGeometry loupe() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    QRect foldRect() const;
    VirtAddr place() const;
    void drawHead(QPainter &painter, const QRect &area, const QString &title, const QString &text) const;
    void drawLoupe(QPainter &painter) const;
    void drawGroupLabels(QPainter &painter, const LoupeGeometry &loupe, std::uint64_t page) const;
    void drawFold(QPainter &painter) const;
    void drawFoldApart(QPainter &painter, const QRect &bars) const;
    void drawFoldJoined(QPainter &painter, const QRect &bars) const;
    void drawFoldBar(QPainter &painter, const QRect &bar, const StripeFold::Column &column) const;

    Navigator &m_navigator;
    StripeSourcePtr m_source;
};

} // namespace ptscope
