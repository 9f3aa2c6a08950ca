// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/report_parts.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "app/text/diagnostic_text.h"
#include "app/text/geometry_text.h"
#include "app/text/html.h"
#include "app/text/line_account.h"
#include "app/text/size_text.h"
#include "core/snapshot/row_text.h"
#include "core/stat/statistics.h"

namespace ptscope {

namespace {

constexpr std::size_t noticesShown = 50;
constexpr std::size_t regionsShown = 500;

void addFact(HtmlTable &table, const char *name, const std::string &value)
{
    if (!value.empty()) {
        table.row().cell(name).cell(value);
    }
}

std::string linesText(const Snapshot &snapshot)
{
    const LineAccount account = lineAccountOf(snapshot);
    std::string out = fmt::format("{}: {} run{}, {} marker{}", account.lines, account.runs, account.runs == 1 ? "" : "s",
                                  account.markers, account.markers == 1 ? "" : "s");
    if (account.passedOver != 0) {
        out += fmt::format(", {} passed over", account.passedOver);
    }
    if (account.repaired != 0) {
        out += fmt::format(", {} repaired", account.repaired);
    }
    if (account.contradictions != 0) {
        out += fmt::format(", {} doubtful", account.contradictions);
    }
    return out + fmt::format(", {} not understood", account.notUnderstood);
}

std::string tablesText(const Snapshot &snapshot, const TableCounts &tables)
{
    std::string out;
    for (unsigned n = 0; n < tables.size(); ++n) {
        if (tables[n] != 0) {
            out += fmt::format("{}{} {}", out.empty() ? "" : ", ", tables[n], name(levelFromNumber(n)));
        }
    }
    const std::uint64_t all = std::accumulate(tables.begin(), tables.end(), std::uint64_t{0});
    out += fmt::format("; {}", byteSumText(all * snapshot.geometry().pageSize().value));
    return snapshot.tablesProven() ? out : out + "; an upper bound, KASAN shares tables";
}

std::string rangeText(const std::optional<AddrRange> &range)
{
    return range ? addressText(range->first.value) + "-" + addressText(range->printedEnd()) : "inside a hole, place not shown";
}

void addLeafColumns(HtmlTable &table, const PartStatistics &part)
{
    for (std::size_t i = static_cast<std::size_t>(LeafClass::Page); i < leafClassCount; ++i) {
        table.number(part.bytesByLeaf[i] == 0 ? "-" : byteSumText(part.bytesByLeaf[i]));
    }
}

std::string regionsHtml(const Snapshot &snapshot, const Statistics &statistics)
{
    const PagingGeometry &geometry = snapshot.geometry();
    HtmlTable table("Regions; ends are exclusive");
    const auto leaf = [&](LeafClass c) { return ">" + leafClassName(c, geometry); };
    table.heads({"Region", "Range", ">Mapped", leaf(LeafClass::Page), leaf(LeafClass::ContPage), leaf(LeafClass::Block),
                 leaf(LeafClass::ContBlock), leaf(LeafClass::Giant)});
    const std::size_t shown = std::min(regionsShown, snapshot.regions().size());
    for (std::size_t i = 0; i < shown; ++i) {
        const Region &region = snapshot.regions()[i];
        const PartStatistics &part = statistics.regions[i];
        table.row().cell(region.name).mono(rangeText(region.range)).number(byteSumText(part.mappedBytes));
        addLeafColumns(table, part);
    }
    std::string out = table.take();
    if (snapshot.regions().size() > shown) {
        out += fmt::format("<p class=\"quiet\">{} regions more</p>\n", snapshot.regions().size() - shown);
    }
    return out;
}

} // namespace

std::string leafClassName(LeafClass leaf, const PagingGeometry &geometry)
{
    const Level pmd = geometry.above(Level::Pte);
    switch (leaf) {
    case LeafClass::Hole:
        return "hole";
    case LeafClass::Invalid:
        return "invalid (F)";
    case LeafClass::Page:
        return runSizeText(geometry.pageSize()) + " page";
    case LeafClass::ContPage:
        return runSizeText(geometry.contiguousSpan(Level::Pte)) + " contiguous";
    case LeafClass::Block:
        return runSizeText(geometry.span(pmd)) + " block";
    case LeafClass::ContBlock:
        return runSizeText(geometry.contiguousSpan(pmd)) + " contiguous";
    case LeafClass::Giant:
        break;
    }
    return "larger block";
}

std::string accessClassName(AccessClass access)
{
    constexpr std::array names{"none", "RW NX", "ro NX", "ro x", "RW x", "device", "non-cacheable"};
    return names[static_cast<std::size_t>(access)];
}

std::string factsHtml(const Snapshot &snapshot)
{
    const SourceFacts &source = snapshot.source();
    std::string out;
    if (source.isSimulated()) {
        out += "<p class=\"sim\">Simulated, not measured: " + htmlText(source.simulation) + "</p>\n";
    }
    HtmlTable table;
    addFact(table, "Dump", source.path == "-" ? "standard input" : source.path.empty() ? source.label : source.path);
    addFact(table, "Kernel", source.kernelRelease);
    addFact(table, "Captured", source.captured);
    addFact(table, "Lines", linesText(snapshot));
    addFact(table, "Geometry",
            fmt::format("{}, {} levels ({})", geometryText(snapshot.geometry()), snapshot.geometry().levels(),
                        snapshot.geometryFinding().reason));
    addFact(table, "Text", source.digest);
    return out + table.take();
}

std::string figuresHtml(const Snapshot &snapshot)
{
    const Statistics statistics = statisticsOf(snapshot);
    const PartStatistics &total = statistics.total;
    HtmlTable table("Mapped, by leaf size and by access");
    table.heads({"What", ">Bytes"});
    table.row().cell("all").number(byteSumText(total.mappedBytes));
    for (std::size_t i = static_cast<std::size_t>(LeafClass::Invalid); i < leafClassCount; ++i) {
        if (total.bytesByLeaf[i] != 0) {
            table.row()
                .cell(leafClassName(static_cast<LeafClass>(i), snapshot.geometry()))
                .number(byteSumText(total.bytesByLeaf[i]));
        }
    }
    for (std::size_t i = 1; i < accessClassCount; ++i) {
        if (total.bytesByAccess[i] != 0) {
            table.row().cell(accessClassName(static_cast<AccessClass>(i))).number(byteSumText(total.bytesByAccess[i]));
        }
    }
    std::string out = table.take();
    out += total.wxBytes == 0 ? "<p>Nothing is writable and executable.</p>\n"
                              : "<p class=\"warn\">" + byteSumText(total.wxBytes) + " are writable and executable.</p>\n";
    out += "<p>Tables: " + htmlText(tablesText(snapshot, total.tables)) + "</p>\n";
    out += fmt::format("<p>TLB entries to cover all leaves: {} (a model: one per leaf, one per contiguous group)</p>\n",
                       total.tlbEntries);
    return out + regionsHtml(snapshot, statistics);
}

std::string noticesHtml(const Snapshot &snapshot)
{
    const auto &all = snapshot.diagnostics();
    if (all.empty()) {
        return {};
    }
    HtmlTable table("Lines that were repaired or not understood");
    table.heads({">Line", "What", "Words"});
    for (std::size_t i = 0; i < std::min(noticesShown, all.size()); ++i) {
        table.row().number(std::to_string(all[i].line)).cell(severityText(all[i].severity)).cell(diagnosticText(all[i]));
    }
    std::string out = table.take();
    if (all.size() > noticesShown) {
        out += fmt::format("<p class=\"quiet\">{} more</p>\n", all.size() - noticesShown);
    }
    return out;
}

} // namespace ptscope
