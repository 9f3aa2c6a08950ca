// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/focus_ring.h"
#include "views/look/icons.h"
#include "views/look/style.h"
#include "views/look/style_sheet.h"
#include "views/look/type.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QVBoxLayout>

namespace ptscope {

using namespace Qt::StringLiterals;

namespace {

QStringList colorsIn(const QString &sheet)
{
    static const QRegularExpression color(u"#[0-9a-f]{6}"_s);
    QStringList out;
    for (auto it = color.globalMatch(sheet); it.hasNext();) {
        out.append(it.next().captured());
    }
    return out;
}

bool isDrawn(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) != 0) {
                return true;
            }
        }
    }
    return false;
}

QImage iconPicture(Icon icon, int side)
{
    QImage image(side * 3, side * 3, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawIcon(painter, QRectF(side, side, side, side), icon, palette(Theme::Dark).text1);
    return image;
}

} // namespace

class TestStyle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void followsTheSystemUntilChosen();
    void everyTokenIsFilledIn();
    void lengthsFollowTheScale();
    void themeChangesWhileWindowsAreOpen();
    void scaleChangesWhileWindowsAreOpen();
    void propertiesOfLabelsAreSeen();
    void widgetsKeepTheirGlyphs();
    void ringComesWithTheKeyboardAlone();
    void ringOutlivesAWindow();
    void everyIconIsDrawnInsideItsSquare();
    void everyIconIsDifferent();
    void iconsFollowTheTheme();
};

void TestStyle::initTestCase()
{
    installLook(*qApp, ThemeChoice::Dark);
}

void TestStyle::init()
{
    setThemeChoice(ThemeChoice::Dark);
    setLookScale(1.0);
}

void TestStyle::followsTheSystemUntilChosen()
{
    QCOMPARE(themeOf(qtPalette(palette(Theme::Dark))), Theme::Dark);
    QCOMPARE(themeOf(qtPalette(palette(Theme::Light))), Theme::Light);
    const Theme system = themeFor(ThemeChoice::System);
    setThemeChoice(ThemeChoice::Light);
    QCOMPARE(ThemeNotifier::instance().theme(), Theme::Light);
    QCOMPARE(themeChoice(), ThemeChoice::Light);
    setThemeChoice(ThemeChoice::System);
    QCOMPARE(ThemeNotifier::instance().theme(), system);
}

void TestStyle::everyTokenIsFilledIn()
{
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        const QString sheet = styleSheetFor(palette(theme), 1.0);
        static const QRegularExpression token(u"\\{\\w+\\}"_s);
        QVERIFY2(!sheet.contains(token), qPrintable(token.match(sheet).captured()));
        QVERIFY(colorsIn(sheet).size() > 50);
        // An unknown property or a typing error makes Qt drop the whole sheet with a warning.
        QTest::failOnWarning(QRegularExpression(u"parse|Unknown property"_s));
        QWidget window;
        window.setStyleSheet(sheet);
        window.ensurePolished();
    }
}

void TestStyle::lengthsFollowTheScale()
{
    const Palette &colors = palette(Theme::Dark);
    QVERIFY(styleSheetFor(colors, 1.0).contains(u"font-size: 22px"_s));
    QVERIFY(styleSheetFor(colors, 2.0).contains(u"font-size: 44px"_s));
    QVERIFY(styleSheetFor(colors, 1.25).contains(u"border: 1px solid"_s));
}

void TestStyle::themeChangesWhileWindowsAreOpen()
{
    QWidget window;
    QVBoxLayout layout(&window);
    QPushButton button(u"Open"_s);
    layout.addWidget(&button);
    window.show();
    const QImage dark = window.grab().toImage();
    setThemeChoice(ThemeChoice::Light);
    const QImage light = window.grab().toImage();
    QCOMPARE(light.size(), dark.size());
    QCOMPARE(dark.pixelColor(0, 0), palette(Theme::Dark).surface);
    QCOMPARE(light.pixelColor(0, 0), palette(Theme::Light).surface);
    setThemeChoice(ThemeChoice::Dark);
    QCOMPARE(window.grab().toImage(), dark);
}

void TestStyle::scaleChangesWhileWindowsAreOpen()
{
    QPushButton button(u"Open"_s);
    button.show();
    const int before = button.sizeHint().height();
    QCOMPARE(before, 30);
    setLookScale(2.0);
    QCOMPARE(button.sizeHint().height(), 60);
    QCOMPARE(QFontInfo(button.font()).pixelSize(), 24);
}

void TestStyle::propertiesOfLabelsAreSeen()
{
    QLabel label(u"18 blocks stayed split"_s);
    label.show();
    const QSize plain = label.sizeHint();
    setLookProperty(label, "role", u"verdict"_s);
    QVERIFY(label.sizeHint().height() > plain.height());
    QCOMPARE(QFontInfo(label.font()).pixelSize(), 22);
    setLookProperty(label, "tone", u"error"_s);
    QCOMPARE(label.palette().color(QPalette::WindowText), palette(Theme::Dark).error);
}

void TestStyle::widgetsKeepTheirGlyphs()
{
    QLabel words(u"0x1f"_s);
    QLabel mono(u"0x1f"_s);
    mono.setProperty("mono", u"true"_s);
    QPushButton button(u"0x1f"_s);
    for (QWidget *widget : std::initializer_list<QWidget *>{&words, &mono, &button}) {
        widget->ensurePolished();
        QVERIFY(widget->font().styleStrategy() & QFont::PreferNoShaping);
    }
    QCOMPARE(mono.font().families(), QStringList({u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s, u"monospace"_s}));
}

void TestStyle::ringComesWithTheKeyboardAlone()
{
    QWidget window;
    QVBoxLayout layout(&window);
    QPushButton first(u"First"_s);
    QPushButton second(u"Second"_s);
    QLineEdit input;
    layout.addWidget(&first);
    layout.addWidget(&second);
    layout.addWidget(&input);
    window.show();
    QApplication::setActiveWindow(&window);
    FocusRing ring(nullptr);
    QTest::mouseClick(&first, Qt::LeftButton);
    first.setFocus(Qt::MouseFocusReason);
    QCOMPARE(ring.ringedWidget(), nullptr);
    QTest::keyClick(&first, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &second);
    QCOMPARE(ring.ringedWidget(), &second);
    QTest::keyClick(&second, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &input);
    QCOMPARE(ring.ringedWidget(), nullptr);
    QTest::mouseClick(&first, Qt::LeftButton);
    QCOMPARE(ring.ringedWidget(), nullptr);
}

void TestStyle::ringOutlivesAWindow()
{
    FocusRing ring(nullptr);
    for (int i = 0; i < 2; ++i) {
        QWidget window;
        QVBoxLayout layout(&window);
        QPushButton button(u"Button"_s);
        layout.addWidget(&button);
        window.show();
        QApplication::setActiveWindow(&window);
        button.setFocus(Qt::TabFocusReason);
        QTest::keyClick(&button, Qt::Key_A);
        QCOMPARE(ring.ringedWidget(), &button);
    }
    QCOMPARE(ring.ringedWidget(), nullptr);
}

void TestStyle::everyIconIsDrawnInsideItsSquare()
{
    for (std::size_t i = 0; i < iconCount; ++i) {
        for (const int side : {16, 24, 48}) {
            const QImage image = iconPicture(static_cast<Icon>(i), side);
            QVERIFY(isDrawn(image.copy(side, side, side, side)));
            QImage outside = image;
            QPainter painter(&outside);
            painter.setCompositionMode(QPainter::CompositionMode_Clear);
            painter.fillRect(side, side, side, side, Qt::transparent);
            painter.end();
            QVERIFY2(!isDrawn(outside), qPrintable(QString::number(i)));
        }
    }
}

void TestStyle::everyIconIsDifferent()
{
    for (std::size_t a = 0; a < iconCount; ++a) {
        for (std::size_t b = a + 1; b < iconCount; ++b) {
            QVERIFY(iconPicture(static_cast<Icon>(a), 16) != iconPicture(static_cast<Icon>(b), 16));
        }
    }
}

void TestStyle::iconsFollowTheTheme()
{
    const QIcon open = themedIcon(Icon::Open);
    const QIcon logo = logoIcon();
    const QImage dark = open.pixmap(16, 16).toImage();
    const QImage darkLogo = logo.pixmap(16, 16).toImage();
    setThemeChoice(ThemeChoice::Light);
    QVERIFY(open.pixmap(16, 16).toImage() != dark);
    QVERIFY(logo.pixmap(16, 16).toImage() != darkLogo);
    QVERIFY(open.pixmap(16, 16, QIcon::Disabled).toImage() != open.pixmap(16, 16).toImage());
    QCOMPARE(logo.pixmap(52, 49).toImage().pixelColor(51, 1), palette(Theme::Light).of(LeafClass::Giant));
    QCOMPARE(logo.pixmap(52, 49).toImage().pixelColor(51, 48), palette(Theme::Light).of(LeafClass::Page));
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestStyle)
#include "test_style.moc"
