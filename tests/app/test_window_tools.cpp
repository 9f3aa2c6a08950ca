// SPDX-License-Identifier: GPL-3.0-or-later
// Markers, bookmarks, copies and the tour in the whole window.
#include <QScreen>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QInputDialog>
#include <QLabel>
#include <QMimeData>

#include <algorithm>

#include "app/gui/bookmarks/marker_facts.h"
#include "app/gui/filter_box.h"
#include "app/gui/go_to_box.h"
#include "app/gui/tour/tour.h"
#include "app/gui/view_area.h"
#include "tests/support/patience.h"
#include "tests/support/test_window.h"
#include "views/panels/panel_row.h"

namespace ptscope {

using namespace test;

class TestWindowTools : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void markersAreSetInTurnAndJumpedBetween();
    void markersBelongToTheirDump();
    void theSpanIsCounted();
    void aBookmarkIsNamedListedAndRemoved();
    void rowsOfTheSelectionAreCopied();
    void thePictureIsCopiedTwice();
    void theTourGoesThroughEveryStopByKeys();
    void theTourCanBeLeft();
    void theTourIsRememberedAndBlocksNothing();
    void theFootCountsWhatTheFilterLeaves();
    void whatWasGoneToIsNoLongerAsked();
    void aFirstWindowWithoutRoomForItsFrameIsMaximised();

private:
    void select(std::uint64_t address);
    Navigator &navigator() { return m_test->session.navigator(); }
    const Commands &commands() { return m_test->window.commands(); }

    std::unique_ptr<TestWindow> m_test;
};

void TestWindowTools::init()
{
    m_test = std::make_unique<TestWindow>("v6.1-4k-va48-base");
    QVERIFY(QTest::qWaitForWindowActive(&m_test->window, patienceMs));
}

void TestWindowTools::cleanup()
{
    m_test.reset();
}

void TestWindowTools::select(std::uint64_t address)
{
    const Snapshot &snapshot = *m_test->session.snapshot();
    navigator().select(snapshot.extents().range(snapshot.extents().find({address}).value()));
}

void TestWindowTools::markersAreSetInTurnAndJumpedBetween()
{
    commands().mark->trigger();
    QVERIFY(!navigator().marker(Mark::A));
    select(0xffff800008010000);
    QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_M);
    select(0xffff000000000000);
    QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_M);
    QCOMPARE(navigator().marker(Mark::A).value().first, VirtAddr{0xffff800008010000});
    QCOMPARE(navigator().marker(Mark::B).value().first, VirtAddr{0xffff000000000000});
    QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_Apostrophe);
    QCOMPARE(navigator().selection(), navigator().marker(Mark::A));
    QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_Apostrophe);
    QCOMPARE(navigator().selection(), navigator().marker(Mark::B));
    commands().mark->trigger();
    QCOMPARE(navigator().marker(Mark::A), navigator().selection());
    QVERIFY(!navigator().marker(Mark::B));
    commands().forgetMarkers->trigger();
    QVERIFY(!navigator().marker(Mark::A));
}

void TestWindowTools::markersBelongToTheirDump()
{
    Session &session = m_test->session;
    select(0xffff800008010000);
    commands().mark->trigger();
    const auto place = navigator().marker(Mark::A);
    session.add({loadCapture("v7.3-4k-va48-base")});
    QVERIFY(!navigator().marker(Mark::A));
    session.setCurrent(0);
    QCOMPARE(navigator().marker(Mark::A), place);
    Session another(m_test->settings);
    another.add({loadCapture("v6.1-4k-va48-base")});
    QCOMPARE(another.navigator().marker(Mark::A), place);
}

void TestWindowTools::theSpanIsCounted()
{
    MarkerFacts facts(m_test->session);
    // The kernel's text: 3648K of contiguous 4K pages.
    navigator().setMarker(Mark::A, AddrRange::fromSize({0xffff800008010000}, {4096}));
    navigator().setMarker(Mark::B, AddrRange::fromSize({0xffff8000083a0000}, {4096}));
    QTRY_VERIFY_WITH_TIMEOUT(facts.facts().has_value(), patienceMs);
    QCOMPARE(facts.facts()->pages, 912U);
    QCOMPARE(facts.facts()->entries, 912U);
    QCOMPARE(spanText(*facts.facts()), QStringLiteral("+3.56 MiB"));
    QCOMPARE(facts.facts()->tables[number(Level::Pte)], 2U);
    // The window counts for itself, on a worker of its own.
    const auto isListed = [this] {
        const QList<PanelRow *> rows = m_test->window.findChildren<PanelRow *>();
        return std::any_of(rows.begin(), rows.end(), [](const PanelRow *row) {
            return row->accessibleName().startsWith(QStringLiteral("A to B, +3.56 MiB"));
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isListed(), patienceMs);
}

void TestWindowTools::aBookmarkIsNamedListedAndRemoved()
{
    const auto rowCalled = [this](const QString &name) -> PanelRow * {
        for (PanelRow *row : m_test->window.findChildren<PanelRow *>()) {
            if (row->isVisibleTo(&m_test->window) && row->text() == name) {
                return row;
            }
        }
        return nullptr;
    };
    select(0xffff800008010000);
    const auto place = navigator().selection();
    QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_D, Qt::ControlModifier);
    auto *dialog = m_test->window.findChild<QInputDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->textValue().contains(QStringLiteral("3648K")));
    dialog->setTextValue(QStringLiteral("kernel text"));
    dialog->accept();
    QTRY_VERIFY_WITH_TIMEOUT(rowCalled(QStringLiteral("kernel text")) != nullptr, patienceMs);
    navigator().clearSelection();
    rowCalled(QStringLiteral("kernel text"))->click();
    QCOMPARE(navigator().selection(), place);
    rowCalled(QStringLiteral("kernel text"))->actions().value(0)->trigger();
    QVERIFY(rowCalled(QStringLiteral("kernel text")) == nullptr);
    QVERIFY(m_test->session.bookmarks().list(m_test->session.digest()).empty());
}

void TestWindowTools::rowsOfTheSelectionAreCopied()
{
    select(0xffff800008010000);
    commands().copyRows->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(text.count(QLatin1Char('\n')), 1);
    QVERIFY(text.startsWith(QStringLiteral("0xffff800008010000-0xffff8000083a0000")));
    navigator().clearSelection();
    navigator().requestFilter(QStringLiteral("device"));
    commands().copyRows->trigger();
    QCOMPARE(static_cast<std::uint32_t>(QGuiApplication::clipboard()->text().count(QStringLiteral("DEVICE/"))),
             navigator().matches()->count());
}

void TestWindowTools::thePictureIsCopiedTwice()
{
    commands().copyPicture->trigger();
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(qvariant_cast<QImage>(mime->imageData()).size(), m_test->window.viewArea().content()->size());
    QVERIFY(mime->data(QStringLiteral("image/svg+xml")).contains("<svg"));
}

void TestWindowTools::theTourGoesThroughEveryStopByKeys()
{
    commands().tour->trigger();
    Tour &tour = m_test->window.tour();
    QTRY_VERIFY_WITH_TIMEOUT(tour.isVisible(), patienceMs);
    QCOMPARE(m_test->session.snapshot()->source().kernelRelease.substr(0, 3), std::string("6.1"));
    QStringList seen;
    QSet<QString> views;
    for (int step = 0; step < tour.stepCount(); ++step) {
        QCOMPARE(tour.step(), step);
        QVERIFY(tour.isAncestorOf(QApplication::focusWidget()));
        QVERIFY(m_test->window.rect().contains(tour.geometry()));
        seen.append(tour.accessibleDescription());
        views.insert(m_test->window.viewArea().currentView()->id());
        QVERIFY(!seen.mid(0, step).contains(seen.back()));
        if (step == 1) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
            QCOMPARE(tour.step(), 0);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    }
    QVERIFY(!tour.isVisible());
    QVERIFY(views.contains(QStringLiteral("stripes")));
    QCOMPARE(navigator().filter(), QString());
}

void TestWindowTools::theTourCanBeLeft()
{
    m_test->window.startTour();
    QTRY_VERIFY_WITH_TIMEOUT(m_test->window.tour().isVisible(), patienceMs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!m_test->window.tour().isVisible());
    QVERIFY(m_test->window.viewArea().isAncestorOf(QApplication::focusWidget()));
}

void TestWindowTools::theTourIsRememberedAndBlocksNothing()
{
    QVERIFY(!m_test->window.tourWasSeen());
    m_test->window.startTour();
    QVERIFY(m_test->window.tourWasSeen());
    QTRY_VERIFY_WITH_TIMEOUT(m_test->window.tour().isVisible(), patienceMs);
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(m_test->window.commands().palette->isEnabled());
}

void TestWindowTools::theFootCountsWhatTheFilterLeaves()
{
    const auto shown = [this] {
        for (const QLabel *label : m_test->window.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().startsWith(QStringLiteral("filter: "))) {
                return label->text();
            }
        }
        return QString();
    };
    QCOMPARE(shown(), QString());
    m_test->window.findChild<FilterBox *>()->setFilter(QStringLiteral("region:vmemmap"));
    QCOMPARE(shown(), QStringLiteral("filter: 4 of 137 runs"));
    m_test->window.findChild<FilterBox *>()->clearFilter();
    QCOMPARE(shown(), QString());
}

void TestWindowTools::whatWasGoneToIsNoLongerAsked()
{
    auto *box = m_test->window.findChild<GoToBox *>();
    box->setFocus();
    QTest::keyClicks(box, QStringLiteral("vmemmap"));
    QTest::keyClick(box, Qt::Key_Return);
    QVERIFY(navigator().selection().has_value());
    QCOMPARE(box->text(), QString());
    // A mistake stays, to be mended.
    box->setFocus();
    QTest::keyClicks(box, QStringLiteral("nowhere_at_all"));
    QTest::keyClick(box, Qt::Key_Return);
    QVERIFY(!box->text().isEmpty());
}

void TestWindowTools::aFirstWindowWithoutRoomForItsFrameIsMaximised()
{
    TestWindow first;
    const QSize screen = first.window.screen()->availableSize();
    first.window.resize(screen);
    first.window.showAsLeft();
    QVERIFY(first.window.isMaximized());

    TestWindow small;
    small.window.resize(screen / 2);
    small.window.showAsLeft();
    QVERIFY(!small.window.isMaximized());

    // Whoever left it large and not maximised finds it so.
    TestWindow again;
    again.settings.setValue(QStringLiteral("window/geometry"), again.window.saveGeometry());
    again.window.resize(screen);
    again.window.showAsLeft();
    QVERIFY(!again.window.isMaximized());
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestWindowTools)

#include "test_window_tools.moc"
