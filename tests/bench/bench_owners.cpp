// SPDX-License-Identifier: GPL-3.0-or-later
// Who owns what, for very many areas: with addresses, and matched by hashes. Aim: 50 ms for 36,000 areas.
#include <benchmark/benchmark.h>
#include <random>
#include <unordered_map>

#include "core/companion/companions.h"
#include "core/owner/find_owners.h"
#include "tests/support/explained.h"
#include "tests/support/snapshot_builder.h"

namespace {

using namespace ptscope;
using namespace ptscope::test;

constexpr std::uint64_t start = 0xffff800080000000;

/// 8K areas, each second one 16K, in groups of eight that touch, as vmalloc places them.
std::vector<VmallocArea> areas(int count)
{
    std::vector<VmallocArea> out;
    std::uint64_t at = start;
    for (int i = 0; i < count; ++i) {
        VmallocArea area;
        area.first = {at};
        area.token = at;
        area.size = {i % 2 == 0 ? 8 * kib : 16 * kib};
        area.endToken = at + area.size.value;
        area.vmalloc = true;
        area.pages = area.size.value / (4 * kib) - 1;
        area.caller = i % 3 == 0 ? "pw+0x110/0xb8c" : "n_tty_open+0x1c/0xb0";
        area.line = static_cast<std::uint32_t>(i + 1);
        at += area.size.value + (i % 8 == 7 ? 12 * kib : 0);
        out.push_back(std::move(area));
    }
    return out;
}

SnapshotPtr dumpOf(const std::vector<VmallocArea> &all)
{
    SnapshotBuilder dump;
    dump.at({start}).marker("vmalloc() area");
    std::uint64_t at = start;
    for (const VmallocArea &area : all) {
        if (area.first.value > at) {
            dump.hole(area.first.value - at, Level::Pte);
        }
        dump.leaf(area.size.value - 4 * kib, Level::Pte);
        dump.hole(4 * kib, Level::Pte);
        at = area.first.value + area.size.value;
    }
    dump.marker("vmalloc() end");
    return dump.build();
}

SnapshotPtr withAreas(int count, bool hashed)
{
    auto companions = std::make_shared<Companions>();
    companions->vmallocInfo.emplace();
    companions->vmallocInfo->areas = areas(count);
    const SnapshotPtr bare = dumpOf(companions->vmallocInfo->areas);
    if (hashed) {
        std::mt19937 random(1);
        std::unordered_map<std::uint64_t, std::uint64_t> hashes;
        const auto hash = [&](std::uint64_t address) { return hashes.try_emplace(address, random()).first->second; };
        for (VmallocArea &area : companions->vmallocInfo->areas) {
            area.token = hash(area.token);
            area.endToken = hash(area.endToken);
            area.first = {area.token};
        }
        companions->vmallocInfo->hashed = true;
    }
    return explainedBy(*bare, std::move(companions));
}

void find(benchmark::State &state, bool hashed)
{
    const SnapshotPtr snapshot = withAreas(static_cast<int>(state.range(0)), hashed);
    std::uint32_t entries = 0;
    for (auto _ : state) {
        entries = findOwners(*snapshot)->size();
        benchmark::DoNotOptimize(entries);
    }
    state.counters["entries"] = entries;
    state.counters["links"] = snapshot->owners().matchFacts().linksAgree;
}

BENCHMARK_CAPTURE(find, by_address, false)->Arg(36'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, hashed, true)->Arg(36'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

} // namespace
