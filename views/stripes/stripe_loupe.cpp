// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_loupe.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/pattern.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int headHeight = 20;
constexpr int labelHeight = 15;
constexpr int cellHeight = 30;
constexpr int cellWidth = 5;
constexpr int groupGap = 4;
constexpr int foldWidth = 300;
constexpr int between = 32;
constexpr int leastLabel = 40;
constexpr int headWidth = 6;
/// More places than that stand side by side without a gap, several to a column.
constexpr std::uint64_t columnsApart = 16;

Theme theme()
{
    return ThemeNotifier::instance().theme();
}

/// Whether the huge page whose struct pages begin at `head` is optimised: its first tail is read-only.
bool isOptimised(const StripeSource &source, VirtAddr head)
{
    const Snapshot &snapshot = *source.snapshot;
    const auto tail = snapshot.extents().find(head + snapshot.geometry().pageSize() * keptPages(source.stripes.layout));
    return tail && snapshot.isMapped(*tail) && !snapshot.attributesOf(*tail).writable();
}

} // namespace

LoupeGeometry::LoupeGeometry(const PagingGeometry &paging, AddrRange content, std::uint64_t period, QRect area,
                             VirtAddr place)
    : m_page(paging.pageSize()), m_period(std::max<std::uint64_t>(1, period)), m_area(area)
{
    const auto cell = static_cast<std::uint64_t>(scaled(cellWidth));
    const auto gap = static_cast<std::uint64_t>(scaled(groupGap));
    const auto room = static_cast<std::uint64_t>(std::max(0, area.width()));
    // Whole groups where at least two fit, else as many pages as there is room for.
    const std::uint64_t groups = room / (m_period * cell + gap);
    const std::uint64_t all = (content.last.value - content.first.value) / m_page.value + 1;
    m_pages = std::min(all, groups >= 2 ? groups * m_period : (room - std::min(room, gap)) / cell);
    const std::uint64_t step = std::min<std::uint64_t>(m_period, 8);
    const std::uint64_t wanted = place.value / m_page.value;
    const std::uint64_t lowest = content.first.value / m_page.value;
    const std::uint64_t back = m_pages / 2 / step * step;
    const std::uint64_t begin = wanted / step * step;
    const std::uint64_t first = std::clamp(begin > back ? begin - back : 0, lowest, lowest + all - m_pages);
    m_first = {first * m_page.value};
}

QRect LoupeGeometry::rect(std::uint64_t number) const
{
    const std::uint64_t first = m_first.value / m_page.value;
    const auto gaps = static_cast<int>((first + number) / m_period - first / m_period);
    return {m_area.left() + static_cast<int>(number) * scaled(cellWidth) + gaps * scaled(groupGap), m_area.top(),
            scaled(cellWidth) - 1, m_area.height()};
}

std::optional<AddrRange> LoupeGeometry::at(QPoint point) const
{
    for (std::uint64_t number = 0; number < m_pages; ++number) {
        if (rect(number).adjusted(0, 0, 1, 0).contains(point)) {
            return page(number);
        }
    }
    return std::nullopt;
}

StripeLoupe::StripeLoupe(Navigator &navigator, QWidget *parent) : QWidget(parent), m_navigator(navigator)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Single pages around the selection, and all groups folded at the period"));
    for (auto signal : {&Navigator::hoverChanged, &Navigator::selectionChanged}) {
        connect(&m_navigator, signal, this, qOverload<>(&QWidget::update));
    }
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

void StripeLoupe::setSource(StripeSourcePtr source)
{
    m_source = std::move(source);
    update();
}

QSize StripeLoupe::sizeHint() const
{
    return {scaled(400), scaled(headHeight + cellHeight + 2 * labelHeight + 4)};
}

QRect StripeLoupe::foldRect() const
{
    const int width = std::min(scaled(foldWidth), this->width() / 2);
    return {this->width() - width, 0, width, height()};
}

/// What the pointer is over, else the selection, else the first stripe.
VirtAddr StripeLoupe::place() const
{
    for (const auto &range : {m_navigator.hover(), m_navigator.selection()}) {
        if (range && m_source->range.overlaps(*range)) {
            return intersection(*range, m_source->range).first;
        }
    }
    return m_source->firstStripe.value_or(m_source->range.first);
}

LoupeGeometry StripeLoupe::loupe() const
{
    if (m_source == nullptr || m_source->fold.period == 0) {
        return {};
    }
    const QRect area(0, scaled(headHeight + labelHeight), foldRect().left() - scaled(between), scaled(cellHeight));
    return LoupeGeometry(m_source->snapshot->geometry(), m_source->range, m_source->fold.period, area, place());
}

void StripeLoupe::drawHead(QPainter &painter, const QRect &area, const QString &title, const QString &text) const
{
    const QRect line(area.left(), 0, area.width(), scaled(headHeight));
    painter.setFont(wordFont(TextRole::Value));
    painter.setPen(ptscope::palette().text1);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
    const int behind = QFontMetrics(painter.font()).horizontalAdvance(title) + scaled(10);
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(ptscope::palette().text3);
    const QString fitting =
        QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, std::max(0, line.width() - behind));
    painter.drawText(line.adjusted(behind, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, fitting);
}

void StripeLoupe::drawGroupLabels(QPainter &painter, const LoupeGeometry &loupe, std::uint64_t page) const
{
    const PagingGeometry &paging = m_source->snapshot->geometry();
    const QRect cell = loupe.rect(page);
    painter.setFont(monoFont(TextRole::Index));
    painter.setPen(ptscope::palette().text3);
    painter.drawText(QRect(cell.left(), cell.top() - scaled(labelHeight), scaled(leastLabel), scaled(labelHeight)),
                     Qt::AlignLeft | Qt::AlignVCenter, bareIndexText(paging.index(Level::Pte, loupe.page(page).first)));
    const bool huge = isOptimised(*m_source, loupe.page(page).first);
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(huge ? ptscope::palette().text3 : ptscope::palette().text1);
    painter.drawText(QRect(cell.left(), cell.bottom() + 1, scaled(leastLabel), scaled(labelHeight)),
                     Qt::AlignLeft | Qt::AlignVCenter, huge ? tr("huge") : tr("whole"));
}

void StripeLoupe::drawLoupe(QPainter &painter) const
{
    const LoupeGeometry all = loupe();
    if (all.pages() == 0) {
        return;
    }
    const Snapshot &snapshot = *m_source->snapshot;
    PatternPainter pattern(painter, theme(),
                           {all.rect(0).topLeft(), Emphasis::Full, FillStyle::Stripe, uiScale()});
    const auto roomOfGroup = static_cast<std::uint64_t>(scaled(cellWidth)) * m_source->fold.period;
    for (std::uint64_t page = 0; page < all.pages(); ++page) {
        const auto row = snapshot.extents().find(all.page(page).first);
        const RowClass rowClass = row ? snapshot.classOf(*row) : RowClass{};
        if (rowClass.leaf == LeafClass::Block || rowClass.leaf == LeafClass::ContBlock) {
            pattern.fill(all.rect(page), rowClass.leaf);
        } else if (rowClass.leaf != LeafClass::Hole) {
            pattern.fill(all.rect(page), rowClass.access);
        }
        if (all.beginsGroup(page) && roomOfGroup >= static_cast<std::uint64_t>(scaled(leastLabel))) {
            drawGroupLabels(painter, all, page);
        }
    }
    if (const auto selection = m_navigator.selection()) {
        const AddrRange view{all.page(0).first, all.page(all.pages() - 1).last};
        if (selection->overlaps(view)) {
            const AddrRange shown = intersection(*selection, view);
            const std::uint64_t size = snapshot.geometry().pageSize().value;
            const QRect first = all.rect((shown.first - view.first).value / size);
            const QRect last = all.rect((shown.last - view.first).value / size);
            pattern.frame(first.united(last).adjusted(-2, -2, 2, 2), ptscope::palette().selection, scaled(1));
        }
    }
    const unsigned first = snapshot.geometry().index(Level::Pmd, all.page(0).first);
    drawHead(painter, {0, 0, foldRect().left() - scaled(between), 0}, tr("Loupe"),
             tr("from PMD[%1], one cell a page; %2 pages describe one huge page")
                 .arg(indexText(first))
                 .arg(m_source->fold.period));
}

void StripeLoupe::drawFold(QPainter &painter) const
{
    const StripeFold &fold = m_source->fold;
    const QRect area = foldRect();
    const std::uint64_t groups = fold.pages / fold.period;
    drawHead(painter, area, tr("Folded at %1").arg(countText(fold.period)),
             tr("%1 groups: how many have this page ro").arg(countText(groups)));
    const QRect bars(area.left(), scaled(headHeight + labelHeight), area.width(), scaled(cellHeight));
    fold.period <= columnsApart ? drawFoldApart(painter, bars) : drawFoldJoined(painter, bars);
}

/// A bar for each place, with how often it is read-only above and its number below.
void StripeLoupe::drawFoldApart(QPainter &painter, const QRect &bars) const
{
    const StripeFold &fold = m_source->fold;
    const int pitch = bars.width() / static_cast<int>(fold.period);
    painter.setFont(monoFont(TextRole::Index));
    for (std::size_t place = 0; place < fold.columns.size(); ++place) {
        const QRect bar(bars.left() + static_cast<int>(place) * pitch, bars.top(), pitch - scaled(groupGap),
                        bars.height());
        drawFoldBar(painter, bar, fold.columns[place]);
        painter.setPen(ptscope::palette().text2);
        painter.drawText(QRect(bar.left(), bar.top() - scaled(labelHeight), pitch, scaled(labelHeight)),
                         Qt::AlignLeft | Qt::AlignVCenter, QString::number(fold.columns[place].readOnly));
        painter.setPen(ptscope::palette().text3);
        painter.drawText(QRect(bar.left(), bar.bottom() + 1, pitch, scaled(labelHeight)),
                         Qt::AlignLeft | Qt::AlignVCenter, QString::number(place));
    }
}

/// Places of long periods stand side by side, alike ones as one; the first keeps a width of its own, since it is the head.
void StripeLoupe::drawFoldJoined(QPainter &painter, const QRect &bars) const
{
    const StripeFold &fold = m_source->fold;
    const int head = scaled(headWidth);
    drawFoldBar(painter, {bars.left(), bars.top(), head - scaled(1), bars.height()}, fold.columns.front());
    const auto room = static_cast<std::uint64_t>(bars.width() - head);
    const std::uint64_t places = fold.period - 1;
    for (std::uint64_t begin = 1; begin < fold.period;) {
        std::uint64_t end = begin + 1;
        while (end < fold.period && fold.columns[end] == fold.columns[begin]) {
            ++end;
        }
        const auto left = static_cast<int>((begin - 1) * room / places);
        const auto right = static_cast<int>((end - 1) * room / places);
        drawFoldBar(painter, {bars.left() + head + left, bars.top(), std::max(1, right - left), bars.height()},
                    fold.columns[begin]);
        begin = end;
    }
    painter.setFont(monoFont(TextRole::Index));
    painter.setPen(ptscope::palette().text2);
    const QRect above(bars.left(), bars.top() - scaled(labelHeight), bars.width(), scaled(labelHeight));
    painter.drawText(above, Qt::AlignLeft | Qt::AlignVCenter, QString::number(fold.columns.front().readOnly));
    painter.drawText(above, Qt::AlignRight | Qt::AlignVCenter, QString::number(fold.columns.back().readOnly));
    painter.setPen(ptscope::palette().text3);
    const QRect below(bars.left(), bars.bottom() + 1, bars.width(), scaled(labelHeight));
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("0"));
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, QString::number(fold.period - 1));
}

/// Writable above, read-only below, by their share.
void StripeLoupe::drawFoldBar(QPainter &painter, const QRect &bar, const StripeFold::Column &column) const
{
    PatternPainter pattern(painter, theme(), {bar.topLeft(), Emphasis::Full, FillStyle::Stripe, uiScale()});
    const std::uint64_t all = std::max<std::uint64_t>(1, column.writable + column.readOnly);
    const int solid = static_cast<int>(static_cast<double>(column.writable) / static_cast<double>(all) * bar.height());
    if (solid > 0) {
        pattern.fill(QRect(bar.left(), bar.top(), bar.width(), solid), AccessClass::RwNx);
    }
    if (solid < bar.height()) {
        pattern.fill(bar.adjusted(0, solid, 0, 0), AccessClass::RoNx);
    }
}

void StripeLoupe::paintEvent(QPaintEvent *)
{
    if (m_source == nullptr || m_source->fold.period == 0) {
        return;
    }
    QPainter painter(this);
    drawLoupe(painter);
    drawFold(painter);
}

void StripeLoupe::mousePressEvent(QMouseEvent *event)
{
    const auto page = loupe().at(event->pos());
    const auto row = page ? m_source->snapshot->extents().find(page->first) : std::nullopt;
    if (event->button() == Qt::LeftButton && row) {
        m_navigator.select(m_source->snapshot->extents().range(*row));
    }
}

} // namespace ptscope
