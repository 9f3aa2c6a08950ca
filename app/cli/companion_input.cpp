// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/companion_input.h"

#include <fmt/core.h>

#include "app/text/diagnostic_text.h"
#include "parsers/bundle/bundle.h"
#include "parsers/companions/beside.h"
#include "parsers/companions/iomem.h"
#include "parsers/companions/vmallocinfo.h"
#include "parsers/io/read_text.h"

namespace ptscope::cli {

namespace {

void tell(DiagnosticLog &log, const std::string &file)
{
    for (const Diagnostic &d : log.take()) {
        fmt::print(stderr, "{}:{}: {}: {}\n", file, d.line, severityText(d.severity), diagnosticText(d));
    }
}

/// One companion as text, and how messages call it.
struct CompanionText {
    std::string label;
    std::string text;
};

Result<CompanionText> textOfFile(const std::string &file)
{
    auto text = readText(file);
    if (!text) {
        Error error = text.error();
        error.subject = file;
        return tl::make_unexpected(error);
    }
    return CompanionText{file, std::move(*text)};
}

/// The file that was named, else the one within the dump's own bundle, else the one beside the dump.
Result<CompanionText> findText(const std::string &path, const std::string &dump, const char *name)
{
    if (!path.empty()) {
        return textOfFile(path);
    }
    const auto bundle = readBundle(dump);
    if (const BundlePart *part = bundle == nullptr ? nullptr : bundle->find(name)) {
        auto content = part->content();
        return content ? Result<CompanionText>(CompanionText{dump + ": " + name, std::move(*content)})
                       : tl::make_unexpected(content.error());
    }
    const std::string beside = companionBeside(dump, name);
    if (beside.empty()) {
        return fail(ErrorCode::NothingFound, name, fmt::format("no file {} stands beside {}; give one with --{}", name, dump, name));
    }
    return textOfFile(beside);
}

template<class T, class Parse>
Result<T> open(const std::string &path, const std::string &dump, const char *name, Parse parse)
{
    const auto found = findText(path, dump, name);
    if (!found) {
        return tl::make_unexpected(found.error());
    }
    DiagnosticLog log;
    auto parsed = parse(found->text, log);
    tell(log, found->label);
    if (!parsed) {
        parsed.error().subject = found->label;
    }
    return parsed;
}

} // namespace

bool hasCompanion(const std::string &dump, const std::string &name)
{
    const auto bundle = readBundle(dump);
    return (bundle != nullptr && bundle->find(name) != nullptr) || !companionBeside(dump, name).empty();
}

Result<VmallocInfo> openVmallocInfo(const std::string &path, const std::string &dump)
{
    return open<VmallocInfo>(path, dump, "vmallocinfo", parseVmallocInfo);
}

Result<Iomem> openIomem(const std::string &path, const std::string &dump)
{
    return open<Iomem>(path, dump, "iomem", parseIomem);
}

} // namespace ptscope::cli
