// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/beside.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "parsers/companions/iomem.h"
#include "parsers/companions/symbols.h"
#include "parsers/companions/system_facts.h"
#include "parsers/companions/vmallocinfo.h"
#include "parsers/elf/elf_image.h"
#include "parsers/io/read_text.h"

namespace ptscope {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> suffixes{"", ".zst", ".gz", ".xz"};
constexpr std::string_view kernelsOwnName = "kernel_page_tables";
/// A folder with more entries is no folder of one moment; it is not read further.
constexpr std::size_t mostEntries = 64;

template<class T>
void keep(Result<T> parsed, T &into, CompanionFile &file)
{
    if (parsed) {
        into = std::move(*parsed);
    } else {
        file.error = parsed.error();
    }
}

template<class T>
void keep(Result<T> parsed, std::optional<T> &into, CompanionFile &file)
{
    if (parsed) {
        into = std::move(*parsed);
    } else {
        file.error = parsed.error();
    }
}

void takeSymbols(Companions &out, std::string_view text, DiagnosticLog &log, CompanionFile &file, bool linked)
{
    auto parsed = parseSymbols(text, log);
    if (!parsed) {
        file.error = parsed.error();
    } else if (out.symbols == nullptr) {
        out.symbols = std::make_shared<const SymbolTable>(std::move(*parsed));
        out.symbolsAreLinked = linked;
    }
}

void keepImage(Companions &out, Result<ElfImage> image, CompanionFile &file)
{
    if (!image) {
        file.error = image.error();
        return;
    }
    if (out.sections.empty()) {
        out.sections = std::move(image->sections);
        out.sectionsText = image->text;
    }
    if (out.symbols == nullptr) {
        out.symbols = std::make_shared<const SymbolTable>(std::move(image->symbols));
        out.symbolsAreLinked = true;
    }
}

void takeVmlinux(Companions &out, std::string_view bytes, DiagnosticLog &, CompanionFile &file)
{
    keepImage(out, readElfBytes(bytes), file);
}

void takeRelease(Companions &out, std::string release)
{
    if (out.kernelRelease.empty()) {
        out.kernelRelease = std::move(release);
    }
}

void takeVmcoreInfo(Companions &out, std::string_view text, DiagnosticLog &log, CompanionFile &file)
{
    keep(parseNamedValues(text, log), out.vmcoreInfo, file);
    if (const std::string *release = out.vmcoreInfo.find("OSRELEASE")) {
        takeRelease(out, kernelReleaseIn(*release));
    }
}

struct Kind {
    std::string_view name;
    void (*take)(Companions &, std::string_view, DiagnosticLog &, CompanionFile &);
};

/// In the order in which they are read; the first symbols count. kallsyms has the addresses of the running kernel and its
/// modules, vmlinux has sizes and sections.
constexpr std::array kinds{
    Kind{"vmallocinfo", [](Companions &out, std::string_view text, DiagnosticLog &log,
                           CompanionFile &file) { keep(parseVmallocInfo(text, log), out.vmallocInfo, file); }},
    Kind{"iomem", [](Companions &out, std::string_view text, DiagnosticLog &log,
                     CompanionFile &file) { keep(parseIomem(text, log), out.iomem, file); }},
    Kind{"modules", [](Companions &out, std::string_view text, DiagnosticLog &log,
                       CompanionFile &file) { keep(parseModules(text, log), out.modules, file); }},
    Kind{"kallsyms", [](Companions &out, std::string_view text, DiagnosticLog &log,
                        CompanionFile &file) { takeSymbols(out, text, log, file, false); }},
    Kind{"vmlinux", takeVmlinux},
    Kind{"vmlinux.symbols", takeVmlinux},
    Kind{"System.map", [](Companions &out, std::string_view text, DiagnosticLog &log,
                          CompanionFile &file) { takeSymbols(out, text, log, file, true); }},
    Kind{"meminfo", [](Companions &out, std::string_view text, DiagnosticLog &log,
                       CompanionFile &file) { keep(parseMemInfo(text, log), out.memInfo, file); }},
    Kind{"hugepages", [](Companions &out, std::string_view text, DiagnosticLog &log,
                         CompanionFile &file) { keep(parseHugePages(text, log), out.hugePages, file); }},
    Kind{"cmdline", [](Companions &out, std::string_view text, DiagnosticLog &log,
                       CompanionFile &file) { keep(parseCommandLine(text, log), out.commandLine, file); }},
    Kind{"version", [](Companions &out, std::string_view text, DiagnosticLog &,
                       CompanionFile &) { takeRelease(out, kernelReleaseIn(text)); }},
    Kind{"osrelease", [](Companions &out, std::string_view text, DiagnosticLog &,
                         CompanionFile &) { takeRelease(out, kernelReleaseIn(text)); }},
    Kind{"vmcoreinfo.txt", takeVmcoreInfo},
    Kind{"config", [](Companions &out, std::string_view text, DiagnosticLog &log,
                      CompanionFile &file) { keep(parseNamedValues(text, log), out.config, file); }},
    Kind{"dmesg", [](Companions &out, std::string_view text, DiagnosticLog &,
                     CompanionFile &) { takeRelease(out, kernelReleaseIn(text.substr(0, text.find("\n\n")))); }},
};

const Kind *kindCalled(std::string_view name)
{
    const auto at = std::find_if(kinds.begin(), kinds.end(), [name](const Kind &kind) { return kind.name == name; });
    return at == kinds.end() ? nullptr : &*at;
}

/// Files that stand in a capture's folder and are no dump of another moment, beyond what CompanionCollector knows.
constexpr std::array<std::string_view, 8> neighbours{"vmcore",    "vmcoreinfo", "registers", "README",
                                                     "buddyinfo", "ptlab",      "System",    "efi_page_tables"};
constexpr std::array<std::string_view, 5> foreignSuffixes{".json", ".md", ".bin", ".ko", ".debug"};

std::string_view withoutSuffix(std::string_view file)
{
    for (const std::string_view suffix : suffixes) {
        if (!suffix.empty() && file.ends_with(suffix)) {
            return file.substr(0, file.size() - suffix.size());
        }
    }
    return file;
}

} // namespace

bool isNoDump(std::string_view fileName)
{
    const std::string_view name = withoutSuffix(fileName);
    const std::string_view stem = name.substr(0, name.find('.'));
    const auto ends = [name](std::string_view suffix) { return name.ends_with(suffix); };
    return kindCalled(name) != nullptr || kindCalled(stem) != nullptr
        || std::find(neighbours.begin(), neighbours.end(), stem) != neighbours.end()
        || std::any_of(foreignSuffixes.begin(), foreignSuffixes.end(), ends);
}

bool CompanionCollector::knows(std::string_view name)
{
    return kindCalled(name) != nullptr;
}

bool CompanionCollector::isWanted(std::string_view name) const
{
    constexpr std::array<std::string_view, 4> symbols{"kallsyms", "vmlinux", "vmlinux.symbols", "System.map"};
    const bool skipped = !m_symbols && std::find(symbols.begin(), symbols.end(), name) != symbols.end();
    return knows(name) && !has(name) && !skipped;
}

void CompanionCollector::addText(std::string_view name, std::string_view text, const std::string &path)
{
    if (!isWanted(name)) {
        return;
    }
    const Kind *kind = kindCalled(name);
    CompanionFile file{std::string(name), path, {}, {}};
    DiagnosticLog log;
    kind->take(m_out, text, log, file);
    file.diagnostics = log.take();
    if (file.error) {
        file.error->subject = path;
    }
    m_out.files.push_back(std::move(file));
}

void CompanionCollector::addFile(std::string_view name, const std::string &path)
{
    if (!isWanted(name)) {
        return;
    }
    if (kindCalled(name)->take == takeVmlinux) { // hundreds of megabytes of debug information are none of ours
        CompanionFile file{std::string(name), path, {}, {}};
        keepImage(m_out, readElfFile(path), file);
        if (file.error) {
            file.error->subject = path;
        }
        m_out.files.push_back(std::move(file));
        return;
    }
    if (const auto text = readText(path)) {
        addText(name, *text, path);
    } else {
        addError(name, path, text.error());
    }
}

void CompanionCollector::addError(std::string_view name, const std::string &path, Error error)
{
    error.subject = path;
    m_out.files.push_back({std::string(name), path, {}, std::move(error)});
}

CompanionsPtr CompanionCollector::take()
{
    if (m_out.files.empty()) {
        return nullptr;
    }
    return std::make_shared<const Companions>(std::exchange(m_out, {}));
}

std::string companionBeside(const std::string &dump, std::string_view name)
{
    if (dump.empty() || dump == "-") {
        return {};
    }
    std::error_code ignored;
    const fs::path folder = fs::path(dump).parent_path();
    for (const std::string_view suffix : suffixes) {
        const fs::path file = folder / (std::string(name) + std::string(suffix));
        if (fs::is_regular_file(file, ignored)) {
            return file.string();
        }
    }
    return {};
}

bool liesInBundleFolder(const std::string &dump)
{
    if (dump.empty() || dump == "-") {
        return false;
    }
    const fs::path path(dump);
    const std::string own = path.filename().string();
    if (withoutSuffix(own) == kernelsOwnName) {
        return true;
    }
    std::error_code error;
    const fs::path folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
    std::size_t entries = 0;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (++entries > mostEntries || (name != own && !isNoDump(name))) {
            return false;
        }
    }
    return !error;
}

void addBeside(const std::string &dump, CompanionCollector &into)
{
    if (!liesInBundleFolder(dump)) {
        return;
    }
    for (const Kind &kind : kinds) {
        if (const std::string file = companionBeside(dump, kind.name); !file.empty()) {
            into.addFile(kind.name, file);
        }
    }
}

CompanionsPtr loadBeside(const std::string &dump)
{
    CompanionCollector collector;
    addBeside(dump, collector);
    return collector.take();
}

} // namespace ptscope
