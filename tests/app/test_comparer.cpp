// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/comparer.h"
#include "app/gui/opener.h"
#include "tests/support/captures.h"
#include "tests/support/patience.h"

using namespace ptscope;

namespace {

TextSource capture(const char *name)
{
    return TextSource::file(QString::fromStdString(test::captureFile(name).string()));
}

} // namespace

class TestComparer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void twoFilesAreCompared();
    void swappingTurnsTheComparisonRound();
    void closingOneEndsIt();
    void aSecondDumpStandsAgainstTheOneInFront();
    void anotherAlignmentComparesAgain();
    void aMissingFileLeavesNoPair();

private:
    void openBoth();
    ComparisonPtr settled();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Opener> m_opener;
    std::unique_ptr<Comparer> m_comparer;
};

void TestComparer::init()
{
    m_comparer.reset();
    m_opener.reset();
    m_jobs.reset();
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_session = std::make_unique<Session>(*m_settings);
    m_jobs = std::make_unique<JobRunner>();
    m_opener = std::make_unique<Opener>(*m_session, *m_jobs);
    m_comparer = std::make_unique<Comparer>(*m_session, *m_jobs);
}

void TestComparer::openBoth()
{
    m_opener->openPair(capture("v7.3-4k-va48-setmem-before"), capture("v7.3-4k-va48-setmem-ro"));
}

ComparisonPtr TestComparer::settled()
{
    [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return !m_jobs->isBusy(); }, patienceMs);
    return m_comparer->comparison();
}

void TestComparer::twoFilesAreCompared()
{
    QSignalSpy chosen(m_session.get(), &Session::pairChosen);
    openBoth();
    const ComparisonPtr comparison = settled();
    QVERIFY(comparison != nullptr && comparison->diff);
    QCOMPARE(comparison->diff->meaningCount(), 4U);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(m_session->snapshot() == comparison->after); // the later one stands in front
    QCOMPARE(m_session->documents().size(), std::size_t{2});
}

void TestComparer::swappingTurnsTheComparisonRound()
{
    openBoth();
    const ComparisonPtr first = settled();
    const DocumentPair pair = *m_session->pair();
    m_session->choosePair(pair.after, pair.before);
    const ComparisonPtr second = settled();
    QVERIFY(second->before == first->after && second->after == first->before);
    QCOMPARE(second->diff->meaningCount(), 4U);
    QVERIFY(m_session->snapshot() == second->after);
}

void TestComparer::closingOneEndsIt()
{
    openBoth();
    QVERIFY(settled() != nullptr);
    m_session->closeCurrent();
    QVERIFY(settled() == nullptr);
    QVERIFY(!m_session->pair());
}

void TestComparer::aSecondDumpStandsAgainstTheOneInFront()
{
    m_opener->open({capture("v7.3-4k-va48-setmem-before")});
    settled();
    const quint64 front = m_session->current()->id;
    m_opener->openBeside(front, capture("v7.3-4k-va48-setmem-ro"));
    const ComparisonPtr comparison = settled();
    QVERIFY(comparison != nullptr);
    QCOMPARE(m_session->pair()->before, front);
}

void TestComparer::anotherAlignmentComparesAgain()
{
    openBoth();
    const ComparisonPtr first = settled();
    m_session->setAlignment(AlignBy::Address);
    const ComparisonPtr second = settled();
    QVERIFY(first != second);
    QCOMPARE(second->options.align, AlignBy::Address);
}

void TestComparer::aMissingFileLeavesNoPair()
{
    m_opener->openPair(capture("v7.3-4k-va48-setmem-before"),
                       TextSource::file(m_folder->filePath(QStringLiteral("no"))));
    QVERIFY(settled() == nullptr);
    QVERIFY(!m_session->pair());
    QCOMPARE(m_session->documents().size(), std::size_t{1});
}

QTEST_MAIN(TestComparer)
#include "test_comparer.moc"
