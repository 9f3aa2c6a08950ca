// SPDX-License-Identifier: GPL-3.0-or-later
// What changed, as parts of a report.
#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "app/text/change_text.h"
#include "app/text/html.h"
#include "app/text/report_parts.h"
#include "app/text/report_picture.h"
#include "app/text/size_text.h"
#include "core/diff/change_groups.h"
#include "core/diff/churn.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

constexpr std::size_t rangesListed = 200;
constexpr std::size_t rangesAtOnce = 12;
constexpr std::size_t fewMore = 4; ///< not worth a fold
constexpr std::size_t groupsShown = 200;

std::string deltaText(std::uint64_t before, std::uint64_t after, bool bytes)
{
    if (before == after) {
        return "0";
    }
    const std::uint64_t size = after > before ? after - before : before - after;
    return (after > before ? "+" : "-") + (bytes ? byteSumText(size) : std::to_string(size));
}

void addLine(HtmlTable &table, const std::string &name, std::uint64_t before, std::uint64_t after, bool bytes)
{
    if (before == 0 && after == 0) {
        return;
    }
    const auto text = [bytes](std::uint64_t n) { return bytes ? byteSumText(n) : std::to_string(n); };
    table.row().cell(name).number(text(before)).number(text(after)).number(deltaText(before, after, bytes));
}

std::string mark(ChangeKinds kinds)
{
    return fmt::format("<span class=\"mark k-{}\">{}</span>", styleOf(leadingKind(kinds)),
                       htmlText(std::string(1, markOf(kinds))));
}

std::string rangesHtml(const Diff &diff, const ChangeGroup &group, std::size_t first, std::size_t end)
{
    HtmlTable table;
    table.heads({"Range, end exclusive", ">Size", ""});
    for (std::size_t n = first; n < end; ++n) {
        const ChangeIndex i = group.changes[n];
        const AddrRange range = diff.changes.range(i);
        std::string remark;
        if (const ChangeIndex partner = diff.changes.partner(i); partner != noChange) {
            remark = "from " + addressText(diff.changes.at(partner).rangeBefore().first.value);
        }
        table.row()
            .mono(addressText(range.first.value) + "-" + addressText(range.printedEnd()))
            .number(runSizeText(range.size()))
            .mono(remark);
    }
    return table.take();
}

/// What a thousand stripes have in common is said once; their places stand folded behind the first few.
std::string groupHtml(const Diff &diff, const ChangeGroup &group)
{
    const std::string region = group.region.empty() ? "between regions" : group.region;
    std::string out = fmt::format("<h3>{}{}: {}</h3>\n<p><code>{}</code> &nbsp; {} {}, {}</p>\n", mark(group.kinds),
                                  htmlText(kindsText(group.kinds)), htmlText(region),
                                  htmlText(changeText(diff, group.before, group.after)), group.changes.size(),
                                  group.changes.size() == 1 ? "range" : "ranges", htmlText(runSizeText(group.bytes)));
    const std::size_t all = group.changes.size();
    const std::size_t listed = std::min(rangesListed, all);
    const std::size_t atOnce = listed <= rangesAtOnce + fewMore ? listed : rangesAtOnce;
    out += rangesHtml(diff, group, 0, atOnce);
    if (listed > atOnce) {
        out += fmt::format("<details><summary>{} more</summary>\n{}</details>\n", listed - atOnce,
                           rangesHtml(diff, group, atOnce, listed));
    }
    if (all > listed) {
        out += fmt::format("<p class=\"quiet\">{} ranges are not listed</p>\n", all - listed);
    }
    return out;
}

std::string movedHtml(const Diff &diff)
{
    std::string out;
    for (const MovedPart &part : diff.alignment.moved) {
        out += fmt::format("<p>{}{} moved by <code>{}</code>: <code>{}</code> to <code>{}</code>; compared where it stands "
                           "now.</p>\n",
                           "<span class=\"mark k-moved\">&gt;</span>",
                           htmlText(part.kernelImage ? "kernel image" : part.region), shiftText(part.shift),
                           addressText(part.before.first.value), addressText(part.after().first.value));
    }
    if (const std::string areas = movedAreasText(diff.alignment); !areas.empty()) {
        out += "<p><span class=\"mark k-moved\">&gt;</span>" + htmlText(areas) + ".</p>\n";
    }
    return out;
}

} // namespace

std::string ledgerHtml(const Diff &diff)
{
    const LedgerSide &a = diff.ledgerBefore;
    const LedgerSide &b = diff.ledgerAfter;
    HtmlTable table;
    table.heads({"Ledger, whole kernel", ">A, before", ">B, after", ">Change"});
    addLine(table, "mapped", a.mappedBytes, b.mappedBytes, true);
    for (std::size_t i = leafClassCount; i-- > static_cast<std::size_t>(LeafClass::Invalid);) {
        addLine(table, leafClassName(static_cast<LeafClass>(i), diff.after->geometry()), a.bytesByLeaf[i],
                b.bytesByLeaf[i], true);
    }
    for (unsigned n = 0; n < a.tables.size(); ++n) {
        addLine(table, std::string(name(levelFromNumber(n))) + " tables", a.tables[n], b.tables[n], false);
    }
    addLine(table, "TLB entries (a model)", a.tlbEntries, b.tlbEntries, false);
    return table.take();
}

std::string changesHtml(const Diff &diff)
{
    std::string out = movedHtml(diff);
    if (const std::string kpti = kptiText(diff.kpti); !kpti.empty()) {
        out += "<p>" + htmlText(kpti) + ".</p>\n";
    }
    if (diff.meaningCount() == 0) {
        out += "<p>Nothing of meaning differs.</p>\n";
    }
    if (diff.uncompared.value != 0) {
        out += "<p class=\"warn\">" + htmlText(runSizeText(diff.uncompared))
            + " could not be compared: one of the texts is cut there.</p>\n";
    }
    std::size_t shown = 0;
    const std::vector<ChangeGroup> groups = groupChanges(diff);
    for (const ChangeGroup &group : groups) {
        if (!group.churn && !isOtherEndOfMove(group) && shown++ < groupsShown) {
            out += groupHtml(diff, group);
        }
    }
    if (shown > groupsShown) {
        out += fmt::format("<p class=\"quiet\">{} heads more</p>\n", shown - groupsShown);
    }
    if (const std::uint32_t churn = diff.churnCount()) {
        out += fmt::format("<h3>Churn</h3>\n<p>{} {} left out: {}.</p>\n", churn, churn == 1 ? "change" : "changes",
                           htmlText(churnRule(diff)));
    }
    return out;
}

} // namespace ptscope
