// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/elided_label.h"
#include "views/look/widgets/address_label.h"
#include "views/look/widgets/chip.h"
#include "views/look/widgets/key_hint.h"
#include "views/look/widgets/legend_row.h"
#include "views/look/widgets/section_head.h"
#include "views/look/widgets/segmented_control.h"
#include "views/look/widgets/view_tabs.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <numeric>

namespace ptscope {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

int sumOf(const std::vector<int> &widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0);
}

std::vector<QAbstractButton *> segmentsOf(const SegmentedControl &control)
{
    const auto list = control.findChildren<QAbstractButton *>();
    return {list.begin(), list.end()};
}

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void sharesFillTheBar();
    void aNoteIsCutBetweenItsParts();
    void sharesAreProportional();
    void smallSharesAndAlertsStayVisible();
    void sharesOfNothing();
    void barShowsWhereNothingIsMapped();
    void segmentsChooseOne();
    void segmentsMoveByArrowKeys();
    void disabledSegmentSaysWhy();
    void chipThatDoesNothingTakesNoFocus();
    void chipIsRemovedByKeyAndByCross();
    void legendRowFiltersByKeyboard();
    void legendRowTellsItsValue();
    void addressCopiesWithoutGaps();
    void tabsShowTheirKeys();
    void headGivesUpItsNoteFirst();
    void everythingGrowsWithTheScale();
};

void TestWidgets::initTestCase()
{
    installLook(*qApp, ThemeChoice::Dark);
}

void TestWidgets::sharesFillTheBar()
{
    std::uint64_t random = 7;
    for (int round = 0; round < 500; ++round) {
        std::vector<BarShare> shares;
        const int count = 1 + round % 7;
        for (int i = 0; i < count; ++i) {
            random = random * 6364136223846793005U + 1442695040888963407U;
            shares.push_back({static_cast<LeafClass>(i), 1 + (random >> (random % 60))});
        }
        for (const int width : {1, 2, 7, 60, 1920}) {
            QCOMPARE(sumOf(shareWidths(shares, width)), width);
        }
    }
}

void TestWidgets::aNoteIsCutBetweenItsParts()
{
    ElidedLabel note(QStringLiteral("one thing   another thing   a third"), "label", "3");
    note.setSeparator(QStringLiteral("   "));
    const int all = note.fontMetrics().horizontalAdvance(note.text());
    note.resize(all + 2, 20);
    QCOMPARE(note.shownText(), note.text());
    note.resize(all - 2, 20);
    QCOMPARE(note.shownText(), QStringLiteral("one thing   another thing"));
    note.resize(4, 20);
    QCOMPARE(note.shownText(), QString());
    note.setSeparator({});
    note.resize(all / 2, 20);
    QVERIFY(note.shownText().endsWith(QChar(0x2026)));
}

void TestWidgets::sharesAreProportional()
{
    const std::vector<BarShare> shares = {{LeafClass::Page, 3}, {LeafClass::Block, 1}};
    QCOMPARE(shareWidths(shares, 100), std::vector<int>({75, 25}));
    const std::vector<BarShare> huge = {{LeafClass::Page, most / 2}, {LeafClass::Block, most / 2}};
    QCOMPARE(shareWidths(huge, 200), std::vector<int>({100, 100}));
}

void TestWidgets::smallSharesAndAlertsStayVisible()
{
    const std::vector<BarShare> shares = {{AccessClass::RwNx, most / 4},
                                          {AccessClass::RwX, 1},
                                          {AccessClass::RoX, 1},
                                          {AccessClass::Device, 0},
                                          {AccessClass::RoNx, most / 4}};
    const std::vector<int> widths = shareWidths(shares, 100);
    QCOMPARE(sumOf(widths), 100);
    QCOMPARE(widths[1], 3);
    QCOMPARE(widths[2], 1);
    QCOMPARE(widths[3], 0);
}

void TestWidgets::sharesOfNothing()
{
    QCOMPARE(shareWidths({}, 10), std::vector<int>());
    QCOMPARE(shareWidths({{LeafClass::Page, 0}}, 10), std::vector<int>({0}));
    QCOMPARE(shareWidths({{LeafClass::Page, 5}}, 0), std::vector<int>({0}));
    QCOMPARE(shareWidths({{LeafClass::Page, 5}}, -3), std::vector<int>({0}));
}

void TestWidgets::barShowsWhereNothingIsMapped()
{
    StackedBar bar(u"Modules"_s);
    bar.resize(60, 8);
    const QImage empty = bar.grab().toImage();
    QCOMPARE(empty.pixelColor(0, 0), palette(Theme::Dark).lineStrong);
    bar.setShares({{LeafClass::Block, 1}});
    QCOMPARE(bar.grab().toImage().pixelColor(30, 4), palette(Theme::Dark).of(LeafClass::Block));
}

void TestWidgets::segmentsChooseOne()
{
    SegmentedControl control(u"Axis"_s);
    QCOMPARE(control.addSegment(u"Folded"_s), 0);
    QCOMPARE(control.addSegment(u"Linear"_s), 1);
    QSignalSpy chosen(&control, &SegmentedControl::chosen);
    QCOMPARE(control.current(), -1);
    control.setCurrent(0);
    QCOMPARE(control.current(), 0);
    QCOMPARE(chosen.count(), 0);
    control.show();
    QTest::mouseClick(segmentsOf(control)[1], Qt::LeftButton);
    QCOMPARE(control.current(), 1);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.at(0).at(0).toInt(), 1);
    control.setCurrent(7);
    QCOMPARE(control.current(), 1);
}

void TestWidgets::segmentsMoveByArrowKeys()
{
    SegmentedControl control(u"Axis"_s);
    control.addSegment(u"Folded"_s);
    control.addSegment(u"Linear"_s);
    control.setCurrent(0);
    control.show();
    QApplication::setActiveWindow(&control);
    QSignalSpy chosen(&control, &SegmentedControl::chosen);
    const auto segments = segmentsOf(control);
    segments[0]->setFocus();
    QTest::keyClick(segments[0], Qt::Key_Right);
    QCOMPARE(control.current(), 1);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(QApplication::focusWidget(), segments[1]);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(segments[1]);
    QCOMPARE(spoken->text(QAccessible::Name), u"Linear"_s);
    QVERIFY(spoken->state().checked);
}

void TestWidgets::disabledSegmentSaysWhy()
{
    SegmentedControl control(u"Axis"_s);
    control.addSegment(u"Folded"_s, u"Holes are folded"_s);
    control.setSegmentEnabled(0, false, u"needs an open dump"_s);
    QCOMPARE(segmentsOf(control)[0]->toolTip(), u"needs an open dump"_s);
    QVERIFY(!segmentsOf(control)[0]->isEnabled());
}

void TestWidgets::chipThatDoesNothingTakesNoFocus()
{
    Chip chip(u"A"_s);
    QCOMPARE(chip.focusPolicy(), Qt::NoFocus);
    QSignalSpy clicked(&chip, &Chip::clicked);
    QTest::mouseClick(&chip, Qt::LeftButton);
    QCOMPARE(clicked.count(), 0);
    chip.setClickable(true);
    QCOMPARE(chip.focusPolicy(), Qt::StrongFocus);
    QTest::mouseClick(&chip, Qt::LeftButton);
    QCOMPARE(clicked.count(), 1);
}

void TestWidgets::chipIsRemovedByKeyAndByCross()
{
    Chip chip(u"region:vmemmap"_s, nullptr, Chip::Kind::Accent);
    const int width = chip.sizeHint().width();
    chip.setRemovable(true);
    QVERIFY(chip.sizeHint().width() > width);
    chip.resize(chip.sizeHint());
    QSignalSpy removed(&chip, &Chip::removeRequested);
    QTest::keyClick(&chip, Qt::Key_Delete);
    QTest::keyClick(&chip, Qt::Key_Backspace);
    QCOMPARE(removed.count(), 2);
    QTest::mouseClick(&chip, Qt::LeftButton, {}, {chip.width() - 11, chip.height() / 2});
    QCOMPARE(removed.count(), 3);
    QTest::mouseClick(&chip, Qt::LeftButton, {}, {4, chip.height() / 2});
    QCOMPARE(removed.count(), 3);
}

void TestWidgets::legendRowFiltersByKeyboard()
{
    LegendRow row(LeafClass::Block, u"2M block"_s);
    QSignalSpy toggled(&row, &LegendRow::toggled);
    row.show();
    QTest::keyClick(&row, Qt::Key_Space);
    QVERIFY(row.isChecked());
    QTest::mouseClick(&row, Qt::LeftButton);
    QVERIFY(!row.isChecked());
    QCOMPARE(toggled.count(), 2);
    QVERIFY(std::get<LeafClass>(row.shownClass()) == LeafClass::Block);
}

void TestWidgets::legendRowTellsItsValue()
{
    LegendRow row(AccessClass::RwX, u"RW x"_s);
    row.resize(240, 21);
    row.setValue(u"0"_s, true);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&row);
    QCOMPARE(spoken->text(QAccessible::Name), u"RW x, 0"_s);
    const QImage neutral = row.grab().toImage();
    row.setNothingIsGood(true);
    QVERIFY(row.grab().toImage() != neutral);
    row.setValue(u"4.06 MiB"_s);
    QCOMPARE(spoken->text(QAccessible::Name), u"RW x, 4.06 MiB"_s);
}

void TestWidgets::addressCopiesWithoutGaps()
{
    AddressLabel label;
    label.setAddress(0xffff800008010000);
    label.setRemark(u"(end, exclusive)"_s);
    QCOMPARE(label.accessibleName(), u"0xffff800008010000"_s);
    QApplication::clipboard()->clear();
    QTest::keySequence(&label, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), u"0xffff800008010000"_s);
}

void TestWidgets::tabsShowTheirKeys()
{
    ViewTabs tabs;
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(tabs.addView(u"View %1"_s.arg(i)), i);
    }
    tabs.resize(tabs.sizeHint());
    QCOMPARE(tabs.height(), 34);
    QCOMPARE(tabs.tabToolTip(0), u"View 0 (key 1)"_s);
    QCOMPARE(tabs.tabToolTip(9), u"View 9"_s);
    tabs.setCurrentIndex(2);
    const QRect chosen = tabs.tabRect(2);
    const QImage image = tabs.grab().toImage();
    QCOMPARE(image.pixelColor(chosen.center().x(), 33), palette(Theme::Dark).accent);
    QVERIFY(image.pixelColor(tabs.tabRect(0).center().x(), 33) != palette(Theme::Dark).accent);
}

void TestWidgets::headGivesUpItsNoteFirst()
{
    SectionHead head(u"Snapshots"_s);
    head.resize(90, 28);
    const QImage alone = head.grab().toImage();
    head.setNote(u"click to filter"_s);
    QCOMPARE(head.grab().toImage(), alone);
    head.resize(240, 28);
    const QImage wide = head.grab().toImage();
    head.setNote({});
    QVERIFY(head.grab().toImage() != wide);
}

void TestWidgets::everythingGrowsWithTheScale()
{
    SegmentedControl control(u"Axis"_s);
    control.addSegment(u"Folded"_s);
    Chip chip(u"A"_s);
    KeyHint key(u"Ctrl K"_s);
    LegendRow row(LeafClass::Page, u"4K page"_s);
    StackedBar bar(u"bar"_s);
    SectionHead head(u"Regions"_s);
    AddressLabel address;
    ViewTabs tabs;
    tabs.addView(u"Map"_s);
    const std::array<QWidget *, 8> widgets = {&control, &chip, &key, &row, &bar, &head, &address, &tabs};
    std::vector<int> heights;
    for (QWidget *widget : widgets) {
        widget->ensurePolished();
        heights.push_back(widget->sizeHint().height());
    }
    setLookScale(2.0);
    for (std::size_t i = 0; i < widgets.size(); ++i) {
        QCOMPARE(widgets[i]->sizeHint().height(), 2 * heights[i]);
    }
    setLookScale(1.0);
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestWidgets)
#include "test_widgets.moc"
