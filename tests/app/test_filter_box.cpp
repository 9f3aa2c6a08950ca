// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/filter_box.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/snapshot_builder.h"
#include "views/table/run_table.h"

namespace ptscope {

using namespace test;

namespace {

SnapshotPtr dump()
{
    return SnapshotBuilder()
        .marker("vmemmap start")
        .leaf(4 * kib, Level::Pte)
        .leaf(28 * kib, Level::Pte, kernelData({Attr::ReadOnly}))
        .leaf(4 * kib, Level::Pte)
        .leaf(28 * kib, Level::Pte, kernelData({Attr::ReadOnly}))
        .marker("vmemmap end")
        .build();
}

} // namespace

class TestFilterBox : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void typingFiltersTheTable();
    void aMistakeLeavesTheLastFilterInForce();
    void matchesAreWalkedRound();
    void escapeTakesTheFilterAway();
    void anotherDumpIsAskedAnew();

private:
    void type(const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<FilterBox> m_box;
    std::unique_ptr<RunTable> m_table;
};

void TestFilterBox::init()
{
    m_table.reset();
    m_box.reset();
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_session = std::make_unique<Session>(*m_settings);
    m_session->add({dump()});
    m_box = std::make_unique<FilterBox>(*m_session);
    m_table = std::make_unique<RunTable>(m_session->navigator());
    m_table->setSnapshot(m_session->snapshot());
}

void TestFilterBox::type(const QString &text)
{
    m_box->clear();
    QTest::keyClicks(m_box.get(), text);
    QTest::keyClick(m_box.get(), Qt::Key_Return);
}

void TestFilterBox::typingFiltersTheTable()
{
    const int lines = m_table->runs().rowCount();
    type(QStringLiteral("ro size>=28K"));
    QCOMPARE(m_session->navigator().matches()->count(), 2U);
    QCOMPARE(m_table->runs().rowCount(), 2);
    QVERIFY(m_table->runs().runAt(0) == RowIndex{1});
    type(QString());
    QVERIFY(m_session->navigator().matches() == nullptr);
    QCOMPARE(m_table->runs().rowCount(), lines);
}

void TestFilterBox::aMistakeLeavesTheLastFilterInForce()
{
    type(QStringLiteral("ro"));
    QSignalSpy problems(m_box.get(), &FilterBox::problemChanged);
    type(QStringLiteral("ro siz>3"));
    QVERIFY(m_box->problem().contains(QStringLiteral("siz")));
    QVERIFY(!problems.isEmpty());
    QCOMPARE(m_session->navigator().matches()->count(), 2U);
    type(QStringLiteral("rw"));
    QVERIFY(m_box->problem().isEmpty());
}

void TestFilterBox::matchesAreWalkedRound()
{
    type(QStringLiteral("ro"));
    const auto selected = [this] {
        return m_session->snapshot()->extents().find(m_session->navigator().selection()->first)->value;
    };
    m_box->goToNextMatch();
    QCOMPARE(selected(), 1U);
    m_box->goToNextMatch();
    QCOMPARE(selected(), 3U);
    m_box->goToNextMatch();
    QCOMPARE(selected(), 1U);
    m_box->goToPreviousMatch();
    QCOMPARE(selected(), 3U);
}

void TestFilterBox::escapeTakesTheFilterAway()
{
    type(QStringLiteral("ro"));
    QSignalSpy left(m_box.get(), &FilterBox::left);
    QTest::keyClick(m_box.get(), Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
    QVERIFY(m_box->text().isEmpty());
    QVERIFY(m_session->navigator().matches() == nullptr);
}

void TestFilterBox::anotherDumpIsAskedAnew()
{
    type(QStringLiteral("ro"));
    m_session->add({SnapshotBuilder().leaf(4 * kib, Level::Pte, kernelText()).hole(4 * kib, Level::Pte).build()});
    QCOMPARE(m_session->navigator().matches()->rows(), 2U);
    QCOMPARE(m_session->navigator().matches()->count(), 1U);
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestFilterBox)

#include "test_filter_box.moc"
