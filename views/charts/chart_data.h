// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <memory>
#include <variant>
#include <vector>

#include "core/stat/run_lengths.h"
#include "core/stat/statistics.h"

namespace ptscope {

/// The fill of what has no class of its own.
enum class PlainFill : std::uint8_t { Solid, Open };
using ChartFill = std::variant<LeafClass, AccessClass, PlainFill>;

/// One part of a bar: what it stands for, how much, and the filter that gives its rows.
struct ChartPart {
    ChartFill fill;
    QString name;
    std::uint64_t amount = 0; ///< never 0
    QString filter;           ///< in the language of `ptscope-cli find`
    std::uint64_t matching = amount; ///< what the filter in force lets through; all without one
};

struct ChartBar {
    QString name;
    std::vector<ChartPart> parts; ///< in the order in which they stand
    QString value;                ///< what stands beside the bar
    std::uint64_t place = 0;      ///< orders the bars of two dumps: an address, a level, a length
    QString change = {};          ///< of the second bar of a pair: how far its sum is from the first; "=" when not at all

    std::uint64_t total() const;
    std::uint64_t matching() const;
};

enum class ChartUnit : std::uint8_t { Bytes, Runs, TlbEntries, Tables };

/// How the parts of a bar share its length where the scale is logarithmic.
enum class ChartStacking : std::uint8_t {
    Shares, ///< the length tells the total, the parts their share of it
    Totals, ///< each border stands where the sum up to it belongs on the scale
};

struct ChartFigure {
    QString title;
    QString note; ///< one sentence: how to read it
    QString rest; ///< what is not drawn; may be empty
    ChartUnit unit = ChartUnit::Bytes;
    ChartStacking stacking = ChartStacking::Shares;
    std::uint64_t least = 1; ///< the smallest amount that can be: where a logarithmic scale begins
    std::vector<ChartBar> bars;
    int sides = 1;         ///< 2: bars stand in pairs, before and after
    bool filtered = false; ///< parts tell what matches
};

enum class ChartId : std::uint8_t { LeafSizes, Access, Tlb, Tables, RunCounts, RunBytes };
constexpr std::size_t chartCount = 6;

constexpr std::size_t noBar = ~std::size_t{0};

/// All figures of one snapshot.
struct ChartSet {
    SnapshotPtr snapshot;
    std::array<ChartFigure, chartCount> figures;
    std::vector<std::size_t> barOfRegion; ///< of figures by region, as Snapshot::regions(); noBar where nothing is mapped
    std::size_t barOutside = noBar;       ///< of what lies in no region
    std::size_t firstRunLength = 0;       ///< RunLengths bucket of the first bar of run lengths
    TableCounts tables{};

    const ChartFigure &of(ChartId id) const { return figures[static_cast<std::size_t>(id)]; }
};
using ChartSetPtr = std::shared_ptr<const ChartSet>;

/// More regions than that are drawn as one bar, so that no chart gets more than a few hundred points.
constexpr std::size_t regionBarsAtMost = 16;
/// Longer runs than the last of these lengths share its bar: 4K to 512G stand apart.
constexpr std::size_t runBarsAtMost = 28;

/// O(rows): for a worker where the dump is long.
ChartSetPtr makeChartSet(SnapshotPtr snapshot);

/// "36 MiB", "1 024 runs".
QString amountText(ChartUnit unit, std::uint64_t amount);
/// All of a part of bar `index` in a line: "vmemmap: 4K page, 36 MiB of 64 MiB (56 %); 28 MiB match".
QString partText(const ChartFigure &figure, std::size_t index, const ChartPart &part);

} // namespace ptscope
