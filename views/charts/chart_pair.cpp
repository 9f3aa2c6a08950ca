// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_pair.h"

#include <QCoreApplication>

#include <algorithm>

#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

struct Pair {
    const ChartBar *before = nullptr;
    const ChartBar *after = nullptr;

    const ChartBar &any() const { return after != nullptr ? *after : *before; }
};

/// Regions are the same by their names: KASLR may have moved them.
std::vector<Pair> pairsOf(const ChartFigure &before, const ChartFigure &after)
{
    std::vector<Pair> pairs;
    for (const ChartBar &bar : after.bars) {
        pairs.push_back({nullptr, &bar});
    }
    for (const ChartBar &bar : before.bars) {
        const auto same = std::find_if(pairs.begin(), pairs.end(), [&bar](const Pair &pair) {
            return pair.after != nullptr && pair.before == nullptr && pair.after->name == bar.name;
        });
        same != pairs.end() ? void(same->before = &bar) : pairs.push_back({&bar, nullptr});
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair &a, const Pair &b) { return a.any().place < b.any().place; });
    return pairs;
}

QString changeText(ChartUnit unit, std::uint64_t before, std::uint64_t after)
{
    if (before == after) {
        return QStringLiteral("=");
    }
    const auto delta = static_cast<std::int64_t>(after - before);
    return unit == ChartUnit::Bytes ? sumDeltaText(delta) : deltaText(delta);
}

ChartBar barOf(const Pair &pair, const ChartBar *bar)
{
    ChartBar out = bar != nullptr ? *bar : ChartBar{pair.any().name, {}, {}, pair.any().place};
    if (out.parts.empty()) {
        out.value = pair.before != nullptr && pair.after != nullptr && pair.before->total() + pair.after->total() == 0
            ? QString()
            : Words::tr("nothing");
    }
    return out;
}

ChartFigure paired(const ChartFigure &before, const ChartFigure &after)
{
    ChartFigure out = after;
    out.sides = 2;
    out.filtered = before.filtered || after.filtered;
    out.least = std::min(before.least, after.least);
    out.bars.clear();
    for (const Pair &pair : pairsOf(before, after)) {
        out.bars.push_back(barOf(pair, pair.before));
        out.bars.push_back(barOf(pair, pair.after));
        const std::uint64_t totals[]{out.bars[out.bars.size() - 2].total(), out.bars.back().total()};
        if (totals[0] + totals[1] != 0) {
            out.bars.back().change = changeText(out.unit, totals[0], totals[1]);
        }
    }
    return out;
}

} // namespace

ChartSetPtr besideEachOther(const ChartSet &before, const ChartSet &after, const SnapshotPtr &front)
{
    auto out = std::make_shared<ChartSet>(front == before.snapshot ? before : after);
    for (std::size_t id = 0; id < chartCount; ++id) {
        out->figures[id] = paired(before.figures[id], after.figures[id]);
    }
    ChartFigure &tables = out->figures[static_cast<std::size_t>(ChartId::Tables)];
    tables.note = Words::tr("A: %1. B: %2").arg(before.of(ChartId::Tables).note, after.of(ChartId::Tables).note);
    return out;
}

} // namespace ptscope
