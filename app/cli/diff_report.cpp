// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/diff_report.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/text/change_text.h"
#include "core/diff/change_groups.h"
#include "core/diff/churn.h"
#include "core/diff/change_words.h"
#include "core/snapshot/row_text.h"

namespace ptscope::cli {

namespace {

constexpr std::size_t mailWidth = 72;

std::string plural(std::uint64_t count, const char *noun)
{
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// As diff names its files; in a mail nobody has these paths. A prediction says that it is one.
std::string nameOf(const Snapshot &snapshot, bool mail)
{
    const SourceFacts &source = snapshot.source();
    const std::string name = source.path == "-" ? "(standard input)" : source.path.empty() || mail ? source.label : source.path;
    return source.isSimulated() ? name + " (simulated, not measured: " + source.simulation + ")" : name;
}

/// Breaks at blanks; what follows is indented.
std::string wrapped(std::string line, std::size_t indent, bool mail)
{
    std::string out;
    while (mail && line.size() > mailWidth) {
        std::size_t cut = line.rfind(' ', mailWidth);
        if (cut == std::string::npos || cut <= indent) {
            break;
        }
        out += line.substr(0, cut) + "\n";
        line = std::string(indent, ' ') + line.substr(cut + 1);
    }
    return out + line + "\n";
}

class Report
{
public:
    Report(const Diff &diff, const ReportStyle &style) : m_diff(diff), m_style(style) { }

    std::string text()
    {
        if (m_diff.empty() && !m_diff.byClass) {
            return {};
        }
        heads();
        for (const ChangeGroup &group : groupChanges(m_diff)) {
            if ((m_style.all || !group.churn) && !isOtherEndOfMove(group)) {
                add(group);
            }
        }
        churn();
        ledger();
        return std::move(m_out);
    }

private:
    void line(const std::string &text, std::size_t indent = 4) { m_out += wrapped(text, indent, m_style.mail); }
    /// Sentences are wrapped in any case: nobody reads 300 columns.
    void sentence(const std::string &text) { m_out += wrapped(text, 2, true); }

    void heads()
    {
        line(fmt::format("--- {}", nameOf(*m_diff.before, m_style.mail)));
        line(fmt::format("+++ {}", nameOf(*m_diff.after, m_style.mail)));
        for (const MovedPart &part : m_diff.alignment.moved) {
            line(fmt::format("> {} moved by {}: {} to {}, {}; compared where it stands now",
                             part.kernelImage ? "kernel image" : part.region, shiftText(part.shift),
                             addressText(part.before.first.value), addressText(part.after().first.value),
                             runSizeText(part.before.size())));
        }
        if (const std::string areas = movedAreasText(m_diff.alignment); !areas.empty()) {
            line("> " + areas, 2);
        }
        if (const std::string kpti = kptiText(m_diff.kpti); !kpti.empty()) {
            line("> " + kpti, 2);
        }
        if (m_diff.byClass) {
            line("two geometries: only the sums are compared");
        }
        if (m_diff.uncompared.value != 0) {
            line(
                fmt::format("{} could not be compared: one of the texts is cut there", runSizeText(m_diff.uncompared)));
        }
    }

    void add(const ChangeGroup &group)
    {
        m_out += '\n';
        const std::string region = group.region.empty() ? "between regions" : group.region;
        line(fmt::format("{}{}: {}, {}, {}", group.churn ? "churn, " : "", kindsText(group.kinds), region,
                         plural(group.changes.size(), "range"), runSizeText(group.bytes)));
        line("    " + changeText(m_diff, group.before, group.after), 8);
        const std::size_t limit = m_style.limit == 0 ? group.changes.size() : m_style.limit;
        for (std::size_t n = 0; n < std::min(limit, group.changes.size()); ++n) {
            range(group.changes[n]);
        }
        if (group.changes.size() > limit) {
            line(fmt::format("  {} ... {} more, the last ends at {}", markOf(group.kinds), group.changes.size() - limit,
                             addressText(m_diff.changes.range(group.changes.back()).printedEnd())));
        }
    }

    void range(ChangeIndex i)
    {
        const AddrRange range = m_diff.changes.range(i);
        std::string text =
            fmt::format("  {} {}-{} {:>9}", markOf(m_diff.changes.kinds(i)), addressText(range.first.value),
                        addressText(range.printedEnd()), runSizeText(range.size()));
        if (const ChangeIndex partner = m_diff.changes.partner(i); partner != noChange) {
            text += fmt::format(" from {}", addressText(m_diff.changes.at(partner).rangeBefore().first.value));
        }
        const std::string owners = ownersOf(m_diff.changes.at(i));
        line(text + (owners.empty() ? "" : "  " + owners));
    }

    /// Whose what came or went is, where vmallocinfo tells.
    std::string ownersOf(const Change &change) const
    {
        const bool came = change.kinds.has(ChangeKind::Mapped);
        const bool went = change.kinds.has(ChangeKind::Unmapped);
        const std::string earlier = went ? ownerBefore(m_diff, change) : "";
        const std::string later = came ? ownerAfter(m_diff, change) : "";
        return earlier.empty() ? later : later.empty() ? earlier : earlier + " -> " + later;
    }

    void churn()
    {
        const std::uint32_t count = m_diff.churnCount();
        if (count != 0 && !m_style.all) {
            m_out += '\n';
            sentence(fmt::format("{} of churn left out (--all lists them): {}", plural(count, "change"), churnRule(m_diff)));
        }
    }

    void figure(const std::string &what, std::uint64_t before, std::uint64_t after, bool bytes)
    {
        if (before == 0 && after == 0) {
            return;
        }
        const auto text = [bytes](std::uint64_t n) { return bytes && n != 0 ? runSizeText({n}) : std::to_string(n); };
        const std::string change = before == after ? ""
            : after > before                       ? "+" + text(after - before)
                                                   : "-" + text(before - after);
        m_out += fmt::format("  {:<18} {:>14} {:>14} {:>14}\n", what, text(before), text(after), change);
        while (m_out.size() > 1 && m_out[m_out.size() - 2] == ' ') {
            m_out.erase(m_out.size() - 2, 1);
        }
    }

    void ledger()
    {
        m_out += '\n';
        m_out += fmt::format("  {:<18} {:>14} {:>14} {:>14}\n", "ledger", "before", "after", "change");
        const LedgerSide &a = m_diff.ledgerBefore;
        const LedgerSide &b = m_diff.ledgerAfter;
        for (unsigned n = 0; n < a.mappedBytesByLevel.size(); ++n) {
            figure(fmt::format("mapped at {}", name(levelFromNumber(n))), a.mappedBytesByLevel[n],
                   b.mappedBytesByLevel[n], true);
        }
        figure("mapped", a.mappedBytes, b.mappedBytes, true);
        for (unsigned n = 0; n < a.tables.size(); ++n) {
            figure(fmt::format("{} tables", name(levelFromNumber(n))), a.tables[n], b.tables[n], false);
        }
        figure("TLB entries (model)", a.tlbEntries, b.tlbEntries, false);
        if (!a.tablesProven || !b.tablesProven) {
            line("  the number of tables is an upper bound: KASAN shares them", 2);
        }
    }

    const Diff &m_diff;
    const ReportStyle &m_style;
    std::string m_out;
};

} // namespace

std::string diffReport(const Diff &diff, const ReportStyle &style)
{
    return Report(diff, style).text();
}

} // namespace ptscope::cli
