// SPDX-License-Identifier: GPL-3.0-or-later
// What real kernels printed is the judge: text -> snapshot -> text is the identity, and the figures are those of an
// independent program.
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/stat/statistics.h"
#include "tests/support/dump_text.h"

namespace ptscope {
namespace {

using namespace test;
using Json = nlohmann::json;

class Capture : public testing::TestWithParam<std::string>
{ };

Json byLevel(std::span<const std::uint64_t> figures)
{
    Json out = Json::object();
    for (unsigned n = 0; n < figures.size(); ++n) {
        if (figures[n] != 0) {
            out[name(levelFromNumber(n))] = figures[n];
        }
    }
    return out;
}

Json byAttributes(const Snapshot &snapshot, const Statistics &statistics)
{
    Json out = Json::object();
    for (std::uint16_t i = 1; i < statistics.mappedBytesByAttributes.size(); ++i) {
        if (statistics.mappedBytesByAttributes[i] != 0) {
            out[snapshot.attributes().words({i})] = statistics.mappedBytesByAttributes[i];
        }
    }
    return out;
}

Json figuresOf(const Snapshot &snapshot)
{
    const Statistics statistics = statisticsOf(snapshot);
    const PartStatistics &total = statistics.total;
    return {{"page_size", snapshot.geometry().pageSize().value},
            {"va_bits", snapshot.geometry().vaBits()},
            {"levels", snapshot.geometry().levels()},
            {"rows", snapshot.extents().size()},
            {"markers", snapshot.markers().size()},
            {"holes", total.holes},
            {"invalid_rows", total.invalidRows},
            {"mapped_bytes", total.mappedBytes},
            {"mapped_bytes_by_level", byLevel(total.mappedBytesByLevel)},
            {"contiguous_bytes_by_level", byLevel(total.contiguousBytesByLevel)},
            {"mapped_bytes_by_attributes", byAttributes(snapshot, statistics)},
            {"wx_bytes", total.wxBytes},
            {"tables", byLevel(total.tables)}};
}

TEST_P(Capture, PrintsAsRead)
{
    const std::string text = captureText(GetParam());
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(text));
    EXPECT_TRUE(printed(*snapshot) == text);
    EXPECT_TRUE(isSound(*snapshot));
}

TEST_P(Capture, HasNothingToComplainOf)
{
    const SnapshotPtr snapshot = dumpIn(captureText(GetParam()));
    EXPECT_TRUE(snapshot->diagnostics().empty()) << noticesOf(*snapshot);
}

TEST_P(Capture, FiguresAreThoseOfAnIndependentProgram)
{
    const SnapshotPtr snapshot = dumpIn(captureText(GetParam()));
    std::ifstream file(captureFolder(GetParam()) / "expected.json");
    const Json expected = Json::parse(file);
    const Json got = figuresOf(*snapshot);
    for (const auto &[key, want] : expected.items()) {
        // KASAN's shared shadow tables print as leaves: the text does not prove them.
        if (key != "tables" || snapshot->tablesProven()) {
            EXPECT_EQ(got.value(key, Json()), want) << key;
        }
    }
}

TEST_P(Capture, KnowsItsSource)
{
    const std::string text = captureText(GetParam());
    LoadOptions options;
    options.digest = true;
    const auto loaded = loadFile(captureFile(GetParam()).string(), options);
    ASSERT_TRUE(loaded);
    const SourceFacts &source = loaded->snapshots.front()->source();
    EXPECT_EQ(source.textBytes, text.size());
    EXPECT_EQ(source.lines, static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')));
    EXPECT_EQ(source.firstLine, 1U);
    EXPECT_EQ(source.compression, captureFile(GetParam()).extension() == ".zst" ? "zstd" : "");
    options.digest = true;
    EXPECT_EQ(source.digest, loadBytes(text, "the same", options)->snapshots.front()->source().digest);
    EXPECT_TRUE(source.digest.starts_with("xxh3:"));
    EXPECT_EQ(source.digest.size(), 21U);
}

std::string parameterName(const testing::TestParamInfo<std::string> &info)
{
    std::string out = info.param;
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c == '-' || c == '.'; }, '_');
    return out;
}

INSTANTIATE_TEST_SUITE_P(Real, Capture, testing::ValuesIn(captureNames()), parameterName);

TEST(EfiCapture, PrintsAsRead)
{
    const std::string text = captureText("v7.3-4k-va48-efi", "efi_page_tables");
    const SnapshotPtr snapshot = dumpIn(text);
    EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(text));
    EXPECT_EQ(snapshot->geometry(), PagingGeometry::make(Granule::Page4K, 48));
    EXPECT_TRUE(snapshot->diagnostics().empty()) << noticesOf(*snapshot);
}

} // namespace
} // namespace ptscope
