// SPDX-License-Identifier: GPL-3.0-or-later
// How long one frame of the map takes at ten million runs, 1920 pixels wide, painted in software: the user zooms and pans
// through all of it. The target is a 99th percentile of 8 ms.
#include <QCoreApplication>
#include <QWheelEvent>
#include <QWidget>

#include <benchmark/benchmark.h>

#include "tests/bench/gui/frame_times.h"
#include "tests/support/snapshot_builder.h"
#include "views/map/map_canvas.h"
#include "views/map/overview.h"
#include "views/map/thumbnail.h"

namespace ptscope {
namespace {

using namespace test;

constexpr std::uint32_t manyRuns = 10'000'000;
constexpr QSize windowSize(1920, 496);
constexpr int overviewHeight = 60;

Attributes readOnly()
{
    Attributes attributes = kernelData();
    attributes.set(Attr::ReadOnly);
    return attributes;
}

/// The head of a real dump, then vmemmap after HVO: one page RW, seven ro, again and again; a block or a hole now and
/// then.
SnapshotPtr hvoDump(std::uint32_t rows)
{
    Attributes writableAndExecutable = kernelData();
    writableAndExecutable.set(Attr::PrivilegedNx, false);
    SnapshotBuilder dump;
    dump.marker("Linear Mapping start").leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}));
    dump.leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous})).leaf(1984 * kib, Level::Pte, readOnly());
    dump.leaf(1020 * mib, Level::Pmd, kernelData({Attr::Block, Attr::Contiguous}));
    dump.leaf(3 * gib, Level::Pud, kernelData({Attr::Block}))
        .hole(508 * gib, Level::Pud)
        .hole(130560 * gib, Level::Pgd);
    dump.marker("Linear Mapping end").marker("vmalloc() area");
    for (int i = 0; i < 2000; ++i) {
        dump.leaf(16 * kib, Level::Pte, i == 1234 ? writableAndExecutable : kernelData()).hole(16 * kib, Level::Pte);
    }
    dump.at({0xffff808000000000}).hole(126464 * gib, Level::Pgd).marker("vmalloc() end").marker("vmemmap start");
    for (std::uint32_t i = 0; i < rows / 2; ++i) {
        if (i % 5003 == 0) {
            const std::uint64_t rest = 2 * mib - dump.next().value % (2 * mib);
            dump.hole(rest, Level::Pte).leaf(4 * mib, Level::Pmd, kernelData({Attr::Block}));
        }
        dump.leaf(4 * kib, Level::Pte).leaf(28 * kib, Level::Pte, readOnly());
    }
    dump.marker("vmemmap end");
    return dump.build();
}

const MapSourcePtr &tenMillionRuns()
{
    static const MapSourcePtr source = std::make_shared<const MapSource>(hvoDump(manyRuns));
    return source;
}

/// One step of the script: a turn of the wheel at a place, or a pull.
struct Step {
    int x;
    int wheel;
    int pull;
};

std::vector<Step> script()
{
    std::vector<Step> steps;
    for (const int x : {1500, 700, 1100, 200, 1850}) {
        for (int i = 0; i < 70; ++i) {
            steps.push_back({x, 120, 0});
        }
        for (int i = 0; i < 40; ++i) {
            steps.push_back({x, 0, i < 20 ? 35 : -60});
        }
        for (int i = 0; i < 70; ++i) {
            steps.push_back({x, -120, 0});
            if (i % 10 == 9) {
                steps.push_back({x, 0, 45});
            }
        }
    }
    return steps;
}

void apply(MapCanvas &canvas, const Step &step)
{
    const QPoint angle(-step.pull * 8, step.wheel);
    QWheelEvent event(QPointF(step.x, 200), QPointF(step.x, 200), {}, angle, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&canvas, &event);
}

/// A window paints only once the platform has exposed it.
void showAndExpose(QWidget &window)
{
    window.show();
    QCoreApplication::processEvents();
}

/// Canvas and overview as they stand in the window; each frame is painted before the next event.
void framesOf(benchmark::State &state, AxisMode mode, const std::shared_ptr<const RowSet> &matches = nullptr)
{
    loadFonts();
    Navigator navigator;
    QWidget window;
    MapCanvas canvas(navigator, &window);
    Overview overview(navigator, &window);
    window.resize(windowSize);
    canvas.setGeometry(0, 0, windowSize.width(), windowSize.height() - overviewHeight);
    overview.setGeometry(0, canvas.height(), windowSize.width(), overviewHeight);
    showAndExpose(window);
    canvas.setSource(tenMillionRuns());
    canvas.setAxisMode(mode);
    navigator.select(tenMillionRuns()->snapshot().extents().range({5000}));
    navigator.setMatches(matches);
    const std::vector<Step> steps = script();
    FrameTimes times;
    for (auto _ : state) {
        for (const Step &step : steps) {
            times.measure([&] {
                apply(canvas, step);
                canvas.repaint();
                overview.repaint();
            });
        }
        state.PauseTiming();
        canvas.showAll();
        state.ResumeTiming();
    }
    times.report(state, tenMillionRuns()->snapshot().extents().size());
}

void foldedFrames(benchmark::State &state)
{
    framesOf(state, AxisMode::Folded);
}
BENCHMARK(foldedFrames)->Unit(benchmark::kMillisecond)->Iterations(2);

/// The same while a filter lets through every ninth run and a stretch: cells step back one by one and in crowds.
void filteredFrames(benchmark::State &state)
{
    auto rows = std::make_shared<RowSet>(tenMillionRuns()->snapshot().extents().size());
    rows->fill([](std::uint32_t row) { return row % 9 == 0 && row % 100'000 < 60'000; });
    framesOf(state, AxisMode::Folded, rows);
}
BENCHMARK(filteredFrames)->Unit(benchmark::kMillisecond)->Iterations(2);

void linearFrames(benchmark::State &state)
{
    framesOf(state, AxisMode::Linear);
}
BENCHMARK(linearFrames)->Unit(benchmark::kMillisecond)->Iterations(2);

/// Hover and selection: the picture stays, the marks move.
void hoverFrames(benchmark::State &state)
{
    Navigator navigator;
    MapCanvas canvas(navigator);
    canvas.resize(windowSize);
    showAndExpose(canvas);
    canvas.setSource(tenMillionRuns());
    canvas.repaint();
    int x = 100;
    for (auto _ : state) {
        const MapCell *cell = canvas.geometry().cellAt({x, 430});
        navigator.setHover(cell == nullptr ? std::nullopt : std::optional(cell->range));
        canvas.repaint();
        x = 100 + (x - 100 + 37) % 1700;
    }
}
BENCHMARK(hoverFrames)->Unit(benchmark::kMillisecond);

/// What a worker does once for a dump, and what the index takes beside the 23 bytes of a row.
void indexing(benchmark::State &state)
{
    const SnapshotPtr dump = tenMillionRuns()->index()->snapshotPtr();
    std::size_t bytes = 0;
    for (auto _ : state) {
        const MapSource source(dump);
        bytes = source.index()->memoryBytes();
        benchmark::DoNotOptimize(source.index().get());
    }
    state.counters["index_bytes_a_row"] = static_cast<double>(bytes) / dump->extents().size();
}
BENCHMARK(indexing)->Unit(benchmark::kMillisecond);

void thumbnail(benchmark::State &state)
{
    const SnapshotPtr dump = hvoDump(4000);
    for (auto _ : state) {
        benchmark::DoNotOptimize(mapThumbnail(dump, {524, 88}, Theme::Dark));
    }
}
BENCHMARK(thumbnail)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ptscope
