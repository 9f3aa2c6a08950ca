// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_painter.h"

#include <QPainter>

#include <algorithm>

#include "views/look/numbers.h"
#include "views/look/pattern.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int gapBetweenColumns = 10;
constexpr int barWidth = 36;
constexpr int barHeight = 4;
constexpr int chipSide = 14;
constexpr int frameWidth = 2;
constexpr int leastTickWidth = 90;
constexpr unsigned tickPages = 64;

bool looksLike(RowClass a, RowClass b)
{
    return a == b;
}

constexpr int linesForPlate = 3;
constexpr int plateHeight = 26;
constexpr int dash = 4; ///< of the line where holes are left out

} // namespace

std::vector<StripeCell> cellsOfLine(const Snapshot &snapshot, AddrRange line)
{
    std::vector<StripeCell> out;
    const auto add = [&out](AddrRange range, RowClass rowClass, std::optional<RowIndex> row) {
        if (!out.empty() && looksLike(out.back().rowClass, rowClass) && out.back().row.has_value() == row.has_value()) {
            out.back().range.last = range.last;
        } else {
            out.push_back({range, rowClass, row});
        }
    };
    const RowRange rows = snapshot.extents().rowsIn(line);
    std::uint64_t next = line.first.value;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        const AddrRange part = intersection(snapshot.extents().range({row}), line);
        if (part.first.value > next) {
            add({{next}, {part.first.value - 1}}, {}, std::nullopt);
        }
        add(part, snapshot.classOf({row}), RowIndex{row});
        if (part.last == line.last) {
            return out;
        }
        next = part.last.value + 1;
    }
    add({{next}, line.last}, {}, std::nullopt);
    return out;
}

QString gapLetter(std::size_t gap)
{
    return gap < 26 ? QString(QChar(static_cast<char16_t>(u'a' + gap))) : QString();
}

StripePainter::StripePainter(QPainter &painter, const StripeSource &source, const StripeGeometry &geometry, Theme theme,
                             const RowRank *matches)
    : m_painter(painter), m_source(source), m_geometry(geometry), m_palette(palette(theme)), m_theme(theme),
      m_veil(matches, *source.snapshot)
{ }

void StripePainter::drawAll()
{
    drawScale();
    const int end = std::min(m_geometry.lines(), m_geometry.scroll() + m_geometry.linesInView() + 1);
    for (int line = m_geometry.scroll(); line < end; ++line) {
        drawLine(line);
    }
    drawPlates();
    drawGaps();
}

/// Lines of whole blocks have nothing to see in them: what they are is written over them once.
void StripePainter::drawPlates()
{
    const ExtentTable &extents = m_source.snapshot->extents();
    const int end = std::min(m_geometry.lines(), m_geometry.scroll() + m_geometry.linesInView());
    const auto runOf = [&](int line) -> std::optional<RowIndex> {
        const AddrRange range = m_geometry.lineRange(line);
        const auto row = extents.find(range.first);
        const bool whole = row && extents.range(*row).contains(range);
        const LeafClass leaf = whole ? m_source.snapshot->classOf(*row).leaf : LeafClass::Hole;
        return leaf >= LeafClass::Block && whole ? row : std::nullopt;
    };
    for (int line = m_geometry.scroll(); line < end;) {
        const auto run = runOf(line);
        int last = line;
        while (run && last + 1 < end && runOf(last + 1) == run) {
            ++last;
        }
        if (run && last - line + 1 >= linesForPlate) {
            drawPlate(line, last);
        }
        line = last + 1;
    }
}

void StripePainter::drawPlate(int first, int last)
{
    const Snapshot &snapshot = *m_source.snapshot;
    const RowIndex row = *snapshot.extents().find(m_geometry.lineRange(first).first);
    const LeafClass leaf = snapshot.classOf(row).leaf;
    const PagingGeometry &paging = snapshot.geometry();
    const Level level = snapshot.extents().level(row);
    const ByteCount unit = leaf == LeafClass::ContBlock ? paging.contiguousSpan(level) : paging.span(level);
    const std::uint64_t count = snapshot.extents().range(row).size() / unit;
    const QString blocks = count == 1 ? QStringLiteral("one %1 block").arg(runSizeText(unit.value))
                                      : QStringLiteral("%1 \u00d7 %2 blocks").arg(countText(count), runSizeText(unit.value));
    const QString text = m_source.showsVmemmap ? QStringLiteral("%1: not split, no stripes here").arg(blocks) : blocks;
    m_painter.setFont(wordFont(TextRole::Value));
    const QRect lines = m_geometry.lineRect(first).united(m_geometry.lineRect(last));
    QRect plate(0, 0, m_painter.fontMetrics().horizontalAdvance(text) + 2 * scaled(12), scaled(plateHeight));
    plate.moveCenter(lines.center());
    if (plate.width() > lines.width()) {
        return;
    }
    m_painter.fillRect(plate, m_palette.bg);
    m_painter.setPen(m_palette.text1);
    m_painter.drawText(plate, Qt::AlignCenter, text);
}

void StripePainter::drawScale()
{
    const QRect plot = m_geometry.plot();
    m_painter.setFont(monoFont(TextRole::Index));
    m_painter.setPen(m_palette.text3);
    const QRect row(0, 0, plot.left() - scaled(gapBetweenColumns), plot.top());
    m_painter.setFont(wordFont(TextRole::Label));
    m_painter.drawText(row.adjusted(scaled(16), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                       m_geometry.pagesInLine() == 1U << m_source.snapshot->geometry().bitsPerLevel()
                           ? QStringLiteral("PTE table")
                           : QStringLiteral("%1 pages").arg(m_geometry.pagesInLine()));
    m_painter.setFont(monoFont(TextRole::Index));
    std::uint32_t step = std::min<std::uint32_t>(tickPages, m_geometry.pagesInLine());
    while (step < m_geometry.pagesInLine()
           && static_cast<std::uint64_t>(plot.width()) * step / m_geometry.pagesInLine()
               < static_cast<std::uint64_t>(scaled(leastTickWidth))) {
        step *= 2;
    }
    for (std::uint32_t page = 0; page < m_geometry.pagesInLine(); page += step) {
        const int x = plot.left()
            + static_cast<int>(static_cast<std::uint64_t>(page) * static_cast<std::uint64_t>(plot.width())
                               / m_geometry.pagesInLine());
        m_painter.drawText(QRect(x, 0, scaled(leastTickWidth), plot.top()), Qt::AlignLeft | Qt::AlignVCenter,
                           indexText(page));
    }
    m_painter.setFont(wordFont(TextRole::Label));
    m_painter.drawText(QRect(plot.right() + 1 + scaled(gapBetweenColumns), 0, scaled(m_geometry.hasBars() ? 90 : 48), plot.top()),
                       Qt::AlignLeft | Qt::AlignVCenter, m_geometry.hasBars() ? QStringLiteral("ro pages") : QStringLiteral("ro"));
}

void StripePainter::drawLabel(int line)
{
    const AddrRange range = m_geometry.lineRange(line);
    const PagingGeometry &paging = m_source.snapshot->geometry();
    const QRect rect = m_geometry.lineRect(line);
    const QString index = QStringLiteral("PMD[%1]").arg(indexText(paging.index(Level::Pmd, range.first)));
    const QString offset = QStringLiteral("+%1").arg(runSizeText((range.first - m_geometry.content().first).value));
    m_painter.setFont(monoFont(TextRole::Index));
    m_painter.setPen(m_palette.text2);
    const QRect left(scaled(16), rect.top(), m_geometry.plot().left() - scaled(16 + gapBetweenColumns), rect.height());
    if (!m_source.showsVmemmap) { // what is far apart is told by its address
        m_painter.drawText(left, Qt::AlignRight | Qt::AlignVCenter, addressLabel(range.first.value).mid(2));
        return;
    }
    m_painter.drawText(left, Qt::AlignLeft | Qt::AlignVCenter, index);
    m_painter.setPen(m_palette.text3);
    m_painter.drawText(left, Qt::AlignRight | Qt::AlignVCenter, line == 0 ? QStringLiteral("+0") : offset);
}

/// Something is left out between this line and the one above: the line between them is broken.
void StripePainter::drawBreak(int line)
{
    const QRect rect = m_geometry.lineRect(line);
    for (int x = rect.left(); x < rect.right(); x += 2 * scaled(dash)) {
        m_painter.fillRect(x, rect.top() - scaled(2), std::min(scaled(dash), rect.right() - x), 1, m_palette.control);
    }
}

void StripePainter::drawLine(int line)
{
    drawLabel(line);
    if (m_geometry.beginsPart(line) && line > m_geometry.scroll()) {
        drawBreak(line);
    }
    PatternPainter pattern(m_painter, m_theme,
                           {m_geometry.lineRect(line).topLeft(), Emphasis::Full, FillStyle::Stripe, uiScale()});
    std::uint64_t readOnly = 0;
    for (const StripeCell &cell : cellsOfLine(*m_source.snapshot, m_geometry.lineRange(line))) {
        const QRect rect = m_geometry.rectIn(line, cell.range);
        if (cell.rowClass.leaf == LeafClass::Hole) {
            continue;
        }
        std::visit([&](auto shown) { pattern.fill(rect, shown); }, shownInStripes(cell.rowClass));
        if (cell.rowClass.access == AccessClass::RoNx || cell.rowClass.access == AccessClass::RoX) {
            readOnly += cell.range.size() / m_source.snapshot->geometry().pageSize();
        }
    }
    drawVeil(line);
    if (m_source.showsVmemmap) {
        drawSectionBorders(line);
    }
    if (readOnly != 0) {
        drawShare(line, readOnly);
    }
}

/// Row by row, since rows that look alike may differ in what the filter asks; a line holds no more rows than cells.
void StripePainter::drawVeil(int line)
{
    if (!m_veil.isOn()) {
        return;
    }
    const AddrRange range = m_geometry.lineRange(line);
    const ExtentTable &extents = m_source.snapshot->extents();
    const RowRange rows = extents.rowsIn(range);
    std::optional<AddrRange> veiled;
    const auto draw = [&] {
        if (veiled) {
            MatchVeil::draw(m_painter, m_geometry.rectIn(line, *veiled), m_palette);
        }
        veiled.reset();
    };
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        const AddrRange part = intersection(extents.range({row}), range);
        if (!m_veil.dims(RowRange{row, row + 1})) {
            draw();
        } else if (veiled) {
            veiled->last = part.last;
        } else {
            veiled = part;
        }
    }
    draw();
}

/// Where another 128M section of memory (512M with 64K pages) begins inside a line.
void StripePainter::drawSectionBorders(int line)
{
    const PagingGeometry &paging = m_source.snapshot->geometry();
    const std::uint64_t section = std::uint64_t{1} << (paging.granule() == Granule::Page64K ? 29U : 27U);
    const std::uint64_t step = (section >> paging.pageShift()) * structPageBytes;
    const AddrRange range = m_geometry.lineRange(line);
    // Where memory ends, so do its sections.
    const std::uint64_t last = std::min(range.last.value, m_source.range.last.value);
    for (std::uint64_t at = (range.first.value / step + 1) * step; at > range.first.value && at <= last; at += step) {
        const QRect rect = m_geometry.rectIn(line, {{at}, {at}});
        m_painter.fillRect(QRect(rect.left() - 1, rect.top() - 1, 1, rect.height() + 2), m_palette.lineStrong);
    }
}

void StripePainter::drawShare(int line, std::uint64_t readOnlyPages)
{
    const QRect rect = m_geometry.lineRect(line);
    int left = m_geometry.plot().right() + 1 + scaled(gapBetweenColumns);
    const int figure = scaled(m_geometry.hasBars() ? 44 : 32);
    if (m_geometry.hasBars()) {
        drawBar(line, left, readOnlyPages);
        left += scaled(barWidth + 6);
    }
    m_painter.setFont(monoFont(TextRole::Index));
    m_painter.setPen(m_palette.text2);
    m_painter.drawText(QRect(left, rect.top(), figure, rect.height()), Qt::AlignRight | Qt::AlignVCenter,
                       QString::number(readOnlyPages));
}

void StripePainter::drawBar(int line, int left, std::uint64_t readOnlyPages)
{
    const QRect rect = m_geometry.lineRect(line);
    const QRect track(left, rect.center().y() - scaled(barHeight) / 2, scaled(barWidth), scaled(barHeight));
    m_painter.fillRect(track, m_palette.line);
    const auto filled =
        static_cast<int>(readOnlyPages * static_cast<std::uint64_t>(track.width()) / m_geometry.pagesInLine());
    m_painter.fillRect(QRect(track.topLeft(), QSize(std::max(1, filled), track.height())),
                       m_palette.of(AccessClass::RoNx));
}

void StripePainter::drawGaps()
{
    const AddrRange view{
        m_geometry.lineRange(m_geometry.scroll()).first,
        m_geometry.lineRange(std::min(m_geometry.lines() - 1, m_geometry.scroll() + m_geometry.linesInView())).last};
    for (std::size_t i = 0; i < m_source.marks.size(); ++i) {
        const AddrRange gap = m_source.marks[i].range;
        if (!gap.overlaps(view)) {
            continue;
        }
        const QString letter = gapLetter(i);
        // A gap may begin at the very end of a line: its letter stands where there is room.
        const int line = m_geometry.lineOf(gap.first);
        QRect rect = m_geometry.rectIn(line, gap);
        if (rect.width() < scaled(chipSide) && line + 1 < m_geometry.lines()) {
            rect = m_geometry.rectIn(line + 1, gap);
        }
        if (letter.isEmpty() || rect.width() < scaled(chipSide)) {
            continue;
        }
        const int side = std::min(scaled(chipSide), rect.height() + 2);
        const QRect chip(rect.left() + 1, rect.center().y() - side / 2 + 1, scaled(chipSide), side - 1);
        m_painter.fillRect(chip, m_source.marks[i].kind ? m_palette.error : m_palette.selection);
        m_painter.setFont(monoFont(TextRole::Index));
        m_painter.setPen(m_palette.bg);
        m_painter.drawText(chip, Qt::AlignCenter, letter);
    }
}

void StripePainter::drawFrame(AddrRange range, bool strong)
{
    if (m_geometry.empty() || !range.overlaps(m_geometry.content())) {
        return;
    }
    const AddrRange shown = intersection(range, m_geometry.content());
    const int first = std::max(m_geometry.lineOf(shown.first), m_geometry.scroll());
    const int last = std::min(m_geometry.lineOf(shown.last), m_geometry.scroll() + m_geometry.linesInView());
    const QColor color = strong ? m_palette.selection : mix(m_palette.selection, m_palette.bg, 50);
    for (const QRect &side : frameSides(shown, first, last)) {
        m_painter.fillRect(side, color);
    }
}

/// The outline of all lines together: a frame round each line of a region would hide what the lines show.
std::vector<QRect> StripePainter::frameSides(AddrRange range, int first, int last) const
{
    std::vector<QRect> sides;
    const auto lineAt = [&](int line) {
        const QRect rect = line < first || line > last ? QRect() : m_geometry.rectIn(line, range);
        return rect.isEmpty() ? QRect() : rect.adjusted(-1, -1, 1, 1);
    };
    const auto addOutside = [&sides](const QRect &own, const QRect &beside, int y) {
        const bool joins = !beside.isEmpty() && beside.left() <= own.right() && own.left() <= beside.right();
        if (!joins) {
            sides.emplace_back(own.left(), y, own.width(), frameWidth);
            return;
        }
        sides.emplace_back(own.left(), y, std::max(0, beside.left() - own.left() + frameWidth), frameWidth);
        const int right = std::max(0, own.right() - beside.right() + frameWidth);
        sides.emplace_back(own.right() + 1 - right, y, right, frameWidth);
    };
    for (int line = first; line <= last; ++line) {
        const QRect own = lineAt(line);
        if (own.isEmpty()) {
            continue; // the range lies in what is left out
        }
        const QRect below = lineAt(line + 1);
        addOutside(own, lineAt(line - 1), own.top());
        addOutside(own, below, own.bottom() + 1 - frameWidth);
        const int foot = below.isEmpty() || below.left() > own.right() || own.left() > below.right() ? own.bottom() : below.top();
        sides.emplace_back(own.left(), own.top(), frameWidth, foot + 1 - own.top());
        sides.emplace_back(own.right() + 1 - frameWidth, own.top(), frameWidth, foot + 1 - own.top());
    }
    std::erase_if(sides, [](const QRect &side) { return side.isEmpty(); });
    return sides;
}

} // namespace ptscope
