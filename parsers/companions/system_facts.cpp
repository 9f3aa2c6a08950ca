// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/system_facts.h"

#include <algorithm>
#include <limits>

#include "parsers/companions/fields.h"

namespace ptscope {

using namespace companions;

namespace {

std::optional<KernelModule> moduleOf(std::string_view line)
{
    KernelModule module;
    module.name = nextWord(line);
    const auto size = decimalNumber(nextWord(line));
    const auto uses = decimalNumber(nextWord(line));
    const std::string_view users = nextWord(line);
    module.state = nextWord(line);
    const auto base = hexNumber(nextWord(line));
    if (!size || !uses || users.empty() || !base) {
        return std::nullopt;
    }
    module.size = {*size};
    module.base = {*base};
    std::string_view taints = nextWord(line);
    if (taints.size() > 2 && taints.front() == '(' && taints.back() == ')') {
        module.taints = taints.substr(1, taints.size() - 2);
    }
    return module;
}

std::optional<ModuleSection> moduleSectionOf(std::string_view line)
{
    constexpr std::string_view before = "/module/";
    constexpr std::string_view behind = "/sections/";
    const std::size_t colon = line.rfind(':');
    const std::size_t section = line.rfind(behind, colon);
    const std::size_t slash = section == 0 ? std::string_view::npos : line.rfind('/', section - 1);
    if (colon == std::string_view::npos || section == std::string_view::npos || slash == std::string_view::npos
        || !line.substr(0, slash + 1).ends_with(before)) {
        return std::nullopt;
    }
    const std::string_view module = line.substr(slash + 1, section - slash - 1);
    const std::string_view name = line.substr(section + behind.size(), colon - section - behind.size());
    const auto address = hexNumber(line.substr(colon + 1));
    if (!address || module.empty() || name.empty()) {
        return std::nullopt;
    }
    return ModuleSection{std::string(module), std::string(name), {*address}};
}

std::optional<std::pair<std::string, std::uint64_t>> figureOf(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) {
        return std::nullopt;
    }
    std::string_view rest = line.substr(colon + 1);
    const auto value = decimalNumber(nextWord(rest));
    const std::string_view unit = nextWord(rest);
    if (!value || (!unit.empty() && unit != "kB") || (!unit.empty() && *value >> 54U != 0)) {
        return std::nullopt;
    }
    return std::pair(std::string(line.substr(0, colon)), unit.empty() ? *value : *value * 1024);
}

std::optional<HugePagePool> poolOf(std::string_view line)
{
    constexpr std::string_view folder = "hugepages-";
    std::string_view path = nextWord(line);
    const std::size_t at = path.rfind(folder);
    const std::string_view nr = nextWord(line);
    const std::string_view free = nextWord(line);
    if (at == std::string_view::npos || !path.ends_with("kB") || !nr.starts_with("nr=") || !free.starts_with("free=")) {
        return std::nullopt;
    }
    path.remove_prefix(at + folder.size());
    path.remove_suffix(2);
    const auto size = decimalNumber(path);
    const auto pages = decimalNumber(nr.substr(3));
    const auto unused = decimalNumber(free.substr(5));
    if (!size || !pages || !unused || *size == 0 || *size >> 54U != 0) {
        return std::nullopt;
    }
    return HugePagePool{{*size * 1024}, *pages, *unused};
}

std::optional<std::pair<std::string, std::string>> namedValueOf(std::string_view line)
{
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || equals == 0 || line.find_first_of(" \t") < equals) {
        return std::nullopt;
    }
    return std::pair(std::string(line.substr(0, equals)), std::string(line.substr(equals + 1)));
}

std::string_view trimmed(std::string_view line)
{
    const std::size_t end = line.find_last_not_of(" \t\r");
    return end == std::string_view::npos ? std::string_view() : line.substr(0, end + 1);
}

/// All lines that `read` takes; the others are noted.
template<class T, class Read>
std::vector<T> linesOf(std::string_view text, DiagnosticLog &log, Read read)
{
    std::vector<T> out;
    forEachLine(text, [&](std::string_view raw, std::uint32_t number) {
        const std::string_view line = trimmed(raw);
        if (line.empty()) {
            return;
        }
        if (auto value = read(line)) {
            out.push_back(std::move(*value));
        } else {
            log.add(DiagnosticCode::NotUnderstood, number, line);
        }
    });
    return out;
}

} // namespace

Result<std::vector<KernelModule>> parseModules(std::string_view text, DiagnosticLog &log)
{
    auto out = linesOf<KernelModule>(text, log, moduleOf);
    if (out.empty() && text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
        return fail(ErrorCode::NothingFound, "modules", "no line is one of /proc/modules");
    }
    return out;
}

Result<std::vector<ModuleSection>> parseModuleSections(std::string_view text, DiagnosticLog &log)
{
    auto out = linesOf<ModuleSection>(text, log, moduleSectionOf);
    if (out.empty() && text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
        return fail(ErrorCode::NothingFound, "module_sections", "no line is like /sys/module/NAME/sections/.text:0xffff800078000000");
    }
    return out;
}

Result<MemInfo> parseMemInfo(std::string_view text, DiagnosticLog &log)
{
    MemInfo out{linesOf<std::pair<std::string, std::uint64_t>>(text, log, figureOf)};
    if (out.figures.empty()) {
        return fail(ErrorCode::NothingFound, "meminfo", "no line is one of /proc/meminfo");
    }
    return out;
}

Result<std::vector<HugePagePool>> parseHugePages(std::string_view text, DiagnosticLog &log)
{
    auto out = linesOf<HugePagePool>(text, log, poolOf);
    const bool hasLines = text.find_first_not_of(" \t\r\n") != std::string_view::npos;
    if (out.empty() && hasLines) { // a kernel without huge pages has no pools
        return fail(ErrorCode::NothingFound, "hugepages", "no line is like .../hugepages-2048kB nr=0 free=0");
    }
    return out;
}

Result<NamedValues> parseNamedValues(std::string_view text, DiagnosticLog &log)
{
    NamedValues out;
    forEachLine(text, [&](std::string_view raw, std::uint32_t number) {
        const std::string_view line = trimmed(raw);
        if (line.empty() || line.front() == '#') {
            return;
        }
        if (auto value = namedValueOf(line)) {
            out.entries.push_back(std::move(*value));
        } else {
            log.add(DiagnosticCode::NotUnderstood, number, line);
        }
    });
    if (out.entries.empty()) {
        return fail(ErrorCode::NothingFound, "", "no line is NAME=VALUE");
    }
    const auto byName = [](const auto &a, const auto &b) { return a.first < b.first; };
    std::stable_sort(out.entries.begin(), out.entries.end(), byName);
    return out;
}

Result<std::string> parseCommandLine(std::string_view text, DiagnosticLog &log)
{
    std::string out;
    forEachLine(text, [&](std::string_view line, std::uint32_t number) {
        if (number > 1 && !trimmed(line).empty()) {
            log.add(DiagnosticCode::NotUnderstood, number, line);
            return;
        }
        for (const char c : number == 1 ? trimmed(line) : std::string_view()) {
            out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
        }
    });
    return out;
}

std::string kernelReleaseIn(std::string_view text)
{
    constexpr std::string_view words = "Linux version ";
    const std::size_t at = text.find(words);
    std::string_view rest = at == std::string_view::npos ? text : text.substr(at + words.size());
    const std::string_view release = rest.substr(0, rest.find_first_of(" \t\r\n"));
    const bool isOne = !release.empty() && release.size() <= 128 && release.front() >= '0' && release.front() <= '9'
        && std::all_of(release.begin(), release.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    return isOne ? std::string(release) : std::string();
}

} // namespace ptscope
