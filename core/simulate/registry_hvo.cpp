// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fmt/format.h>

#include "core/simulate/hvo.h"
#include "core/simulate/physical_layout.h"
#include "core/simulate/registry.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

constexpr unsigned firstKernelThatKeepsOne = 518;

std::vector<ParameterChoice> sizeChoices(const PagingGeometry &geometry)
{
    std::vector<ParameterChoice> out;
    for (const HugePageSize &size : hugePageSizes(geometry)) {
        out.push_back({runSizeText(size.size), runSizeText(size.size),
                       size.eligible ? "" : runSizeText(ByteCount{size.size.value / geometry.pageSize().value * structPageBytes})
                               + " of struct pages: nothing to free"});
    }
    return out;
}

/// Where huge pages may be put: memory that iomem does not say is taken. Nothing when that is not known.
std::optional<std::vector<AddrRange>> freeVmemmap(const Snapshot &snapshot, const SimulationInputs &inputs)
{
    if (!inputs.iomem || inputs.iomem->hidden || inputs.iomem->systemRam().empty()) {
        return std::nullopt;
    }
    const auto layout = physicalLayout(snapshot, inputs.iomem->systemRam().front().first);
    if (!layout) {
        return std::nullopt;
    }
    std::vector<AddrRange> out;
    for (const AddrRange &phys : allocatableMemory(*inputs.iomem)) {
        if (const auto range = layout->vmemmapOf(phys)) {
            out.push_back(*range);
        }
    }
    return out;
}

/// The size a form starts with: the smallest that HVO can do something about.
std::optional<HugePageSize> firstEligible(const PagingGeometry &geometry)
{
    for (const HugePageSize &size : hugePageSizes(geometry)) {
        if (size.eligible) {
            return size;
        }
    }
    return std::nullopt;
}

/// The size that a form holds, else the first that HVO can do something about.
std::optional<HugePageSize> sizeShown(const PagingGeometry &geometry, const ParameterValues &chosen)
{
    const auto found = chosen.find("hugepage");
    const auto size = found == chosen.end() ? std::nullopt : hugePageSizeCalled(geometry, found->second);
    return size ? size : firstEligible(geometry);
}

void takeFromDump(std::vector<Parameter> &parameters, const Snapshot &snapshot, const SimulationInputs &inputs)
{
    const auto first = firstEligible(snapshot.geometry());
    const auto size = sizeShown(snapshot.geometry(), inputs.chosen);
    const auto avoid = inputs.chosen.find("avoid");
    const bool anywhere = avoid != inputs.chosen.end() && avoid->second == "nothing";
    for (Parameter &parameter : parameters) {
        if (parameter.name == "hugepage") {
            parameter.choices = sizeChoices(snapshot.geometry());
            parameter.initial = first ? runSizeText(first->size) : "";
        } else if (parameter.name == "count" && size) {
            const auto allowed = anywhere ? std::nullopt : freeVmemmap(snapshot, inputs);
            parameter.largest = hvoRoomFor(snapshot, *size, allowed ? &*allowed : nullptr);
            parameter.initial = std::to_string(std::min<std::uint64_t>(parameter.largest, 1024));
            parameter.hint = parameter.largest == 0 ? "none fit" : fmt::format("{} fit", parameter.largest);
        }
    }
}

std::vector<Parameter> parametersOfHvo(const Snapshot *snapshot, const SimulationInputs &inputs)
{
    std::vector<Parameter> out;
    out.push_back({"hugepage", "Huge page size", "size of the huge pages: 2M, 32M, 1G...; several with commas for --like and --restore",
                   ParameterKind::Choices, false, {}, {}, {}, {}, 0, {}});
    out.push_back({"count", "How many", "so many more, at the lowest places where they fit", ParameterKind::Count, false, {},
                   "hvo", {}, {}, 0, {}});
    out.push_back({"at", "At these vmemmap ranges", "their vmemmap: ranges START-END in hex, with commas",
                   ParameterKind::Ranges, false, {}, "hvo", {}, {}, 0, {}});
    out.push_back({"phys", "At these physical ranges",
                   "their page frames: physical ranges START-END in hex, with commas (needs iomem)", ParameterKind::Ranges, false,
                   {}, "hvo", {}, {}, 0, {}});
    out.push_back({"like", "As in another dump", "the places of the stripes in this dump", ParameterKind::Dump, false, {}, "hvo",
                   {}, {}, 0, {}});
    out.push_back({"restore", "Give all back", "give huge pages back: writable again, split blocks stay split",
                   ParameterKind::Flag, false, {}, "hvo", "yes", {}, 0, {}});
    out.push_back({"avoid", "Leave out", "with --count: memory that iomem shows as taken (reserved) or nothing",
                   ParameterKind::Choice, false,
                   {{"reserved", "Image and reserved", ""}, {"nothing", "Nothing", ""}}, {}, "reserved", {}, 0, "count"});
    out.push_back({"iomem", "iomem", "/proc/iomem of the machine: what memory is taken (default: the file beside FILE)",
                   ParameterKind::Companion, false, {}, {}, {}, {}, 0, {}});
    out.push_back({"kernel", "Kernel", "layout of this version: below 5.18 two pages are kept, else one",
                   ParameterKind::Version, false, {}, {}, {}, {}, 0, {}});
    if (snapshot != nullptr) {
        takeFromDump(out, *snapshot, inputs);
    }
    return out;
}

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

tl::unexpected<SimulationProblem> blame(const std::string &parameter, Error error)
{
    return tl::make_unexpected(SimulationProblem{std::move(error), parameter});
}

/// Reads the parameters and finds the places.
class HvoRun
{
public:
    HvoRun(const Snapshot &snapshot, const ParameterValues &values, const SimulationInputs &inputs)
        : m_snapshot(snapshot), m_inputs(inputs), m_reader(values)
    { }

    tl::expected<SimulationOutcome, SimulationProblem> run()
    {
        const auto sizes = sizesOf(m_snapshot.geometry(), m_reader.text("hugepage"));
        if (!sizes) {
            return blame("hugepage", sizes.error());
        }
        const auto version = m_reader.version("kernel");
        if (!version) {
            return blame("kernel", version.error());
        }
        if (m_reader.has("restore")) {
            return outcome(simulateHvoRestore(m_snapshot, *sizes), "restore");
        }
        auto request = m_reader.has("like") ? asIn(*sizes) : atOneSize(*sizes);
        if (!request) {
            return tl::make_unexpected(request.error());
        }
        if (*version) {
            request->layout = **version < firstKernelThatKeepsOne ? HvoLayout::KeepsTwo : HvoLayout::KeepsOne;
        }
        auto out = outcome(simulateHvo(m_snapshot, std::move(*request)), way());
        if (out) {
            auto &assumptions = out->result.ledger.assumptions;
            assumptions.insert(assumptions.end(), m_assumptions.begin(), m_assumptions.end());
        }
        return out;
    }

private:
    using Request = tl::expected<HvoRequest, SimulationProblem>;

    std::string way() const
    {
        for (const char *name : {"count", "at", "phys", "like"}) {
            if (m_reader.has(name)) {
                return name;
            }
        }
        return {};
    }

    static tl::expected<SimulationOutcome, SimulationProblem> outcome(Result<SimulationResult> result, const std::string &blamed)
    {
        if (!result) {
            return blame(blamed, result.error());
        }
        return SimulationOutcome{std::move(*result), {}, {}};
    }

    Request asIn(const std::vector<HugePageSize> &sizes) const
    {
        if (m_inputs.like == nullptr) {
            return blame("like", m_reader.refuse("like", "no dump was opened there").value());
        }
        auto request = hvoAsIn(m_snapshot, *m_inputs.like, sizes);
        return request ? Request(std::move(*request)) : blame("like", request.error());
    }

    Request atOneSize(const std::vector<HugePageSize> &sizes)
    {
        if (sizes.size() != 1) {
            return blame("hugepage", {ErrorCode::BadArgument, "--hugepage", "one size is needed with --at, --phys and --count"});
        }
        if (m_reader.has("count")) {
            return whereFitting(sizes.front());
        }
        const auto ranges = m_reader.has("at") ? m_reader.ranges("at") : vmemmapOfFrames(sizes.front());
        if (!ranges) {
            return blame(way(), ranges.error());
        }
        auto request = hvoAt(m_snapshot, sizes.front(), *ranges);
        return request ? Request(std::move(*request)) : blame(way(), request.error());
    }

    Request whereFitting(const HugePageSize &size)
    {
        const auto count = m_reader.count("count");
        if (!count || *count == 0) {
            return blame("count", count ? m_reader.refuse("count", "at least one").value() : count.error());
        }
        const bool anywhere = m_reader.text("avoid") == "nothing";
        const auto allowed = anywhere ? std::nullopt : freeVmemmap(m_snapshot, m_inputs);
        if (!allowed) {
            m_assumptions.emplace_back("any memory can be a huge page, the kernel image and reservations too (iomem tells)");
        } else {
            m_assumptions.emplace_back("lowest memory first that iomem does not show as taken; what is in use at run time no dump tells");
        }
        auto request = hvoWhereFitting(m_snapshot, size, *count, allowed ? &*allowed : nullptr);
        if (!request) {
            return blame("count", request.error());
        }
        if (request->hugePages.size() < *count) {
            return blame("count",
                         m_reader.refuse("count", "only " + std::to_string(request->hugePages.size()) + " more fit").value());
        }
        return std::move(*request);
    }

    Result<std::vector<AddrRange>> vmemmapOfFrames(const HugePageSize &size) const
    {
        const auto frames = m_reader.ranges("phys");
        if (!frames) {
            return frames;
        }
        if (!m_inputs.iomem || m_inputs.iomem->hidden || m_inputs.iomem->systemRam().empty()) {
            return m_reader.refuse("phys", "iomem is needed to find the struct pages of physical memory");
        }
        const auto layout = physicalLayout(m_snapshot, m_inputs.iomem->systemRam().front().first);
        if (!layout) {
            return tl::make_unexpected(layout.error());
        }
        std::vector<AddrRange> out;
        for (const AddrRange &phys : *frames) {
            const auto range = layout->vmemmapOf(phys);
            if (!range || phys.first.value % size.size.value != 0 || phys.size().value % size.size.value != 0) {
                return fail(ErrorCode::BadArgument, "--phys " + printedRange(phys),
                            range ? "not whole huge pages of " + runSizeText(size.size) : "outside the linear map");
            }
            out.push_back(*range);
        }
        return out;
    }

    const Snapshot &m_snapshot;
    const SimulationInputs &m_inputs;
    ParameterReader m_reader;
    std::vector<std::string> m_assumptions;
};

tl::expected<SimulationOutcome, SimulationProblem> runHvo(const Snapshot &snapshot, const ParameterValues &values,
                                                          const SimulationInputs &inputs)
{
    return HvoRun(snapshot, values, inputs).run();
}

} // namespace

SimulationEntry hvoEntry()
{
    return {"hvo",
            "HVO: free the vmemmap of huge pages",
            "Free the struct pages of huge pages (hugetlb vmemmap optimisation), or give them back",
            "mm/hugetlb_vmemmap.c, 5.14 to 7.3",
            parametersOfHvo,
            runHvo};
}

} // namespace ptscope
