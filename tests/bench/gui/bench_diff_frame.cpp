// SPDX-License-Identifier: GPL-3.0-or-later
// How long one frame of the Diff view takes with a million changes, 1920 pixels wide, painted in software: work per frame
// follows the pixels, not the changes. The target is a 99th percentile of 8 ms.
#include <QCoreApplication>
#include <QWheelEvent>

#include <benchmark/benchmark.h>

#include "tests/bench/gui/frame_times.h"
#include "tests/support/snapshot_builder.h"
#include "views/diff/change_list_model.h"
#include "views/diff/diff_canvas.h"

namespace ptscope {
namespace {

using namespace test;

constexpr QSize canvasSize(1920, 240);

/// HVO over so many huge pages: of each eight pages seven become read-only.
ComparisonPtr pairWith(std::uint32_t changes)
{
    SnapshotBuilder a;
    a.marker("vmemmap start").leaf(std::uint64_t{changes} * 32 * kib, Level::Pte);
    SnapshotBuilder b;
    b.marker("vmemmap start");
    for (std::uint32_t i = 0; i < changes; ++i) {
        b.leaf(4 * kib, Level::Pte).leaf(28 * kib, Level::Pte, kernelData({Attr::ReadOnly}));
    }
    return compare(a.build(), b.build());
}

void frames(benchmark::State &state)
{
    loadFonts();
    const auto source = std::make_shared<const DiffSource>(pairWith(static_cast<std::uint32_t>(state.range(0))));
    Navigator navigator;
    DiffCanvas canvas(navigator);
    canvas.resize(canvasSize);
    canvas.show();
    QCoreApplication::processEvents();
    canvas.setSource(source);
    canvas.repaint(); // the first picture loads patterns and fonts; nobody zooms yet
    FrameTimes times;
    int step = 0;
    for (auto _ : state) {
        const int wheel = step++ % 60 < 30 ? 120 : -120;
        QWheelEvent event(QPointF(700, 100), QPointF(700, 100), {}, {0, wheel}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        times.measure([&] {
            QCoreApplication::sendEvent(&canvas, &event);
            canvas.repaint();
        });
    }
    times.report(state, source->diff().changes.size());
}
BENCHMARK(frames)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(960);

/// What a worker does once for a pair.
void preparing(benchmark::State &state)
{
    const ComparisonPtr pair = pairWith(1'000'000);
    for (auto _ : state) {
        benchmark::DoNotOptimize(std::make_shared<const DiffSource>(pair));
    }
}
BENCHMARK(preparing)->Unit(benchmark::kMillisecond)->Iterations(3);

} // namespace
} // namespace ptscope
