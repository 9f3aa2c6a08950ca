// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/registry.h"

#include <algorithm>

#include "core/companion/companions.h"

namespace ptscope {

namespace {

SimulationProblem blame(const Parameter &parameter, const std::string &value, const std::string &why)
{
    const std::string subject = "--" + parameter.name + (value.empty() ? "" : " " + value);
    return {{ErrorCode::BadArgument, subject, why}, parameter.name};
}

std::string listOf(const std::vector<ParameterChoice> &choices)
{
    std::string out;
    for (const ParameterChoice &choice : choices) {
        out += (out.empty() ? "" : ", ") + choice.value;
    }
    return out;
}

std::optional<SimulationProblem> problemWithChoice(const Parameter &parameter, const std::string &value)
{
    std::string_view rest = value;
    while (!parameter.choices.empty()) {
        const std::size_t comma = parameter.kind == ParameterKind::Choices ? rest.find(',') : std::string_view::npos;
        const std::string one(rest.substr(0, comma));
        const auto found = std::find_if(parameter.choices.begin(), parameter.choices.end(),
                                        [&](const ParameterChoice &c) { return c.value == one; });
        if (found == parameter.choices.end()) {
            return blame(parameter, one, "not one of " + listOf(parameter.choices));
        }
        if (comma == std::string_view::npos) {
            break;
        }
        rest = rest.substr(comma + 1);
    }
    return std::nullopt;
}

std::optional<SimulationProblem> problemWithAlternatives(const std::vector<Parameter> &parameters,
                                                         const ParameterValues &values)
{
    std::map<std::string, std::vector<const Parameter *>> groups;
    for (const Parameter &parameter : parameters) {
        if (!parameter.alternative.empty()) {
            groups[parameter.alternative].push_back(&parameter);
        }
    }
    for (const auto &[word, members] : groups) {
        const auto chosen =
            std::count_if(members.begin(), members.end(), [&](const Parameter *p) { return values.count(p->name) != 0; });
        if (chosen == 1) {
            continue;
        }
        std::string names;
        for (std::size_t i = 0; i < members.size(); ++i) {
            names += (i == 0 ? "--" : i + 1 == members.size() ? " and --" : ", --") + members[i]->name;
        }
        return SimulationProblem{{ErrorCode::BadArgument, word, "one of " + names + " is needed"}, {}};
    }
    return std::nullopt;
}

} // namespace

SimulationInputs inputsWith(const Snapshot &snapshot)
{
    SimulationInputs out;
    if (const Companions *companions = snapshot.companions()) {
        out.iomem = companions->iomem;
        out.vmallocinfo = companions->vmallocInfo;
    }
    return out;
}

const std::vector<SimulationEntry> &simulations()
{
    static const std::vector<SimulationEntry> all{hvoEntry(),       vmallocHugeEntry(), linearMapEntry(),
                                                  setMemoryEntry(), hotAddEntry(),      hotRemoveEntry()};
    return all;
}

const SimulationEntry *simulationCalled(std::string_view id)
{
    const auto &all = simulations();
    const auto found = std::find_if(all.begin(), all.end(), [id](const SimulationEntry &e) { return e.id == id; });
    return found == all.end() ? nullptr : &*found;
}

std::optional<SimulationProblem> problemWith(const SimulationEntry &entry, const Snapshot *snapshot,
                                             const ParameterValues &values, const SimulationInputs &inputs)
{
    const std::vector<Parameter> parameters = entry.parameters(snapshot, inputs);
    for (const auto &[name, value] : values) {
        const auto found = std::find_if(parameters.begin(), parameters.end(),
                                        [wanted = &name](const Parameter &p) { return p.name == *wanted; });
        if (found == parameters.end()) {
            return SimulationProblem{{ErrorCode::BadArgument, "--" + name, entry.id + " has no such parameter"}, name};
        }
        if (auto problem = problemWithChoice(*found, value)) {
            return problem;
        }
    }
    for (const Parameter &parameter : parameters) {
        if (parameter.required && values.count(parameter.name) == 0) {
            return blame(parameter, {}, "this is needed: " + parameter.summary);
        }
    }
    return problemWithAlternatives(parameters, values);
}

tl::expected<SimulationOutcome, SimulationProblem> simulate(const SimulationEntry &entry, const Snapshot &snapshot,
                                                            const ParameterValues &values,
                                                            const SimulationInputs &inputs)
{
    if (auto problem = problemWith(entry, &snapshot, values, inputs)) {
        return tl::make_unexpected(std::move(*problem));
    }
    return entry.run(snapshot, values, inputs);
}

} // namespace ptscope
