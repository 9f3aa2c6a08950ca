// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_inputs.h"

#include <algorithm>

#include "app/cli/companion_input.h"

namespace ptscope::cli {

namespace {

bool asksFor(const SimulationEntry &entry, const std::string &name)
{
    const auto parameters = entry.parameters(nullptr, {});
    return std::any_of(parameters.begin(), parameters.end(), [&](const Parameter &p) { return p.name == name; });
}

/// One that stands beside the dump and hides its addresses is as good as none; one that was named must be of use.
Result<std::optional<Iomem>> iomemFor(const std::string &named, const std::string &dump)
{
    if (named.empty() && !hasCompanion(dump, "iomem")) {
        return std::optional<Iomem>();
    }
    auto iomem = openIomem(named, dump);
    if (!iomem) {
        return tl::make_unexpected(iomem.error());
    }
    if (!named.empty() && (iomem->hidden || iomem->systemRam().empty())) {
        return fail(ErrorCode::AddressesHidden, named, "its addresses are zero: read it as root");
    }
    return std::optional<Iomem>(std::move(*iomem));
}

} // namespace

tl::expected<SimulationInputs, int> openSimulationInputs(const SimulationEntry &entry, const ParameterValues &values,
                                                         const InputOptions &input)
{
    SimulationInputs out;
    const ParameterReader reader(values);
    if (reader.has("like")) {
        InputOptions other = input;
        other.file = reader.text("like");
        const auto opened = openOneDump(other);
        if (!opened) {
            return tl::make_unexpected(opened.error());
        }
        out.like = *opened;
    }
    if (asksFor(entry, "iomem") && !reader.has("phys-base")) {
        auto iomem = iomemFor(reader.text("iomem"), input.file);
        if (!iomem) {
            return tl::make_unexpected(complain(iomem.error()));
        }
        out.iomem = std::move(*iomem);
    }
    const bool areasAreNeeded = entry.id == "vmalloc-huge" || reader.has("vmallocinfo");
    if (asksFor(entry, "vmallocinfo") && (areasAreNeeded || hasCompanion(input.file, "vmallocinfo"))) {
        auto info = openVmallocInfo(reader.text("vmallocinfo"), input.file);
        if (!info) {
            return tl::make_unexpected(complain(info.error()));
        }
        out.vmallocinfo = std::move(*info);
    }
    return out;
}

} // namespace ptscope::cli
