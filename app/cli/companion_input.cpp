// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/companion_input.h"

#include <fmt/core.h>

#include "app/text/diagnostic_text.h"
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

template<class T, class Parse>
Result<T> open(const std::string &path, const std::string &dump, const char *name, Parse parse)
{
    const std::string file = path.empty() ? companionBeside(dump, name) : path;
    if (file.empty()) {
        return fail(ErrorCode::NothingFound, name,
                    fmt::format("no file {} stands beside {}; give one with --{}", name, dump, name));
    }
    const auto text = readText(file);
    if (!text) {
        Error error = text.error();
        error.subject = file;
        return tl::make_unexpected(error);
    }
    DiagnosticLog log;
    auto parsed = parse(*text, log);
    tell(log, file);
    if (!parsed) {
        parsed.error().subject = file;
    }
    return parsed;
}

} // namespace

Result<VmallocInfo> openVmallocInfo(const std::string &path, const std::string &dump)
{
    return open<VmallocInfo>(path, dump, "vmallocinfo", parseVmallocInfo);
}

Result<Iomem> openIomem(const std::string &path, const std::string &dump)
{
    return open<Iomem>(path, dump, "iomem", parseIomem);
}

} // namespace ptscope::cli
