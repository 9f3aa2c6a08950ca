// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/chain_json.h"

#include <nlohmann/json.hpp>

namespace ptscope {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *formatName = "ptscope-chain/1";

std::string wordAt(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

tl::unexpected<Error> noChain(const std::string &name, const std::string &why)
{
    return fail(ErrorCode::BadArgument, name, "no chain of simulations: " + why);
}

} // namespace

std::string chainJson(const SimulationChain &chain)
{
    Json out;
    out["format"] = formatName;
    out["base"]["label"] = chain.baseLabel;
    out["base"]["digest"] = chain.baseDigest;
    out["steps"] = Json::array();
    for (const ChainStep &step : chain.steps) {
        Json one;
        one["simulation"] = step.simulation;
        one["parameters"] = Json::object();
        for (const auto &[parameter, value] : step.values) {
            one["parameters"][parameter] = value;
        }
        out["steps"].push_back(std::move(one));
    }
    // What a label holds that is no UTF-8 is replaced, not thrown about.
    return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<SimulationChain> parseChain(const std::string &text, const std::string &name)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || wordAt(json, "format") != formatName) {
        return noChain(name, std::string("\"format\": \"") + formatName + "\" is not there");
    }
    SimulationChain chain;
    if (const auto base = json.find("base"); base != json.end() && base->is_object()) {
        chain.baseLabel = wordAt(*base, "label");
        chain.baseDigest = wordAt(*base, "digest");
    }
    const auto steps = json.find("steps");
    if (steps == json.end() || !steps->is_array() || steps->empty()) {
        return noChain(name, "it has no steps");
    }
    for (const Json &one : *steps) {
        if (!one.is_object() || wordAt(one, "simulation").empty()) {
            return noChain(name, "a step without \"simulation\"");
        }
        ChainStep step{wordAt(one, "simulation"), {}};
        const auto parameters = one.find("parameters");
        for (auto it = parameters == one.end() ? one.end() : parameters->begin();
             parameters != one.end() && parameters->is_object() && it != parameters->end(); ++it) {
            if (!it.value().is_string()) {
                return noChain(name, "parameter " + it.key() + " is no string");
            }
            step.values[it.key()] = it.value().get<std::string>();
        }
        chain.steps.push_back(std::move(step));
    }
    return chain;
}

} // namespace ptscope
