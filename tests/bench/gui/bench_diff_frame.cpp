// SPDX-License-Identifier: GPL-3.0-or-later
// How long one frame of the Diff view takes with a million changes, and with tens of thousands of areas that stand elsewhere,
// 1920 pixels wide, painted in software: work per frame follows the pixels, neither the changes nor the areas. The target is a
// 99th percentile of 8 ms.
#include <QCoreApplication>
#include <QWheelEvent>

#include <benchmark/benchmark.h>

#include "core/companion/companions.h"
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

/// Areas of 8K behind each other, each with its guard page and `gapPages` more, and the vmallocinfo that names them.
SnapshotPtr vmallocAreas(std::uint32_t count, std::uint64_t gapPages)
{
    constexpr std::uint64_t page = 4 * kib;
    auto companions = std::make_shared<Companions>();
    VmallocInfo info;
    SnapshotBuilder dump;
    dump.marker("vmalloc() area").hole(gapPages * page, Level::Pte);
    for (std::uint32_t i = 0; i < count; ++i) {
        VmallocArea area;
        area.first = dump.next();
        area.size = {3 * page};
        area.caller = i % 2 == 0 ? "pw+0x110/0xb8c" : "n_tty_open+0x1c/0xb0";
        area.pages = 2;
        area.vmalloc = true;
        area.line = i + 1;
        info.areas.push_back(area);
        dump.leaf(2 * page, Level::Pte, i % 2 == 0 ? kernelData() : kernelData({Attr::ReadOnly}));
        dump.hole((1 + gapPages) * page, Level::Pte);
    }
    companions->vmallocInfo = std::move(info);
    return dump.build(std::move(companions));
}

ComparisonPtr pairWithMovedAreas(std::uint32_t areas)
{
    return compare(vmallocAreas(areas, 1), vmallocAreas(areas, 2));
}

void frames(benchmark::State &state, ComparisonPtr (*pair)(std::uint32_t))
{
    loadFonts();
    const auto source = std::make_shared<const DiffSource>(pair(static_cast<std::uint32_t>(state.range(0))));
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
    state.counters["areas"] = static_cast<double>(source->diff().alignment.areas.size());
}
BENCHMARK_CAPTURE(frames, changes, pairWith)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(960);
BENCHMARK_CAPTURE(frames, moved_areas, pairWithMovedAreas)->Arg(1'000)->Arg(36'000)->Unit(benchmark::kMillisecond)->Iterations(960);

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
