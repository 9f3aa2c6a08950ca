// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/simulate_chain.h"
#include "app/cli/simulate_inputs.h"
#include "app/cli/simulate_output.h"
#include "app/cli/simulate_plan.h"
#include "core/snapshot/row_text.h"

namespace ptscope::cli {

namespace {

constexpr const char *flagValue = "yes";

/// Where chains of simulations come from and go to.
struct ChainFiles {
    std::string replay;
    std::string save;

    void addTo(CLI::App &command)
    {
        command.add_option("--replay", replay, "play a saved chain of simulations on FILE first");
        command.add_option("--save-chain", save, "write all simulations and their parameters here, for --replay");
    }
};

/// One subcommand, made from its entry in the registry.
struct Simulation {
    const SimulationEntry *entry = nullptr;
    SimulateOptions common;
    PlanOptions plan; ///< of hvo
    ChainFiles chains;
    std::map<std::string, std::string> texts; ///< filled by the parser
    std::map<std::string, bool> flags;

    ParameterValues values() const
    {
        ParameterValues out;
        for (const auto &[name, text] : texts) {
            if (!text.empty()) {
                out[name] = text;
            }
        }
        for (const auto &[name, set] : flags) {
            if (set) {
                out[name] = flagValue;
            }
        }
        return out;
    }
};

Json areasJson(const std::vector<AreaForecast> &areas)
{
    Json out = Json::array();
    for (const AreaForecast &forecast : areas) {
        Json area;
        area["caller"] = forecast.area.caller.text();
        area["bytes"] = forecast.requested.value;
        area["mapped_bytes"] = forecast.mapped.value;
        area["mapped_bytes_by_level"] = Json::object();
        if (forecast.mapped.value != 0) {
            area["mapped_bytes_by_level"][name(forecast.level)] = forecast.mapped.value;
        }
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

/// What was mapped by each level: areas of ioremap can have several.
Json ioremapsJson(const SimulationOutcome &outcome)
{
    Json out = Json::array();
    for (const AreaForecast &forecast : outcome.ioremaps) {
        const PartStatistics figures = statisticsOfRange(*outcome.result.snapshot, forecast.place);
        Json area;
        area["caller"] = forecast.area.caller.text();
        area["first"] = addressText(forecast.place.first.value);
        area["bytes"] = forecast.requested.value;
        area["mapped_bytes_by_level"] = byLevel(figures.mappedBytesByLevel);
        area["contiguous_bytes_by_level"] = byLevel(figures.contiguousBytesByLevel);
        out.push_back(std::move(area));
    }
    return out;
}

/// Of the last step, beside the figures of all.
Json jsonOf(const SimulationResult &result, const ChainStep &step, const SimulationOutcome &last)
{
    Json json = simulationJson(result);
    if (step.simulation == "vmalloc-huge") {
        json["areas"] = areasJson(last.areas);
        if (!last.ioremaps.empty()) {
            json["ioremap_areas"] = ioremapsJson(last);
        }
    }
    return json;
}

int playAndPrint(const std::vector<ChainStep> &steps, const ChainFiles &chains, const SimulateOptions &common)
{
    const auto dump = openOneDump(common.input);
    if (!dump) {
        return dump.error();
    }
    auto outcomes = playSteps(*dump, steps, common.input);
    if (!outcomes) {
        return outcomes.error();
    }
    if (!chains.save.empty() && !saveChain(chains.save, **dump, steps)) {
        return badInput;
    }
    if (outcomes->size() == 1) {
        const SimulationOutcome &only = outcomes->front();
        return printSimulation(only.result, common, jsonOf(only.result, steps.back(), only));
    }
    const SimulationOutcome last = outcomes->back();
    const SimulationResult sum = sumOf(std::move(*outcomes));
    return printSimulation(sum, common, jsonOf(sum, steps.back(), last));
}

int runSimulation(const Simulation &simulation)
{
    const ParameterValues values = simulation.values();
    if (simulation.plan.wanted) {
        return printPlan(simulation.plan, simulation.common, values);
    }
    if (!simulation.plan.memory.empty()) {
        return complain({ErrorCode::BadArgument, "--memory", "only with --plan"});
    }
    if (const auto problem = problemWith(*simulation.entry, nullptr, values, {})) {
        return complain(problem->error);
    }
    auto steps = readSteps(simulation.chains.replay);
    if (!steps) {
        return steps.error();
    }
    steps->push_back({simulation.entry->id, values});
    return playAndPrint(*steps, simulation.chains, simulation.common);
}

void addParameter(CLI::App &command, const Parameter &parameter, Simulation &simulation)
{
    if (parameter.kind == ParameterKind::Flag) {
        command.add_flag("--" + parameter.name, simulation.flags[parameter.name], parameter.summary);
    } else {
        command.add_option("--" + parameter.name, simulation.texts[parameter.name], parameter.summary);
    }
}

void addSimulation(CLI::App &parent, Run &run, const SimulationEntry &entry)
{
    auto simulation = std::make_shared<Simulation>();
    simulation->entry = &entry;
    CLI::App *command = parent.add_subcommand(entry.id, entry.summary);
    simulation->common.addTo(*command);
    for (const Parameter &parameter : entry.parameters(nullptr, {})) {
        addParameter(*command, parameter, *simulation);
    }
    if (entry.id == "hvo") {
        simulation->plan.addTo(*command);
        command->get_option("FILE")->required(false);
    }
    simulation->chains.addTo(*command);
    command->footer("After " + entry.sources + ".");
    command->callback([simulation, &run] {
        run = [simulation] {
            const bool noFile = simulation->common.input.file.empty() && !simulation->plan.wanted;
            return noFile ? complain({ErrorCode::BadArgument, "FILE", "a dump is needed"}) : runSimulation(*simulation);
        };
    });
}

struct Replay {
    ChainFiles chains;
    SimulateOptions common;
};

/// On the parent itself, as no name of a simulation is needed: the chain tells them.
void addReplay(CLI::App &parent, Run &run)
{
    auto replay = std::make_shared<Replay>();
    replay->common.addTo(parent);
    parent.get_option("FILE")->required(false);
    replay->chains.addTo(parent);
    parent.callback([replay, &parent, &run] {
        const bool simulates = !parent.get_subcommands().empty();
        if (simulates && replay->chains.replay.empty() && replay->chains.save.empty()) {
            return;
        }
        run = [replay, simulates] {
            if (simulates) {
                return complain({ErrorCode::BadArgument, "simulate", "--replay and --save-chain come behind the name of the simulation"});
            }
            const std::string missing = replay->chains.replay.empty() ? "NAME" : replay->common.input.file.empty() ? "FILE" : "";
            if (!missing.empty()) {
                return complain({ErrorCode::BadArgument, "simulate " + missing,
                                 missing == "FILE" ? "a dump is needed" : "the name of a simulation, or --replay CHAIN FILE, is needed"});
            }
            const auto steps = readSteps(replay->chains.replay);
            return steps ? playAndPrint(*steps, replay->chains, replay->common) : steps.error();
        };
    });
}

} // namespace

void addSimulate(CLI::App &app, Run &run)
{
    CLI::App *command = app.add_subcommand(
        "simulate", "Predict the dump after a change: HVO, huge vmalloc, linear map, set_memory, hotplug");
    command->require_subcommand(0, 1);
    command->footer(
        helpFooter("The predicted dump goes to standard output as the kernel would print it; steps and assumptions to\n"
                   "standard error.",
                   {"simulate hvo before.txt --hugepage 2M --count 512 -o after.txt",
                    "simulate linear-map board.ptdump.zst --mode pages --json"}));
    for (const SimulationEntry &entry : simulations()) {
        addSimulation(*command, run, entry);
    }
    addReplay(*command, run);
}

} // namespace ptscope::cli
