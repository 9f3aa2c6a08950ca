// SPDX-License-Identifier: GPL-3.0-or-later
// A series as one document: opened from a folder, gone through on a worker, with the place kept.
#include "app/gui/time_travel.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/opener.h"
#include "tests/support/captures.h"
#include "tests/support/patience.h"
#include "tests/support/printed.h"
#include "views/look/style.h"
#include "views/timeline/time_bar.h"

using namespace ptscope;

namespace {

QString recorded(const char *name)
{
    return QStringLiteral(PTSCOPE_TEST_DATA "/series/") + QLatin1String(name);
}

QString capture(const char *name)
{
    return QString::fromStdString(test::captureFile(name).string());
}

} // namespace

class TestTimeTravel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { installLook(*qApp, ThemeChoice::Dark); }
    void init();
    void aFolderIsOneDocument();
    void aFolderOfOneDumpIsThatDump();
    void geometriesThatDifferAreRefusedWithTheReason();
    void membersOfAnotherGeometryAreLeftOutWithTheReason();
    void filesThatAreNoDumpAreTold();
    void goingThroughTimeKeepsThePlace();
    void ofManyRequestsTheLastIsShown();
    void closingWhileASnapshotIsMadeIsHarmless();
    void theSelectionIsLookedUpOverTime();
    void aChosenGeometryHoldsForEveryMoment();

private:
    std::vector<Error> open(const QStringList &paths);
    MomentIndex moment() const { return m_session->current()->moment; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Opener> m_opener;
    std::unique_ptr<TimeBar> m_bar;
    std::unique_ptr<TimeTravel> m_travel;
};

void TestTimeTravel::init()
{
    m_travel.reset();
    m_bar.reset();
    m_opener.reset();
    m_jobs.reset();
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_session = std::make_unique<Session>(*m_settings);
    m_jobs = std::make_unique<JobRunner>();
    m_opener = std::make_unique<Opener>(*m_session, *m_jobs);
    m_bar = std::make_unique<TimeBar>();
    m_travel = std::make_unique<TimeTravel>(*m_session, *m_jobs, *m_bar);
}

std::vector<Error> TestTimeTravel::open(const QStringList &paths)
{
    std::vector<Error> errors;
    QSignalSpy finished(m_opener.get(), &Opener::finished);
    const auto keep =
        connect(m_opener.get(), &Opener::finished, this, [&errors](const std::vector<Error> &e) { errors = e; });
    m_opener->openSeries(paths);
    if (finished.isEmpty()) {
        finished.wait(patienceMs);
    }
    disconnect(keep);
    return errors;
}

void TestTimeTravel::aFolderIsOneDocument()
{
    QVERIFY(open({recorded("leak")}).empty());
    QCOMPARE(m_session->documents().size(), 1U);
    QVERIFY(m_session->current()->series != nullptr);
    QCOMPARE(m_session->current()->series->size(), 10U);
    QCOMPARE(moment(), 0U);
    QVERIFY(!m_bar->isHidden());
    m_session->closeCurrent();
    QVERIFY(m_bar->isHidden());
}

void TestTimeTravel::aFolderOfOneDumpIsThatDump()
{
    const QString folder = QFileInfo(capture("v7.3-4k-va48-base")).path();
    QVERIFY(open({folder}).empty());
    QVERIFY(m_session->current() != nullptr);
    QVERIFY(m_session->current()->series == nullptr);
    QVERIFY(m_bar->isHidden());
}

void TestTimeTravel::geometriesThatDifferAreRefusedWithTheReason()
{
    const auto errors = open({capture("v7.3-4k-va48-base"), capture("v7.3-64k-va52-base")});
    QCOMPARE(errors.size(), 1U);
    QCOMPARE(errors[0].code, ErrorCode::InconsistentGeometry);
    QVERIFY(QString::fromStdString(errors[0].detail).contains(QStringLiteral("64K pages, 52 bits")));
    QVERIFY(m_session->documents().empty());
}

void TestTimeTravel::membersOfAnotherGeometryAreLeftOutWithTheReason()
{
    const auto errors =
        open({capture("v7.3-64k-va52-base"), capture("v7.3-4k-va48-setmem-before"), capture("v7.3-4k-va48-setmem-ro")});
    QCOMPARE(errors.size(), 1U);
    QCOMPARE(errors[0].code, ErrorCode::InconsistentGeometry);
    QCOMPARE(QString::fromStdString(errors[0].subject), QStringLiteral("v7.3-64k-va52-base"));
    QVERIFY(m_session->current() != nullptr);
    QCOMPARE(m_session->current()->series->size(), 2U);
}

void TestTimeTravel::filesThatAreNoDumpAreTold()
{
    const QDir folder(m_folder->path());
    QVERIFY(QFile::copy(capture("v7.3-4k-va48-setmem-before"), folder.filePath(QStringLiteral("a.1"))));
    QVERIFY(QFile::copy(capture("v7.3-4k-va48-setmem-ro"), folder.filePath(QStringLiteral("a.2"))));
    QFile notes(folder.filePath(QStringLiteral("notes.txt")));
    QVERIFY(notes.open(QIODevice::WriteOnly));
    notes.write("taken on a Friday\n");
    notes.close();
    const auto errors = open({m_folder->path()});
    QCOMPARE(errors.size(), 1U); // s.ini is not written yet
    QVERIFY(QString::fromStdString(errors[0].subject).endsWith(QStringLiteral("notes.txt")));
    QCOMPARE(m_session->current()->series->size(), 2U);
}

void TestTimeTravel::goingThroughTimeKeepsThePlace()
{
    open({recorded("leak")});
    const AddrRange place = m_session->snapshot()->extents().range({3});
    m_session->navigator().select(place);
    m_session->navigator().setVisible(place);
    emit m_bar->momentRequested(7);
    QTRY_COMPARE_WITH_TIMEOUT(moment(), 7U, patienceMs);
    QCOMPARE(test::printedText(*m_session->snapshot()), test::printedText(*m_session->current()->series->snapshot(7)));
    QCOMPARE(m_session->navigator().selection(), std::optional(place));
    QCOMPARE(m_session->navigator().visible(), std::optional(place));
    QCOMPARE(m_bar->front(), 7U);
}

void TestTimeTravel::ofManyRequestsTheLastIsShown()
{
    open({recorded("churn")});
    QSignalSpy shown(m_session.get(), &Session::currentChanged);
    for (MomentIndex i = 1; i < 20; ++i) {
        emit m_bar->momentRequested(i);
    }
    QTRY_COMPARE_WITH_TIMEOUT(moment(), 19U, patienceMs);
    QVERIFY(shown.size() < 19); // those between were never made
}

void TestTimeTravel::closingWhileASnapshotIsMadeIsHarmless()
{
    open({recorded("churn")});
    emit m_bar->momentRequested(5);
    m_session->closeCurrent();
    QTRY_VERIFY_WITH_TIMEOUT(!m_jobs->isBusy(), patienceMs);
    QVERIFY(m_session->current() == nullptr);
}

void TestTimeTravel::theSelectionIsLookedUpOverTime()
{
    open({recorded("leak")});
    const Moment &second = m_session->current()->series->at(1);
    QVERIFY(!second.changes.empty());
    m_session->navigator().select(second.changes.range(0));
    QTRY_VERIFY_WITH_TIMEOUT(m_bar->firstChange->isEnabled(), patienceMs);
    m_bar->firstChange->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(moment(), 1U, patienceMs);
    m_session->navigator().clearSelection();
    QTRY_VERIFY_WITH_TIMEOUT(!m_bar->firstChange->isEnabled(), patienceMs);
}

void TestTimeTravel::aChosenGeometryHoldsForEveryMoment()
{
    open({recorded("leak")});
    m_opener->overrideGeometry(PagingGeometry::make(Granule::Page4K, 52).value());
    QTRY_COMPARE_WITH_TIMEOUT(m_session->snapshot()->geometry().vaBits(), 52U, patienceMs);
    emit m_bar->momentRequested(4);
    QTRY_COMPARE_WITH_TIMEOUT(moment(), 4U, patienceMs);
    QCOMPARE(m_session->snapshot()->geometry().vaBits(), 52U);
}

QTEST_MAIN(TestTimeTravel)
#include "test_time_travel.moc"
