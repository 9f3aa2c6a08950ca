// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <memory>

#include "app/cli/companion_input.h"
#include "parsers/companions/beside.h"
#include "app/cli/simulate_output.h"
#include "core/query/safe_regex.h"
#include "core/simulate/hotplug.h"
#include "core/simulate/hvo.h"
#include "core/simulate/linear_map.h"
#include "core/simulate/set_memory.h"
#include "core/simulate/vmalloc_huge.h"
#include "core/snapshot/row_text.h"
#include "parsers/companions/fields.h"

namespace ptscope::cli {

namespace {

int complainAbout(Error error, const std::string &subject)
{
    if (error.subject.empty()) {
        error.subject = subject;
    }
    return complain(error);
}

/// Major and minor as one number: 518 for "5.18.3".
std::optional<unsigned> versionOf(const std::string &release)
{
    unsigned major = 0;
    unsigned minor = 0;
    const char *end = release.data() + release.size();
    const auto [dot, first] = std::from_chars(release.data(), end, major);
    if (first != std::errc{} || dot == end || *dot != '.' || std::from_chars(dot + 1, end, minor).ec != std::errc{}
        || minor > 99) {
        return std::nullopt;
    }
    return major * 100 + minor;
}

/// Reports when it is none.
tl::expected<std::optional<unsigned>, int> kernelOption(const std::string &text)
{
    if (text.empty()) {
        return std::optional<unsigned>();
    }
    const auto version = versionOf(text);
    if (!version) {
        return tl::make_unexpected(
            complain({ErrorCode::BadArgument, "--kernel " + text, "a version such as 5.18 is needed"}));
    }
    return version;
}

// --- hvo --------------------------------------------------------------------------------------------------------------

struct HvoOptions {
    SimulateOptions common;
    std::string sizes;
    std::string at;
    std::string like;
    std::string kernel;
    std::uint64_t count = 0;
    bool restore = false;
};

Result<std::vector<HugePageSize>> sizesOf(const PagingGeometry &geometry, const std::string &text)
{
    std::vector<HugePageSize> out;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view name = rest.substr(0, comma);
        const auto size = hugePageSizeCalled(geometry, name);
        if (!size) {
            std::string known;
            for (const HugePageSize &s : hugePageSizes(geometry)) {
                known += (known.empty() ? "" : ", ") + runSizeText(s.size);
            }
            return fail(ErrorCode::BadArgument, "--hugepage " + std::string(name),
                        "huge pages of this kernel come in " + known);
        }
        out.push_back(*size);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return out;
}

Result<HvoRequest> hvoRequest(const HvoOptions &options, const Snapshot &snapshot,
                              const std::vector<HugePageSize> &sizes, const Snapshot *like)
{
    if (like != nullptr) {
        return hvoAsIn(snapshot, *like, sizes);
    }
    if (sizes.size() != 1) {
        return fail(ErrorCode::BadArgument, "--hugepage", "one size is needed with --at and --count");
    }
    if (!options.at.empty()) {
        const auto ranges = parseRanges(options.at);
        return ranges ? hvoAt(snapshot, sizes.front(), *ranges) : tl::make_unexpected(ranges.error());
    }
    auto request = hvoWhereFitting(snapshot, sizes.front(), options.count);
    if (request && request->hugePages.size() < options.count) {
        return fail(ErrorCode::BadArgument, "--count " + std::to_string(options.count),
                    "only " + std::to_string(request->hugePages.size()) + " more fit");
    }
    return request;
}

Result<SimulationResult> runHvo(const HvoOptions &options, const Snapshot &snapshot, const Snapshot *like,
                                HvoLayout layout)
{
    const auto sizes = sizesOf(snapshot.geometry(), options.sizes);
    if (!sizes) {
        return tl::make_unexpected(sizes.error());
    }
    if (options.restore) {
        return simulateHvoRestore(snapshot, *sizes);
    }
    auto request = hvoRequest(options, snapshot, *sizes, like);
    if (!request) {
        return tl::make_unexpected(request.error());
    }
    if (!options.kernel.empty()) {
        request->layout = layout;
    }
    return simulateHvo(snapshot, std::move(*request));
}

int hvo(const HvoOptions &options)
{
    const auto version = kernelOption(options.kernel);
    if (!version) {
        return version.error();
    }
    const int ways = (options.at.empty() ? 0 : 1) + (options.like.empty() ? 0 : 1) + (options.count == 0 ? 0 : 1)
        + (options.restore ? 1 : 0);
    if (ways != 1) {
        return complain({ErrorCode::BadArgument, "hvo", "one of --at, --like, --count and --restore is needed"});
    }
    const auto dump = openOneDump(options.common.input);
    if (!dump) {
        return dump.error();
    }
    SnapshotPtr like;
    if (!options.like.empty()) {
        InputOptions other = options.common.input;
        other.file = options.like;
        const auto opened = openOneDump(other);
        if (!opened) {
            return opened.error();
        }
        like = *opened;
    }
    const HvoLayout layout = version->value_or(518) < 518 ? HvoLayout::KeepsTwo : HvoLayout::KeepsOne;
    const auto result = runHvo(options, **dump, like.get(), layout);
    return result ? printSimulation(*result, options.common, simulationJson(*result))
                  : complainAbout(result.error(), options.common.input.file);
}

void addHvo(CLI::App &parent, Run &run)
{
    auto options = std::make_shared<HvoOptions>();
    CLI::App *command = parent.add_subcommand(
        "hvo", "Free the struct pages of huge pages (hugetlb vmemmap optimisation), or give them back");
    options->common.addTo(*command);
    command->add_option("--hugepage", options->sizes,
                        "size of the huge pages: 2M, 32M, 1G...; several with commas for --like and --restore");
    command->add_option("--at", options->at, "their vmemmap: ranges START-END in hex, with commas");
    command->add_option("--like", options->like, "the places of the stripes in this dump");
    command->add_option("--count", options->count, "so many more, at the lowest places where they fit");
    command->add_flag("--restore", options->restore, "give huge pages back: writable again, split blocks stay split");
    command->add_option("--kernel", options->kernel, "layout of this version: below 5.18 two pages are kept, else one");
    command->callback([options, &run] { run = [options] { return hvo(*options); }; });
}

// --- linear-map -------------------------------------------------------------------------------------------------------

struct LinearOptions {
    SimulateOptions common;
    std::string mode;
    std::string iomem;
    std::string physBase;
    std::string kernel;
};

Result<LinearMapRequest> linearRequest(const LinearOptions &options)
{
    LinearMapRequest request;
    request.mode = options.mode == "blocks" ? LinearMapMode::Blocks : LinearMapMode::Pages;
    if (!options.physBase.empty()) {
        const auto phys = companions::hexNumber(options.physBase);
        if (!phys) {
            return fail(ErrorCode::BadArgument, "--phys-base " + options.physBase, "an address in hex is needed");
        }
        request.firstPhys = PhysAddr{*phys};
        return request;
    }
    const std::string beside = options.iomem.empty() ? companionBeside(options.common.input.file, "iomem") : options.iomem;
    if (beside.empty()) {
        return request;
    }
    const auto iomem = openIomem(beside, options.common.input.file);
    if (!iomem) {
        return tl::make_unexpected(iomem.error());
    }
    if (iomem->hidden || iomem->systemRam().empty()) {
        if (options.iomem.empty()) {
            return request;
        }
        return fail(ErrorCode::AddressesHidden, beside, "its addresses are zero: read it as root");
    }
    request.banks = iomem->systemRam();
    request.firstPhys = request.banks.front().first;
    return request;
}

int linearMap(const LinearOptions &options)
{
    const auto version = kernelOption(options.kernel);
    if (!version) {
        return version.error();
    }
    const auto dump = openOneDump(options.common.input);
    if (!dump) {
        return dump.error();
    }
    auto request = linearRequest(options);
    if (!request) {
        return complainAbout(request.error(), "iomem");
    }
    if (*version) {
        request->alias = **version < 618 ? ImageAlias::BlocksWithoutGroups : ImageAlias::LikeTheRest;
    }
    const auto result = simulateLinearMap(**dump, *request);
    return result ? printSimulation(*result, options.common, simulationJson(*result))
                  : complainAbout(result.error(), options.common.input.file);
}

void addLinearMap(CLI::App &parent, Run &run)
{
    auto options = std::make_shared<LinearOptions>();
    CLI::App *command =
        parent.add_subcommand("linear-map", "The linear map by pages (rodata=full) or by the largest leaves that fit");
    options->common.addTo(*command);
    command->add_option("--mode", options->mode, "pages or blocks")
        ->required()
        ->check(CLI::IsMember({"pages", "blocks"}));
    command->add_option("--iomem", options->iomem,
                        "/proc/iomem of the machine: physical addresses and banks (default: the file beside FILE)");
    command->add_option("--phys-base", options->physBase, "physical address of the first mapped byte, in hex");
    command->add_option("--kernel", options->kernel,
                        "how the image's alias is mapped: like this version (default: as the dump shows)");
    command->callback([options, &run] { run = [options] { return linearMap(*options); }; });
}

// --- vmalloc-huge -----------------------------------------------------------------------------------------------------

struct VmallocOptions {
    SimulateOptions common;
    std::string vmallocinfo;
    std::string allow = "all";
    std::string kernel;
    bool off = false;
};

Json areasJson(const VmallocHugeResult &result)
{
    Json out = Json::array();
    for (const AreaForecast &forecast : result.areas) {
        Json area;
        area["caller"] = forecast.area.caller;
        area["bytes"] = forecast.requested.value;
        area["mapped_bytes"] = forecast.mapped.value;
        area["mapped_bytes_by_level"] = {{name(forecast.level), forecast.mapped.value}};
        area["contiguous_bytes_by_level"] = Json::object();
        if (forecast.contiguous) {
            area["contiguous_bytes_by_level"][name(forecast.level)] = forecast.mapped.value;
        }
        area["first"] = addressText(forecast.place.first.value);
        area["asks_for_huge"] = forecast.asksForHuge;
        area["placement"] = forecast.moved ? "guess" : "in place";
        out.push_back(std::move(area));
    }
    return out;
}

Result<VmallocHugeRequest> vmallocRequest(const VmallocOptions &options)
{
    VmallocHugeRequest request;
    if (!options.kernel.empty()) {
        const auto leaves = vmallocLeavesOf(options.kernel);
        if (!leaves) {
            return fail(ErrorCode::BadArgument, "--kernel " + options.kernel, "a version such as 6.18 is needed");
        }
        request.leaves = *leaves;
    }
    if (options.off) {
        request.leaves = VmallocLeaves::Pages;
    }
    if (options.allow == "all") {
        request.asksForHuge = [](const VmallocArea &) { return true; };
        return request;
    }
    auto pattern = safeRegex(options.allow, false);
    if (!pattern) {
        return fail(ErrorCode::BadArgument, "--allow", "no regular expression: " + pattern.error());
    }
    request.asksForHuge = [pattern = std::move(*pattern)](const VmallocArea &area) {
        return searches(pattern, area.caller);
    };
    return request;
}

int vmallocHuge(const VmallocOptions &options)
{
    const auto request = vmallocRequest(options);
    if (!request) {
        return complain(request.error());
    }
    const auto dump = openOneDump(options.common.input);
    if (!dump) {
        return dump.error();
    }
    const auto info = openVmallocInfo(options.vmallocinfo, options.common.input.file);
    if (!info) {
        return complain(info.error());
    }
    auto result = simulateVmallocHuge(**dump, *info, *request);
    if (!result) {
        return complainAbout(result.error(), options.common.input.file);
    }
    if (options.kernel.empty() && !options.off) {
        result->simulation.ledger.assumptions.push_back("a kernel of 6.18 or later (--kernel)");
    }
    Json json = simulationJson(result->simulation);
    json["areas"] = areasJson(*result);
    return printSimulation(result->simulation, options.common, json);
}

void addVmallocHuge(CLI::App &parent, Run &run)
{
    auto options = std::make_shared<VmallocOptions>();
    CLI::App *command =
        parent.add_subcommand("vmalloc-huge", "vmalloc areas with huge vmalloc: blocks, contiguous groups or pages");
    options->common.addTo(*command);
    command->add_option("--vmallocinfo", options->vmallocinfo,
                        "/proc/vmallocinfo of the machine (default: the file beside FILE)");
    command->add_option("--allow", options->allow, "callers that ask for huge mappings: all, or a regular expression");
    command->add_option("--kernel", options->kernel,
                        "rules of this version: below 6.16 pages, 6.16 and 6.17 groups, then blocks too");
    command->add_flag("--off", options->off, "without huge vmalloc (nohugevmalloc)");
    command->callback([options, &run] { run = [options] { return vmallocHuge(*options); }; });
}

// --- set-memory -------------------------------------------------------------------------------------------------------

struct SetOptions {
    SimulateOptions common;
    std::string range;
    std::string to;
    std::string alias;
    std::string kernel;
    bool bbml3 = false;
};

int setMemory(const SetOptions &options)
{
    const auto version = kernelOption(options.kernel);
    if (!version) {
        return version.error();
    }
    const auto ranges = parseRanges(options.range);
    const auto aliases = parseRanges(options.alias);
    if (!ranges || !aliases) {
        return complain(ranges ? aliases.error() : ranges.error());
    }
    if (ranges->size() != 1) {
        return complain({ErrorCode::BadArgument, "--range " + options.range, "one range is needed"});
    }
    if (options.bbml3 && version->value_or(618) < 618) {
        return complain({ErrorCode::BadArgument, "--bbml3", "kernels before 6.18 do not split live leaves"});
    }
    const auto dump = openOneDump(options.common.input);
    if (!dump) {
        return dump.error();
    }
    static const std::vector<std::string> words{"ro", "rw", "x", "nx", "valid", "invalid"};
    const auto to = static_cast<SetMemory>(std::find(words.begin(), words.end(), options.to) - words.begin());
    const auto result = simulateSetMemory(**dump, {ranges->front(), to, options.bbml3, *aliases});
    return result ? printSimulation(*result, options.common, simulationJson(*result))
                  : complainAbout(result.error(), options.common.input.file);
}

void addSetMemory(CLI::App &parent, Run &run)
{
    auto options = std::make_shared<SetOptions>();
    CLI::App *command =
        parent.add_subcommand("set-memory", "set_memory_ro, rw, x, nx, valid: the change, its splits, or the refusal");
    options->common.addTo(*command);
    command->add_option("--range", options->range, "START-END in hex, the end exclusive as printed")->required();
    command->add_option("--to", options->to, "ro, rw, x, nx, valid, invalid")
        ->required()
        ->check(CLI::IsMember({"ro", "rw", "x", "nx", "valid", "invalid"}));
    command->add_option("--alias", options->alias,
                        "linear aliases of its pages, which follow ro and rw with rodata=full: ranges with commas");
    command->add_option("--kernel", options->kernel, "rules of this version");
    command->add_flag("--bbml3", options->bbml3,
                      "all CPUs have BBM level 3: live blocks and groups are split (6.18 and later)");
    command->callback([options, &run] { run = [options] { return setMemory(*options); }; });
}

// --- hot-add, hot-remove ----------------------------------------------------------------------------------------------

struct HotplugOptions {
    SimulateOptions common;
    std::string phys;
    std::string iomem;
    std::string physBase;
    bool add = false;
};

/// The linear region begins at the first bank rounded down to what the kernel aligns it to: the first mapped byte stands for it.
Result<PhysAddr> linearStart(const HotplugOptions &options, const Snapshot &snapshot)
{
    PhysAddr first;
    if (!options.physBase.empty()) {
        const auto phys = companions::hexNumber(options.physBase);
        if (!phys) {
            return fail(ErrorCode::BadArgument, "--phys-base " + options.physBase, "an address in hex is needed");
        }
        first = {*phys};
    } else {
        const auto iomem = openIomem(options.iomem, options.common.input.file);
        if (!iomem) {
            return tl::make_unexpected(iomem.error());
        }
        if (iomem->hidden || iomem->systemRam().empty()) {
            return fail(ErrorCode::AddressesHidden, "iomem",
                        "its addresses are zero: read it as root, or give --phys-base");
        }
        first = iomem->systemRam().front().first;
    }
    for (const Region &region : snapshot.regions()) {
        for (std::uint32_t row = region.rows.begin;
             region.range && region.name.starts_with("Linear") && row < region.rows.end; ++row) {
            if (!snapshot.extents().attributes({row}).isHole()) {
                return PhysAddr{first.value - (snapshot.extents().first({row}) - region.range->first).value};
            }
        }
    }
    return fail(ErrorCode::NothingFound, "linear map", "nothing is mapped there");
}

int hotplug(const HotplugOptions &options)
{
    const auto ranges = parseRanges(options.phys);
    if (!ranges || ranges->size() != 1) {
        return complain(ranges ? Error{ErrorCode::BadArgument, "--phys " + options.phys, "one range is needed"}
                               : ranges.error());
    }
    const auto dump = openOneDump(options.common.input);
    if (!dump) {
        return dump.error();
    }
    const auto start = linearStart(options, **dump);
    if (!start) {
        return complain(start.error());
    }
    const HotplugRequest request{{ranges->front().first.value}, {ranges->front().last.value}, *start};
    const auto result = options.add ? simulateHotAdd(**dump, request) : simulateHotRemove(**dump, request);
    return result ? printSimulation(*result, options.common, simulationJson(*result))
                  : complainAbout(result.error(), options.common.input.file);
}

void addHotplug(CLI::App &parent, Run &run, bool add)
{
    auto options = std::make_shared<HotplugOptions>();
    options->add = add;
    CLI::App *command = parent.add_subcommand(add ? "hot-add" : "hot-remove",
                                              add ? "Linear map and vmemmap of memory sections that come"
                                                  : "Linear map and vmemmap of memory sections that go");
    options->common.addTo(*command);
    command->add_option("--phys", options->phys, "physical range START-END in hex, whole sections")->required();
    command->add_option("--iomem", options->iomem, "/proc/iomem of the machine (default: the file beside FILE)");
    command->add_option("--phys-base", options->physBase, "physical address of the first mapped byte, in hex");
    command->callback([options, &run] { run = [options] { return hotplug(*options); }; });
}

} // namespace

void addSimulate(CLI::App &app, Run &run)
{
    CLI::App *command = app.add_subcommand(
        "simulate", "Predict the dump after a change: HVO, huge vmalloc, linear map, set_memory, hotplug");
    command->require_subcommand(1);
    command->footer("The predicted dump goes to standard output as the kernel would print it; steps and assumptions to "
                    "standard error.");
    addHvo(*command, run);
    addVmallocHuge(*command, run);
    addLinearMap(*command, run);
    addSetMemory(*command, run);
    addHotplug(*command, run, true);
    addHotplug(*command, run, false);
}

} // namespace ptscope::cli
