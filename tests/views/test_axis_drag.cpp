// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMouseEvent>
#include <QStyleHints>
#include <QTest>
#include <QWheelEvent>

#include "tests/support/snapshot_builder.h"
#include "views/axis/axis_drag.h"
#include "views/axis/map_axis.h"

namespace ptscope {

using namespace test;

namespace {

constexpr int left = 100;

/// Half of a dump, so that there is room to both sides.
MapAxis zoomedAxis()
{
    SnapshotBuilder dump;
    for (int i = 0; i < 400; ++i) {
        dump.leaf(16 * kib, Level::Pte).hole(4 * kib, Level::Pte);
    }
    MapAxis axis(std::make_shared<const LodIndex>(dump.build()), 1000);
    axis.setMode(AxisMode::Linear);
    const ByteCount quarter{axis.all().size().value / 4};
    axis.show({axis.all().first + quarter, axis.all().last - quarter});
    return axis;
}

QWheelEvent wheel(QPoint angle, Qt::KeyboardModifiers keys = {})
{
    const QPointF place(left + 300, 20);
    return {place, place, {}, angle, Qt::NoButton, keys, Qt::NoScrollPhase, false};
}

QMouseEvent mouse(QEvent::Type type, int x, Qt::MouseButton button = Qt::LeftButton)
{
    return {type, QPointF(x, 20), QPointF(x, 20), button, button, Qt::NoModifier};
}

} // namespace

class TestAxisDrag : public QObject
{
    Q_OBJECT

private slots:
    void wheelZoomsAroundThePointer();
    void wheelSidewaysOrWithShiftPans();
    void aWheelThatDoesNotTurnAsksForNothing();
    void aShortPullIsAClick();
    void aLongPullPansByAllOfIt();
    void onlyTheLeftButtonClicks();
    void withoutAPressNothingMoves();
};

void TestAxisDrag::wheelZoomsAroundThePointer()
{
    MapAxis axis = zoomedAxis();
    const VirtAddr under = axis.addressAtX(300);
    const ByteCount before = axis.visible().size();
    QVERIFY(turnWheel(axis, wheel({0, 120}), left));
    QVERIFY(axis.visible().size() < before);
    QVERIFY(std::abs(axis.xOf(axis.positionOf(under)) - 300) <= 1);
    QVERIFY(turnWheel(axis, wheel({0, -120}), left));
    QVERIFY(std::abs(axis.xOf(axis.positionOf(under)) - 300) <= 1);
}

void TestAxisDrag::wheelSidewaysOrWithShiftPans()
{
    MapAxis axis = zoomedAxis();
    const std::int64_t origin = axis.origin();
    const ByteCount size = axis.visible().size();
    QVERIFY(turnWheel(axis, wheel({-120, 30}), left));
    QCOMPARE(axis.origin(), origin + axis.width() / axisPanShare);
    QVERIFY(turnWheel(axis, wheel({0, 120}, Qt::ShiftModifier), left));
    QCOMPARE(axis.origin(), origin);
    QCOMPARE(axis.visible().size().value, size.value);
}

void TestAxisDrag::aWheelThatDoesNotTurnAsksForNothing()
{
    MapAxis axis = zoomedAxis();
    const AddrRange before = axis.visible();
    QVERIFY(!turnWheel(axis, wheel({0, 0}), left));
    QVERIFY(axis.visible() == before);
}

void TestAxisDrag::aShortPullIsAClick()
{
    AxisDrag drag;
    drag.press(mouse(QEvent::MouseButtonPress, 200));
    QVERIFY(drag.isPressed());
    const AxisDrag::Step step = drag.move({201, 20});
    QVERIFY(!step.begins);
    QCOMPARE(step.pixels, 0);
    QVERIFY(drag.release(mouse(QEvent::MouseButtonRelease, 201)) == QPoint(200, 20));
    QVERIFY(!drag.isPressed());
}

void TestAxisDrag::aLongPullPansByAllOfIt()
{
    const int far = QGuiApplication::styleHints()->startDragDistance();
    AxisDrag drag;
    drag.press(mouse(QEvent::MouseButtonPress, 200));
    QCOMPARE(drag.move({200 - far + 1, 20}).pixels, 0);
    const AxisDrag::Step first = drag.move({200 - far, 20});
    QVERIFY(first.begins);
    QCOMPARE(first.pixels, far);
    const AxisDrag::Step back = drag.move({203, 20});
    QVERIFY(!back.begins);
    QCOMPARE(first.pixels + back.pixels, -3);
    QVERIFY(drag.isDragging());
    QVERIFY(!drag.release(mouse(QEvent::MouseButtonRelease, 203)));
    QVERIFY(!drag.isDragging());
}

void TestAxisDrag::onlyTheLeftButtonClicks()
{
    AxisDrag drag;
    drag.press(mouse(QEvent::MouseButtonPress, 200, Qt::RightButton));
    QVERIFY(!drag.isPressed());
    drag.press(mouse(QEvent::MouseButtonPress, 200, Qt::MiddleButton));
    QVERIFY(drag.isPressed());
    QVERIFY(!drag.release(mouse(QEvent::MouseButtonRelease, 200, Qt::MiddleButton)));
}

void TestAxisDrag::withoutAPressNothingMoves()
{
    AxisDrag drag;
    const AxisDrag::Step step = drag.move({500, 20});
    QVERIFY(!step.begins);
    QCOMPARE(step.pixels, 0);
    QVERIFY(!drag.release(mouse(QEvent::MouseButtonRelease, 500)));
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestAxisDrag)

#include "test_axis_drag.moc"
