// SPDX-License-Identifier: GPL-3.0-or-later
// Two dumps of a million rows in memory, half of their rows different. Aim: at most 100 ms.
#include <benchmark/benchmark.h>

#include "core/diff/diff.h"
#include "tests/support/snapshot_builder.h"

namespace {

using namespace ptscope;
using namespace ptscope::test;

SnapshotPtr vmemmap(std::int64_t rows, int optimisedOfTwo)
{
    SnapshotBuilder dump;
    dump.at({0xfffffc0000000000}).marker("vmemmap start");
    for (std::int64_t i = 0; i < rows / 2; ++i) {
        dump.leaf(4 * kib, Level::Pte);
        dump.leaf(28 * kib, Level::Pte,
                  i % 2 < optimisedOfTwo ? kernelData({Attr::ReadOnly}) : kernelData({Attr::Guarded}));
    }
    return dump.build();
}

void compare(benchmark::State &state)
{
    const SnapshotPtr a = vmemmap(state.range(0), 2);
    const SnapshotPtr b = vmemmap(state.range(0), 1);
    std::uint32_t changes = 0;
    for (auto _ : state) {
        changes = diffOf(a, b).value().changes.size();
        benchmark::DoNotOptimize(changes);
    }
    state.counters["changes"] = changes;
}

BENCHMARK(compare)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

} // namespace
