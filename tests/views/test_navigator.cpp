// SPDX-License-Identifier: GPL-3.0-or-later
// The history of places: what was chosen is a place each, a walk by arrow keys is one.
#include <QTest>

#include "views/common/navigator.h"

using namespace ptscope;

namespace {

AddrRange place(std::uint64_t n)
{
    return {{n * 4096}, {n * 4096 + 4095}};
}

} // namespace

class TestNavigator : public QObject
{
    Q_OBJECT

private slots:
    void placesAreRemembered();
    void aWalkIsOnePlace();
    void aChosenPlaceEndsAWalk();
};

void TestNavigator::placesAreRemembered()
{
    Navigator navigator;
    navigator.select(place(1));
    navigator.select(place(2));
    navigator.goBack();
    QVERIFY(navigator.selection() == place(1));
    navigator.goForward();
    QVERIFY(navigator.selection() == place(2));
    QVERIFY(!navigator.canGoForward());
}

void TestNavigator::aWalkIsOnePlace()
{
    Navigator navigator;
    navigator.select(place(1));
    for (std::uint64_t n = 2; n < 200; ++n) {
        navigator.stepTo(place(n));
        QVERIFY(navigator.selection() == place(n));
    }
    navigator.goBack();
    QVERIFY(navigator.selection() == place(1));
    QVERIFY(!navigator.canGoBack());
    navigator.goForward();
    QVERIFY(navigator.selection() == place(199));
}

void TestNavigator::aChosenPlaceEndsAWalk()
{
    Navigator navigator;
    navigator.stepTo(place(1));
    navigator.stepTo(place(2));
    navigator.select(place(50));
    navigator.stepTo(place(51));
    navigator.stepTo(place(52));
    navigator.goBack();
    QVERIFY(navigator.selection() == place(50));
    navigator.goBack();
    QVERIFY(navigator.selection() == place(2));
    QVERIFY(!navigator.canGoBack());
}

QTEST_GUILESS_MAIN(TestNavigator)
#include "test_navigator.moc"
