// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/look/gallery_page.h"

#include "tests/views/look/gallery_canvas.h"
#include "views/look/icons.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/address_label.h"
#include "views/look/widgets/chip.h"
#include "views/look/widgets/key_hint.h"
#include "views/look/widgets/legend_row.h"
#include "views/look/widgets/section_head.h"
#include "views/look/widgets/segmented_control.h"
#include "views/look/widgets/view_tabs.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ptscope {

namespace {

using namespace Qt::StringLiterals;

QLabel *label(const QString &text, const char *property, const QString &value)
{
    auto *out = new QLabel(text);
    out->setProperty(property, value);
    return out;
}

void divide(QVBoxLayout &column)
{
    auto *line = new QFrame;
    line->setFixedHeight(scaled(1));
    line->setStyleSheet(u"background: %1"_s.arg(palette().line.name()));
    column.addWidget(line);
}

LegendRow *legend(ShownClass shown, const QString &name, const QString &value, bool nothing = false)
{
    auto *row = new LegendRow(shown, name);
    row->setValue(value, nothing);
    return row;
}

void addSnapshots(QVBoxLayout &column)
{
    auto *head = new SectionHead(u"Snapshots"_s);
    head->setNote(u"4 open"_s);
    column.addWidget(head);
    auto *bar = new StackedBar(u"v6.1-base"_s);
    bar->setBarHeight(4);
    bar->setShares({{LeafClass::Giant, 3000},
                    {LeafClass::ContBlock, 970},
                    {LeafClass::Block, 94},
                    {LeafClass::ContPage, 6},
                    {LeafClass::Page, 277}});
    auto *name = label(u"v6.1-base"_s, "tone", u"1"_s);
    name->setProperty("mono", u"true"_s);
    column.addWidget(name);
    column.addWidget(bar);
    auto *regions = new SectionHead(u"Regions"_s);
    regions->setNote(u"mapped"_s);
    column.addWidget(regions);
    column.addWidget(label(u"Modules"_s, "role", u"value"_s));
    column.addWidget(new StackedBar(u"Modules"_s));
    auto *linear = new StackedBar(u"linear"_s);
    linear->setShares(
        {{LeafClass::Page, 5}, {LeafClass::Block, 500}, {LeafClass::ContPage, 9}, {LeafClass::Page, 900}});
    column.addWidget(label(u"vmalloc()"_s, "role", u"value"_s));
    column.addWidget(linear);
    auto *rights = new StackedBar(u"rights"_s);
    rights->setBarHeight(16);
    rights->setShares({{AccessClass::RwNx, 500},
                       {AccessClass::RoNx, 400},
                       {AccessClass::RoX, 300},
                       {AccessClass::RwX, 1},
                       {AccessClass::Device, 200},
                       {AccessClass::NonCacheable, 200}});
    column.addWidget(rights);
}

void addLegends(QVBoxLayout &column)
{
    auto *leaf = new SectionHead(u"Leaf size"_s);
    leaf->setNote(u"click to filter"_s);
    column.addWidget(leaf);
    column.addWidget(legend(LeafClass::Giant, u"1G block"_s, sumText(std::uint64_t{3} << 30)));
    column.addWidget(legend(LeafClass::ContBlock, u"32M contiguous"_s, sumText(std::uint64_t{992} << 20)));
    column.addWidget(legend(LeafClass::Block, u"2M block"_s, sumText(std::uint64_t{94} << 20)));
    auto *chosen = legend(LeafClass::ContPage, u"64K contiguous"_s, u"5.81 MiB"_s);
    chosen->setChecked(true);
    column.addWidget(chosen);
    column.addWidget(legend(LeafClass::Page, u"4K page"_s, u"277.6 MiB"_s));
    column.addWidget(legend(LeafClass::Hole, u"hole (folded)"_s, u"72"_s));
    column.addWidget(legend(LeafClass::Invalid, u"invalid (F)"_s, u"0"_s, true));
    divide(column);
    auto *rights = new SectionHead(u"Permission"_s);
    rights->setNote(u"click to filter"_s);
    column.addWidget(rights);
    column.addWidget(legend(AccessClass::RwNx, u"RW NX"_s, u"4.06 GiB"_s));
    column.addWidget(legend(AccessClass::RoNx, u"ro NX"_s, u"7.94 MiB"_s));
    column.addWidget(legend(AccessClass::RoX, u"ro x"_s, u"3.57 MiB"_s));
    auto *alert = legend(AccessClass::RwX, u"RW x"_s, u"0"_s, true);
    alert->setNothingIsGood(true);
    column.addWidget(alert);
    column.addWidget(legend(AccessClass::Device, u"Device"_s, u"271.6 MiB"_s));
    column.addWidget(legend(AccessClass::NonCacheable, u"Non-cacheable"_s, u"1.50 MiB"_s));
}

QWidget *sidePanel()
{
    auto *panel = new QFrame;
    panel->setProperty("panel", u"surface"_s);
    panel->setFixedWidth(scaled(272));
    auto *column = new QVBoxLayout(panel);
    addSnapshots(*column);
    divide(*column);
    addLegends(*column);
    column->addStretch();
    return panel;
}

QWidget *row(std::initializer_list<QWidget *> widgets)
{
    auto *out = new QWidget;
    auto *layout = new QHBoxLayout(out);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(8));
    for (QWidget *widget : widgets) {
        layout->addWidget(widget);
    }
    layout->addStretch();
    return out;
}

QToolButton *tool(Icon icon, const QString &text, bool checked = false, bool enabled = true)
{
    auto *out = new QToolButton;
    out->setIcon(themedIcon(icon));
    out->setText(text);
    out->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    out->setCheckable(checked);
    out->setChecked(checked);
    out->setEnabled(enabled);
    return out;
}

QPushButton *button(const QString &text, const QString &role = {}, bool enabled = true)
{
    auto *out = new QPushButton(text);
    out->setProperty("role", role);
    out->setEnabled(enabled);
    return out;
}

QWidget *segments()
{
    auto *zoom = new SegmentedControl(u"Zoom"_s, nullptr, SegmentedControl::Shape::Apart, SegmentedControl::Text::Mono);
    for (const char *step : {"All", "512G", "1G", "32M", "2M", "64K", "4K"}) {
        zoom->addSegment(QString::fromLatin1(step));
    }
    zoom->setCurrent(0);
    auto *axis = new SegmentedControl(u"Axis"_s);
    axis->addSegment(u"Folded"_s);
    axis->addSegment(u"Linear"_s);
    axis->addSegment(u"Off"_s);
    axis->setSegmentEnabled(2, false, u"needs an open dump"_s);
    axis->setCurrent(0);
    return row({label(u"Zoom"_s, "tone", u"3"_s), zoom, label(u"Axis"_s, "tone", u"3"_s), axis});
}

QWidget *chips()
{
    auto *term = new Chip(u"region:vmemmap"_s, nullptr, Chip::Kind::Accent);
    term->setMono(true);
    term->setRemovable(true);
    return row({new Chip(u"A"_s), new Chip(u"Map"_s), new Chip(u"Stripes"_s), term, new KeyHint(u"/"_s),
                new KeyHint(u"Ctrl K"_s), new KeyHint(u"Enter"_s)});
}

QWidget *tabs()
{
    auto *bar = new ViewTabs;
    for (const char *name : {"Map", "Layout", "Stripes", "Tree", "Table", "Diff", "Charts"}) {
        bar->addView(QString::fromLatin1(name));
    }
    return bar;
}

QWidget *inputs()
{
    auto *filter = new QLineEdit;
    filter->setPlaceholderText(u"Filter: region:vmemmap perm:ro size>=28K"_s);
    filter->setFont(monoFont(TextRole::Body));
    filter->setMinimumWidth(scaled(300));
    auto *what = new QComboBox;
    what->addItem(u"HVO: free the vmemmap of huge pages"_s);
    auto *many = new QSpinBox;
    many->setMaximum(4096);
    many->setValue(1024);
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setValue(44);
    slider->setMinimumWidth(scaled(140));
    return row({filter, what, many, slider});
}

QWidget *checks()
{
    auto *on = new QCheckBox(u"Kernel image"_s);
    on->setChecked(true);
    auto *off = new QCheckBox(u"Reserved ranges"_s);
    auto *partly = new QCheckBox(u"Some"_s);
    partly->setCheckState(Qt::PartiallyChecked);
    auto *no = new QCheckBox(u"Frames in use"_s);
    no->setEnabled(false);
    auto *one = new QRadioButton(u"Address"_s);
    one->setChecked(true);
    return row({on, off, partly, no, one, new QRadioButton(u"Region offset"_s)});
}

QWidget *table()
{
    auto *out = new QTableWidget(4, 4);
    out->setHorizontalHeaderLabels({u"Address"_s, u"Size"_s, u"Before"_s, u"What it means"_s});
    out->verticalHeader()->hide();
    out->setShowGrid(false);
    out->setAlternatingRowColors(true);
    out->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (int i = 0; i < 4; ++i) {
        auto *address =
            new QTableWidgetItem(addressLabel(0xfffffc0000000000U + static_cast<std::uint64_t>(i) * 0x200000));
        address->setFont(monoFont(TextRole::Body));
        out->setItem(i, 0, address);
        out->setItem(i, 1, new QTableWidgetItem(u"18M"_s));
        out->setItem(i, 2, new QTableWidgetItem(u"9 × 2M"_s));
        out->setItem(i, 3, new QTableWidgetItem(u"9 blocks split, same access; +9 PTE tables"_s));
        out->setRowHeight(i, scaled(22));
    }
    out->selectRow(1);
    out->horizontalHeader()->setStretchLastSection(true);
    out->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    out->setColumnWidth(0, scaled(160));
    out->setFixedHeight(scaled(120));
    return out;
}

QWidget *tree()
{
    auto *out = new QTreeWidget;
    out->setHeaderHidden(true);
    auto *pgd = new QTreeWidgetItem(out, {u"PGD[0x100]"_s});
    auto *pud = new QTreeWidgetItem(pgd, {u"PUD[0x000]"_s});
    new QTreeWidgetItem(pud, {u"PMD[0x040]"_s});
    new QTreeWidgetItem(out, {u"PGD[0x1f8]"_s});
    pgd->setExpanded(true);
    pud->setExpanded(true);
    pud->setSelected(true);
    out->setFixedHeight(scaled(100));
    return out;
}

QWidget *middle()
{
    auto *out = new QWidget;
    auto *column = new QVBoxLayout(out);
    column->setSpacing(scaled(10));
    column->addWidget(row({tool(Icon::Open, u"Open"_s), tool(Icon::Capture, u"Capture"_s),
                           tool(Icon::Compare, u"Compare"_s, true), tool(Icon::Simulate, u"Simulate"_s),
                           tool(Icon::Back, {}), tool(Icon::Forward, {}, false, false), tool(Icon::Help, {})}));
    column->addWidget(tabs());
    column->addWidget(segments());
    column->addWidget(chips());
    column->addWidget(row({button(u"Open file"_s, u"primary"_s), button(u"Capture live"_s),
                           button(u"Discard"_s, u"quiet"_s), button(u"Show diff"_s, {}, false)}));
    column->addWidget(inputs());
    column->addWidget(checks());
    column->addWidget(new GalleryCanvas);
    column->addWidget(table());
    column->addWidget(tree());
    auto *progress = new QProgressBar;
    progress->setValue(40);
    column->addWidget(progress);
    column->addStretch();
    return out;
}

QWidget *inspector()
{
    auto *panel = new QFrame;
    panel->setProperty("panel", u"surface"_s);
    panel->setFixedWidth(scaled(360));
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16));
    column->addWidget(label(u"18 blocks stayed split"_s, "role", u"verdict"_s));
    column->addWidget(label(u"Kernel code"_s, "role", u"title"_s));
    auto *first = new AddressLabel;
    first->setAddress(0xffff800008010000);
    first->setDimmedDigits(4);
    auto *end = new AddressLabel;
    end->setAddress(0xffff8000083a0000);
    end->setDimmedDigits(4);
    end->setRemark(u"(end, exclusive)"_s);
    column->addWidget(first);
    column->addWidget(end);
    column->addWidget(label(u"3648K"_s, "role", u"value"_s));
    column->addWidget(label(u"Page-table entries, 0x1f, ---[ vmalloc() area ]---, >=, ->"_s, "tone", u"2"_s));
    auto *mono = label(u"0x1f ---[ vmalloc() area ]--- >= -> != 1 024"_s, "tone", u"1"_s);
    mono->setProperty("mono", u"true"_s);
    column->addWidget(mono);
    column->addWidget(label(u"912 pages, dump line 26"_s, "role", u"label"_s));
    column->addWidget(row({label(u"accent"_s, "tone", u"accent"_s), label(u"warn"_s, "tone", u"warn"_s),
                           label(u"error"_s, "tone", u"error"_s), label(u"ok"_s, "tone", u"ok"_s)}));
    auto *card = new QFrame;
    card->setProperty("panel", u"card"_s);
    auto *inside = new QVBoxLayout(card);
    inside->addWidget(label(u"Could it be better?"_s, "role", u"value"_s));
    auto *prose =
        new QLabel(u"No 2M-aligned 2M fits in this run, so a PMD block is impossible; contiguous is the best."_s);
    prose->setWordWrap(true);
    inside->addWidget(prose);
    column->addWidget(card);
    column->addStretch();
    return panel;
}

} // namespace

std::unique_ptr<QWidget> makeGalleryPage()
{
    auto page = std::make_unique<QWidget>();
    auto *layout = new QHBoxLayout(page.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(sidePanel());
    layout->addWidget(middle(), 1);
    layout->addWidget(inspector());
    page->setAutoFillBackground(true);
    QPalette colors = page->palette();
    colors.setColor(QPalette::Window, palette().bg);
    page->setPalette(colors);
    page->resize(scaled(1500), scaled(900));
    return page;
}

} // namespace ptscope
