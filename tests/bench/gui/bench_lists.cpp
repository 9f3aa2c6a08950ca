// SPDX-License-Identifier: GPL-3.0-or-later
// How long the lists and the inspector keep a person waiting.
#include <QApplication>

#include <benchmark/benchmark.h>

#include "tests/support/snapshot_builder.h"
#include "views/inspector/inspector.h"
#include "views/table/run_table.h"
#include "views/tree/table_tree.h"

namespace ptscope {
namespace {

using namespace test;

/// Pages and holes in turn, as 12000 small vmalloc areas leave them.
SnapshotPtr manyAreas(std::int64_t rows)
{
    SnapshotBuilder dump;
    dump.at({0xffff800008000000}).marker("vmalloc() area");
    for (std::int64_t i = 0; i < rows; i += 2) {
        dump.leaf(8 * kib, Level::Pte).hole(4 * kib, Level::Pte);
    }
    dump.marker("vmalloc() end");
    return dump.build();
}

void openTable(benchmark::State &state)
{
    const SnapshotPtr dump = manyAreas(state.range(0));
    Navigator navigator;
    RunTable table(navigator);
    table.resize(1100, 800);
    table.show();
    for (auto _ : state) {
        table.setSnapshot(dump);
        benchmark::DoNotOptimize(table.grab());
    }
}
BENCHMARK(openTable)->Arg(150)->Arg(10'000'000)->Unit(benchmark::kMillisecond);

void openWholeTree(benchmark::State &state)
{
    const SnapshotPtr dump = manyAreas(state.range(0));
    Navigator navigator;
    TableTree tree(navigator);
    tree.resize(1100, 800);
    tree.show();
    for (auto _ : state) {
        tree.setSnapshot(dump);
        tree.expandEverything();
        benchmark::DoNotOptimize(tree.grab());
    }
}
BENCHMARK(openWholeTree)->Arg(36'000)->Arg(300'000)->Unit(benchmark::kMillisecond);

void explainARun(benchmark::State &state)
{
    const SnapshotPtr dump = manyAreas(state.range(0));
    Navigator navigator;
    Inspector inspector(navigator);
    inspector.resize(360, 900);
    inspector.setSnapshot(dump);
    inspector.show();
    std::uint32_t row = 0;
    for (auto _ : state) {
        row = (row + 2) % dump->extents().size();
        navigator.select(dump->extents().range({row}));
        inspector.refresh();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        benchmark::DoNotOptimize(inspector.grab());
    }
}
BENCHMARK(explainARun)->Arg(150)->Arg(2'000'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ptscope
