// SPDX-License-Identifier: GPL-3.0-or-later
// A question to a million rows in memory. Aim: at most 10 ms.
#include <benchmark/benchmark.h>

#include "core/query/query.h"
#include "tests/support/snapshot_builder.h"

namespace {

using namespace ptscope;
using namespace ptscope::test;

SnapshotPtr stripes(int rows)
{
    SnapshotBuilder dump;
    dump.at({0xfffffc0000000000}).marker("vmemmap start");
    for (int i = 0; i < rows / 2; ++i) {
        dump.leaf(4 * kib, Level::Pte).leaf(28 * kib, Level::Pte, kernelData({Attr::ReadOnly}));
    }
    return dump.build();
}

void ask(benchmark::State &state, const char *text)
{
    static const SnapshotPtr dump = stripes(1'000'000);
    std::uint32_t count = 0;
    for (auto _ : state) {
        count = Query::compile(text, dump)->run().count();
        benchmark::DoNotOptimize(count);
    }
    state.counters["matches"] = count;
}

BENCHMARK_CAPTURE(ask, stripes, "region:vmemmap perm:ro level:PTE size>=28K")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, nested, "not (ro or hole) size<1M (level:PTE or blk)")->Unit(benchmark::kMillisecond);

} // namespace
