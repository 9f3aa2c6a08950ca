// SPDX-License-Identifier: GPL-3.0-or-later
// How long one frame of the stripes takes at ten million runs, 1920 pixels wide, painted in software: the user scrolls by
// lines, pages and leaps, at several widths of the raster. The target is a 99th percentile of 16 ms.
#include <QCoreApplication>
#include <QScrollBar>

#include <benchmark/benchmark.h>

#include "tests/bench/gui/frame_times.h"
#include "tests/support/snapshot_builder.h"
#include "views/stripes/stripe_canvas.h"

namespace ptscope {
namespace {

using namespace test;

constexpr std::uint32_t manyRuns = 10'000'000;
constexpr QSize canvasSize(1920, 860);

/// A vmemmap after HVO: one page RW, seven ro, again and again; now and then a tail made writable.
SnapshotPtr hvoDump()
{
    Attributes readOnly = kernelData();
    readOnly.set(Attr::ReadOnly);
    SnapshotBuilder dump;
    dump.at({0xfffffc0000000000}).marker("vmemmap start");
    for (std::uint32_t i = 0; i < manyRuns / 2; ++i) {
        const std::uint64_t head = i % 5003 == 0 ? 36 * kib : 4 * kib;
        dump.leaf(head, Level::Pte).leaf(28 * kib, Level::Pte, readOnly);
    }
    return dump.marker("vmemmap end").build();
}

const StripeSourcePtr &tenMillionRuns()
{
    static const StripeSourcePtr source = makeStripeSource(hvoDump());
    return source;
}

void frames(benchmark::State &state)
{
    loadFonts();
    Navigator navigator;
    StripeCanvas canvas(navigator);
    canvas.resize(canvasSize);
    canvas.show();
    QCoreApplication::processEvents();
    canvas.setSource(tenMillionRuns());
    canvas.setPagesInLine(static_cast<std::uint32_t>(state.range(0)));
    QScrollBar &bar = *canvas.verticalScrollBar();
    FrameTimes times;
    int step = 0;
    for (auto _ : state) {
        const int leap = step % 40 == 39 ? bar.maximum() / 7 : step % 5 == 4 ? bar.pageStep() : 1;
        times.measure([&] {
            bar.setValue(bar.value() + leap >= bar.maximum() ? 0 : bar.value() + leap);
            canvas.viewport()->repaint();
        });
        ++step;
    }
    times.report(state, tenMillionRuns()->snapshot->extents().size());
}
BENCHMARK(frames)->Arg(64)->Arg(512)->Arg(1024)->Unit(benchmark::kMillisecond)->Iterations(800);

/// What a worker does once for a dump.
void finding(benchmark::State &state)
{
    const SnapshotPtr dump = tenMillionRuns()->snapshot;
    for (auto _ : state) {
        benchmark::DoNotOptimize(findStripes(*dump));
    }
}
BENCHMARK(finding)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ptscope
