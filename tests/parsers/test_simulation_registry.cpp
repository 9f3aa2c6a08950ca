// SPDX-License-Identifier: GPL-3.0-or-later
// Simulations as the command line and the window see them: by id and parameters in words, held against real dumps.
#include <functional>
#include <gtest/gtest.h>

#include "core/hvo/stripes.h"
#include "core/simulate/agreement.h"
#include "core/simulate/chain.h"
#include "core/simulate/hvo_plan.h"
#include "core/snapshot/row_text.h"
#include "parsers/companions/iomem.h"
#include "parsers/companions/vmallocinfo.h"
#include "parsers/io/read_text.h"
#include "parsers/load.h"
#include "parsers/ptdump/arm64_dialects.h"
#include "parsers/ptdump/writer.h"
#include "tests/support/captures.h"
#include "tests/support/load_capture.h"

namespace ptscope {
namespace {

using namespace test;

SimulationInputs inputsOf(const std::string &capture)
{
    SimulationInputs inputs;
    for (const char *suffix : {"", ".zst"}) {
        DiagnosticLog log;
        const auto folder = captureFolder(capture);
        if (const auto text = readText((folder / (std::string("iomem") + suffix)).string())) {
            if (auto iomem = parseIomem(*text, log)) {
                inputs.iomem = std::move(*iomem);
            }
        }
        if (const auto text = readText((folder / (std::string("vmallocinfo") + suffix)).string())) {
            if (auto info = parseVmallocInfo(*text, log)) {
                inputs.vmallocinfo = std::move(*info);
            }
        }
    }
    return inputs;
}

/// What a form starts with: every initial value, of alternatives the first.
ParameterValues startOf(const SimulationEntry &entry, const Snapshot &snapshot, const SimulationInputs &inputs)
{
    ParameterValues values;
    std::string chosen;
    for (const Parameter &parameter : entry.parameters(&snapshot, inputs)) {
        const bool other = !parameter.alternative.empty() && parameter.alternative == chosen;
        if (!parameter.initial.empty() && !other) {
            values[parameter.name] = parameter.initial;
            chosen = parameter.alternative.empty() ? chosen : parameter.alternative;
        }
    }
    return values;
}

/// Rows follow each other without gap or overlap, as in the original.
void expectTiles(const Snapshot &snapshot, const Snapshot &original)
{
    ASSERT_FALSE(snapshot.extents().empty());
    EXPECT_EQ(snapshot.range(), original.range());
    for (std::uint32_t row = 1; row < snapshot.extents().size(); ++row) {
        ASSERT_EQ(snapshot.extents().last({row - 1}).value + 1, snapshot.extents().first({row}).value);
    }
}

/// Prints, parses without a new complaint (borders that no entry has, torn contiguous groups), and prints the same again.
void expectAsAKernelPrints(const Snapshot &predicted, const Snapshot &original, const std::string &what)
{
    expectTiles(predicted, original);
    const std::string text = printed(predicted);
    const auto again = loadBytes(text, "again", {});
    ASSERT_TRUE(again.has_value()) << what;
    EXPECT_EQ(printed(*again->snapshots.front()), text) << what;
    EXPECT_LE(again->snapshots.front()->diagnostics().size(), original.diagnostics().size()) << what;
}

TEST(Registry, EverySimulationOfEveryDumpPrintsParsesAndTiles)
{
    unsigned ran = 0;
    for (const std::string &name : captureNames()) {
        const SnapshotPtr dump = loadCapture(name);
        const SimulationInputs inputs = inputsOf(name);
        for (const SimulationEntry &entry : simulations()) {
            const auto outcome = simulate(entry, *dump, startOf(entry, *dump, inputs), inputs);
            if (!outcome) {
                EXPECT_FALSE(outcome.error().error.detail.empty()) << name << " " << entry.id;
                continue;
            }
            ++ran;
            const Snapshot &predicted = *outcome->result.snapshot;
            const SimulationLedger &ledger = outcome->result.ledger;
            EXPECT_TRUE(predicted.source().isSimulated());
            EXPECT_FALSE(ledger.steps.empty()) << entry.id;
            EXPECT_FALSE(ledger.assumptions.empty()) << entry.id;
            EXPECT_NE(ledger.after.total.mappedBytes, 0U);
            EXPECT_NE(ledger.before.total.tlbEntries, 0U);
            expectAsAKernelPrints(predicted, *dump, name + " " + entry.id);
        }
    }
    EXPECT_GT(ran, 100U);
}

/// Every rule of huge vmalloc on every dump whose areas are known, ioremap included.
TEST(Registry, VmallocHugeOfEveryKernelIsAsAKernelPrints)
{
    const std::vector<ParameterValues> ways{{{"kernel", "6.12"}},
                                            {{"kernel", "6.17"}, {"ioremap", "huge"}},
                                            {{"kernel", "7.3"}},
                                            {{"kernel", "7.3"}, {"ioremap", "pages"}},
                                            {{"off", "yes"}, {"ioremap", "pages"}}};
    unsigned ran = 0;
    for (const std::string &name : captureNames()) {
        const SnapshotPtr dump = loadCapture(name);
        const SimulationInputs inputs = inputsOf(name);
        for (const ParameterValues &values : ways) {
            const auto outcome = simulate(*simulationCalled("vmalloc-huge"), *dump, values, inputs);
            if (!outcome) {
                continue;
            }
            ++ran;
            expectAsAKernelPrints(*outcome->result.snapshot, *dump, name);
            for (const AreaForecast &area : outcome->areas) {
                EXPECT_EQ(statisticsOfRange(*outcome->result.snapshot, area.place).mappedBytes, area.mapped.value)
                    << name << " " << area.area.caller << " " << printedRange(area.place);
            }
        }
    }
    EXPECT_GT(ran, 150U);
}

/// Areas that were huge from the start never had tables of pages; some stacks come and go between two boots.
TEST(Registry, HugeAreasHaveTheTablesOfTheBootWithThem)
{
    const SnapshotPtr off = loadCapture("v7.3-4k-va48-vmallochuge-off");
    const auto outcome = simulate(*simulationCalled("vmalloc-huge"), *off, {{"allow", "pw\\+0x110"}},
                                  inputsOf("v7.3-4k-va48-vmallochuge-off"));
    ASSERT_TRUE(outcome.has_value());
    const auto pteTables = [](const Statistics &s) { return s.total.tables[static_cast<std::size_t>(Level::Pte)]; };
    const std::uint64_t real = pteTables(statisticsOf(*loadCapture("v7.3-4k-va48-vmallochuge-on")));
    const std::uint64_t predicted = pteTables(outcome->result.ledger.after);
    EXPECT_LE(predicted > real ? predicted - real : real - predicted, 2U) << predicted << " for " << real;
    EXPECT_GT(outcome->result.ledger.tablesFreed, 580U);
}

/// What is mapped huge already stays as the kernel mapped it, with any page size.
TEST(Registry, HugeAreasOfARealBootStayAsTheyAre)
{
    for (const char *name : {"v7.3-4k-va48-vmallochuge-on", "v7.3-16k-va47-vmalloc", "v7.3-64k-va52-vmalloc"}) {
        const SnapshotPtr dump = loadCapture(name);
        const auto outcome =
            simulate(*simulationCalled("vmalloc-huge"), *dump, {{"allow", "pw\\+0x110"}}, inputsOf(name)).value();
        EXPECT_EQ(printed(*outcome.result.snapshot), printed(*dump)) << name;
    }
}

TEST(Registry, DefaultsComeFromTheDump)
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-before");
    const SimulationInputs inputs = inputsOf("v6.1-4k-va48-hvo2m-before");
    const ParameterValues hvo = startOf(*simulationCalled("hvo"), *dump, inputs);
    EXPECT_EQ(hvo.at("hugepage"), "2M");
    EXPECT_EQ(hvo.at("count"), "1024");
    const SnapshotPtr large = loadCapture("v7.3-64k-va52-base");
    EXPECT_EQ(startOf(*simulationCalled("hvo"), *large, {}).at("hugepage"), "512M");
    EXPECT_EQ(startOf(*simulationCalled("linear-map"), *dump, {}).at("mode"), "blocks");
    const SnapshotPtr blocks = loadCapture("v6.1-4k-va48-rodata-off");
    EXPECT_EQ(startOf(*simulationCalled("linear-map"), *blocks, {}).at("mode"), "pages");
}

TEST(Registry, RefusesWithTheParameterThatIsToBlame)
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-before");
    const auto blamed = [&](const std::string &id, const ParameterValues &values) {
        const auto outcome = simulate(*simulationCalled(id), *dump, values, inputsOf("v6.1-4k-va48-hvo2m-before"));
        return outcome ? std::string("ran") : outcome.error().parameter;
    };
    EXPECT_EQ(blamed("hvo", {{"hugepage", "3M"}, {"count", "1"}}), "hugepage");
    EXPECT_EQ(blamed("hvo", {{"hugepage", "64K"}, {"count", "1"}}), "count");
    EXPECT_EQ(blamed("hvo", {{"hugepage", "2M"}, {"count", "99999999"}}), "count");
    EXPECT_EQ(blamed("hvo", {{"hugepage", "2M"}, {"count", "-1"}}), "count");
    EXPECT_EQ(blamed("hvo", {{"hugepage", "2M"}, {"at", "0x0-0x8000"}}), "at");
    EXPECT_EQ(blamed("hvo", {{"hugepage", "2M"}, {"phys", "0x40000000-0x40100000"}}), "phys");
    EXPECT_EQ(blamed("hvo", {{"hugepage", "2M"}, {"count", "1"}, {"kernel", "new"}}), "kernel");
    EXPECT_EQ(blamed("hvo", {{"hugepage", "2M"}, {"count", "1"}, {"restore", "yes"}}), "");
    EXPECT_EQ(blamed("hvo", {{"nonsense", "1"}}), "nonsense");
    EXPECT_EQ(blamed("linear-map", {{"mode", "sideways"}}), "mode");
    EXPECT_EQ(blamed("linear-map", {}), "");
    EXPECT_EQ(blamed("linear-map", {{"mode", "pages"}, {"rodata", "off"}}), "");
    EXPECT_EQ(blamed("linear-map", {{"mode", "pages"}, {"bbml3", "yes"}}), "bbml3");
    EXPECT_EQ(blamed("linear-map", {{"rodata", "perhaps"}, {"kernel", "7.3"}}), "rodata");
    EXPECT_EQ(blamed("linear-map", {{"rodata", "on"}, {"kernel", "6.1"}, {"bbml3", "yes"}}), "bbml3");
    EXPECT_EQ(blamed("set-memory", {{"range", "zzz"}, {"to", "ro"}}), "range");
    EXPECT_EQ(blamed("hot-remove", {{"phys", "0x40000000-0x41000000"}}), "phys");
    EXPECT_EQ(simulationCalled("nonsense"), nullptr);
}

TEST(Registry, HvoKeepsOffWhatIomemShowsAsTaken)
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-before");
    const SimulationInputs inputs = inputsOf("v6.1-4k-va48-hvo2m-before");
    const auto outcome =
        simulate(*simulationCalled("hvo"), *dump, {{"hugepage", "2M"}, {"count", "1024"}}, inputs).value();
    // The kernel image begins 2M into memory and ends in the fifth huge page.
    const Stripes stripes = findStripes(*outcome.result.snapshot);
    ASSERT_EQ(stripes.hugePages.size(), 1024U);
    const VirtAddr first = vmemmapOf(*dump)->range->first;
    for (const HugePageVmemmap &huge : stripes.hugePages) {
        const std::uint64_t index = (huge.range.first - first).value / (32 << 10);
        EXPECT_FALSE(index >= 1 && index <= 4) << index;
    }
}

/// "As in that dump" goes both ways: what stands there no more is given back.
TEST(Registry, LikeADumpWithFewerHugePagesGivesBack)
{
    const SnapshotPtr many = loadCapture("v6.1-4k-va48-hvo2m-after");
    SimulationInputs inputs;
    inputs.like = loadCapture("v6.1-4k-va48-hvo2m-freed");
    const auto outcome = simulate(*simulationCalled("hvo"), *many, {{"hugepage", "2M"}, {"like", "freed"}}, inputs);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->result.ledger.memorySpent.value, 28U << 20);
    EXPECT_TRUE(findStripes(*outcome->result.snapshot).hugePages.empty());
    const auto agreement = agreementOf(outcome->result.snapshot, inputs.like);
    for (const RegionAgreement &region : agreement->regions) {
        EXPECT_TRUE(region.region != "vmemmap" || region.whole());
    }
}

TEST(Registry, PageFramesAreVmemmapRanges)
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-before");
    const SimulationInputs inputs = inputsOf("v6.1-4k-va48-hvo2m-before");
    const auto frames = simulate(*simulationCalled("hvo"), *dump,
                                 {{"hugepage", "2M"}, {"phys", "0x80000000-0x80400000"}}, inputs);
    ASSERT_TRUE(frames.has_value());
    const std::uint64_t first = vmemmapOf(*dump)->range->first.value + ((0x8000'0000U - 0x4000'0000U) >> 12) * 64;
    const auto ranges = simulate(
        *simulationCalled("hvo"), *dump,
        {{"hugepage", "2M"}, {"at", addressText(first) + "-" + addressText(first + (64 << 10))}}, inputs);
    ASSERT_TRUE(ranges.has_value());
    EXPECT_EQ(printed(*frames->result.snapshot), printed(*ranges->result.snapshot));
}

TEST(Agreement, IsWholeWhereThePredictionIsTheKernelsText)
{
    const SnapshotPtr before = loadCapture("v6.1-4k-va48-hvo2m-before");
    SimulationInputs inputs;
    inputs.like = loadCapture("v6.1-4k-va48-hvo2m-after");
    const auto outcome = simulate(*simulationCalled("hvo"), *before, {{"hugepage", "2M"}, {"like", "after"}}, inputs);
    const auto agreement = agreementOf(outcome->result.snapshot, inputs.like);
    ASSERT_TRUE(agreement.has_value());
    for (const RegionAgreement &region : agreement->regions) {
        if (region.region == "vmemmap") {
            EXPECT_TRUE(region.whole());
            EXPECT_GT(region.rowsEqual, 2000U);
            EXPECT_EQ(region.equal, region.compared);
        }
    }
    EXPECT_LE(agreement->total.rowsEqual, agreement->total.rowsReal);
}

TEST(Agreement, TellsWhatDiffersByKind)
{
    const SnapshotPtr before = loadCapture("v6.1-4k-va48-hvo2m-before");
    const SnapshotPtr after = loadCapture("v6.1-4k-va48-hvo2m-after");
    const auto agreement = agreementOf(before, after);
    ASSERT_TRUE(agreement.has_value());
    const auto vmemmap = std::find_if(agreement->regions.begin(), agreement->regions.end(),
                                      [](const RegionAgreement &r) { return r.region == "vmemmap"; });
    ASSERT_NE(vmemmap, agreement->regions.end());
    EXPECT_FALSE(vmemmap->whole());
    EXPECT_EQ(vmemmap->differing[static_cast<std::size_t>(ChangeKind::Permission)].value, 28U << 20);
    EXPECT_EQ((vmemmap->compared - vmemmap->equal).value,
              vmemmap->differing[static_cast<std::size_t>(ChangeKind::Split)].value);
    EXPECT_FALSE(agreementOf(before, loadCapture("v7.3-64k-va52-base")).has_value());
}

TEST(Chain, IsOneStepUponTheOther)
{
    const SnapshotPtr base = loadCapture("v6.1-4k-va48-hvo2m-before");
    const SimulationInputs inputs = inputsOf("v6.1-4k-va48-hvo2m-before");
    const std::vector<ChainStep> steps{{"hvo", {{"hugepage", "2M"}, {"count", "512"}}},
                                       {"linear-map", {{"mode", "blocks"}}},
                                       {"hvo", {{"restore", "yes"}}}};
    const auto all = replay(base, steps, [&](const ChainStep &) { return inputs; });
    ASSERT_TRUE(all.has_value());
    ASSERT_EQ(all->size(), 3U);
    const auto first = simulate(*simulationCalled("hvo"), *base, steps[0].values, inputs).value();
    const auto second = simulate(*simulationCalled("linear-map"), *first.result.snapshot, steps[1].values, inputs).value();
    EXPECT_EQ(printed(*(*all)[1].result.snapshot), printed(*second.result.snapshot));
    EXPECT_EQ((*all)[2].result.snapshot->source().simulation,
              "HVO 2M × 512 › linear map in blocks › HVO undone of 512 huge pages");
    const auto stopped = replay(base, {steps[0], {"hvo", {{"hugepage", "2M"}, {"count", "999999"}}}},
                                [&](const ChainStep &) { return inputs; });
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().step, 1U);
    EXPECT_EQ(stopped.error().problem.parameter, "count");
}

TEST(Plan, HasTheFiguresOfTheThread)
{
    const PagingGeometry geometry;
    HvoPlanRequest request{geometry, {std::uint64_t{1} << 40}, hugePageSizeCalled(geometry, "2M").value(), 524'288,
                           HvoLayout::KeepsOne};
    const auto plan = planHvo(request, arm64Dialects().front());
    ASSERT_TRUE(plan.has_value());
    EXPECT_EQ(plan->result.ledger.memorySaved.value, std::uint64_t{14} << 30);
    EXPECT_EQ(plan->tableBytes.value, std::uint64_t{32} << 20);
    EXPECT_EQ(plan->linesAfter, 2U * 524'288);
    EXPECT_EQ(plan->breakEven, 1U);
    request.size = hugePageSizeCalled(geometry, "64K").value();
    EXPECT_FALSE(planHvo(request, arm64Dialects().front()).has_value());
    request.size = hugePageSizeCalled(geometry, "1G").value();
    request.count = 1025;
    EXPECT_FALSE(planHvo(request, arm64Dialects().front()).has_value());
    request.memory = {12345};
    EXPECT_FALSE(planHvo(request, arm64Dialects().front()).has_value());
}

TEST(Plan, OtherGranulesSplitNothing)
{
    for (const auto &[granule, bits, name, each] :
         {std::tuple{Granule::Page16K, 47U, "32M", 112U << 10}, std::tuple{Granule::Page64K, 52U, "512M", 448U << 10}}) {
        const PagingGeometry geometry = PagingGeometry::make(granule, bits).value();
        const HugePageSize size = hugePageSizeCalled(geometry, name).value();
        const auto plan = planHvo({geometry, {std::uint64_t{64} << 30}, size, 100, HvoLayout::KeepsOne}, arm64Dialects().front());
        ASSERT_TRUE(plan.has_value()) << name;
        EXPECT_EQ(plan->result.ledger.memorySaved.value, 100U * each);
        EXPECT_EQ(plan->tableBytes.value, 0U);
        EXPECT_EQ(plan->breakEven, 0U);
    }
}

/// The first row of the linear map whose attributes answer `wanted`.
RowIndex linearRow(const Snapshot &snapshot, const std::function<bool(const Attributes &, Level)> &wanted)
{
    for (std::uint32_t row = snapshot.regions().front().rows.begin; row < snapshot.regions().front().rows.end; ++row) {
        if (snapshot.isMapped({row}) && wanted(snapshot.attributesOf({row}), snapshot.extents().level({row}))) {
            return {row};
        }
    }
    throw std::runtime_error("no such row");
}

TEST(SetMemory, OnlyBbml3CutsAContiguousGroup)
{
    const SnapshotPtr dump = loadCapture("v7.3-4k-va48-rodata-off");
    const RowIndex group = linearRow(
        *dump, [](const Attributes &a, Level level) { return a.writable() && a.contiguous() && level == Level::Pte; });
    const std::uint64_t first = dump->extents().first(group).value;
    const std::string onePage = addressText(first + 4096) + "-" + addressText(first + 8192);
    const auto without = simulate(*simulationCalled("set-memory"), *dump, {{"range", onePage}, {"to", "invalid"}}, {});
    ASSERT_FALSE(without.has_value());
    EXPECT_EQ(without.error().parameter, "range");
    const std::string wholeGroup = addressText(first) + "-" + addressText(first + (64 << 10));
    EXPECT_TRUE(simulate(*simulationCalled("set-memory"), *dump, {{"range", wholeGroup}, {"to", "ro"}}, {}).has_value());
    const auto with = simulate(*simulationCalled("set-memory"), *dump,
                               {{"range", onePage}, {"to", "invalid"}, {"kernel", "7.3"}, {"bbml3", "yes"}}, {});
    ASSERT_TRUE(with.has_value());
    const Snapshot &after = *with->result.snapshot;
    EXPECT_FALSE(after.attributesOf(*after.extents().find({first})).contiguous());
    EXPECT_FALSE(after.attributesOf(*after.extents().find({first + 4096})).valid());
    const auto old = simulate(*simulationCalled("set-memory"), *dump,
                              {{"range", onePage}, {"to", "invalid"}, {"kernel", "6.1"}, {"bbml3", "yes"}}, {});
    ASSERT_FALSE(old.has_value());
    EXPECT_EQ(old.error().parameter, "bbml3");
}

TEST(HotRemove, ASectionInsideALeafStays)
{
    const SnapshotPtr dump = loadCapture("v7.3-4k-va48-rodata-off");
    const RowIndex block = linearRow(*dump, [](const Attributes &a, Level level) { return a.writable() && level == Level::Pud; });
    const SimulationInputs inputs = inputsOf("v7.3-4k-va48-rodata-off");
    ASSERT_TRUE(inputs.iomem.has_value());
    const std::uint64_t phys = 0x40000000U + (dump->extents().first(block) - dump->extents().first(linearRow(*dump, [](const Attributes &, Level) { return true; }))).value;
    const auto range = [phys](std::uint64_t size) { return addressText(phys) + "-" + addressText(phys + size); };
    const auto section = simulate(*simulationCalled("hot-remove"), *dump, {{"phys", range(std::uint64_t{128} << 20)}}, inputs);
    ASSERT_FALSE(section.has_value());
    EXPECT_EQ(section.error().parameter, "phys");
    EXPECT_NE(section.error().error.detail.find("inside a block"), std::string::npos) << section.error().error.detail;
    EXPECT_TRUE(simulate(*simulationCalled("hot-remove"), *dump, {{"phys", range(std::uint64_t{1} << 30)}}, inputs).has_value());
}

TEST(HotRemove, HugePagesAreDissolvedFirst)
{
    const SnapshotPtr dump = loadCapture("v6.1-4k-va48-hvo2m-before");
    const SimulationInputs inputs = inputsOf("v6.1-4k-va48-hvo2m-before");
    const auto striped =
        simulate(*simulationCalled("hvo"), *dump, {{"hugepage", "2M"}, {"phys", "0x80000000-0x81000000"}}, inputs).value();
    const auto gone = simulate(*simulationCalled("hot-remove"), *striped.result.snapshot,
                               {{"phys", "0x80000000-0x88000000"}}, inputs);
    ASSERT_TRUE(gone.has_value());
    EXPECT_EQ(gone->result.ledger.memorySpent.value, 8U * (28U << 10));
    EXPECT_TRUE(findStripes(*gone->result.snapshot).hugePages.empty());
}

/// Areas of ioremap by pages, then by the largest leaves again, are what the kernel printed.
TEST(Ioremap, PagesAndLargestLeavesAreInverseOnARealKernel)
{
    for (const char *name : {"v7.3-4k-va48-vmallochuge-on", "v7.3-16k-va47-vmalloc", "v7.3-64k-va52-vmalloc"}) {
        const SnapshotPtr dump = loadCapture(name);
        const SimulationInputs inputs = inputsOf(name);
        const auto pages = simulate(*simulationCalled("vmalloc-huge"), *dump,
                                    {{"allow", "^$"}, {"off", "yes"}, {"ioremap", "pages"}}, inputs);
        ASSERT_TRUE(pages.has_value()) << name;
        const auto huge = simulate(*simulationCalled("vmalloc-huge"), *pages->result.snapshot,
                                   {{"allow", "^$"}, {"ioremap", "huge"}}, inputs);
        ASSERT_TRUE(huge.has_value()) << name;
        unsigned changed = 0;
        for (const AreaForecast &area : huge->ioremaps) {
            const auto levels = [&](const Snapshot &s) { return statisticsOfRange(s, area.place); };
            EXPECT_EQ(levels(*huge->result.snapshot).mappedBytesByLevel, levels(*dump).mappedBytesByLevel) << name;
            EXPECT_EQ(levels(*huge->result.snapshot).contiguousBytesByLevel, levels(*dump).contiguousBytesByLevel) << name;
            changed += levels(*pages->result.snapshot).tlbEntries != levels(*dump).tlbEntries ? 1U : 0U;
        }
        EXPECT_NE(changed, 0U) << name;
    }
}

} // namespace
} // namespace ptscope
