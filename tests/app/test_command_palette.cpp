// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/palette/command_palette.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QTextBrowser>

#include "app/gui/action_catalog.h"
#include "app/gui/filter_box.h"
#include "app/gui/help/help_dialog.h"
#include "app/gui/help/help_topics.h"
#include "app/gui/key_sheet.h"
#include "app/gui/palette/fuzzy_match.h"
#include "app/gui/palette/palette_model.h"
#include "app/gui/view_area.h"
#include "tests/support/patience.h"
#include "tests/support/test_window.h"
#include "views/look/widgets/key_hint.h"

namespace ptscope {

using namespace test;

/// The whole window, used through its palette.
class TestCommandPalette : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everyActionOfTheWindowIsReachable();
    void questionsAreAnswered();
    void everyActionIsFoundByItsWords();
    void whatCannotRunSaysWhy();
    void keysOpenItAndEscapeGivesTheFocusBack();
    void anAddressIsAPlace();
    void aRegionWithAnOffsetIsAPlace();
    void aFilterIsOffered();
    void anActionOfAViewBehindBringsItToTheFront();
    void matchesAreRanked_data();
    void matchesAreRanked();
    void whatIsTypedCannotBreakIt();
    void theKeySheetHoldsEveryKey();
    void noKeyMeansTwoThings();

private:
    void open(const QString &typed);
    void press(Qt::Key key) { QTest::keyClick(&m_window->palette().edit(), key); }
    QStringList texts() const;

    std::unique_ptr<TestWindow> m_test;
    MainWindow *m_window = nullptr;
    Session *m_session = nullptr;
};

namespace {

QString wordsOf(const QAction &action)
{
    return QString(action.text()).remove(QLatin1Char('&'));
}

/// As a new user would look for them: everything that Qt calls an action and that has words.
QList<const QAction *> actionsWithWords(const QWidget &window)
{
    QList<const QAction *> out;
    for (const QAction *action : window.findChildren<QAction *>()) {
        const bool inEdit = qobject_cast<const QLineEdit *>(action->parent()) != nullptr;
        if (!action->text().isEmpty() && !action->isSeparator() && action->menu() == nullptr && !inEdit) {
            out.append(action);
        }
    }
    return out;
}

} // namespace

void TestCommandPalette::init()
{
    m_test = std::make_unique<TestWindow>("v6.1-4k-va48-base");
    m_window = &m_test->window;
    m_session = &m_test->session;
    QVERIFY(QTest::qWaitForWindowActive(m_window, patienceMs));
}

void TestCommandPalette::cleanup()
{
    m_test.reset();
}

void TestCommandPalette::open(const QString &typed)
{
    m_window->commands().palette->trigger();
    m_window->palette().edit().setText(typed);
}

QStringList TestCommandPalette::texts() const
{
    QStringList out;
    const PaletteModel &model = m_window->palette().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (const PaletteEntry *entry = model.entryAt(model.index(row))) {
            out.append(entry->text);
        }
    }
    return out;
}

void TestCommandPalette::everyActionOfTheWindowIsReachable()
{
    open({});
    const QStringList offered = texts();
    const auto actions = actionsWithWords(*m_window);
    QVERIFY(actions.size() > 40);
    for (const QAction *action : actions) {
        const auto wanted = std::count_if(actions.begin(), actions.end(),
                                          [&](const QAction *a) { return wordsOf(*a) == wordsOf(*action); });
        QVERIFY2(offered.count(wordsOf(*action)) >= wanted, qPrintable(action->text()));
    }
}

/// "help", or a word that a question has, finds the pages of help; each of them has an answer.
void TestCommandPalette::questionsAreAnswered()
{
    QVERIFY(helpTopics().size() >= 10);
    for (const HelpTopic &topic : helpTopics()) {
        QVERIFY2(topic.markdown.size() > 60, qPrintable(topic.title));
        open(topic.title);
        QVERIFY2(texts().contains(topic.title), qPrintable(topic.title));
    }
    open(QStringLiteral("hvo"));
    QVERIFY(texts().join(QLatin1Char('|')).contains(QStringLiteral("What is HVO")));
    open(QStringLiteral("help"));
    QVERIFY(texts().front().startsWith(QStringLiteral("Help")));
    HelpDialog help(m_window);
    help.showTopic(2);
    QVERIFY(help.findChild<QTextBrowser *>()->toPlainText().contains(helpTopics()[2].title));
    QCOMPARE(help.findChild<QListWidget *>()->currentRow(), 2);
}

void TestCommandPalette::everyActionIsFoundByItsWords()
{
    for (const QAction *action : actionsWithWords(*m_window)) {
        open(wordsOf(*action).toLower());
        const QStringList found = texts();
        QVERIFY2(found.mid(0, 4).contains(wordsOf(*action)),
                 qPrintable(action->text() + QStringLiteral(": ") + found.mid(0, 4).join(QLatin1Char('|'))));
    }
}

void TestCommandPalette::whatCannotRunSaysWhy()
{
    m_session->closeCurrent();
    open(QStringLiteral("export rows"));
    const PaletteModel &model = m_window->palette().model();
    const PaletteEntry *entry = model.entryAt(model.index(1));
    QVERIFY(entry != nullptr);
    QVERIFY(!entry->enabled);
    QCOMPARE(entry->detail, QStringLiteral("needs an open dump"));
    press(Qt::Key_Return);
    QVERIFY(m_window->palette().isVisible());
}

void TestCommandPalette::keysOpenItAndEscapeGivesTheFocusBack()
{
    QWidget *before = QApplication::focusWidget();
    QVERIFY(before != nullptr);
    for (const auto modifiers : {Qt::ControlModifier | Qt::NoModifier, Qt::ControlModifier | Qt::ShiftModifier}) {
        const bool shifted = modifiers.testFlag(Qt::ShiftModifier);
        QTest::keyClick(m_window, shifted ? Qt::Key_P : Qt::Key_K, modifiers);
        QVERIFY(m_window->palette().isVisible());
        QCOMPARE(QApplication::focusWidget(), &m_window->palette().edit());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!m_window->palette().isVisible());
        QCOMPARE(QApplication::focusWidget(), before);
    }
}

void TestCommandPalette::anAddressIsAPlace()
{
    open(QStringLiteral("ffff800008010000"));
    press(Qt::Key_Return);
    QCOMPARE(m_session->navigator().selection().value().first, VirtAddr{0xffff800008010000});
}

void TestCommandPalette::aRegionWithAnOffsetIsAPlace()
{
    open(QStringLiteral("vmalloc+0x10000"));
    press(Qt::Key_Return);
    QCOMPARE(m_session->navigator().selection().value().first, VirtAddr{0xffff800008010000});
    open(QStringLiteral("vmemmap"));
    QVERIFY(texts().contains(QStringLiteral("vmemmap")));
}

void TestCommandPalette::aFilterIsOffered()
{
    open(QStringLiteral("size>=2M ro"));
    QCOMPARE(texts(), QStringList{QStringLiteral("size>=2M ro")});
    press(Qt::Key_Return);
    QCOMPARE(m_session->navigator().filter(), QStringLiteral("size>=2M ro"));
    QVERIFY(m_session->navigator().matches()->count() > 0);
}

void TestCommandPalette::anActionOfAViewBehindBringsItToTheFront()
{
    m_window->viewArea().showView(QStringLiteral("table"));
    open(QStringLiteral("show the whole dump"));
    press(Qt::Key_Return);
    QCOMPARE(m_window->viewArea().currentView()->id(), QStringLiteral("map"));
}

void TestCommandPalette::matchesAreRanked_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("start of a word") << "exp"
                                     << "Export rows"
                                     << "Next page";
    QTest::newRow("word before inside") << "run"
                                        << "Next run"
                                        << "Prune it";
    QTest::newRow("inside before beginnings") << "nr"
                                              << "Unroll"
                                              << "Next run";
    QTest::newRow("beginnings before letters") << "zi"
                                               << "Zoom in"
                                               << "Resize it";
    QTest::newRow("early before late") << "go"
                                       << "Go to address"
                                       << "Where to go";
    QTest::newRow("any order") << "rows export"
                               << "Export rows"
                               << "Export picture";
}

void TestCommandPalette::matchesAreRanked()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto good = fuzzyMatch(better, typed);
    const auto bad = fuzzyMatch(worse, typed);
    QVERIFY(good.has_value());
    QVERIFY(!bad || bad->score < good->score);
    for (const int place : good->places) {
        QVERIFY(typed.contains(better[place], Qt::CaseInsensitive));
    }
}

void TestCommandPalette::whatIsTypedCannotBreakIt()
{
    for (const QString &typed : {QString(4000, QLatin1Char('a')), QStringLiteral("((((("), QStringLiteral("region:~("),
                                 QStringLiteral("\" or"), QString(QChar(0xd800)), QStringLiteral("%1 %n &")}) {
        open(typed);
        press(Qt::Key_Down);
        press(Qt::Key_PageUp);
        QVERIFY(!m_window->palette().grab().isNull());
    }
    press(Qt::Key_Escape);
    QVERIFY(!m_window->palette().isVisible());
}

void TestCommandPalette::theKeySheetHoldsEveryKey()
{
    const KeySheet sheet(actionCatalog(*m_window, m_window->commands(), m_window->viewArea()), m_window);
    QStringList shown;
    for (const KeyHint *hint : sheet.findChildren<KeyHint *>()) {
        shown.append(hint->accessibleName());
    }
    qsizetype keys = 0;
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        for (const QKeySequence &key : action->shortcuts()) {
            ++keys;
            QVERIFY2(shown.contains(key.toString(QKeySequence::NativeText)),
                     qPrintable(action->text() + QLatin1Char(' ') + key.toString()));
        }
    }
    QCOMPARE(shown.size(), keys);
}

void TestCommandPalette::noKeyMeansTwoThings()
{
    QHash<QString, const QAction *> owners;
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        if (action->shortcutContext() != Qt::WindowShortcut) {
            continue; // those of views are apart from each other
        }
        for (const QKeySequence &key : action->shortcuts()) {
            const QAction *&owner = owners[key.toString()];
            QVERIFY2(
                owner == nullptr,
                qPrintable(action->text() + QStringLiteral(" and ") + (owner == nullptr ? QString() : owner->text())));
            owner = action;
        }
    }
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestCommandPalette)

#include "test_command_palette.moc"
