// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "app/gui/arguments.h"

using namespace ptscope;

class TestArguments : public QObject
{
    Q_OBJECT

private slots:
    void takesFilesAndLook();
    void takesRender();
    void takesASeries();
    void refusesNonsense_data();
    void refusesNonsense();
    void helps();
    void manualAndCompletionKnowEveryOption_data();
    void manualAndCompletionKnowEveryOption();
};

void TestArguments::takesFilesAndLook()
{
    const auto parsed = parseArguments({QStringLiteral("ptscope"), QStringLiteral("--theme"), QStringLiteral("light"),
                                        QStringLiteral("--scale"), QStringLiteral("150"), QStringLiteral("a"), QStringLiteral("b")});
    const auto &arguments = std::get<Arguments>(parsed);
    QCOMPARE(arguments.files, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(arguments.theme, std::optional(ThemeChoice::Light));
    QCOMPARE(arguments.scalePercent, std::optional(150));
    QVERIFY(arguments.render.isEmpty());
}

void TestArguments::takesRender()
{
    const auto parsed = parseArguments({QStringLiteral("ptscope"), QStringLiteral("--render"), QStringLiteral("map"),
                                        QStringLiteral("-o"), QStringLiteral("out.png"), QStringLiteral("--size"),
                                        QStringLiteral("1366x768"), QStringLiteral("dump")});
    const auto &arguments = std::get<Arguments>(parsed);
    QCOMPARE(arguments.render, QStringLiteral("map"));
    QCOMPARE(arguments.output, QStringLiteral("out.png"));
    QCOMPARE(arguments.size, QSize(1366, 768));
}

void TestArguments::takesASeries()
{
    const auto parsed = parseArguments({QStringLiteral("ptscope"), QStringLiteral("--series"), QStringLiteral("snaps"),
                                        QStringLiteral("--moment"), QStringLiteral("3")});
    const auto &arguments = std::get<Arguments>(parsed);
    QVERIFY(arguments.series);
    QCOMPARE(arguments.moment, 3);
    QCOMPARE(arguments.files, QStringList{QStringLiteral("snaps")});
    QVERIFY(!std::get<Arguments>(parseArguments({QStringLiteral("ptscope"), QStringLiteral("dump")})).series);
}

void TestArguments::refusesNonsense_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{QStringLiteral("--frob")};
    QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")};
    QTest::newRow("scale") << QStringList{QStringLiteral("--scale"), QStringLiteral("20")};
    QTest::newRow("size") << QStringList{QStringLiteral("--size"), QStringLiteral("0x9999999")};
    QTest::newRow("render without output") << QStringList{QStringLiteral("--render"), QStringLiteral("map")};
    QTest::newRow("output without render") << QStringList{QStringLiteral("-o"), QStringLiteral("x.png")};
}

void TestArguments::refusesNonsense()
{
    QFETCH(QStringList, arguments);
    const auto parsed = parseArguments(QStringList{QStringLiteral("ptscope")} + arguments);
    QVERIFY(std::holds_alternative<EarlyExit>(parsed));
    QCOMPARE(std::get<EarlyExit>(parsed).code, 2);
    QVERIFY(std::get<EarlyExit>(parsed).text.startsWith(QStringLiteral("ptscope: ")));
}

void TestArguments::helps()
{
    const auto parsed = parseArguments({QStringLiteral("ptscope"), QStringLiteral("--help")});
    QCOMPARE(std::get<EarlyExit>(parsed).code, 0);
    QVERIFY(std::get<EarlyExit>(parsed).text.contains(QStringLiteral("--render")));
}

QSet<QString> optionsIn(const QString &text)
{
    static const QRegularExpression option(QStringLiteral("--[a-z][a-z-]*"));
    QSet<QString> options;
    for (auto match = option.globalMatch(text); match.hasNext();) {
        options.insert(match.next().captured());
    }
    return options;
}

void TestArguments::manualAndCompletionKnowEveryOption_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("manual") << QStringLiteral("man/ptscope.1");
    QTest::newRow("completion") << QStringLiteral("completions/ptscope");
}

void TestArguments::manualAndCompletionKnowEveryOption()
{
    QFETCH(const QString, path);
    QFile file(QStringLiteral(PTSCOPE_TEST_DATA "/../../resources/") + path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    static const QRegularExpression font(QStringLiteral("\\\\f[A-Z]"));
    QSet<QString> named = optionsIn(QString::fromUtf8(file.readAll()).remove(font).remove(QLatin1Char('\\')));
    named.remove(QStringLiteral("--save-chain")); // of ptscope-cli, which the manual names
    const auto help = parseArguments({QStringLiteral("ptscope"), QStringLiteral("--help")});
    QCOMPARE(named, optionsIn(std::get<EarlyExit>(help).text));
}

QTEST_APPLESS_MAIN(TestArguments)
#include "test_arguments.moc"
