// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QTest>
#include <QWidget>

#include <rapidcheck.h>

#include "tests/support/patience.h"
#include "views/look/pixel_fill.h"

namespace ptscope {

namespace {

constexpr QSize imageSize(60, 40);

QRect anyRect()
{
    return {*rc::gen::inRange(-20, 70), *rc::gen::inRange(-20, 50), *rc::gen::inRange(0, 50), *rc::gen::inRange(0, 50)};
}

QImage ground(int scale)
{
    QImage image(imageSize * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::black);
    return image;
}

/// Fills all of itself directly, whatever part is painted.
class FilledWidget : public QWidget
{
public:
    FilledWidget()
    {
        resize(imageSize);
        setAttribute(Qt::WA_OpaquePaintEvent);
    }
    QRgb color = qRgb(255, 0, 0);
    bool couldFill = false;
    QImage behind; ///< the window's image after the last fill

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const auto pixels = PixelFill::on(painter);
        couldFill = pixels.has_value();
        if (pixels) {
            pixels->fill(rect(), color);
            behind = static_cast<QImage *>(painter.paintEngine()->paintDevice())->copy();
        }
    }
};

} // namespace

class TestPixelFill : public QObject
{
    Q_OBJECT

private slots:
    void fillsAsThePainterDoes();
    void hatchesAsThePainterDrawsLines();
    void refusesWhatItCannotDo();
    void staysInThePaintedPartOfAWidget();
};

void TestPixelFill::fillsAsThePainterDoes()
{
    QVERIFY(rc::check([] {
        const int scale = *rc::gen::inRange(1, 4);
        const QPoint moved(*rc::gen::inRange(-10, 10), *rc::gen::inRange(-10, 10));
        QImage direct = ground(scale);
        QImage painted = ground(scale);
        QPainter onDirect(&direct);
        QPainter onPainted(&painted);
        onDirect.translate(moved);
        onPainted.translate(moved);
        const auto pixels = PixelFill::on(onDirect);
        RC_ASSERT(pixels.has_value());
        for (int i = 0; i < 4; ++i) {
            const QRect rect = anyRect();
            const QColor color(Qt::GlobalColor(static_cast<int>(Qt::red) + i));
            pixels->fill(rect, color.rgb());
            onPainted.fillRect(rect, color);
        }
        RC_ASSERT(direct == painted);
    }));
}

void TestPixelFill::hatchesAsThePainterDrawsLines()
{
    QVERIFY(rc::check([] {
        const QRect rect = anyRect();
        const QPoint origin(*rc::gen::inRange(-10, 10), *rc::gen::inRange(-10, 10));
        const int step = *rc::gen::inRange(1, 9);
        QImage direct = ground(1);
        QPainter onDirect(&direct);
        PixelFill::on(onDirect)->hatch(rect, origin, step, qRgb(255, 0, 0));
        for (int y = 0; y < imageSize.height(); ++y) {
            for (int x = 0; x < imageSize.width(); ++x) {
                const bool line = rect.contains(x, y) && (x + y - origin.x() - origin.y()) % step == 0;
                RC_ASSERT((direct.pixel(x, y) == qRgb(255, 0, 0)) == line);
            }
        }
    }));
}

void TestPixelFill::refusesWhatItCannotDo()
{
    QImage image = ground(1);
    QPainter painter(&image);
    QVERIFY(PixelFill::on(painter));
    painter.setClipRect(0, 0, 5, 5);
    QVERIFY(!PixelFill::on(painter));
    painter.setClipping(false);
    painter.setOpacity(0.5);
    QVERIFY(!PixelFill::on(painter));
    painter.setOpacity(1);
    painter.scale(1.5, 1.5);
    QVERIFY(!PixelFill::on(painter));
    painter.resetTransform();
    painter.rotate(90);
    QVERIFY(!PixelFill::on(painter));

    QImage narrow(8, 8, QImage::Format_RGB16);
    QPainter onNarrow(&narrow);
    QVERIFY(!PixelFill::on(onNarrow));
}

void TestPixelFill::staysInThePaintedPartOfAWidget()
{
    FilledWidget widget;
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget, patienceMs));
    widget.repaint();
    QVERIFY(widget.couldFill);
    const QRect part(10, 8, 20, 12);
    widget.color = qRgb(0, 0, 255);
    widget.repaint(part);
    QVERIFY(widget.couldFill);
    for (int y = 0; y < imageSize.height(); ++y) {
        for (int x = 0; x < imageSize.width(); ++x) {
            QCOMPARE(widget.behind.pixel(x, y), part.contains(x, y) ? qRgb(0, 0, 255) : qRgb(255, 0, 0));
        }
    }
    widget.repaint(QRegion(0, 0, 5, 5) + QRegion(20, 20, 5, 5));
    QVERIFY(!widget.couldFill);
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestPixelFill)
#include "test_pixel_fill.moc"
