// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/snapshot_builder.h"

namespace ptscope {

using namespace Qt::StringLiterals;
using namespace test;

namespace {

SnapshotPtr dumpFrom(const std::string &path, const std::string &digest, std::uint64_t firstLeaf = 2 * mib)
{
    const SnapshotPtr built = SnapshotBuilder().leaf(firstLeaf, Level::Pmd).hole(2 * mib, Level::Pmd).build();
    Snapshot::Parts parts{{}, built->attributes(), built->markers(), built->geometryFinding(), built->source(), {}};
    parts.source.path = path;
    parts.source.label = path;
    parts.source.digest = digest;
    for (std::uint32_t row = 0; row < built->extents().size(); ++row) {
        parts.extents.append(built->extents().at({row}));
    }
    return std::make_shared<const Snapshot>(std::move(parts));
}

constexpr AddrRange somewhere{{0xffff000000000000}, {0xffff000000000fff}};
constexpr AddrRange elsewhere{{0xffff000000200000}, {0xffff0000003fffff}};

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void startsEmpty();
    void openingBringsTheFirstToTheFront();
    void theSameTextIsNotOpenedTwice();
    void closingGoesToTheNeighbour();
    void closingAnotherKeepsTheFront();
    void everyDocumentRemembersItsPlace();
    void anAddressIsCarriedToADocumentSeenFirst();
    void nextAndPreviousGoRound();
    void geometryOverrideIsShownAndRemembered();
    void geometryOfAnUnknownDocumentIsIgnored();
    void recentFilesComeLatestFirst();
    void aPreviewIsListedBehindItsOrigin();
    void damagedSettingsAreIgnored();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void TestSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
}

void TestSession::startsEmpty()
{
    Session session(*m_settings);
    QCOMPARE(session.currentIndex(), -1);
    QVERIFY(session.current() == nullptr);
    QVERIFY(session.snapshot() == nullptr);
    session.closeCurrent();
    session.showNext();
    session.showPrevious();
    session.add({});
    QCOMPARE(session.currentIndex(), -1);
}

void TestSession::openingBringsTheFirstToTheFront()
{
    Session session(*m_settings);
    QSignalSpy documents(&session, &Session::documentsChanged);
    QSignalSpy current(&session, &Session::currentChanged);
    const auto a = dumpFrom("a", "1");
    const auto b = dumpFrom("b", "2");
    session.add({a, b}, 25);
    QCOMPARE(session.documents().size(), 2U);
    QCOMPARE(session.snapshot(), a);
    QCOMPARE(session.current()->readMilliseconds, std::optional<qint64>(25));
    QCOMPARE(documents.size(), 1);
    QCOMPARE(current.size(), 1);
    QVERIFY(session.documents()[0].id != session.documents()[1].id);
}

void TestSession::theSameTextIsNotOpenedTwice()
{
    Session session(*m_settings);
    session.add({dumpFrom("a", "1"), dumpFrom("b", "2")});
    session.add({dumpFrom("b", "2")});
    QCOMPARE(session.documents().size(), 2U);
    QCOMPARE(session.currentIndex(), 1);
    // The file has changed since: another moment, another document.
    session.add({dumpFrom("b", "3")});
    QCOMPARE(session.documents().size(), 3U);
    // Without a digest nothing can be said.
    session.add({dumpFrom("c", ""), dumpFrom("c", "")});
    QCOMPARE(session.documents().size(), 5U);
}

void TestSession::closingGoesToTheNeighbour()
{
    Session session(*m_settings);
    session.add({dumpFrom("a", "1"), dumpFrom("b", "2"), dumpFrom("c", "3")});
    session.setCurrent(1);
    session.closeCurrent();
    QCOMPARE(session.snapshot()->source().path, std::string("c"));
    session.closeCurrent();
    QCOMPARE(session.snapshot()->source().path, std::string("a"));
    QSignalSpy current(&session, &Session::currentChanged);
    session.closeCurrent();
    QCOMPARE(session.currentIndex(), -1);
    QVERIFY(session.snapshot() == nullptr);
    QCOMPARE(current.size(), 1);
}

void TestSession::closingAnotherKeepsTheFront()
{
    Session session(*m_settings);
    session.add({dumpFrom("a", "1"), dumpFrom("b", "2"), dumpFrom("c", "3")});
    session.setCurrent(2);
    session.navigator().select(somewhere);
    QSignalSpy current(&session, &Session::currentChanged);
    session.close(0);
    QCOMPARE(session.snapshot()->source().path, std::string("c"));
    QCOMPARE(session.currentIndex(), 1);
    QCOMPARE(current.size(), 0);
    QCOMPARE(session.navigator().selection(), std::optional(somewhere));
    session.close(7);
    session.close(-1);
    QCOMPARE(session.documents().size(), 2U);
}

void TestSession::everyDocumentRemembersItsPlace()
{
    Session session(*m_settings);
    session.add({dumpFrom("a", "1"), dumpFrom("b", "2")});
    session.navigator().select(somewhere);
    session.setCurrent(1);
    session.navigator().select(elsewhere);
    session.setCurrent(0);
    QCOMPARE(session.navigator().selection(), std::optional(somewhere));
    session.setCurrent(1);
    QCOMPARE(session.navigator().selection(), std::optional(elsewhere));
    QVERIFY(!session.navigator().canGoBack());
}

void TestSession::anAddressIsCarriedToADocumentSeenFirst()
{
    Session session(*m_settings);
    const SnapshotPtr userHalf = SnapshotBuilder().at({0x1000}).leaf(4 * kib, Level::Pte).build();
    session.add({dumpFrom("a", "1"), dumpFrom("b", "2"), userHalf});
    session.navigator().select(elsewhere);
    // The views must hold the new snapshot before they are asked to show a place in it.
    QList<SnapshotPtr> atReveal;
    connect(&session.navigator(), &Navigator::revealRequested, this, [&] { atReveal.append(session.snapshot()); });
    session.setCurrent(1);
    QCOMPARE(session.navigator().selection(), std::optional(elsewhere));
    QCOMPARE(atReveal, QList<SnapshotPtr>{session.documents()[1].snapshot});
    session.setCurrent(2);
    QVERIFY(!session.navigator().selection());
}

void TestSession::nextAndPreviousGoRound()
{
    Session session(*m_settings);
    session.add({dumpFrom("a", "1"), dumpFrom("b", "2"), dumpFrom("c", "3")});
    session.showPrevious();
    QCOMPARE(session.currentIndex(), 2);
    session.showNext();
    QCOMPARE(session.currentIndex(), 0);
}

void TestSession::geometryOverrideIsShownAndRemembered()
{
    const auto text = dumpFrom("a", "xxh3:1");
    const GeometryFinding chosen{*PagingGeometry::make(Granule::Page16K, 47), "chosen by hand", true, false};
    {
        Session session(*m_settings);
        session.add({text});
        QVERIFY(!session.rememberedGeometry(*text));
        QSignalSpy current(&session, &Session::currentChanged);
        session.setGeometry(session.current()->id, text->withGeometry(chosen));
        QCOMPARE(current.size(), 1);
        QVERIFY(session.snapshot()->geometry() == chosen.geometry);
        QCOMPARE(session.current()->asRead, text);
    }
    Session session(*m_settings);
    QVERIFY(session.rememberedGeometry(*text) == std::optional(chosen.geometry));
    session.add({text});
    session.setGeometry(session.current()->id, nullptr);
    QCOMPARE(session.snapshot(), text);
    QVERIFY(!session.rememberedGeometry(*text));
}

void TestSession::geometryOfAnUnknownDocumentIsIgnored()
{
    Session session(*m_settings);
    session.add({dumpFrom("a", "1")});
    QSignalSpy current(&session, &Session::currentChanged);
    session.setGeometry(999, nullptr);
    QCOMPARE(current.size(), 0);
}

void TestSession::recentFilesComeLatestFirst()
{
    {
        RecentFiles recent(*m_settings);
        for (int i = 0; i < RecentFiles::limit + 3; ++i) {
            recent.add(u"/dumps/%1"_s.arg(i));
        }
        recent.add(u"/dumps/5"_s);
        QCOMPARE(recent.paths().size(), RecentFiles::limit);
        QCOMPARE(recent.paths().first(), u"/dumps/5"_s);
        QCOMPARE(recent.paths().count(u"/dumps/5"_s), 1);
    }
    RecentFiles later(*m_settings);
    QCOMPARE(later.paths().first(), u"/dumps/5"_s);
    QSignalSpy changed(&later, &RecentFiles::changed);
    later.remove(u"/dumps/5"_s);
    later.remove(u"/nowhere"_s);
    QCOMPARE(changed.size(), 1);
    later.clear();
    QVERIFY(later.paths().isEmpty());
    later.add(u"relative"_s);
    QVERIFY(later.paths().first().startsWith(u'/'));
}

void TestSession::aPreviewIsListedBehindItsOrigin()
{
    Session session(*m_settings);
    const auto a = dumpFrom("a", "1");
    const auto b = dumpFrom("b", "2");
    const auto preview = dumpFrom("a, simulated", "");
    session.add({a, b});
    QCOMPARE(session.listed().snapshots.size(), 2U);
    session.setPreview(preview);
    QCOMPARE(session.listed().snapshots, (std::vector<SnapshotPtr>{a, preview, b}));
    QCOMPARE(session.listed().inFront, 1);
    // Its origin is one click away, and so is the prediction again.
    session.chooseListed(0);
    QCOMPARE(session.snapshot(), a);
    QCOMPARE(session.listed().inFront, 0);
    QCOMPARE(session.listed().snapshots.size(), 3U);
    session.chooseListed(1);
    QCOMPARE(session.snapshot(), preview);
    session.chooseListed(2);
    QCOMPARE(session.snapshot(), b);
    QCOMPARE(session.listed().snapshots.size(), 2U);
    session.chooseListed(0);
    QCOMPARE(session.snapshot(), a);
}

void TestSession::damagedSettingsAreIgnored()
{
    const auto text = dumpFrom("a", "xxh3:1");
    for (const QVariant &junk : {QVariant(u"junk"_s), QVariant(QVariantList{12, 4096}), QVariant(QVariantList{13, 48}),
                                 QVariant(QVariantList{u"x"_s, u"y"_s}), QVariant(QVariantList{12})}) {
        m_settings->setValue(u"geometry/xxh3-1"_s, junk);
        const Session session(*m_settings);
        QVERIFY(!session.rememberedGeometry(*text));
    }
}

} // namespace ptscope

QTEST_GUILESS_MAIN(ptscope::TestSession)
#include "test_session.moc"
