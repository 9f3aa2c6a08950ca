// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>
#include <array>

namespace ptscope {

namespace {

constexpr qreal gridSize = 16;
constexpr qreal outlineWidth = 1.4;

using Points = std::initializer_list<QPointF>;

void addLine(QPainterPath &path, Points points)
{
    path.moveTo(*points.begin());
    std::for_each(points.begin() + 1, points.end(), [&](const QPointF &p) { path.lineTo(p); });
}

void addShape(QPainterPath &path, Points points)
{
    addLine(path, points);
    path.closeSubpath();
}

// A dot drawn with the round pen.
void addDot(QPainterPath &path, QPointF at)
{
    addLine(path, {at, at + QPointF(0.01, 0)});
}

QPainterPath openPath()
{
    QPainterPath path;
    addShape(path, {{1.5, 13}, {1.5, 3}, {5.8, 3}, {7.3, 5}, {14.5, 5}, {14.5, 13}});
    return path;
}

QPainterPath capturePath()
{
    QPainterPath path;
    addLine(path, {{8, 1.8}, {8, 9.5}});
    addLine(path, {{5, 6.8}, {8, 9.8}, {11, 6.8}});
    addLine(path, {{1.8, 9.5}, {1.8, 13.8}, {14.2, 13.8}, {14.2, 9.5}});
    return path;
}

QPainterPath comparePath()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(2, 2.2, 12, 4.6), 0.8, 0.8);
    path.addRoundedRect(QRectF(2, 9.2, 12, 4.6), 0.8, 0.8);
    return path;
}

QPainterPath simulatePath()
{
    QPainterPath path;
    addLine(path, {{5, 1.8}, {11, 1.8}});
    addShape(path, {{6.3, 1.8}, {6.3, 6.2}, {2.8, 13.2}, {3.3, 14}, {12.7, 14}, {13.2, 13.2}, {9.7, 6.2}, {9.7, 1.8}});
    addLine(path, {{4.6, 10.4}, {11.4, 10.4}});
    return path;
}

QPainterPath chevronPath(Icon icon)
{
    QPainterPath path;
    switch (icon) {
    case Icon::Back:
        addLine(path, {{10, 3}, {5.2, 8}, {10, 13}});
        break;
    case Icon::Forward:
        addLine(path, {{6, 3}, {10.8, 8}, {6, 13}});
        break;
    case Icon::ChevronUp:
        addLine(path, {{4, 10}, {8, 6}, {12, 10}});
        break;
    default:
        addLine(path, {{4, 6}, {8, 10}, {12, 6}});
        break;
    }
    return path;
}

QPainterPath searchPath()
{
    QPainterPath path;
    path.addEllipse(QPointF(6.8, 6.8), 4.8, 4.8);
    addLine(path, {{10.4, 10.4}, {14.2, 14.2}});
    return path;
}

QPainterPath helpPath()
{
    QPainterPath path;
    path.addEllipse(QPointF(8, 8), 6.4, 6.4);
    path.moveTo(6.1, 6.4);
    path.cubicTo({6.1, 3.9}, {9.9, 3.9}, {9.9, 6.4});
    path.cubicTo({9.9, 7.9}, {8, 7.8}, {8, 9.3});
    addDot(path, {8, 11.3});
    return path;
}

QPainterPath infoPath()
{
    QPainterPath path;
    path.addEllipse(QPointF(8, 8), 6.4, 6.4);
    addLine(path, {{8, 7.4}, {8, 11.2}});
    addDot(path, {8, 4.9});
    return path;
}

QPainterPath errorPath()
{
    QPainterPath path;
    addShape(path,
             {{5.3, 1.6}, {10.7, 1.6}, {14.4, 5.3}, {14.4, 10.7}, {10.7, 14.4}, {5.3, 14.4}, {1.6, 10.7}, {1.6, 5.3}});
    addLine(path, {{8, 4.6}, {8, 8.8}});
    addDot(path, {8, 11.3});
    return path;
}

QPainterPath warningPath()
{
    QPainterPath path;
    addShape(path, {{8, 1.9}, {14.8, 13.8}, {1.2, 13.8}});
    addLine(path, {{8, 6.4}, {8, 9.6}});
    addDot(path, {8, 11.8});
    return path;
}

QPainterPath closePath()
{
    QPainterPath path;
    addLine(path, {{3.5, 3.5}, {12.5, 12.5}});
    addLine(path, {{12.5, 3.5}, {3.5, 12.5}});
    return path;
}

QPainterPath copyPath()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(5.5, 5.5, 9, 9), 1, 1);
    addLine(path, {{3.2, 10.5}, {1.5, 10.5}, {1.5, 1.5}, {10.5, 1.5}, {10.5, 3.2}});
    return path;
}

QPainterPath pastePath()
{
    QPainterPath path;
    addLine(path, {{5.5, 2.8}, {3, 2.8}, {3, 14.6}, {13, 14.6}, {13, 2.8}, {10.5, 2.8}});
    path.addRoundedRect(QRectF(5.5, 1.2, 5, 3.2), 0.8, 0.8);
    return path;
}

QPainterPath bookmarkPath()
{
    QPainterPath path;
    addShape(path, {{4, 2}, {12, 2}, {12, 14}, {8, 10.6}, {4, 14}});
    return path;
}

QPainterPath menuPath()
{
    QPainterPath path;
    for (const qreal y : {4.0, 8.0, 12.0}) {
        path.moveTo(2.5, y);
        path.lineTo(13.5, y);
    }
    return path;
}

QPainterPath checkPath()
{
    QPainterPath path;
    addLine(path, {{2.4, 8.4}, {6.2, 12.2}, {13.6, 4.2}});
    return path;
}

QPainterPath pathOf(Icon icon)
{
    switch (icon) {
    case Icon::Open:
        return openPath();
    case Icon::Capture:
        return capturePath();
    case Icon::Compare:
        return comparePath();
    case Icon::Simulate:
        return simulatePath();
    case Icon::Back:
    case Icon::Forward:
    case Icon::ChevronUp:
    case Icon::ChevronDown:
        return chevronPath(icon);
    case Icon::Search:
        return searchPath();
    case Icon::Help:
        return helpPath();
    case Icon::Close:
        return closePath();
    case Icon::Copy:
        return copyPath();
    case Icon::Paste:
        return pastePath();
    case Icon::Warning:
        return warningPath();
    case Icon::Error:
        return errorPath();
    case Icon::Info:
        return infoPath();
    case Icon::Check:
        return checkPath();
    case Icon::Menu:
        return menuPath();
    case Icon::Bookmark:
        return bookmarkPath();
    }
    return {};
}

// Draws one thing at any size; QIcon itself would keep pixmaps in the colours of the theme that was.
template<typename Draw>
class DrawingEngine : public QIconEngine
{
public:
    explicit DrawingEngine(Draw draw) : m_draw(draw) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        m_draw(*painter, rect, mode, state);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap out(size);
        out.fill(Qt::transparent);
        QPainter painter(&out);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return out;
    }

    QIconEngine *clone() const override { return new DrawingEngine(m_draw); }

private:
    Draw m_draw;
};

template<typename Draw>
QIcon drawnIcon(Draw draw)
{
    return QIcon(new DrawingEngine<Draw>(draw)); // QIcon owns its engine
}

const QColor &colorOf(QIcon::Mode mode, QIcon::State state)
{
    const Palette &colors = palette();
    if (mode == QIcon::Disabled) {
        return colors.control;
    }
    return mode == QIcon::Normal && state == QIcon::Off ? colors.text2 : colors.text1;
}

} // namespace

void drawIcon(QPainter &painter, const QRectF &rect, Icon icon, const QColor &color)
{
    const qreal side = std::min(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(side / 2, side / 2));
    painter.scale(side / gridSize, side / gridSize);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, outlineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(pathOf(icon));
    painter.restore();
}

QIcon themedIcon(Icon icon)
{
    return drawnIcon([icon](QPainter &painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) {
        drawIcon(painter, rect, icon, colorOf(mode, state));
    });
}

QIcon themedIcon(Icon icon, QColor Palette::*token)
{
    return drawnIcon([icon, token](QPainter &painter, const QRect &rect, QIcon::Mode mode, QIcon::State) {
        const Palette &colors = palette();
        drawIcon(painter, rect, icon, mode == QIcon::Disabled ? colors.control : colors.*token);
    });
}

void drawLogo(QPainter &painter, const QRectF &rect, const Palette &colors)
{
    static constexpr std::array steps = {LeafClass::Giant, LeafClass::ContBlock, LeafClass::Block, LeafClass::Page};
    const qreal unit = std::min(rect.width() / 52, rect.height() / 49);
    painter.save();
    painter.translate(rect.center() - QPointF(26, 24.5) * unit);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto step = static_cast<qreal>(i);
        // Whole pixels, so that the steps stay sharp in a 16 px window icon.
        const int left = qRound(13 * step * unit);
        const int top = qRound(13 * step * unit);
        const int bottom = std::max(top + 1, qRound((13 * step + 10) * unit));
        painter.fillRect(QRect(left, top, qRound(52 * unit) - left, bottom - top), colors.of(steps[i]));
    }
    painter.restore();
}

QIcon logoIcon()
{
    return drawnIcon(
        [](QPainter &painter, const QRect &rect, QIcon::Mode, QIcon::State) { drawLogo(painter, rect, palette()); });
}

} // namespace ptscope
