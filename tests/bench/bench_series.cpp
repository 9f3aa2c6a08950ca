// SPDX-License-Identifier: GPL-3.0-or-later
// A hundred snapshots of a board: what one costs in memory, and how long it takes to bring one to the front.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include "core/series/range_history.h"
#include "core/series/series.h"
#include "tests/support/snapshot_builder.h"

namespace {

using namespace ptscope;
using namespace ptscope::test;

constexpr int moments = 100;
constexpr int changesEach = 20;

/// Areas of 16K with guard pages; in each moment twenty of them have other rights.
SnapshotPtr board(std::int64_t rows, std::int64_t moment)
{
    SnapshotBuilder dump;
    dump.marker("vmalloc() area");
    for (std::int64_t i = 0; i < rows / 2; ++i) {
        const bool changed = (i + moment * 131) % (rows / 2 / changesEach) == 0;
        dump.leaf(16 * kib, Level::Pte, changed ? kernelData({Attr::ReadOnly}) : kernelData()).hole(4 * kib, Level::Pte);
    }
    return dump.build();
}

SeriesPtr seriesOf(std::int64_t rows)
{
    SeriesBuilder builder;
    for (std::int64_t moment = 0; moment < moments; ++moment) {
        (void)builder.add(*board(rows, moment));
    }
    return builder.take();
}

void materialise(benchmark::State &state)
{
    const std::int64_t rows = state.range(0);
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    const SeriesPtr series = seriesOf(rows);
    const std::size_t allocated = mallinfo2().uordblks + mallinfo2().hblkhd - before;
    MomentIndex moment = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(series->snapshot(moment)->extents().size());
        moment = (moment + 37) % series->size();
    }
    const double one = static_cast<double>(board(rows, 0)->extents().memoryBytes());
    state.counters["snapshots"] = moments;
    state.counters["bytes_per_snapshot"] = static_cast<double>(series->memoryBytes()) / moments;
    state.counters["allocated_per_snapshot"] = static_cast<double>(allocated) / moments;
    state.counters["series_to_one_snapshot"] = static_cast<double>(series->memoryBytes()) / one;
}
BENCHMARK(materialise)->Arg(200)->Arg(20'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void firstChange(benchmark::State &state)
{
    const SeriesPtr series = seriesOf(state.range(0));
    const AddrRange quiet = AddrRange::fromSize(series->snapshot(0)->range().first + ByteCount{16 * kib}, {4 * kib});
    for (auto _ : state) {
        benchmark::DoNotOptimize(firstChangeOf(*series, {quiet, 0, true}).has_value());
    }
}
BENCHMARK(firstChange)->Arg(20'000)->Unit(benchmark::kMicrosecond);

} // namespace
