// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_canvas.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

#include "core/snapshot/row_text.h"
#include "views/common/class_names.h"
#include "views/look/palette.h"
#include "views/look/type.h"
#include "views/stripes/stripe_painter.h"

namespace ptscope {

StripeCanvas::StripeCanvas(Navigator &navigator, QWidget *parent)
    : QAbstractScrollArea(parent), RunTwin(navigator), m_navigator(navigator)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Stripes: one cell a page"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&m_navigator, &Navigator::hoverChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&m_navigator, &Navigator::selectionChanged, this, [this] {
        if (const auto selection = m_navigator.selection()) {
            bringIntoSight(*selection);
        }
        tellTwinSelection(*this);
        viewport()->update();
    });
    connect(&m_navigator, &Navigator::matchesChanged, this, &StripeCanvas::invalidate);
    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this, [this] { m_showsFirstStripe = false; });
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, &StripeCanvas::invalidate);
}

void StripeCanvas::setSource(StripeSourcePtr source)
{
    m_source = std::move(source);
    layOut();
    verticalScrollBar()->setValue(0);
    m_showsFirstStripe = true;
    showFirstStripe();
}

/// Huge pages of a large size may lie far into the vmemmap: a picture of stripes begins where there are some.
void StripeCanvas::showFirstStripe()
{
    if (!m_showsFirstStripe || m_geometry.empty() || !m_source->firstStripe) {
        return;
    }
    const int line = m_geometry.lineOf(*m_source->firstStripe);
    const bool inSight = line + 1 < m_geometry.linesInView();
    verticalScrollBar()->setValue(inSight ? 0 : line - m_geometry.linesInView() / 4);
}

void StripeCanvas::replaceSource(StripeSourcePtr source)
{
    const int line = verticalScrollBar()->value();
    setSource(std::move(source));
    m_showsFirstStripe = false;
    verticalScrollBar()->setValue(line);
}

void StripeCanvas::setPagesInLine(std::uint32_t pages)
{
    m_pagesInLine = pages;
    layOut();
}

void StripeCanvas::invalidate()
{
    m_picture.invalidate();
    viewport()->update();
}

void StripeCanvas::layOut()
{
    const bool open = m_source != nullptr && !m_source->parts.empty();
    m_geometry = open ? StripeGeometry(m_source->snapshot->geometry(), m_source->parts, m_pagesInLine,
                                       viewport()->size(), verticalScrollBar()->value())
                      : StripeGeometry();
    verticalScrollBar()->setRange(0, open ? std::max(0, m_geometry.lines() - m_geometry.linesInView()) : 0);
    verticalScrollBar()->setPageStep(open ? m_geometry.linesInView() : 1);
    invalidate();
    tellTwinChanged(*this);
    emit laidOut();
}

AddrRange StripeCanvas::twinRange() const
{
    const int first = m_geometry.scroll();
    const int last = std::min(m_geometry.lines(), first + m_geometry.linesInView()) - 1;
    return {m_geometry.lineRange(first).first, m_geometry.lineRange(last).last};
}

void StripeCanvas::scrollContentsBy(int, int)
{
    layOut();
}

void StripeCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    showFirstStripe();
}

void StripeCanvas::paint(QPainter &painter) const
{
    painter.fillRect(viewport()->rect(), ptscope::palette().bg);
    if (!m_geometry.empty()) {
        StripePainter(painter, *m_source, m_geometry, ThemeNotifier::instance().theme(), m_navigator.matchRank().get())
            .drawAll();
    }
}

void StripeCanvas::setComparison(ComparisonPtr comparison)
{
    m_changes.setComparison(std::move(comparison));
    viewport()->update();
}

std::vector<ChangeKind> StripeCanvas::kindsOfChanges() const
{
    const SeenChanges *seen = m_source == nullptr ? nullptr : m_changes.on(*m_source->snapshot);
    return seen == nullptr ? std::vector<ChangeKind>() : seen->kinds();
}

/// At most one change a page, so what is in view is all that is walked.
void StripeCanvas::drawDifferences(QPainter &painter) const
{
    const SeenChanges *seen = m_changes.on(*m_source->snapshot);
    if (seen == nullptr) {
        return;
    }
    const Palette &colors = ptscope::palette();
    const ChangeTable &changes = seen->table();
    const int last = std::min(m_geometry.scroll() + m_geometry.linesInView() + 1, m_geometry.lines());
    for (int line = m_geometry.scroll(); line < last; ++line) {
        const ChangeTable::Span span = changes.in(m_geometry.lineRange(line));
        for (ChangeIndex i = span.begin; i < span.end; ++i) {
            const QRect rect = m_geometry.rectIn(line, changes.range(i));
            if (!changes.isChurn(i) && !rect.isEmpty()) {
                painter.fillRect(rect.x(), rect.bottom() + 1 - scaled(2), rect.width(), scaled(2),
                                 colors.of(markFor(leadingKind(changes.kinds(i)))));
            }
        }
    }
}

void StripeCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    m_picture.paint(painter, *viewport(), [this](QPainter &on) { paint(on); });
    if (m_geometry.empty()) {
        return;
    }
    drawDifferences(painter);
    StripePainter frames(painter, *m_source, m_geometry, ThemeNotifier::instance().theme());
    if (const auto hover = m_navigator.hover()) {
        frames.drawFrame(*hover, false);
    }
    if (const auto selection = m_navigator.selection()) {
        frames.drawFrame(*selection, true);
    }
}

std::optional<AddrRange> StripeCanvas::runAt(QPoint point) const
{
    const auto page = m_geometry.empty() ? std::nullopt : m_geometry.pageAt(point);
    const auto row = page ? m_source->snapshot->extents().find(page->first) : std::nullopt;
    return row ? std::optional(m_source->snapshot->extents().range(*row)) : std::nullopt;
}

void StripeCanvas::wheelEvent(QWheelEvent *event)
{
    m_showsFirstStripe = false;
    QAbstractScrollArea::wheelEvent(event);
}

void StripeCanvas::mousePressEvent(QMouseEvent *event)
{
    m_showsFirstStripe = false;
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const auto run = runAt(event->pos());
    run ? m_navigator.select(*run) : m_navigator.clearSelection();
}

void StripeCanvas::mouseMoveEvent(QMouseEvent *event)
{
    m_navigator.setHover(runAt(event->pos()));
}

bool StripeCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_navigator.setHover(std::nullopt);
    }
    if (event->type() == QEvent::ToolTip) {
        return showToolTip(*static_cast<QHelpEvent *>(event));
    }
    return QAbstractScrollArea::viewportEvent(event);
}

bool StripeCanvas::showToolTip(QHelpEvent &event)
{
    const auto run = runAt(event.pos());
    const auto row = run ? m_source->snapshot->extents().find(run->first) : std::nullopt;
    if (!row) {
        QToolTip::hideText();
        return true;
    }
    const RowClass rowClass = m_source->snapshot->classOf(*row);
    QToolTip::showText(event.globalPos(),
                       QString::fromStdString(rowText(*m_source->snapshot, *row)).simplified() + QLatin1Char('\n')
                           + className(rowClass.leaf, m_source->snapshot->geometry()),
                       viewport());
    return true;
}

/// Scrolls only when the range is out of sight.
void StripeCanvas::bringIntoSight(AddrRange range)
{
    if (m_geometry.empty() || !range.overlaps(m_geometry.content())) {
        return;
    }
    m_showsFirstStripe = false;
    const int line = m_geometry.lineOf(range.first);
    const int view = m_geometry.linesInView();
    if (line < m_geometry.scroll() || line >= m_geometry.scroll() + view) {
        verticalScrollBar()->setValue(line - view / 2);
    }
}

void StripeCanvas::step(bool forward)
{
    if (m_geometry.empty()) {
        return;
    }
    const ExtentTable &extents = m_source->snapshot->extents();
    const auto selection = m_navigator.selection();
    std::uint32_t row = extents.firstRowFrom(selection ? selection->first : m_source->range.first);
    if (selection) {
        row = forward ? extents.firstRowFrom(selection->last) + 1 : row - (row > 0 ? 1 : 0);
    }
    if (row < extents.size()) {
        m_navigator.select(extents.range({row}));
    }
}

void StripeCanvas::goToBreak(bool forward)
{
    if (m_source == nullptr || m_source->marks.empty()) {
        return;
    }
    const auto &marks = m_source->marks;
    const VirtAddr from =
        m_navigator.selection() ? m_navigator.selection()->first : VirtAddr{forward ? 0 : ~std::uint64_t{0}};
    const auto isBehind = [from](const StripeMark &mark) { return mark.range.first > from; };
    const auto isBefore = [from](const StripeMark &mark) { return mark.range.first < from; };
    if (forward) {
        const auto next = std::find_if(marks.begin(), marks.end(), isBehind);
        m_navigator.select(next == marks.end() ? marks.front().range : next->range);
    } else {
        const auto last = std::find_if(marks.rbegin(), marks.rend(), isBefore);
        m_navigator.select(last == marks.rend() ? marks.back().range : last->range);
    }
}

} // namespace ptscope
