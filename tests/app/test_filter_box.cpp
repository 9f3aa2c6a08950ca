// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/filter_box.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/filter/filter_chips.h"
#include "app/gui/filter/filter_menu.h"
#include "tests/support/patience.h"
#include "tests/support/snapshot_builder.h"
#include "views/look/widgets/chip.h"
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
    void aRegionUnknownToAnotherDumpLeavesNoWrongRows();
    void termsAreChipsWhileNobodyTypes();
    void aMistakeShowsItsTextAndNoChips();
    void aChipIsTakenAwayAlone();
    void aChipIsEdited();
    void savedFiltersComeBack();
    void aFilterThatThisDumpDoesNotKnowIsDimmed();

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

void TestFilterBox::aRegionUnknownToAnotherDumpLeavesNoWrongRows()
{
    type(QStringLiteral("region:vmemmap"));
    QVERIFY(m_session->navigator().matches() != nullptr);
    m_session->add({SnapshotBuilder().leaf(4 * kib, Level::Pte, kernelText()).hole(4 * kib, Level::Pte).build()});
    QVERIFY(!m_box->problem().isEmpty());
    QVERIFY(m_session->navigator().matches() == nullptr);
}

void TestFilterBox::termsAreChipsWhileNobodyTypes()
{
    m_box->setFilter(QStringLiteral("region:vmemmap (ro or x) size>=4K"));
    QCOMPARE(m_box->chips().terms(), (QStringList{QStringLiteral("region:vmemmap"), QStringLiteral("ro or x"), QStringLiteral("size>=4K")}));
    QVERIFY(!m_box->chips().isHidden());
    m_box->show();
    m_box->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_box.get(), patienceMs));
    QVERIFY(m_box->chips().isHidden());
}

void TestFilterBox::aMistakeShowsItsTextAndNoChips()
{
    m_box->setFilter(QStringLiteral("ro siz>3"));
    QVERIFY(m_box->chips().isHidden());
    m_box->setFilter({});
    QVERIFY(m_box->chips().isHidden());
}

void TestFilterBox::aChipIsTakenAwayAlone()
{
    m_box->setFilter(QStringLiteral("ro size>=4K"));
    m_box->resize(600, 30);
    QTest::keyClick(m_box->chips().chips()[1], Qt::Key_Delete);
    QCOMPARE(m_box->text(), QStringLiteral("ro"));
    QCOMPARE(m_session->navigator().filter(), QStringLiteral("ro"));
    Chip *chip = m_box->chips().chips()[0];
    QTest::mouseClick(chip, Qt::LeftButton, {}, {chip->width() - 10, chip->height() / 2});
    QCOMPARE(m_box->text(), QString());
    QVERIFY(m_session->navigator().matches() == nullptr);
}

void TestFilterBox::aChipIsEdited()
{
    m_box->setFilter(QStringLiteral("ro size>=4K"));
    m_box->resize(600, 30);
    m_box->show();
    QTest::mouseClick(m_box->chips().chips()[1], Qt::LeftButton, {}, {4, 8});
    QCOMPARE(m_box->selectedText(), QStringLiteral("size>=4K"));
}

void TestFilterBox::savedFiltersComeBack()
{
    QWidget parent;
    {
        FilterMenu menu(*m_session, &parent);
        menu.queries().save(QStringLiteral("  mine  "), QStringLiteral("ro con"));
        menu.queries().save(QStringLiteral("mine"), QStringLiteral("ro"));
        menu.queries().save(QStringLiteral("none"), QStringLiteral(" "));
    }
    FilterMenu menu(*m_session, &parent);
    QCOMPARE(menu.queries().list().size(), std::size_t(1));
    QAction *mine = nullptr;
    for (QAction *action : menu.actions()) {
        mine = action->text() == QStringLiteral("mine: ro") ? action : mine;
    }
    QVERIFY(mine != nullptr);
    mine->trigger();
    QCOMPARE(m_box->text(), QStringLiteral("ro"));
    menu.queries().remove(QStringLiteral("mine"));
    QVERIFY(SavedQueries(*m_settings).list().empty());
}

void TestFilterBox::aFilterThatThisDumpDoesNotKnowIsDimmed()
{
    QWidget parent;
    const FilterMenu menu(*m_session, &parent);
    int enabled = 0;
    for (const QAction *action : menu.actions()) {
        if (action->text().contains(QStringLiteral("region:linear"))) {
            QVERIFY(!action->isEnabled());
            QVERIFY(action->toolTip().contains(QStringLiteral("no region")));
        }
        enabled += action->isEnabled() && action->text().contains(QLatin1Char(':')) ? 1 : 0;
    }
    QVERIFY(enabled >= 5);
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestFilterBox)

#include "test_filter_box.moc"
