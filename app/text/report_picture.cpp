// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/report_picture.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <vector>

#include "app/text/html.h"
#include "core/diff/axis_side.h"
#include "core/diff/change_tally.h"
#include "core/diff/united.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

constexpr unsigned columnCount = 1000;
constexpr int left = 60; ///< room for the names of the lanes
constexpr int width = left + static_cast<int>(columnCount);
constexpr int nameHeight = 18;
constexpr int leafHeight = 34;
constexpr int accessHeight = 16;
constexpr int letterWidth = 7;

using Columns = std::vector<LodIndex::Column>;
using StyleOfColumn = std::function<std::string(std::size_t column)>;

/// Columns side by side that look the same are one rectangle.
std::string lane(std::size_t columns, int y, int height, const StyleOfColumn &style)
{
    std::string out;
    for (std::size_t i = 0; i < columns;) {
        const std::string look = style(i);
        std::size_t end = i + 1;
        while (end < columns && style(end) == look) {
            ++end;
        }
        if (!look.empty()) {
            out += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", look,
                               left + static_cast<int>(i), y, end - i, height);
        }
        i = end;
    }
    return out;
}

std::string leafStyle(const ClassSums &sums)
{
    const LeafClass leaf = sums.dominantLeaf();
    return leaf == LeafClass::Hole ? std::string() : fmt::format("l{}", static_cast<unsigned>(leaf));
}

/// W+X is never averaged away.
std::string accessStyle(const ClassSums &sums)
{
    const AccessClass access = sums.of(AccessClass::RwX) != 0 ? AccessClass::RwX : sums.dominantAccess();
    return access == AccessClass::None ? std::string() : fmt::format("a{}", static_cast<unsigned>(access));
}

std::string label(int x, int y, const std::string &text, const char *style = "")
{
    return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y, style, htmlText(text));
}

std::size_t columnOf(const Columns &columns, VirtAddr address)
{
    const auto at = std::lower_bound(columns.begin(), columns.end(), address,
                                     [](const LodIndex::Column &c, VirtAddr a) { return c.range.last < a; });
    return static_cast<std::size_t>(at - columns.begin());
}

/// A rule where a region begins, its name where it fits before the next one.
std::string regionNames(const Snapshot &snapshot, const Columns &columns, int height)
{
    std::string out;
    int free = 0;
    for (const Region &region : snapshot.regions()) {
        const std::size_t column = region.range ? columnOf(columns, region.range->first) : columns.size();
        const int x = left + static_cast<int>(column);
        if (column >= columns.size() || x < free) {
            continue; // the pixels behind it belong to another name
        }
        out += fmt::format("<line class=\"rule\" x1=\"{0}\" x2=\"{0}\" y1=\"0\" y2=\"{1}\"/>\n", x, height);
        const int room = width - x - 6;
        if (static_cast<int>(region.name.size()) * letterWidth <= room) {
            out += label(x + 4, 13, region.name, "t1");
            free = x + 10 + static_cast<int>(region.name.size()) * letterWidth;
        }
    }
    return out;
}

std::string framed(int height, const std::string &title, const std::string &content)
{
    return fmt::format("<svg class=\"own\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n{}</svg>\n", width, height,
                       htmlText(title), content);
}

ChangeKind shownKind(const ChangeCounts &counts)
{
    constexpr std::array order{ChangeKind::Split, ChangeKind::Permission, ChangeKind::Type,     ChangeKind::Valid,
                               ChangeKind::Merge, ChangeKind::Contiguous, ChangeKind::Unmapped, ChangeKind::Mapped,
                               ChangeKind::Moved, ChangeKind::Table};
    const auto found = std::find_if(order.begin(), order.end(), [&](ChangeKind kind) {
        return counts.meaning[static_cast<std::size_t>(kind)] != 0;
    });
    return found == order.end() ? ChangeKind::Table : *found;
}

} // namespace

const char *styleOf(ChangeKind leading)
{
    switch (leading) {
    case ChangeKind::Mapped:
        return "added";
    case ChangeKind::Unmapped:
        return "removed";
    case ChangeKind::Split:
        return "split";
    case ChangeKind::Merge:
        return "merged";
    case ChangeKind::Moved:
        return "moved";
    default:
        return "changed";
    }
}

std::string mapSvg(const SnapshotPtr &snapshot)
{
    if (snapshot->extents().empty()) {
        return {};
    }
    const LodIndex index(snapshot);
    const Columns columns = index.columns(snapshot->range(), columnCount, Weight::Fold);
    constexpr int height = nameHeight + leafHeight + accessHeight + 8;
    std::string out = regionNames(*snapshot, columns, height);
    out += lane(columns.size(), nameHeight, leafHeight, [&](std::size_t i) { return leafStyle(columns[i].sums); });
    out += lane(columns.size(), nameHeight + leafHeight + 2, accessHeight,
                [&](std::size_t i) { return accessStyle(columns[i].sums); });
    out += label(4, nameHeight + 20, "leaf size") + label(4, nameHeight + leafHeight + 14, "access");
    return framed(height, "The whole dump, holes folded", out);
}

std::string diffSvg(const Diff &diff)
{
    const LodIndex axis(unitedRows(diff));
    if (axis.empty()) {
        return {};
    }
    const Columns columns = axis.columns(axis.snapshot().range(), columnCount, Weight::Fold);
    const ChangeTally tally(diff.changes);
    constexpr int gap = 20;
    constexpr int sideHeight = leafHeight + 2 + accessHeight;
    constexpr int height = nameHeight + 2 * sideHeight + gap + 6;
    std::string out = regionNames(*diff.after, columns, height);
    for (const Side which : {Side::Before, Side::After}) {
        const AxisSide side(which == Side::Before ? diff.before : diff.after, which, axisLanes(diff.alignment));
        std::vector<ClassSums> sums;
        for (const LodIndex::Column &column : columns) {
            sums.push_back(side.sums(column.range, Weight::Fold));
        }
        const int y = nameHeight + (which == Side::Before ? 0 : sideHeight + gap);
        out += label(4, y + 13, which == Side::Before ? "A, before" : "B, after", "t1");
        out += lane(sums.size(), y, leafHeight, [&](std::size_t i) { return leafStyle(sums[i]); });
        out += lane(sums.size(), y + leafHeight + 2, accessHeight, [&](std::size_t i) { return accessStyle(sums[i]); });
    }
    out += lane(columns.size(), nameHeight + sideHeight + 3, gap - 6, [&](std::size_t i) {
        const ChangeCounts counts = tally.in(columns[i].range);
        return counts.allMeaning() == 0 ? std::string() : fmt::format("c-{}", styleOf(shownKind(counts)));
    });
    out += label(4, nameHeight + sideHeight + 14, "changes");
    return framed(height, "Both dumps on one axis, holes folded, changes between them", out);
}

std::string legendHtml(const PagingGeometry &geometry)
{
    std::string out = "<p>";
    const auto add = [&out](const std::string &style, const std::string &name) {
        out += fmt::format("<svg class=\"sw\" viewBox=\"0 0 22 13\" aria-hidden=\"true\"><rect class=\"{}\" width=\"22\" "
                           "height=\"13\"/></svg>{}",
                           style, htmlText(name));
    };
    const auto size = [](ByteCount bytes) { return runSizeText(bytes); };
    const Level pmd = geometry.above(Level::Pte);
    add("l2", size(geometry.pageSize()) + " page");
    add("l3", size(geometry.contiguousSpan(Level::Pte)) + " contiguous");
    add("l4", size(geometry.span(pmd)) + " block");
    add("a1", "RW NX");
    add("a2", "ro NX");
    add("a3", "ro x");
    add("a4", "RW x");
    add("a5", "device");
    add("a6", "non-cacheable");
    return out + "</p>\n";
}

} // namespace ptscope
