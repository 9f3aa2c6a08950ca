// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include "core/stat/statistics.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using namespace test;

/// vmemmap after HVO: one page RW, seven ro, again and again; a hole now and then.
SnapshotPtr hvoDump(std::int64_t rows)
{
    Attributes readOnly = kernelData();
    readOnly.set(Attr::ReadOnly);
    SnapshotBuilder dump;
    dump.marker("vmemmap start");
    for (std::int64_t i = 0; i < rows; i += 2) {
        dump.leaf(4 * kib, Level::Pte);
        i % 64 == 0 ? dump.hole(28 * kib, Level::Pte) : dump.leaf(28 * kib, Level::Pte, readOnly);
    }
    dump.marker("vmemmap end");
    return dump.build();
}

void statisticsOfManyRows(benchmark::State &state)
{
    const SnapshotPtr dump = hvoDump(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(statisticsOf(*dump));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(statisticsOfManyRows)->Arg(150)->Arg(36'000)->Arg(2'000'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ptscope
