// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>
#include <QSet>
#include <QTest>


#include "tests/support/color_science.h"
#include "tests/support/golden.h"
#include "tests/support/golden_main.h"
#include "tests/support/load_capture.h"
#include "views/common/change_overlay.h"
#include "views/layout/layout_legend.h"
#include "views/look/style.h"

namespace ptscope {

using namespace test;

namespace {

constexpr std::array oneOfEachMark{ChangeKind::Mapped, ChangeKind::Unmapped, ChangeKind::Permission,
                                   ChangeKind::Moved,  ChangeKind::Split,    ChangeKind::Merge};

QImage cornerOn(const QColor &fill, QSize cell, ChangeKind kind)
{
    QImage picture(cell, QImage::Format_RGB32);
    picture.fill(fill);
    QPainter painter(&picture);
    drawChangeCorner(painter, picture.rect(), kind);
    return picture;
}

/// Pixels that stand off the fill as much as a control has to.
int pixelsApart(const QImage &picture, const QColor &fill)
{
    int apart = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            apart += colors::contrast(picture.pixelColor(x, y), fill) >= 3.0 ? 1 : 0;
        }
    }
    return apart;
}

} // namespace

class TestChangeOverlay : public QObject
{
    Q_OBJECT

private slots:
    void cornersStandOffEveryFill_data();
    void cornersStandOffEveryFill();
    void signsDifferWithoutColour();
    void cornersStayInsideTheirCell();
    void theKeyNamesWhatOccurs();
};

void TestChangeOverlay::cornersStandOffEveryFill_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("cell");
    for (const bool dark : {true, false}) {
        for (const QSize cell : {QSize(8, 9), QSize(9, 13), QSize(13, 13), QSize(18, 19)}) {
            QTest::addRow("%s %dx%d", dark ? "dark" : "light", cell.width(), cell.height()) << dark << cell;
        }
    }
}

/// A merged block is drawn in the hue of blocks, or nearly so: its mark must be seen all the same.
void TestChangeOverlay::cornersStandOffEveryFill()
{
    QFETCH(bool, dark);
    QFETCH(QSize, cell);
    const Theme theme = dark ? Theme::Dark : Theme::Light;
    setThemeChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    for (const LeafClass leaf : {LeafClass::Page, LeafClass::ContPage, LeafClass::Block, LeafClass::ContBlock, LeafClass::Giant}) {
        const QColor fill = palette(theme).of(leaf);
        for (const ChangeKind kind : oneOfEachMark) {
            QVERIFY2(pixelsApart(cornerOn(fill, cell, kind), fill) >= 8, name(kind));
        }
    }
}

void TestChangeOverlay::signsDifferWithoutColour()
{
    setThemeChoice(ThemeChoice::Dark);
    QSet<QByteArray> shapes;
    for (const ChangeKind kind : oneOfEachMark) {
        const QImage picture = cornerOn(Qt::gray, {18, 18}, kind);
        const QRgb sign = palette().of(markFor(kind)).rgb();
        QByteArray shape;
        for (int i = 0; i < picture.width() * picture.height(); ++i) {
            shape.append(picture.pixel(i % picture.width(), i / picture.width()) == sign ? '#' : ' ');
        }
        QVERIFY(shape.count('#') >= 5);
        shapes.insert(shape);
    }
    QCOMPARE(shapes.size(), qsizetype{oneOfEachMark.size()});
}

void TestChangeOverlay::cornersStayInsideTheirCell()
{
    for (int width = 1; width < 24; ++width) {
        for (int height = 1; height < 24; ++height) {
            QImage picture(40, 40, QImage::Format_RGB32);
            picture.fill(Qt::magenta);
            const QRect cell(8, 8, width, height);
            QPainter painter(&picture);
            drawChangeCorner(painter, cell, ChangeKind::Split);
            painter.end();
            for (int i = 0; i < 1600; ++i) {
                const QPoint at(i % 40, i / 40);
                QVERIFY2(cell.contains(at) || picture.pixelColor(at) == QColor(Qt::magenta),
                         qPrintable(QStringLiteral("%1 x %2").arg(width).arg(height)));
            }
        }
    }
}

void TestChangeOverlay::theKeyNamesWhatOccurs()
{
    const SnapshotPtr before = loadCapture("v6.1-4k-va48-hvo2m-before");
    ChangeOverlay overlay;
    overlay.setComparison(compare(before, loadCapture("v6.1-4k-va48-hvo2m-after")));
    const SeenChanges *seen = overlay.on(*before);
    QVERIFY(seen != nullptr);
    const std::vector<ChangeKind> kinds = seen->kinds();
    QVERIFY(std::find(kinds.begin(), kinds.end(), ChangeKind::Split) != kinds.end());
    QVERIFY(std::find(kinds.begin(), kinds.end(), ChangeKind::Merge) == kinds.end());
    // As wide as the window leaves it on a small screen: the marks have room behind the samples.
    const QRect legend(16, 0, 701, 46);
    QImage plain(740, 60, QImage::Format_RGB32);
    plain.fill(Qt::black);
    QImage marked = plain;
    QPainter painter(&marked);
    drawChangeKey(painter, {legend, {12, 14}, *before, LayoutColours::LeafSize}, Theme::Dark, kinds);
    painter.end();
    QVERIFY(marked != plain);
    // A mark in the key stands on a cell of the size that the grid has: small cells have a corner, no sign.
    QCOMPARE(changeKeyCell({9, 13}), QSize(8, 12));
    QCOMPARE(changeKeyCell({40, 40}), QSize(17, 13));
    QVERIFY(!legendTerms(*before, LayoutColours::LeafSize).isEmpty());
    for (const char *term : {"type:tagged", "access:device"}) {
        QVERIFY(legendTerms(*before, LayoutColours::MemoryType).contains(QLatin1String(term)));
    }
    QVERIFY(legendTerms(*before, LayoutColours::Permission).contains(QStringLiteral("access:ro-x")));
    QVERIFY(marksFor({12, 14}, LayoutColours::LeafSize).dotted);
    QVERIFY(!marksFor({3, 4}, LayoutColours::LeafSize).hatched);
}

} // namespace ptscope

int main(int argc, char **argv)
{
    return ptscope::test::runWithGoldenLook<ptscope::TestChangeOverlay>(argc, argv);
}

#include "test_change_overlay.moc"
