// SPDX-License-Identifier: GPL-3.0-or-later
// Aims: HVO of 524,288 huge pages (1 TiB in 2M) at most 0.2 s, the linear map of 64 TiB at most 0.5 s, statistics included.
#include <benchmark/benchmark.h>

#include "core/simulate/hvo.h"
#include "core/simulate/linear_map.h"
#include "tests/support/snapshot_builder.h"

namespace {

using namespace ptscope;
using namespace ptscope::test;

void hvoOfOneTebibyte(benchmark::State &state)
{
    SnapshotBuilder dump;
    const SnapshotPtr before =
        dump.marker("vmemmap start").leaf(16 * gib, Level::Pmd, kernelData({Attr::Block})).build();
    const HugePageSize two = hugePageSizeCalled(before->geometry(), "2M").value();
    for (auto _ : state) {
        const auto result = simulateHvo(*before, hvoWhereFitting(*before, two, 524'288).value());
        benchmark::DoNotOptimize(result->snapshot->extents().size());
    }
}
BENCHMARK(hvoOfOneTebibyte)->Unit(benchmark::kMillisecond);

/// 64 TiB in banks of 1 GiB less a page, so that each has leaves of every size.
void linearMapOf64Tebibytes(benchmark::State &state)
{
    SnapshotBuilder dump;
    dump.marker("Linear Mapping start");
    for (int bank = 0; bank < 65'536; ++bank) {
        dump.leaf(gib - 4 * kib, Level::Pte).hole(4 * kib, Level::Pte);
    }
    const SnapshotPtr before = dump.build();
    for (auto _ : state) {
        const auto result = simulateLinearMap(*before, {LinearMapMode::Blocks, std::nullopt, std::nullopt, {}});
        benchmark::DoNotOptimize(result->snapshot->extents().size());
    }
}
BENCHMARK(linearMapOf64Tebibytes)->Unit(benchmark::kMillisecond);

} // namespace
