// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fmt/format.h>
#include <memory>

#include "app/cli/command.h"
#include "app/text/place_text.h"
#include "core/snapshot/row_text.h"
#include "core/tree/page_table_tree.h"

namespace ptscope::cli {

namespace {

constexpr std::size_t longestPattern = 4;
constexpr std::size_t leastRepeats = 3;

struct TreeOptions {
    InputOptions input;
    std::string at;
    unsigned depth = levelCount;
};

/// Prints tables with their entries below them; equal neighbours are folded into one line.
class TreePrinter
{
public:
    TreePrinter(const Snapshot &snapshot, unsigned depth) : m_snapshot(snapshot), m_tree(snapshot), m_depth(depth) {}

    bool printAll()
    {
        const TableNode root = m_tree.root();
        line(0, fmt::format("{} table at {}: {}", name(root.level), addressText(root.base.value), useText(root)));
        return printEntries(root, 1) && flush();
    }

    bool printWalk(VirtAddr address)
    {
        const auto steps = m_tree.walk(address);
        for (unsigned i = 0; i < steps.size(); ++i) {
            if (i == 0) {
                line(0, fmt::format("{} table at {}: {}", name(steps[i].table.level), addressText(steps[i].table.base.value),
                                    useText(steps[i].table)));
            }
            line(i + 1, entryText(steps[i].table, steps[i].entry));
        }
        if (!steps.empty()) {
            line(0, fmt::format("\nall entries of that {} table", name(steps.back().table.level)));
            printEntries(steps.back().table, m_depth);
        }
        return flush();
    }

private:
    void line(unsigned indent, std::string_view text)
    {
        m_out.append(indent * std::size_t{2}, ' ').append(text).append("\n");
    }
    bool flush()
    {
        const bool ok = writeOut(m_out);
        m_out.clear();
        return ok;
    }

    std::string useText(TableNode table) const
    {
        const TableUse use = m_tree.use(table);
        return fmt::format("{} of {} used, {} tables, {} leaves", use.used(), use.entries, use.tables, use.leaves);
    }

    std::string indexText(const EntryRun &run) const
    {
        return run.count() == 1 ? fmt::format("[0x{:03x}]", run.firstIndex)
                                : fmt::format("[0x{:03x}-0x{:03x}]", run.firstIndex, run.lastIndex);
    }

    std::string entryText(TableNode table, const EntryRun &run) const
    {
        const PagingGeometry &geometry = m_snapshot.geometry();
        const std::string where = fmt::format("{:<15} {}", indexText(run), addressText(run.range.first.value));
        const std::string unit = runSizeText(geometry.span(table.level));
        switch (run.kind) {
        case EntryKind::Leaf:
            return fmt::format("{}  {:>5} x {:<5} {}", where, run.count(), unit, m_snapshot.attributes().words(run.attributes));
        case EntryKind::Table:
            return fmt::format("{}  {}", where, tableText(table, run));
        case EntryKind::Hole:
            return fmt::format("{}  {:>5} x {:<5} hole", where, run.count(), unit);
        case EntryKind::Unprinted:
            break;
        }
        return fmt::format("{}  {:>5} x {:<5} not printed", where, run.count(), unit);
    }

    std::string tableText(TableNode table, const EntryRun &run) const
    {
        const TableNode child = m_tree.child(table, run.firstIndex);
        if (run.uniform) {
            const std::string words = run.attributes.isHole() ? "hole" : m_snapshot.attributes().words(run.attributes);
            return fmt::format("{} {} table{}, full of {}", run.count(), name(child.level), run.count() == 1 ? "" : "s", words);
        }
        return fmt::format("{} table: {}", name(child.level), useText(child));
    }

    /// What a table holds, without where it stands: tables with the same are alike.
    std::string contentsOf(TableNode table) const
    {
        std::string out;
        for (const EntryRun &run : m_tree.entries(table)) {
            out += fmt::format("{},{},{},{};", static_cast<int>(run.kind), run.firstIndex, run.lastIndex, run.attributes.value);
        }
        return out;
    }

    /// How many table entries from `i` on, the first included, hold the same leaves.
    std::size_t alikeFrom(TableNode table, const std::vector<EntryRun> &runs, std::size_t i) const
    {
        const TableNode first = m_tree.child(table, runs[i].firstIndex);
        if (runs[i].uniform || first.level != Level::Pte) {
            return 1;
        }
        const std::string contents = contentsOf(first);
        std::size_t n = 1;
        while (i + n < runs.size() && runs[i + n].kind == EntryKind::Table && !runs[i + n].uniform
               && contentsOf(m_tree.child(table, runs[i + n].firstIndex)) == contents) {
            ++n;
        }
        return n;
    }

    static bool alike(const EntryRun &a, const EntryRun &b)
    {
        return a.kind == b.kind && a.kind != EntryKind::Table && a.count() == b.count() && a.attributes == b.attributes;
    }

    /// A pattern of runs that repeats, as HVO's stripes do. `times` is 1 when there is none worth folding.
    struct Pattern {
        std::size_t runs = 1;
        std::size_t times = 1;
    };
    static Pattern patternFrom(const std::vector<EntryRun> &runs, std::size_t i)
    {
        for (std::size_t period = 2; period <= longestPattern; ++period) {
            std::size_t same = 0;
            while (i + same + period < runs.size() && alike(runs[i + same], runs[i + same + period])) {
                ++same;
            }
            const std::size_t times = same / period + 1;
            if (times >= leastRepeats) {
                return {period, times};
            }
        }
        return {};
    }

    std::string patternText(TableNode table, const std::vector<EntryRun> &runs, std::size_t i, Pattern pattern) const
    {
        EntryRun all = runs[i];
        all.lastIndex = runs[i + pattern.runs * pattern.times - 1].lastIndex;
        std::string out = fmt::format("{:<15} {}  {:>5} times", indexText(all), addressText(all.range.first.value), pattern.times);
        for (std::size_t k = 0; k < pattern.runs; ++k) {
            const EntryRun &run = runs[i + k];
            out += fmt::format("{} {} x {} {}", k == 0 ? "" : " +", run.count(), runSizeText(m_snapshot.geometry().span(table.level)),
                               run.kind == EntryKind::Leaf ? m_snapshot.attributes().words(run.attributes) : "hole");
        }
        return out;
    }

    bool printEntries(TableNode table, unsigned depth)
    {
        const auto runs = m_tree.entries(table);
        for (std::size_t i = 0; i < runs.size();) {
            const Pattern pattern = patternFrom(runs, i);
            if (pattern.times > 1) {
                line(depth, patternText(table, runs, i, pattern));
                i += pattern.runs * pattern.times;
                continue;
            }
            const bool descend = runs[i].kind == EntryKind::Table;
            const std::size_t alikeTables = descend ? alikeFrom(table, runs, i) : 1;
            EntryRun shown = runs[i];
            shown.lastIndex = runs[i + alikeTables - 1].lastIndex;
            line(depth, entryText(table, shown) + (alikeTables > 1 ? fmt::format(", {} tables alike", alikeTables) : ""));
            if (descend && !runs[i].uniform && depth < m_depth) {
                printEntries(m_tree.child(table, runs[i].firstIndex), depth + 1);
            }
            i += alikeTables;
            if (m_out.size() > (std::size_t{1} << 16) && !flush()) {
                return false;
            }
        }
        return true;
    }

    const Snapshot &m_snapshot;
    PageTableTree m_tree;
    unsigned m_depth;
    std::string m_out;
};

int tree(const TreeOptions &options)
{
    const auto dump = openOneDump(options.input);
    if (!dump) {
        return dump.error();
    }
    const Snapshot &snapshot = **dump;
    TreePrinter printer(snapshot, options.depth);
    if (options.at.empty()) {
        return printer.printAll() ? clean : outputLost();
    }
    const auto place = findPlace(snapshot, options.at);
    if (!place) {
        return complain({ErrorCode::BadArgument, options.at, placeProblemText(place.error(), options.at, snapshot)});
    }
    return printer.printWalk(place->address) ? clean : outputLost();
}

} // namespace

void addTree(CLI::App &app, Run &run)
{
    auto options = std::make_shared<TreeOptions>();
    CLI::App *command = app.add_subcommand("tree", "The page-table tree: tables and runs of entries, folded where equal");
    options->input.addTo(*command);
    command->add_option("--at", options->at, "only the walk to this address, and the table that ends it");
    command->add_option("--depth", options->depth, "how many levels below the top to show (1 to 5)")->check(CLI::Range(1U, 5U));
    command->footer(helpFooter(usualExitCodes,
                               {"tree --depth 2 kernel_page_tables",
                                "tree --at 0xffff800008010000 kernel_page_tables"}));
    command->callback([options, &run] { run = [options] { return tree(*options); }; });
}

} // namespace ptscope::cli
