// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <sys/stat.h>

#include "app/gui/opener.h"
#include "tests/support/captures.h"
#include "tests/support/patience.h"

using namespace ptscope;

namespace {

QString capture(const char *name)
{
    return QString::fromStdString(test::captureFile(name).string());
}

} // namespace

class TestOpener : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void opensAFile();
    void opensSeveralFiles();
    void saysWhatCannotBeOpened_data();
    void saysWhatCannotBeOpened();
    void keepsTheGoodOnesOfABadLot();
    void opensTwoCapturesInFoldersAsAPair();
    void opensFoldersOfManyDumpsAsASeries();
    void comparesWithACaptureInAFolder();
    void readsTextOfADrop();
    void readsAPathWrittenAsText();
    void refusesAnEmptyDrop();
    void readsAMailWithTwoDumps();
    void givesUpAFifoThatNobodyWrites();
    void rereadsWithAnotherGeometry();

private:
    std::vector<Error> finish(const std::function<void()> &start);
    QString write(const QString &name, const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Opener> m_opener;
};

void TestOpener::init()
{
    m_opener.reset();
    m_jobs.reset();
    m_session.reset();
    m_settings.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_session = std::make_unique<Session>(*m_settings);
    m_jobs = std::make_unique<JobRunner>();
    m_opener = std::make_unique<Opener>(*m_session, *m_jobs);
}

std::vector<Error> TestOpener::finish(const std::function<void()> &start)
{
    std::vector<Error> errors;
    bool done = false;
    const auto connection = connect(m_opener.get(), &Opener::finished, this, [&](const std::vector<Error> &which) {
        errors = which;
        done = true;
    });
    start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(done, patienceMs); }();
    disconnect(connection);
    return errors;
}

QString TestOpener::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write a test file");
    }
    return file.fileName();
}

void TestOpener::opensAFile()
{
    const QString path = capture("v6.1-4k-va48-base");
    QVERIFY(finish([&] { m_opener->openFiles({path}); }).empty());
    QCOMPARE(m_session->documents().size(), 1U);
    QCOMPARE(m_session->snapshot()->extents().size(), 137U);
    QCOMPARE(m_session->recentFiles().paths(), QStringList{path});
}

void TestOpener::opensSeveralFiles()
{
    QVERIFY(finish([&] {
                m_opener->openFiles({capture("v6.1-4k-va48-base"), capture("v6.1-4k-va48-hvo2m-after")});
            }).empty());
    QCOMPARE(m_session->documents().size(), 2U);
    QCOMPARE(m_session->currentIndex(), 0);
    QCOMPARE(m_session->listed().snapshots[1]->extents().size(), 2189U);
}

void TestOpener::saysWhatCannotBeOpened_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QByteArray junk;
    for (int i = 0; i < 5000; ++i) {
        junk.append(static_cast<char>(i * 7919 >> 3));
    }
    QTest::newRow("empty") << QByteArray() << ErrorCode::EmptyInput;
    QTest::newRow("binary") << junk << ErrorCode::NotADump;
    QTest::newRow("prose") << QByteArray("Dear all,\nthe dump follows.\n") << ErrorCode::NotADump;
    QTest::newRow("cut zstd") << QByteArray("\x28\xb5\x2f\xfd\x24\x10", 6) << ErrorCode::CompressedDamaged;
    QTest::newRow("x86") << QByteArray(
        "0xffff800000000000-0xffff808000000000         512G                               pgd\n")
                         << ErrorCode::ForeignArchitecture;
    QTest::newRow("hidden") << QByteArray(
        "0x0000000000000000-0x0000000000000000           4K PTE       RW NX SHD AF            UXN    MEM/NORMAL\n")
                            << ErrorCode::AddressesHidden;
}

void TestOpener::saysWhatCannotBeOpened()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorCode, code);
    const QString path = write(QStringLiteral("bad"), bytes);
    const std::vector<Error> errors = finish([&] { m_opener->openFiles({path}); });
    QCOMPARE(errors.size(), 1U);
    QCOMPARE(errors.front().code, code);
    QVERIFY(m_session->documents().empty());
    QVERIFY(m_session->recentFiles().paths().isEmpty());
}

void TestOpener::keepsTheGoodOnesOfABadLot()
{
    const QString missing = m_folder->filePath(QStringLiteral("missing"));
    const std::vector<Error> errors = finish([&] {
        m_opener->openFiles({missing, m_folder->path(), capture("v6.1-4k-va48-base")});
    });
    QCOMPARE(errors.size(), 2U);
    QCOMPARE(errors[0].code, ErrorCode::NotFound);
    QCOMPARE(errors[1].code, ErrorCode::IsDirectory);
    QCOMPARE(m_session->documents().size(), 1U);
}

void TestOpener::opensTwoCapturesInFoldersAsAPair()
{
    const QString before = QFileInfo(capture("v7.3-4k-va48-setmem-before")).path();
    const QString after = QFileInfo(capture("v7.3-4k-va48-setmem-ro")).path();
    QVERIFY(finish([&] { m_opener->openFiles({before, after}); }).empty());
    QCOMPARE(m_session->documents().size(), 2U);
    QVERIFY(m_session->pair().has_value());
    const auto rowsOf = [&](quint64 id) { return m_session->find(id)->snapshot->extents().size(); };
    QCOMPARE(rowsOf(m_session->pair()->before), 170U);
    QCOMPARE(rowsOf(m_session->pair()->after), 178U);
    QVERIFY(m_session->find(m_session->pair()->before)->snapshot->companions() != nullptr);
    QCOMPARE(m_session->recentFiles().paths().size(), 2);
}

void TestOpener::opensFoldersOfManyDumpsAsASeries()
{
    const QString recorded = QStringLiteral(PTSCOPE_TEST_DATA "/series/leak");
    const QString one = QFileInfo(capture("v7.3-4k-va48-setmem-before")).path();
    QVERIFY(finish([&] { m_opener->openFiles({recorded, one}); }).empty());
    QCOMPARE(m_session->documents().size(), 1U);
    QVERIFY(m_session->current()->series != nullptr);
    QVERIFY(!m_session->pair().has_value());
}

void TestOpener::comparesWithACaptureInAFolder()
{
    QVERIFY(finish([&] { m_opener->openFiles({capture("v7.3-4k-va48-setmem-before")}); }).empty());
    const quint64 first = m_session->current()->id;
    const QString after = QFileInfo(capture("v7.3-4k-va48-setmem-ro")).path() + QLatin1Char('/');
    QVERIFY(finish([&] { m_opener->openBeside(first, TextSource::file(after)); }).empty());
    QVERIFY(m_session->pair().has_value());
    QCOMPARE(m_session->pair()->before, first);
}

void TestOpener::readsTextOfADrop()
{
    QFile file(capture("v6.1-4k-va48-base"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString quoted = QString::fromLatin1(file.readAll());
    quoted.replace(QStringLiteral("\n"), QStringLiteral("\n> "));
    QMimeData mime;
    mime.setText(QStringLiteral("> ") + quoted);
    QVERIFY(finish([&] { QVERIFY(m_opener->openMime(mime, QStringLiteral("pasted text"))); }).empty());
    QCOMPARE(m_session->snapshot()->extents().size(), 137U);
    QCOMPARE(QString::fromStdString(m_session->snapshot()->source().label), QStringLiteral("pasted text"));
}

void TestOpener::readsAPathWrittenAsText()
{
    QMimeData mime;
    mime.setText(QLatin1Char('"') + capture("v6.1-4k-va48-base") + QStringLiteral("\"\n"));
    QVERIFY(finish([&] { QVERIFY(m_opener->openMime(mime, QStringLiteral("pasted text"))); }).empty());
    QCOMPARE(m_session->snapshot()->extents().size(), 137U);
}

void TestOpener::refusesAnEmptyDrop()
{
    QMimeData mime;
    mime.setText(QStringLiteral(" \n "));
    QVERIFY(!m_opener->openMime(mime, QStringLiteral("pasted text")));
    QVERIFY(!m_opener->isLoading());
}

void TestOpener::readsAMailWithTwoDumps()
{
    QFile file(capture("v6.1-4k-va48-base"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray dump = file.readAll();
    const QString path = write(QStringLiteral("mail"), "Before the patch:\n" + dump + "\nAfter the patch:\n" + dump);
    QVERIFY(finish([&] { m_opener->openFiles({path}); }).empty());
    QCOMPARE(m_session->documents().size(), 2U);
    QCOMPARE(QString::fromStdString(m_session->listed().snapshots[1]->source().caption), QStringLiteral("After the patch:"));
}

void TestOpener::givesUpAFifoThatNobodyWrites()
{
    const QString path = m_folder->filePath(QStringLiteral("fifo"));
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    QSignalSpy cancelled(m_opener.get(), &Opener::cancelled);
    m_opener->openFiles({path});
    QVERIFY(m_opener->isLoading());
    m_opener->cancel();
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(!m_opener->isLoading());
    // Waits for its workers: it would never come back from one that hangs in the FIFO.
    m_opener.reset();
    m_jobs.reset();
    QVERIFY(m_session->documents().empty());
}

void TestOpener::rereadsWithAnotherGeometry()
{
    QVERIFY(finish([&] { m_opener->openFiles({capture("v6.1-4k-va48-base")}); }).empty());
    const PagingGeometry wanted = *PagingGeometry::make(Granule::Page64K, 48);
    m_opener->overrideGeometry(wanted);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->snapshot()->geometry().levels(), wanted.levels(), patienceMs);
    QVERIFY(m_session->snapshot()->geometryFinding().overridden);
    m_opener->useGeometryOfText();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->snapshot()->geometry().levels(), 4U, patienceMs);
}

QTEST_GUILESS_MAIN(TestOpener)
#include "test_opener.moc"
