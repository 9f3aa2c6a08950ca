// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

// The look has one source: a colour value anywhere else would escape the checks of contrast and of colour blindness.
class TestOnePalette : public QObject
{
    Q_OBJECT

private slots:
    void findsColorsWhereTheyStand();
    void noOtherFileHoldsAColor();

private:
    static QString colorIn(const QString &line);
};

QString TestOnePalette::colorIn(const QString &line)
{
    static const QRegularExpression color(QStringLiteral(
        "\"#[0-9A-Fa-f]{3,8}\\b|#[0-9A-Fa-f]{6}\\b|QColor(::fromRgb)?(\\s+\\w+)?\\s*[({]\\s*(0x|\\d)|\\bqRgba?\\(\\s*("
        "0x|\\d)"
        "|Qt::(white|black|red|green|blue|cyan|magenta|yellow|gray|lightGray|darkGray|dark[A-Z]\\w+)\\b"));
    return color.match(line).captured();
}

void TestOnePalette::findsColorsWhereTheyStand()
{
    QVERIFY(!colorIn(QStringLiteral("painter.fillRect(r, QColor(12, 3, 4));")).isEmpty());
    QVERIFY(!colorIn(QStringLiteral("const QColor c{0x12};")).isEmpty());
    QVERIFY(!colorIn(QStringLiteral("color: #0E1116;")).isEmpty());
    QVERIFY(!colorIn(QStringLiteral("setPen(Qt::white);")).isEmpty());
    QVERIFY(colorIn(QStringLiteral("setPen(palette().text1); fill(Qt::transparent);")).isEmpty());
    QVERIFY(colorIn(QStringLiteral("QColor color = mix(ink, ground, 35);")).isEmpty());
}

void TestOnePalette::noOtherFileHoldsAColor()
{
    int files = 0;
    for (const char *room : {"/../../views", "/../../app/gui"}) {
        QDirIterator it(QStringLiteral(PTSCOPE_TEST_DATA) + QLatin1String(room),
                        {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.fileName().endsWith(QLatin1String("views/look/palette.cpp"))) {
                continue;
            }
            QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
            ++files;
            int number = 0;
            while (!file.atEnd()) {
                const QString line = QString::fromUtf8(file.readLine());
                ++number;
                const QString found = colorIn(line);
                QVERIFY2(found.isEmpty(),
                         qPrintable(file.fileName() + QLatin1Char(':') + QString::number(number) + QLatin1Char(' ')
                                    + found));
            }
        }
    }
    QVERIFY(files > 10);
}

QTEST_APPLESS_MAIN(TestOnePalette)
#include "test_one_palette.moc"
