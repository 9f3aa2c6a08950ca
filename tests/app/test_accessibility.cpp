// SPDX-License-Identifier: GPL-3.0-or-later
// What people meet who do not use a mouse, do not see the pictures, or need everything larger.
#include <QAbstractButton>
#include <QAccessible>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "app/gui/main_window.h"
#include "app/gui/view_area.h"
#include "tests/support/patience.h"
#include "tests/support/test_window.h"
#include "views/common/picture_twin.h"
#include "views/look/style.h"

namespace ptscope {

using namespace test;

namespace {

/// The real window with a real capture.
struct Window : test::TestWindow {
    void show(QSize size)
    {
        window.resize(size);
        window.show();
        session.add({loadCapture("v6.1-4k-va48-hvo2m-after")});
        QVERIFY(QTest::qWaitForWindowExposed(&window, patienceMs));
    }
};

/// Brings each view to the front, as its key does.
template<class Visit>
void forEachView(Window &window, Visit visit)
{
    for (QAction *action : window.window.viewArea().switchActions()) {
        action->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(window.window.viewArea().currentView()->isSettled(), patienceMs);
        QTest::qWait(20); // layouts that were only queued
        visit(window.window.viewArea().currentView()->id());
    }
}

QString pathOf(const QWidget *widget)
{
    QStringList names;
    for (; widget != nullptr; widget = widget->parentWidget()) {
        names.prepend(QString::fromLatin1(widget->metaObject()->className()));
    }
    return names.join(QLatin1Char('/'));
}

QList<QWidget *> reachable(QWidget &window)
{
    QList<QWidget *> out;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool byKeyboard = (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
        if (widget->isVisible() && widget->isEnabled()
            && qobject_cast<QLineEdit *>(widget->parentWidget()) == nullptr // a sign inside the field
            && (byKeyboard || qobject_cast<QAbstractButton *>(widget) != nullptr)) {
            out.append(widget);
        }
    }
    return out;
}

QString wordsOf(const QWidget &widget)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    return label != nullptr ? label->text() : widget.accessibleName();
}

/// Words that are neither elided nor wrapped need their whole width, and every text its height.
bool isClipped(const QWidget &widget)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const bool field = qobject_cast<const QLineEdit *>(widget.parentWidget()) != nullptr;
    if ((label == nullptr && button == nullptr) || field) {
        return false;
    }
    if (label != nullptr && (label->text().isEmpty() || label->wordWrap())) {
        return false;
    }
    const bool elided = widget.sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
    const int least = button != nullptr && widget.minimumSizeHint().isValid() ? widget.minimumSizeHint().width()
                                                                              : widget.sizeHint().width();
    return widget.height() < widget.fontMetrics().height() || (!elided && widget.width() < least);
}

bool saysNothing(QAccessible::Role role)
{
    return role == QAccessible::NoRole || role == QAccessible::Client || role == QAccessible::Window;
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void everyControlHasNameAndRole();
    void everyPictureHasATableTwin_data();
    void everyPictureHasATableTwin();
    void tabReachesEveryPart();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void aLargeScaleFitsAnOrdinaryScreen();
};

void TestAccessibility::everyControlHasNameAndRole()
{
    Window window;
    window.show({1400, 900});
    QStringList nameless;
    forEachView(window, [&](const QString &id) {
        for (QWidget *widget : reachable(window.window)) {
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(face != nullptr);
            if (face->text(QAccessible::Name).isEmpty() || saysNothing(face->role())) {
                nameless.append(QStringLiteral("%1: %2 \"%3\" role %4")
                                    .arg(id, pathOf(widget), face->text(QAccessible::Name))
                                    .arg(face->role()));
            }
        }
    });
    nameless.removeDuplicates();
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
}

void TestAccessibility::everyPictureHasATableTwin_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"map", "layout", "stripes"}) {
        QTest::addRow("%s", id) << QString::fromLatin1(id);
    }
}

void TestAccessibility::everyPictureHasATableTwin()
{
    QFETCH(QString, id);
    Window window;
    window.show({1400, 900});
    QVERIFY(window.window.viewArea().showView(id));
    QTRY_VERIFY_WITH_TIMEOUT(window.window.viewArea().currentView()->isSettled(), patienceMs);
    int twins = 0;
    for (QWidget *widget : window.window.viewArea().currentView()->findChildren<QWidget *>()) {
        auto *twin = dynamic_cast<PictureTwin *>(widget);
        if (twin == nullptr) {
            continue;
        }
        ++twins;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(face != nullptr);
        QCOMPARE(face->role(), QAccessible::Table);
        QAccessibleTableInterface *table = face->tableInterface();
        QVERIFY(table != nullptr);
        QVERIFY(table->rowCount() > 1);
        QCOMPARE(table->columnCount(), static_cast<int>(twin->twinHeads().size()));
        QVERIFY(!table->columnDescription(0).isEmpty());
        const int row = table->rowCount() / 2;
        QVERIFY(!table->cellAt(row, 0)->text(QAccessible::Name).isEmpty());
        QCOMPARE(table->cellAt(row, 1)->text(QAccessible::Name), twin->twinText(row, 1));
        QVERIFY(table->cellAt(table->rowCount(), 0) == nullptr);
        QCOMPARE(face->child(row * table->columnCount() + 1), table->cellAt(row, 1));
        QVERIFY(table->selectRow(row));
        QVERIFY(window.session.navigator().selection().has_value());
    }
    QCOMPARE(twins, 1);
}

/// Once round by Tab: the filter, the side panel, the tabs, the view, the inspector.
void TestAccessibility::tabReachesEveryPart()
{
    Window window;
    window.show({1400, 900});
    window.session.navigator().select(window.session.snapshot()->extents().range({40}));
    forEachView(window, [&](const QString &id) {
        QSet<QWidget *> chain;
        for (QWidget *widget = window.window.nextInFocusChain(); widget != &window.window;
             widget = widget->nextInFocusChain()) {
            if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0) {
                chain.insert(widget);
            }
        }
        QWidget *view = window.window.viewArea().currentView();
        const bool viewReached =
            std::any_of(chain.begin(), chain.end(), [&](QWidget *w) { return w == view || view->isAncestorOf(w); });
        QVERIFY2(viewReached, qPrintable(id));
        for (QWidget *widget : reachable(window.window)) {
            if ((widget->focusPolicy() & Qt::TabFocus) != 0) {
                QVERIFY2(chain.contains(widget), qPrintable(id + QStringLiteral(": ") + pathOf(widget)));
            }
        }
    });
}

void TestAccessibility::nothingIsClipped_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {100, 150, 200, 300}) {
        QTest::addRow("%d", percent) << percent;
    }
}

/// Words that are neither elided nor wrapped need their whole width, buttons theirs; at any size of everything.
void TestAccessibility::nothingIsClipped()
{
    QFETCH(int, percent);
    setLookScale(percent / 100.0);
    {
        Window window;
        window.show(QSize(1366, 768) * percent / 100);
        window.session.navigator().select(window.session.snapshot()->extents().range({40}));
        QStringList clipped;
        forEachView(window, [&](const QString &id) {
            for (QWidget *widget : window.window.findChildren<QWidget *>()) {
                if (widget->isVisible() && isClipped(*widget)) {
                    clipped.append(QStringLiteral("%1: %2 has %3 of %4 pixels: %5")
                                       .arg(id, pathOf(widget))
                                       .arg(widget->width())
                                       .arg(widget->sizeHint().width())
                                       .arg(wordsOf(*widget)));
                }
            }
            const QRect all(QPoint(0, 0), window.window.size());
            QWidget *view = window.window.viewArea().currentView();
            QVERIFY(all.contains(QRect(view->mapTo(&window.window, QPoint()), view->size())));
        });
        clipped.removeDuplicates();
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
    }
    setLookScale(1.0);
}

/// 200 % on 1920 x 1080: the window is no larger than the screen, and the tools of a view keep their words.
void TestAccessibility::aLargeScaleFitsAnOrdinaryScreen()
{
    setLookScale(2.0);
    {
        Window window;
        window.show({1920, 1080});
        window.window.layOutAsAtFirst();
        QCoreApplication::processEvents();
        forEachView(window, [&](const QString &id) {
            QVERIFY2(window.window.width() <= 1920 && window.window.height() <= 1080,
                     qPrintable(QStringLiteral("%1: %2 x %3").arg(id).arg(window.window.width()).arg(window.window.height())));
            QWidget *tools = window.window.viewArea().currentView()->toolRow();
            for (QWidget *widget : tools == nullptr ? QList<QWidget *>() : tools->findChildren<QWidget *>()) {
                QVERIFY2(!widget->isVisible() || !isClipped(*widget),
                         qPrintable(QStringLiteral("%1: %2 has %3 of %4").arg(id, wordsOf(*widget)).arg(widget->width()).arg(widget->sizeHint().width())));
            }
        });
    }
    setLookScale(1.0);
}

} // namespace ptscope

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    ptscope::installLook(application, ptscope::ThemeChoice::Dark);
    ptscope::TestAccessibility test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_accessibility.moc"
