// SPDX-License-Identifier: GPL-3.0-or-later
// What is predicted from one real dump is, line for line, what the kernel printed after the change.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "core/simulate/hotplug.h"
#include "core/simulate/hvo.h"
#include "core/simulate/linear_map.h"
#include "core/simulate/physical_layout.h"
#include "core/simulate/set_memory.h"
#include "core/simulate/vmalloc_huge.h"
#include "core/snapshot/row_text.h"
#include "parsers/companions/iomem.h"
#include "parsers/companions/vmallocinfo.h"
#include "parsers/io/read_text.h"
#include "parsers/load.h"
#include "parsers/ptdump/writer.h"
#include "tests/support/load_capture.h"

namespace ptscope {
namespace {

using namespace test;

std::vector<std::string> linesBetween(const Snapshot &snapshot, const std::string &from, const std::string &to)
{
    std::vector<std::string> out;
    std::istringstream lines(printed(snapshot));
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        inside = inside ? line != "---[ " + to + " ]---" : line == "---[ " + from + " ]---";
        if (inside) {
            out.push_back(line);
        }
    }
    EXPECT_FALSE(out.empty()) << from;
    return out;
}

std::vector<std::string> vmemmapLines(const Snapshot &snapshot)
{
    return linesBetween(snapshot, "vmemmap start", "vmemmap end");
}

std::vector<std::string> linearMapLines(const Snapshot &snapshot)
{
    return linesBetween(snapshot, "Linear Mapping start", "Linear Mapping end");
}

std::vector<HugePageSize> sizes(const Snapshot &snapshot, const std::vector<std::string> &names)
{
    std::vector<HugePageSize> out;
    for (const std::string &name : names) {
        out.push_back(hugePageSizeCalled(snapshot.geometry(), name).value());
    }
    return out;
}

void expectHvo(const std::string &before, const std::string &after, const std::string &size)
{
    const SnapshotPtr a = loadCapture(before);
    const SnapshotPtr b = loadCapture(after);
    const auto request = hvoAsIn(*a, *b, sizes(*a, {size}));
    ASSERT_TRUE(request.has_value());
    const auto result = simulateHvo(*a, *request);
    ASSERT_TRUE(result.has_value()) << result.error().detail;
    EXPECT_EQ(vmemmapLines(*result->snapshot), vmemmapLines(*b));
}

TEST(SimulateHvo, IsWhatTheKernelPrinted)
{
    expectHvo("v6.1-4k-va48-hvo2m-before", "v6.1-4k-va48-hvo2m-after", "2M");
    expectHvo("v6.1-4k-va48-hvo32m-before", "v6.1-4k-va48-hvo32m", "32M");
    expectHvo("v6.1-4k-va48-huge64k-before", "v6.1-4k-va48-huge64k", "64K");
    expectHvo("v6.1-4k-va48-hvo2m-before", "v6.1-4k-va48-hvo2m-freed", "2M"); // scars alone
}

TEST(SimulateHvo, RestoreLeavesScars)
{
    const SnapshotPtr a = loadCapture("v6.1-4k-va48-hvo2m-after");
    const auto result = simulateHvoRestore(*a, sizes(*a, {"2M"}));
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(vmemmapLines(*result->snapshot), vmemmapLines(*loadCapture("v6.1-4k-va48-hvo2m-freed")));
}

/// Counts of sysfs: "hugepages-2048kB nr=1024 free=1024".
std::map<std::uint64_t, std::uint64_t> hugePagesBeside(const std::string &name)
{
    std::map<std::uint64_t, std::uint64_t> out;
    const auto text = readText(captureFile(name, "hugepages").string());
    EXPECT_TRUE(text.has_value()) << name;
    const std::regex line(R"(hugepages-(\d+)kB nr=(\d+))");
    for (std::sregex_iterator at(text->begin(), text->end(), line), end; at != end; ++at) {
        out[std::stoull((*at)[1]) * 1024] = std::stoull((*at)[2]);
    }
    EXPECT_FALSE(out.empty()) << *text;
    return out;
}

TEST(FindStripes, CountsWhatSysfsCounts)
{
    unsigned captures = 0;
    for (const std::string &name : captureNames()) {
        if (captureFile(name, "hugepages").empty()) {
            continue;
        }
        const SnapshotPtr snapshot = loadCapture(name);
        const bool optimises = name.find("hvo") != std::string::npos || name.find("huge64k") != std::string::npos;
        std::map<std::uint64_t, std::uint64_t> found;
        for (const StripeCount &count : findStripes(*snapshot).counts) {
            found[count.size.size.value] = count.count;
        }
        for (const auto &[size, count] : hugePagesBeside(name)) {
            const bool eligible = hugePageSizeCalled(snapshot->geometry(), runSizeText({size})).value().eligible;
            EXPECT_EQ(found[size], optimises && eligible ? count : 0) << name << " " << size;
        }
        EXPECT_TRUE(findStripes(*snapshot).breaks.empty()) << name;
        ++captures;
    }
    EXPECT_GE(captures, 5U);
}

TEST(FindStripes, NothingWhereThereIsNone)
{
    for (const std::string &name : captureNames()) {
        if (name.find("hvo") == std::string::npos) {
            EXPECT_TRUE(findStripes(*loadCapture(name)).empty()) << name;
        }
    }
}

/// The rows behind the first 16M of memory: there the image's alias lies, whose rights depend on rodata=.
std::vector<std::string> behindImage(const Snapshot &snapshot, RowRange rows)
{
    std::vector<std::string> out;
    std::uint64_t first = 0;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        AddrRange range = snapshot.extents().range({row});
        first = first == 0 ? range.first.value : first;
        if (range.last.value < first + (16U << 20U)) {
            continue;
        }
        range.first = std::max(range.first, VirtAddr{first + (16U << 20U)});
        out.push_back(addressText(range.first.value) + addressText(range.printedEnd())
                      + name(snapshot.extents().level({row}))
                      + snapshot.attributes().words(snapshot.extents().attributes({row})));
    }
    return out;
}

void expectLinearMap(const std::string &from, const std::string &to, LinearMapMode mode)
{
    const SnapshotPtr a = loadCapture(from);
    const SnapshotPtr b = loadCapture(to);
    DiagnosticLog log;
    const Iomem iomem = parseIomem(readText(captureFile(to, "iomem").string()).value(), log).value();
    const auto result = simulateLinearMap(*a, {mode, std::nullopt, iomem.systemRam().front().first, iomem.systemRam()});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(behindImage(*result->snapshot, result->snapshot->regions().front().rows),
              behindImage(*b, b->regions().front().rows));
}

TEST(SimulateLinearMap, IsWhatTheOtherBootPrinted)
{
    expectLinearMap("v6.1-4k-va48-rodata-full", "v6.1-4k-va48-rodata-off", LinearMapMode::Blocks);
    expectLinearMap("v6.1-4k-va48-rodata-off", "v6.1-4k-va48-rodata-full", LinearMapMode::Pages);
    expectLinearMap("v7.3-4k-va48-rodata-on", "v7.3-4k-va48-rodata-off", LinearMapMode::Blocks);
    expectLinearMap("v7.3-4k-va48-rodata-off", "v7.3-4k-va48-rodata-on", LinearMapMode::Pages);
}

/// What `range` looks like: each row's part of it.
std::string at(const Snapshot &snapshot, AddrRange range)
{
    std::string out;
    const RowRange rows = snapshot.extents().rowsIn(range);
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        const AddrRange part = intersection(snapshot.extents().range({row}), range);
        out += addressText(part.first.value) + " " + runSizeText(part.size()) + " "
            + name(snapshot.extents().level({row})) + " "
            + snapshot.attributes().words(snapshot.extents().attributes({row})) + "\n";
    }
    return out;
}

/// The whole linear map of the other boot, the image's alias included, from the boot parameter alone.
TEST(SimulateLinearMap, RodataIsWhatTheOtherBootPrintedLineForLine)
{
    for (const auto &[from, to, word, kernel] :
         {std::tuple{"v6.1-4k-va48-rodata-full", "v6.1-4k-va48-rodata-off", "off", 601U},
          std::tuple{"v6.1-4k-va48-rodata-full", "v6.1-4k-va48-rodata-off", "on", 601U},
          std::tuple{"v6.1-4k-va48-rodata-off", "v6.1-4k-va48-rodata-full", "full", 601U},
          std::tuple{"v7.3-4k-va48-rodata-on", "v7.3-4k-va48-rodata-off", "off", 703U}}) {
        const SnapshotPtr before = loadCapture(from);
        const SnapshotPtr after = loadCapture(to);
        const RodataRule rule = rodataRule(word, kernel, false).value();
        LinearMapRequest request;
        request.mode = rule.mode;
        request.imageDataIsValid = rule.imageDataIsValid;
        const auto result = simulateLinearMap(*before, request);
        ASSERT_TRUE(result.has_value());
        const AddrRange linear = *linearRegionOf(*after)->range;
        EXPECT_EQ(at(*result->snapshot, linear), at(*after, linear)) << from << " rodata=" << word;
    }
    EXPECT_FALSE(rodataRule("maybe", 703, false).has_value());
    EXPECT_EQ(rodataRule("on", 703, true)->mode, LinearMapMode::SplitBlocks);
    EXPECT_EQ(rodataRule("on", 601, false)->mode, LinearMapMode::Blocks);
    EXPECT_EQ(rodataRule("noalias", 703, false)->mode, LinearMapMode::Blocks);
    EXPECT_FALSE(rodataRule("noalias", 612, false)->remark.empty());
}

/// Rights stay where they are when leaves are split around them, and by pages again it is the dump itself.
TEST(SimulateLinearMap, SplitBlocksKeepRightsAndGoBackToPages)
{
    for (const char *name : {"v7.3-4k-va48-setmem-ro", "v6.1-4k-va48-manyvmalloc", "v7.3-16k-va47-vmalloc", "v7.3-64k-va52-vmalloc"}) {
        const SnapshotPtr before = loadCapture(name);
        LinearMapRequest request;
        request.alias = ImageAlias::LikeTheRest;
        const auto pages = simulateLinearMap(*before, request);
        request.mode = LinearMapMode::SplitBlocks;
        const auto split = simulateLinearMap(*pages->snapshot, request);
        ASSERT_TRUE(split.has_value());
        EXPECT_LT(split->ledger.after.total.tlbEntries, pages->ledger.after.total.tlbEntries) << name;
        const auto again = loadBytes(printed(*split->snapshot), "again", {});
        EXPECT_TRUE(again->snapshots.front()->diagnostics().empty()) << name;
        request.mode = LinearMapMode::Pages;
        EXPECT_EQ(printed(*simulateLinearMap(*split->snapshot, request)->snapshot), printed(*pages->snapshot)) << name;
    }
}

TEST(SimulateLinearMap, WithTheImageOf61LineForLine)
{
    const SnapshotPtr off = loadCapture("v6.1-4k-va48-rodata-off");
    const SnapshotPtr full = loadCapture("v6.1-4k-va48-rodata-full");
    const auto pages = simulateLinearMap(*off, {LinearMapMode::Pages, std::nullopt, PhysAddr{0x40000000}, {}});
    EXPECT_EQ(linearMapLines(*pages->snapshot), linearMapLines(*full));
    const auto blocks = simulateLinearMap(*full, {LinearMapMode::Blocks, std::nullopt, PhysAddr{0x40000000}, {}});
    EXPECT_EQ(linearMapLines(*blocks->snapshot), linearMapLines(*off));
}

TEST(SimulateHotplug, IsWhatTheKernelPrinted)
{
    const SnapshotPtr before = loadCapture("v7.3-4k-va48-hotplug-before");
    const SnapshotPtr added = loadCapture("v7.3-4k-va48-hotplug-added");
    const HotplugRequest dimm{{0x80000000}, {0xbfffffff}, {0x40000000}};
    const auto more = simulateHotAdd(*before, dimm);
    ASSERT_TRUE(more.has_value());
    EXPECT_EQ(linearMapLines(*more->snapshot), linearMapLines(*added));
    EXPECT_EQ(vmemmapLines(*more->snapshot), vmemmapLines(*added));
    const auto less = simulateHotRemove(*added, dimm);
    ASSERT_TRUE(less.has_value());
    EXPECT_EQ(linearMapLines(*less->snapshot), linearMapLines(*before));
    EXPECT_EQ(vmemmapLines(*less->snapshot), vmemmapLines(*before));
}

TEST(SimulateSetMemory, ReadOnlyAreasAndTheirAliases)
{
    const SnapshotPtr before = loadCapture("v7.3-4k-va48-setmem-before");
    const SnapshotPtr after = loadCapture("v7.3-4k-va48-setmem-ro");
    const AddrRange area{{0xffff800080b8d000}, {0xffff800080c8cfff}};
    const AddrRange alias{{0xffff0000c1500000}, {0xffff0000c15fffff}};
    const auto result = simulateSetMemory(*before, {area, SetMemory::Ro, false, {alias}});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(at(*result->snapshot, area), at(*after, area));
    EXPECT_EQ(at(*result->snapshot, alias), at(*after, alias));
    EXPECT_NE(at(*result->snapshot, area), at(*before, area));
}

TEST(SimulateSetMemory, WritableAgain)
{
    const SnapshotPtr before = loadCapture("v7.3-4k-va48-setmem-ro");
    const SnapshotPtr after = loadCapture("v7.3-4k-va48-setmem-rw");
    const AddrRange area{{0xffff800080b8d000}, {0xffff800080c8cfff}};
    const AddrRange alias{{0xffff0000c1500000}, {0xffff0000c15fffff}};
    const auto result = simulateSetMemory(*before, {area, SetMemory::Rw, false, {alias}});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(at(*result->snapshot, area), at(*after, area));
    EXPECT_EQ(at(*result->snapshot, alias), at(*after, alias));
    EXPECT_NE(at(*result->snapshot, area), at(*before, area));
}

/// An entry made invalid is F and NG since 6.18 (PRESENT_INVALID is the nG bit), only F before; valid again it is as it was.
TEST(SimulateSetMemory, InvalidEntriesLookLikeThoseOfTheKernel)
{
    for (const auto &[name, kernel, nonGlobal] : {std::tuple{"v7.3-4k-va48-base", 703U, true},
                                                  std::tuple{"v7.3-4k-va48-kaslr", 703U, true},
                                                  std::tuple{"v6.1-4k-va48-rodata-full", 601U, false}}) {
        const SnapshotPtr before = loadCapture(name);
        const AddrRange page = AddrRange::fromSize({0xffff000001000000}, {4096});
        const auto off = simulateSetMemory(*before, {page, SetMemory::Invalid, false, {}, kernel});
        ASSERT_TRUE(off.has_value()) << name;
        const Attributes &attributes = off->snapshot->attributesOf(*off->snapshot->extents().find(page.first));
        EXPECT_FALSE(attributes.valid()) << name;
        EXPECT_EQ(attributes.has(Attr::NotGlobal), nonGlobal) << name;
        const auto on = simulateSetMemory(*off->snapshot, {page, SetMemory::Valid, false, {}, kernel});
        ASSERT_TRUE(on.has_value()) << name;
        EXPECT_EQ(printed(*on->snapshot), printed(*before)) << name;
    }
}

TEST(SimulateSetMemory, WritableAndExecutable)
{
    const SnapshotPtr before = loadCapture("v7.3-4k-va48-wx-before");
    const SnapshotPtr after = loadCapture("v7.3-4k-va48-wx");
    for (const AddrRange &range : {AddrRange{{0xffff800080a85000}, {0xffff800080a94fff}},
                                   AddrRange{{0xffff800080aad000}, {0xffff800080ab0fff}}}) {
        const auto result = simulateSetMemory(*before, {range, SetMemory::X, false, {}});
        ASSERT_TRUE(result.has_value());
        EXPECT_EQ(at(*result->snapshot, range), at(*after, range));
        EXPECT_NE(at(*result->snapshot, range), at(*before, range));
    }
}

TEST(SimulateSetMemory, RefusesAHugeArea)
{
    const SnapshotPtr on = loadCapture("v7.3-4k-va48-vmallochuge-on");
    const auto refused =
        simulateSetMemory(*on, {{{0xffff800082000000}, {0xffff8000820fffff}}, SetMemory::Ro, true, {}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::BadArgument);
}

VmallocInfo vmallocInfoOf(const std::string &name)
{
    DiagnosticLog log;
    auto info = parseVmallocInfo(readText(captureFile(name, "vmallocinfo").string()).value(), log);
    EXPECT_TRUE(log.entries().empty()) << name;
    return info.value();
}

TEST(VmallocInfo, ReadsRealFiles)
{
    EXPECT_FALSE(vmallocInfoOf("v7.3-4k-va48-vmallochuge-on").hashed);
    EXPECT_TRUE(vmallocInfoOf("v7.3-4k-va48-base-hashed").hashed);
    EXPECT_TRUE(vmallocInfoOf("v6.1-4k-va48-base-hashed").hashed); // "(____ptrval____)" for each
    const VmallocInfo info = vmallocInfoOf("v7.3-4k-va48-vmallochuge-off");
    const auto area =
        std::find_if(info.areas.begin(), info.areas.end(), [](const VmallocArea &a) { return a.pages == 16384; });
    ASSERT_NE(area, info.areas.end());
    EXPECT_EQ(area->module, "ptlab");
    EXPECT_EQ(area->caller, "pw+0x110/0xb8c");
    EXPECT_TRUE(area->vmalloc && area->pageArrayIsVmalloc);
}

using Classes = std::multiset<std::tuple<std::string, std::uint64_t, Level, bool>>;

/// find_vm_area: one area holds all of it, and vmalloc made it.
TEST(SimulateSetMemory, RefusesWhatNoVmallocAreaHolds)
{
    const SnapshotPtr dump = loadCapture("v7.3-4k-va48-setmem-before");
    const VmallocInfo info = vmallocInfoOf("v7.3-4k-va48-setmem-before");
    SetMemoryRequest request{{{0xffff800080b8d000}, {0xffff800080c8cfff}}, SetMemory::Ro, false, {}};
    request.areas = &info.areas;
    EXPECT_TRUE(simulateSetMemory(*dump, request).has_value());
    request.range = {{0xffff8000807e0000}, {0xffff8000807e0fff}};
    const auto device = simulateSetMemory(*dump, request);
    ASSERT_FALSE(device.has_value());
    EXPECT_NE(device.error().detail.find("ioremap"), std::string::npos) << device.error().detail;
    // The linear map has no areas; its aliases follow all the same.
    request.range = {{0xffff0000c1500000}, {0xffff0000c15fffff}};
    EXPECT_TRUE(simulateSetMemory(*dump, request).has_value());
}

TEST(SimulateVmallocHuge, AreasAreMappedAsInTheBootWithIt)
{
    const SnapshotPtr off = loadCapture("v7.3-4k-va48-vmallochuge-off");
    const SnapshotPtr on = loadCapture("v7.3-4k-va48-vmallochuge-on");
    const auto result = simulateVmallocHuge(
        *off, vmallocInfoOf("v7.3-4k-va48-vmallochuge-off"),
        {VmallocLeaves::GroupsAndBlocks, [](const VmallocArea &area) { return area.caller == "pw+0x110/0xb8c"; }});
    ASSERT_TRUE(result.has_value());
    Classes predicted;
    for (const AreaForecast &forecast : result->areas) {
        if (forecast.area.module == "ptlab") {
            predicted.emplace(forecast.area.caller, forecast.mapped.value, forecast.level, forecast.contiguous);
            const auto row = result->simulation.snapshot->extents().find(forecast.place.first);
            ASSERT_TRUE(row.has_value());
            EXPECT_EQ(result->simulation.snapshot->extents().level(*row), forecast.level);
            EXPECT_EQ(result->simulation.snapshot->attributesOf(*row).contiguous(), forecast.contiguous);
        }
    }
    Classes real;
    for (const VmallocArea &area : vmallocInfoOf("v7.3-4k-va48-vmallochuge-on").areas) {
        if (area.module == "ptlab" && area.vmalloc) {
            const RowIndex row = on->extents().find(area.first).value();
            real.emplace(area.caller, area.size.value - 4096, on->extents().level(row),
                         on->attributesOf(row).contiguous());
        }
    }
    EXPECT_EQ(predicted, real);
}

TEST(SimulateVmallocHuge, HashedAddressesAreRefused)
{
    const auto refused =
        simulateVmallocHuge(*loadCapture("v7.3-4k-va48-base-hashed"), vmallocInfoOf("v7.3-4k-va48-base-hashed"),
                            {VmallocLeaves::GroupsAndBlocks, [](const VmallocArea &) { return true; }});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::AddressesHidden);
}

} // namespace
} // namespace ptscope
