// SPDX-License-Identifier: GPL-3.0-or-later
// Real captures as one time axis: every snapshot comes back as its text was.
#include <gtest/gtest.h>

#include <map>

#include "core/series/range_history.h"
#include "tests/support/load_capture.h"
#include "tests/support/printed.h"

namespace ptscope {
namespace {

using namespace test;

std::vector<SnapshotPtr> recorded(const std::string &name)
{
    const auto folder = std::filesystem::path(PTSCOPE_TEST_DATA) / "series" / name;
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<SnapshotPtr> out;
    for (const auto &file : files) {
        out.push_back(loadFile(file.string()).value().snapshots.front());
    }
    return out;
}

void expectAsTheyWere(const std::vector<SnapshotPtr> &snapshots)
{
    SeriesBuilder builder;
    for (const SnapshotPtr &snapshot : snapshots) {
        ASSERT_TRUE(builder.add(*snapshot).has_value());
    }
    const SeriesPtr series = builder.take();
    ASSERT_EQ(series->size(), snapshots.size());
    for (MomentIndex i = 0; i < series->size(); ++i) {
        const SnapshotPtr back = series->snapshot(i);
        EXPECT_EQ(printedText(*back), printedText(*snapshots[i])) << snapshots[i]->source().label;
        EXPECT_EQ(back->diagnostics().size(), snapshots[i]->diagnostics().size());
        for (std::uint32_t row = 0; row < back->extents().size(); ++row) {
            ASSERT_EQ(back->extents().line({row}), snapshots[i]->extents().line({row}));
        }
    }
}

// Kernels, dialects and layouts mixed: what has one geometry is one series.
TEST(SeriesOfCaptures, EverySnapshotComesBackAsItWas)
{
    std::map<std::pair<unsigned, unsigned>, std::vector<SnapshotPtr>> byGeometry;
    for (const std::string &name : captureNames()) {
        const SnapshotPtr snapshot = loadCapture(name);
        byGeometry[{snapshot->geometry().pageShift(), snapshot->geometry().vaBits()}].push_back(snapshot);
    }
    ASSERT_GE(byGeometry.size(), 4U);
    for (const auto &[geometry, snapshots] : byGeometry) {
        expectAsTheyWere(snapshots);
    }
}

TEST(SeriesOfCaptures, RecordedSeriesComeBackAsTheyWere)
{
    expectAsTheyWere(recorded("churn"));
    expectAsTheyWere(recorded("leak"));
}

// 8 areas of 1M and 20 of 12K more before every snapshot, none given back.
TEST(SeriesOfCaptures, ALeakGrowsEveryTime)
{
    SeriesBuilder builder;
    for (const SnapshotPtr &snapshot : recorded("leak")) {
        ASSERT_TRUE(builder.add(*snapshot).has_value());
    }
    const SeriesPtr series = builder.take();
    for (MomentIndex i = 1; i < series->size(); ++i) {
        EXPECT_GE(series->at(i).figures.mappedBytes, series->at(i - 1).figures.mappedBytes + 8 * 1024 * 1024);
        EXPECT_GE(series->at(i).meaning, 1U);
    }
    // What the first leak took was a hole before, and is mapped from then on.
    const Moment &first = series->at(1);
    for (ChangeIndex c = 0; c < first.changes.size(); ++c) {
        if (first.changes.kinds(c).has(ChangeKind::Mapped) && !first.changes.isChurn(c)) {
            const auto all = changesOf(*series, {first.changes.range(c), 0, true});
            ASSERT_EQ(all.size(), 1U);
            EXPECT_EQ(all.front().moment, 1U);
        }
    }
}

TEST(SeriesOfCaptures, APlaceMovesWithItsRegion)
{
    SeriesBuilder builder;
    const SnapshotPtr plain = loadCapture("v7.3-4k-va48-base");
    ASSERT_TRUE(builder.add(*plain).has_value());
    ASSERT_TRUE(builder.add(*loadCapture("v7.3-4k-va48-kaslr")).has_value());
    const SeriesPtr series = builder.take();
    const auto &moved = series->at(1).alignment.moved;
    ASSERT_FALSE(moved.empty());
    const AddrRange page = AddrRange::fromSize(moved.front().before.first, {4096});
    const PlaceOverTime places(*series, page, 0);
    EXPECT_EQ(places.at(1).first.value, page.first.value + moved.front().shift);
    EXPECT_EQ(PlaceOverTime(*series, places.at(1), 1).at(0), page);
}

} // namespace
} // namespace ptscope
