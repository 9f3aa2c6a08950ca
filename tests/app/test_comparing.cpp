// SPDX-License-Identifier: GPL-3.0-or-later
// How two dumps come to be compared in the whole window: by themselves, by a drop.
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWindow>

#include "app/gui/view_area.h"
#include "core/series/series.h"
#include "tests/support/captures.h"
#include "tests/support/patience.h"
#include "tests/support/test_window.h"

namespace ptscope {

using namespace test;

class TestComparing : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_test.reset(); }
    void aPredictionIsComparedWithItsOrigin();
    void anOriginIsComparedWithItsPrediction();
    void theOnlyTwoAreCompared();
    void ofThreeNobodyKnowsWhichTwo();
    void aChosenPairStays();
    void aMomentIsComparedWithTheOneBefore();
    void aFileDroppedOnTheDiffIsTheLaterOne();
    void aFileDroppedElsewhereIsOpened();
    void twoFilesDroppedOnTheDiffAreBeforeAndAfter();

private:
    void open(const char *capture);
    void addPrediction();
    void drop(const std::vector<const char *> &captures);
    void showDiff() { QVERIFY(m_test->window.viewArea().showView(QStringLiteral("diff"))); }
    Session &session() { return m_test->session; }

    std::unique_ptr<TestWindow> m_test;
};

namespace {

QString pathOf(const char *capture)
{
    return QString::fromStdString(captureFile(capture).string());
}

} // namespace

void TestComparing::init()
{
    m_test = std::make_unique<TestWindow>("v7.3-4k-va48-setmem-before");
}

void TestComparing::open(const char *capture)
{
    const std::size_t count = session().documents().size();
    m_test->opener.openFiles({pathOf(capture)});
    QTRY_COMPARE_WITH_TIMEOUT(session().documents().size(), count + 1, patienceMs);
}

/// What a simulation gives, for all that a session can tell.
void TestComparing::addPrediction()
{
    const quint64 base = session().current()->id;
    session().addSimulated(loadCapture("v7.3-4k-va48-setmem-ro"), {base, {}, {}});
}

/// As a window system drops: on the window, which finds the widget below the pointer.
void TestComparing::drop(const std::vector<const char *> &captures)
{
    QMimeData mime;
    QList<QUrl> urls;
    for (const char *capture : captures) {
        urls.append(QUrl::fromLocalFile(pathOf(capture)));
    }
    mime.setUrls(urls);
    QWindow *window = m_test->window.windowHandle();
    const QPoint middle(window->width() / 2, window->height() / 2);
    QDragEnterEvent enter(middle, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(middle, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window, &dropped);
    QVERIFY(dropped.isAccepted());
}

void TestComparing::aPredictionIsComparedWithItsOrigin()
{
    const quint64 origin = session().current()->id;
    addPrediction();
    QVERIFY(!session().pair());
    showDiff();
    QVERIFY(session().pair());
    QCOMPARE(session().pair()->before, origin);
    QCOMPARE(session().pair()->after, session().current()->id);
}

void TestComparing::anOriginIsComparedWithItsPrediction()
{
    open("v6.1-4k-va48-base");
    session().setCurrent(0);
    const quint64 origin = session().current()->id;
    addPrediction();
    const quint64 prediction = session().current()->id;
    session().setCurrent(0);
    showDiff();
    QVERIFY(session().pair());
    QCOMPARE(*session().pair(), (DocumentPair{origin, prediction}));
}

void TestComparing::theOnlyTwoAreCompared()
{
    showDiff();
    QVERIFY(!session().pair());
    open("v7.3-4k-va48-setmem-ro");
    QTRY_VERIFY_WITH_TIMEOUT(session().pair().has_value(), patienceMs);
    QCOMPARE(session().pair()->before, session().documents()[0].id);
}

void TestComparing::ofThreeNobodyKnowsWhichTwo()
{
    open("v7.3-4k-va48-setmem-ro");
    open("v6.1-4k-va48-base");
    showDiff();
    QVERIFY(!session().pair());
}

void TestComparing::aChosenPairStays()
{
    open("v7.3-4k-va48-setmem-ro");
    const DocumentPair turned{session().documents()[1].id, session().documents()[0].id};
    session().choosePair(turned.before, turned.after);
    showDiff();
    QCOMPARE(*session().pair(), turned);
}

void TestComparing::aMomentIsComparedWithTheOneBefore()
{
    SeriesBuilder builder;
    for (const char *moment : {"v7.3-4k-va48-setmem-before", "v7.3-4k-va48-setmem-ro", "v7.3-4k-va48-setmem-rw"}) {
        QVERIFY(builder.add(*loadCapture(moment), moment));
    }
    const SeriesPtr series = builder.take();
    session().closeCurrent();
    session().addSeries(series, series->snapshot(0));
    ComparisonPtr shown;
    connect(&m_test->window.viewArea(), &ViewArea::comparisonShown, this, [&](const ComparisonPtr &now) { shown = now; });
    showDiff();
    QVERIFY(shown == nullptr); // the first has none before it
    const quint64 id = session().current()->id;
    for (const MomentIndex moment : {1U, 2U}) {
        session().showMoment(id, moment, series->snapshot(moment));
        QTRY_VERIFY_WITH_TIMEOUT(shown != nullptr && shown->after == session().snapshot(), patienceMs);
        QVERIFY(shown->diff);
        QCOMPARE(shown->diff->meaningCount(), 4U); // four ranges became read-only, and writable again
    }
    QVERIFY(m_test->window.viewArea().showView(QStringLiteral("map")));
    QTRY_VERIFY_WITH_TIMEOUT(shown == nullptr, patienceMs);
}

void TestComparing::aFileDroppedOnTheDiffIsTheLaterOne()
{
    open("v6.1-4k-va48-base");
    session().setCurrent(0);
    session().clearPair();
    showDiff();
    session().clearPair();
    const quint64 front = session().current()->id;
    drop({"v7.3-4k-va48-setmem-ro"});
    QTRY_COMPARE_WITH_TIMEOUT(session().documents().size(), std::size_t{3}, patienceMs);
    QVERIFY(session().pair());
    QCOMPARE(session().pair()->before, front);
    QCOMPARE(session().find(session().pair()->after)->snapshot->source().path, captureFile("v7.3-4k-va48-setmem-ro").string());
}

void TestComparing::aFileDroppedElsewhereIsOpened()
{
    QVERIFY(m_test->window.viewArea().showView(QStringLiteral("map")));
    drop({"v7.3-4k-va48-setmem-ro"});
    QTRY_COMPARE_WITH_TIMEOUT(session().documents().size(), std::size_t{2}, patienceMs);
    QVERIFY(!session().pair());
    QCOMPARE(m_test->window.viewArea().currentView()->id(), QStringLiteral("map"));
}

void TestComparing::twoFilesDroppedOnTheDiffAreBeforeAndAfter()
{
    showDiff();
    drop({"v7.3-4k-va48-setmem-ro", "v6.1-4k-va48-base"});
    QTRY_COMPARE_WITH_TIMEOUT(session().documents().size(), std::size_t{3}, patienceMs);
    QVERIFY(session().pair());
    QCOMPARE(session().find(session().pair()->before)->snapshot->source().path, captureFile("v7.3-4k-va48-setmem-ro").string());
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestComparing)
#include "test_comparing.moc"
