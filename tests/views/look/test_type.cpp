// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/address_paint.h"
#include "views/look/type.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QTest>
#include <QTextLayout>

namespace ptscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int roleCount = 11;

QList<quint32> glyphsOf(const QString &text, const QFont &font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    QList<quint32> glyphs;
    for (const QGlyphRun &run : layout.glyphRuns()) {
        glyphs += run.glyphIndexes();
    }
    return glyphs;
}

QList<quint32> glyphsOfEachAlone(const QString &text, const QFont &font)
{
    QList<quint32> glyphs;
    for (const QChar c : text) {
        glyphs += glyphsOf(QString(c), font);
    }
    return glyphs;
}

// Columns of the picture that hold any ink, as [first, last] stretches.
QList<std::pair<int, int>> inkedStretches(const QImage &image)
{
    QList<std::pair<int, int>> out;
    bool inside = false;
    for (int x = 0; x < image.width(); ++x) {
        bool inked = false;
        for (int y = 0; y < image.height(); ++y) {
            inked = inked || qGray(image.pixel(x, y)) > 40;
        }
        if (inked && !inside) {
            out.append({x, x});
        }
        if (inked) {
            out.last().second = x;
        }
        inside = inked;
    }
    return out;
}

} // namespace

class TestType : public QObject
{
    Q_OBJECT

private slots:
    void glyphsStayAsTyped_data();
    void glyphsStayAsTyped();
    void theFontsWouldJoinGlyphsOtherwise();
    void sizesFollowTheDesign();
    void scaleIsClamped();
    void monoLinesUp();
    void addressHasGapsButNoCharacters();
};

void TestType::glyphsStayAsTyped_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"0x1f", "---[ vmalloc() area ]---", ">=", "!=", "->", "0xffff800008010000", "8x8", "fi"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void TestType::glyphsStayAsTyped()
{
    QFETCH(QString, text);
    for (int i = 0; i < roleCount; ++i) {
        const auto role = static_cast<TextRole>(i);
        for (QFont font : {wordFont(role), monoFont(role)}) {
            font.setCapitalization(QFont::MixedCase);
            QCOMPARE(glyphsOf(text, font), glyphsOfEachAlone(text, font));
        }
        QFont untracked = monoFont(role);
        untracked.setLetterSpacing(QFont::AbsoluteSpacing, 0);
        const QFontMetricsF metrics(untracked);
        const qreal one = metrics.horizontalAdvance(u'0');
        QVERIFY(std::abs(metrics.horizontalAdvance(text) - one * static_cast<qreal>(text.size())) < 0.5);
    }
}

// Proves that the test above can fail: with these fonts and without our flag, glyphs are replaced.
void TestType::theFontsWouldJoinGlyphsOtherwise()
{
    const QStringList installed = QFontDatabase::families();
    if (!installed.contains(u"Inter"_s) || !installed.contains(u"JetBrains Mono"_s)) {
        QSKIP("Inter or JetBrains Mono is not installed");
    }
    QFont words(u"Inter"_s);
    QVERIFY(glyphsOf(u"0x1f"_s, words) != glyphsOfEachAlone(u"0x1f"_s, words));
    QFont mono(u"JetBrains Mono"_s);
    QVERIFY(glyphsOf(u">="_s, mono) != glyphsOfEachAlone(u">="_s, mono));
}

void TestType::sizesFollowTheDesign()
{
    QCOMPARE(wordFont(TextRole::Verdict).pixelSize(), 22);
    QCOMPARE(wordFont(TextRole::Verdict).weight(), QFont::DemiBold);
    QCOMPARE(wordFont(TextRole::Body).pixelSize(), 12);
    QCOMPARE(wordFont(TextRole::Body).weight(), QFont::Normal);
    QCOMPARE(wordFont(TextRole::Tab).weight(), QFont::Medium);
    QCOMPARE(wordFont(TextRole::SectionHead).capitalization(), QFont::AllUppercase);
    QVERIFY(std::abs(wordFont(TextRole::SectionHead).letterSpacing() - 0.6) < 1.0 / 64);
    QCOMPARE(monoFont(TextRole::Index).pixelSize(), 11);
    setUiScale(2.0);
    QCOMPARE(wordFont(TextRole::Body).pixelSize(), 24);
    QCOMPARE(monoFont(TextRole::Index).pixelSize(), 21);
    QCOMPARE(scaled(30), 60);
    setUiScale(1.0);
}

void TestType::scaleIsClamped()
{
    setUiScale(9.0);
    QCOMPARE(uiScale(), 3.0);
    setUiScale(0.1);
    QCOMPARE(uiScale(), 1.0);
    setUiScale(std::numeric_limits<double>::quiet_NaN());
    QCOMPARE(uiScale(), 1.0);
    setUiScale(1.25);
    QCOMPARE(scaled(30), 38);
    setUiScale(1.0);
}

void TestType::monoLinesUp()
{
    const QFontMetricsF metrics(monoFont(TextRole::Value));
    for (const QChar c : u"ilW.0fx- "_s) {
        QVERIFY(std::abs(metrics.horizontalAdvance(c) - metrics.horizontalAdvance(u'0')) < 0.01);
    }
}

void TestType::addressHasGapsButNoCharacters()
{
    setUiScale(3.0);
    const QFont font = monoFont(TextRole::Value);
    QImage image(scaled(200), scaled(20), QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    const qreal used = drawAddress(painter, image.rect(), 0xffff800008010000, font, {Qt::white, Qt::white, 4});
    painter.end();
    QCOMPARE(used, addressWidth(font));

    const auto stretches = inkedStretches(image);
    QVERIFY(stretches.size() >= 4);
    QVERIFY(stretches.last().second <= static_cast<int>(used) + 1);
    const qreal digit = QFontMetricsF(font).horizontalAdvance(u'0');
    // Where a group ends the gap is wider than between two digits, whatever the digits are.
    for (const int digitsBefore : {4, 8, 12}) {
        const qreal end = (2 + digitsBefore) * digit + (digitsBefore / 4 - 1) * 9.0;
        const int middle = static_cast<int>(end + 4.5);
        for (const auto &[first, last] : stretches) {
            QVERIFY2(last < middle - 3 || first > middle + 3, qPrintable(QString::number(middle)));
        }
    }
    setUiScale(1.0);
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestType)
#include "test_type.moc"
