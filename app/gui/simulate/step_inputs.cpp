// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/step_inputs.h"

#include <QFile>

#include "app/text/chain_json.h"
#include "parsers/companions/iomem.h"
#include "parsers/companions/vmallocinfo.h"
#include "parsers/io/read_text.h"
#include "parsers/load.h"

namespace ptscope {

namespace {

SnapshotPtr dumpCalled(const std::string &value, const std::vector<SimulationForm::OtherDump> &others)
{
    for (const SimulationForm::OtherDump &other : others) {
        if (other.value.toStdString() == value) {
            return other.snapshot;
        }
    }
    const auto loaded = loadFile(value);
    return loaded && !loaded->snapshots.empty() ? loaded->snapshots.front() : nullptr;
}

} // namespace

Result<void> readCompanion(const std::string &name, const std::string &path, SimulationInputs &inputs)
{
    const auto text = readText(path);
    if (!text) {
        Error error = text.error();
        error.subject = path;
        return tl::make_unexpected(error);
    }
    DiagnosticLog ignored;
    if (name == "iomem") {
        auto iomem = parseIomem(*text, ignored);
        if (!iomem) {
            return tl::make_unexpected(iomem.error());
        }
        inputs.iomem = std::move(*iomem);
        return {};
    }
    auto info = parseVmallocInfo(*text, ignored);
    if (!info) {
        return tl::make_unexpected(info.error());
    }
    inputs.vmallocinfo = std::move(*info);
    return {};
}

StepInputs stepInputsFor(const Snapshot &base, std::vector<SimulationForm::OtherDump> others)
{
    return [known = inputsWith(base), others = std::move(others)](const ChainStep &step) -> tl::expected<SimulationInputs, SimulationProblem> {
        SimulationInputs inputs = known;
        for (const char *name : {"iomem", "vmallocinfo"}) {
            const auto named = step.values.find(name);
            if (named == step.values.end() || named->second.empty()) {
                continue;
            }
            if (const auto read = readCompanion(name, named->second, inputs); !read) {
                return tl::make_unexpected(SimulationProblem{read.error(), name});
            }
        }
        if (const auto like = step.values.find("like"); like != step.values.end()) {
            inputs.like = dumpCalled(like->second, others);
        }
        return inputs;
    };
}

Result<SimulationChain> readChainFile(const QString &path)
{
    constexpr std::uint64_t longestChain = std::uint64_t{1} << 20; // a dump that was chosen by mistake need not be read whole
    const auto text = readText(QFile::encodeName(path).toStdString(), longestChain);
    if (!text) {
        Error error = text.error();
        error.subject = path.toStdString();
        return tl::make_unexpected(error);
    }
    return parseChain(*text, path.toStdString());
}

} // namespace ptscope
