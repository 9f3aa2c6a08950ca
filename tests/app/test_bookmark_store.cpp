// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bookmarks/bookmark_store.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace ptscope {

class TestBookmarkStore : public QObject
{
    Q_OBJECT

private slots:
    void whatWasAddedComesBack();
    void dumpsAreApart();
    void aNameIsReplacedAndRemoved();
    void aDamagedFileIsPutAside();
    void aFolderThatCannotBeWrittenIsTold();
    void twoWindowsLoseNothing();
    void aDigestCannotLeaveTheFolder();
};

namespace {

const QString digest = QStringLiteral("xxh3:0123abcd");
constexpr AddrRange top{{0xfffffffffffff000}, {0xffffffffffffffff}};
constexpr AddrRange low{{0xffff800008010000}, {0xffff800008010fff}};

} // namespace

void TestBookmarkStore::whatWasAddedComesBack()
{
    const QTemporaryDir folder;
    QCOMPARE(
        BookmarkStore(folder.filePath(QStringLiteral("new/deep"))).add(digest, {QStringLiteral("the \"end\" ü"), top}),
        QString());
    BookmarkStore store(folder.filePath(QStringLiteral("new/deep")));
    QSignalSpy changed(&store, &BookmarkStore::changed);
    QCOMPARE(store.add(digest, {QStringLiteral("text"), low}), QString());
    QCOMPARE(changed.size(), 1);
    const std::vector<Bookmark> wanted{{QStringLiteral("text"), low}, {QStringLiteral("the \"end\" ü"), top}};
    QVERIFY(store.list(digest) == wanted);
}

void TestBookmarkStore::dumpsAreApart()
{
    const QTemporaryDir folder;
    BookmarkStore store(folder.path());
    store.add(digest, {QStringLiteral("a"), low});
    QVERIFY(store.list(QStringLiteral("xxh3:other")).empty());
    QVERIFY(store.list({}).empty());
    QVERIFY(!store.add({}, {QStringLiteral("a"), low}).isEmpty());
}

void TestBookmarkStore::aNameIsReplacedAndRemoved()
{
    const QTemporaryDir folder;
    BookmarkStore store(folder.path());
    store.add(digest, {QStringLiteral("a"), low});
    store.add(digest, {QStringLiteral("a"), top});
    QVERIFY(store.list(digest) == std::vector<Bookmark>({{QStringLiteral("a"), top}}));
    QVERIFY(!store.add(digest, {QStringLiteral("  "), top}).isEmpty());
    store.remove(digest, QStringLiteral("a"));
    QVERIFY(store.list(digest).empty());
}

void TestBookmarkStore::aDamagedFileIsPutAside()
{
    const QTemporaryDir folder;
    BookmarkStore store(folder.path());
    store.add(digest, {QStringLiteral("a"), low});
    const QString name = QDir(folder.path()).entryList({QStringLiteral("*.json")}).value(0);
    const QByteArray damage = "{\"bookmarks\": [{\"name\": \"mine\", \"first\": \"0xZZ\"}]}";
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(damage) == damage.size());
    file.close();
    QVERIFY(store.list(digest).empty());
    QCOMPARE(store.add(digest, {QStringLiteral("b"), low}), QString());
    QFile aside(folder.filePath(name + QStringLiteral(".damaged-1")));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), damage);
    QVERIFY(store.list(digest) == std::vector<Bookmark>({{QStringLiteral("b"), low}}));
}

void TestBookmarkStore::aFolderThatCannotBeWrittenIsTold()
{
    const QTemporaryDir folder;
    QFile blocker(folder.filePath(QStringLiteral("file")));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    BookmarkStore store(folder.filePath(QStringLiteral("file/below")));
    QVERIFY(!store.add(digest, {QStringLiteral("a"), low}).isEmpty());
}

void TestBookmarkStore::twoWindowsLoseNothing()
{
    const QTemporaryDir folder;
    BookmarkStore one(folder.path());
    BookmarkStore two(folder.path());
    one.add(digest, {QStringLiteral("a"), low});
    two.add(digest, {QStringLiteral("b"), top});
    one.add(digest, {QStringLiteral("c"), top});
    QCOMPARE(two.list(digest).size(), std::size_t(3));
}

void TestBookmarkStore::aDigestCannotLeaveTheFolder()
{
    const QTemporaryDir folder;
    BookmarkStore store(folder.filePath(QStringLiteral("in")));
    QCOMPARE(store.add(QStringLiteral("../../out/x"), {QStringLiteral("a"), low}), QString());
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{QStringLiteral("in")});
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestBookmarkStore)

#include "test_bookmark_store.moc"
