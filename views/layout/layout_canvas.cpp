// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/layout_canvas.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>

#include "views/layout/layout_legend.h"
#include "views/look/type.h"
#include "views/map/map_steps.h"

namespace ptscope {

namespace {

constexpr QSize leastSize{480, 300};

} // namespace

LayoutCanvas::LayoutCanvas(Navigator &navigator, QWidget *parent) : QWidget(parent), m_navigator(navigator)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(scaled(leastSize.width()), scaled(leastSize.height()));
    announceTwins();
    setAccessibleName(tr("Page tables as grids of their entries"));
    connect(&navigator, &Navigator::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&navigator, &Navigator::selectionChanged, this, &LayoutCanvas::followSelection);
    connect(&navigator, &Navigator::matchesChanged, this, &LayoutCanvas::readMatches);
    connect(&navigator, &Navigator::explained, this, [this] {
        m_contents.takeFoundOwners();
        invalidate();
    });
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, &LayoutCanvas::invalidate);
}

QSize LayoutCanvas::sizeHint() const
{
    return {scaled(1200), scaled(680)};
}

void LayoutCanvas::setSource(MapSourcePtr source)
{
    m_source = std::move(source);
    m_path = m_source == nullptr ? LayoutPath() : LayoutPath(m_source->snapshot(), m_source->tree());
    readMatches();
    followSelection();
    layOut();
}

void LayoutCanvas::readMatches()
{
    const auto &matches = m_navigator.matches();
    const bool ours =
        m_source != nullptr && matches != nullptr && matches->rows() == m_source->snapshot().extents().size();
    m_contents.reset(m_source, ours ? matches : nullptr);
    invalidate();
}

void LayoutCanvas::setColours(LayoutColours colours)
{
    m_colours = colours;
    m_contents.wantOwners(colours == LayoutColours::Owner);
    invalidate();
}

void LayoutCanvas::setOrder(EntryOrder order)
{
    m_order = order;
    layOut();
}

void LayoutCanvas::invalidate()
{
    m_picture.invalidate();
    update();
}

LayoutGeometry LayoutCanvas::geometryFor(QSize size) const
{
    return m_source == nullptr
        ? LayoutGeometry()
        : LayoutGeometry(m_source->snapshot().geometry(), m_source->tree(), m_path, size, m_order);
}

int LayoutCanvas::heightUsed(int height) const
{
    return geometryFor({width(), height}).legend().bottom() + 1;
}

bool LayoutCanvas::cellsApart(int height) const
{
    const LayoutGeometry geometry = geometryFor({width(), height});
    const GridPlace *front = geometry.place(GridRole::Front);
    return front == nullptr || front->gap() > 0;
}

void LayoutCanvas::layOut()
{
    m_geometry = geometryFor(size());
    invalidate();
    twinMoved();
    emit pathChanged();
}

void LayoutCanvas::resizeEvent(QResizeEvent *)
{
    layOut();
}

void LayoutCanvas::setFront(std::size_t table)
{
    if (!m_path.empty()) {
        m_path.setFront(table);
        layOut();
    }
}

void LayoutCanvas::followSelection()
{
    const auto selection = m_navigator.selection();
    if (m_source == nullptr || m_path.empty() || !selection) {
        update();
        return;
    }
    const std::vector<TableNode> before = m_path.tables();
    const std::size_t front = m_path.front();
    m_path.show(m_source->snapshot(), m_source->tree(), *selection);
    if (before != m_path.tables() || front != m_path.front()) {
        layOut();
    }
    tellTwinSelection(*this);
    update();
}

LayoutScene LayoutCanvas::scene() const
{
    return {*m_source, m_contents, m_geometry, ThemeNotifier::instance().theme(), m_colours};
}

void LayoutCanvas::drawEmpty(QPainter &painter) const
{
    painter.fillRect(rect(), ptscope::palette().bg);
    painter.setFont(wordFont(TextRole::Body));
    painter.setPen(ptscope::palette().text2);
    painter.drawText(rect(), Qt::AlignCenter,
                     m_source != nullptr ? tr("This dump has no rows.") : tr("Open a dump to see its tables."));
}

void LayoutCanvas::setComparison(ComparisonPtr comparison)
{
    m_changes.setComparison(std::move(comparison));
    update();
}

void LayoutCanvas::drawDifferences(QPainter &painter) const
{
    const SeenChanges *seen = m_changes.on(m_source->snapshot());
    if (seen == nullptr) {
        return;
    }
    const PagingGeometry &paging = m_source->snapshot().geometry();
    for (const GridPlace &place : m_geometry.places()) {
        const ByteCount span = paging.span(place.table.level);
        for (unsigned index = 0; place.isLarge() && index < paging.entries(place.table.level); ++index) {
            const VirtAddr first{place.table.base.value + span.value * index};
            if (const auto kind = seen->at(AddrRange::fromSize(first, span))) {
                drawChangeCorner(painter, place.cellRect(index), *kind);
            }
        }
    }
    drawChangeKey(painter, keyFor(m_geometry, m_source->snapshot(), m_colours), ThemeNotifier::instance().theme(),
                  seen->kinds());
}

void LayoutCanvas::drawPicture(QPainter &painter)
{
    if (!m_picture.isWhole()) {
        m_picture.advance(scene(), devicePixelRatioF(), FrameBudget::of(*this, painter));
    }
    painter.drawImage(0, 0, m_picture.image());
    if (!m_picture.isWhole()) {
        update();
    }
}

void LayoutCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_path.empty()) {
        drawEmpty(painter);
        return;
    }
    if (painter.paintEngine()->type() == QPaintEngine::SVG) {
        LayoutPainter(painter, scene()).drawAll(); // a vector picture holds vectors
    } else {
        drawPicture(painter);
    }
    drawDifferences(painter);
    LayoutPainter frames(painter, scene());
    if (const auto hover = m_navigator.hover()) {
        frames.drawFrame(*hover, false);
    }
    if (const auto selection = m_navigator.selection()) {
        frames.drawFrame(*selection, true);
    }
}

/// What an entry stands for: what its table spans, or the whole run as the dump prints it.
AddrRange LayoutCanvas::targetOf(const EntryRun &entry) const
{
    return entry.kind == EntryKind::Table ? entry.range : m_source->snapshot().extents().range(entry.row);
}

void LayoutCanvas::goTo(std::optional<AddrRange> range)
{
    range ? m_navigator.select(*range) : m_navigator.clearSelection();
}

void LayoutCanvas::step(bool forward)
{
    if (m_path.empty()) {
        return;
    }
    const AddrRange view = m_source->tree().range(m_path.tables()[m_path.front()]);
    const auto selection = m_navigator.selection();
    const auto run =
        forward ? nextRun(m_source->snapshot(), selection, view) : previousRun(m_source->snapshot(), selection, view);
    if (run) {
        m_navigator.stepTo(*run);
    }
}

/// From the first selected entry to the one above or below it in the grid.
void LayoutCanvas::stepRow(int rows)
{
    const auto selection = m_navigator.selection();
    if (m_path.empty() || !selection) {
        step(rows > 0);
        return;
    }
    const PageTableTree &tree = m_source->tree();
    const auto walk = tree.walk(selection->first);
    const auto holder = std::find_if(walk.begin(), walk.end(), [&](const PageTableTree::Step &one) {
        return one.entry.kind != EntryKind::Table || one.entry.range == *selection;
    });
    if (holder == walk.end()) {
        return;
    }
    const EntryGrid grid(m_source->snapshot().geometry().entries(holder->table.level), m_order);
    const QPoint cell = grid.cellOf(holder->entry.firstIndex) + QPoint(0, rows);
    if (cell.y() >= 0 && cell.y() < grid.rows()) {
        m_navigator.stepTo(tree.entry(holder->table, grid.indexAt(cell)).range);
    }
}

void LayoutCanvas::goToEntry()
{
    const auto selection = m_navigator.selection();
    const auto walk =
        m_path.empty() || !selection ? std::vector<PageTableTree::Step>() : m_source->tree().walk(selection->first);
    if (!walk.empty() && walk.back().entry.kind != EntryKind::Unprinted) {
        m_navigator.select(walk.back().entry.range);
    }
}

void LayoutCanvas::stepTable(bool forward)
{
    if (m_path.empty() || m_path.front() == 0) {
        return;
    }
    const auto siblings = siblingsOf(m_source->tree(), m_path.tables()[m_path.front() - 1]);
    const auto current = std::find(siblings.begin(), siblings.end(), m_path.tables()[m_path.front()]);
    if (current == siblings.end() || (forward ? current + 1 == siblings.end() : current == siblings.begin())) {
        return;
    }
    m_navigator.stepTo(m_source->tree().range(forward ? *(current + 1) : *(current - 1)));
}

void LayoutCanvas::goLevelUp()
{
    const auto selection = m_navigator.selection();
    const auto above =
        m_path.empty() || !selection ? std::nullopt : levelUp(m_source->snapshot(), m_source->tree(), *selection);
    if (!above) {
        zoomOut();
        return;
    }
    m_navigator.select(*above);
    setFront(m_path.show(m_source->snapshot(), m_source->tree(), *above));
}

void LayoutCanvas::goLevelDown()
{
    const auto selection = m_navigator.selection();
    const auto below =
        m_path.empty() || !selection ? std::nullopt : levelDown(m_source->snapshot(), m_source->tree(), *selection);
    below ? m_navigator.select(*below) : zoomIn();
}

void LayoutCanvas::zoomIn()
{
    setFront(m_path.front() + 1); // stays at the last one
}

void LayoutCanvas::zoomOut()
{
    setFront(m_path.front() == 0 ? 0 : m_path.front() - 1);
}

} // namespace ptscope
