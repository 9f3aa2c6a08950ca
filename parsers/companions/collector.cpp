// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/beside.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/plain_text.h"
#include "parsers/companions/iomem.h"
#include "parsers/companions/place_module.h"
#include "parsers/companions/symbols.h"
#include "parsers/companions/system_facts.h"
#include "parsers/companions/vmallocinfo.h"
#include "parsers/elf/elf_image.h"
#include "parsers/io/read_text.h"

namespace ptscope {

namespace {

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

void keepImage(Companions &out, ElfImage image)
{
    if (out.sections.empty()) {
        out.sections = std::move(image.sections);
        out.sectionsText = image.text;
    }
    if (out.symbols == nullptr) {
        out.symbols = std::make_shared<const SymbolTable>(std::move(image.symbols));
        out.symbolsAreLinked = true;
    }
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

/// What the kernel prints has no bytes that a terminal would obey; names end up on one. Nothing where there are none.
std::optional<std::string> withoutControls(std::string_view text)
{
    const auto isObeyed = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return ((byte < 0x20) & (byte != '\n') & (byte != '\t') & (byte != '\r')) | (byte >= 0x7f);
    };
    // kallsyms has millions of bytes and none of these: all are looked at, without a branch, so many in one step.
    constexpr std::size_t atOnce = 64;
    std::uint8_t any = 0;
    std::size_t done = 0;
    for (; done + atOnce <= text.size(); done += atOnce) {
        for (std::size_t i = 0; i < atOnce; ++i) {
            any = static_cast<std::uint8_t>(any | isObeyed(text[done + i]));
        }
    }
    if (any == 0 && std::none_of(text.begin() + static_cast<std::ptrdiff_t>(done), text.end(), isObeyed)) {
        return std::nullopt;
    }
    std::string out(text);
    std::replace_if(out.begin(), out.end(), isObeyed, '?');
    return out;
}

struct Kind {
    std::string_view name;
    void (*take)(Companions &, std::string_view, DiagnosticLog &, CompanionFile &); ///< null for ELF files
};

constexpr std::string_view moduleKind = "ko";
constexpr std::string_view anySymbols = "symbols";

/// In the order in which they are read; the first symbols count. kallsyms has the addresses of the running kernel and its
/// modules, vmlinux has sizes and sections.
constexpr std::array kinds{
    Kind{"vmallocinfo", [](Companions &out, std::string_view text, DiagnosticLog &log,
                           CompanionFile &file) { keep(parseVmallocInfo(text, log), out.vmallocInfo, file); }},
    Kind{"iomem", [](Companions &out, std::string_view text, DiagnosticLog &log,
                     CompanionFile &file) { keep(parseIomem(text, log), out.iomem, file); }},
    Kind{"modules", [](Companions &out, std::string_view text, DiagnosticLog &log,
                       CompanionFile &file) { keep(parseModules(text, log), out.modules, file); }},
    Kind{"module_sections", [](Companions &out, std::string_view text, DiagnosticLog &log,
                               CompanionFile &file) { keep(parseModuleSections(text, log), out.moduleSections, file); }},
    Kind{"kallsyms", [](Companions &out, std::string_view text, DiagnosticLog &log,
                        CompanionFile &file) { takeSymbols(out, text, log, file, false); }},
    Kind{"vmlinux", nullptr},
    Kind{"vmlinux.symbols", nullptr},
    Kind{"System.map", [](Companions &out, std::string_view text, DiagnosticLog &log,
                          CompanionFile &file) { takeSymbols(out, text, log, file, true); }},
    Kind{anySymbols, [](Companions &out, std::string_view text, DiagnosticLog &log,
                        CompanionFile &file) { takeSymbols(out, text, log, file, false); }},
    Kind{moduleKind, nullptr},
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

} // namespace

std::vector<std::string_view> CompanionCollector::names()
{
    std::vector<std::string_view> out;
    for (const Kind &kind : kinds) {
        out.push_back(kind.name);
    }
    return out;
}

bool CompanionCollector::knows(std::string_view name)
{
    return kindCalled(name) != nullptr;
}

bool CompanionCollector::isWanted(std::string_view name) const
{
    constexpr std::array symbols{std::string_view("kallsyms"), std::string_view("vmlinux"), std::string_view("vmlinux.symbols"),
                                 std::string_view("System.map"), std::string_view("module_sections"), anySymbols, moduleKind};
    const bool skipped = !m_symbols && std::find(symbols.begin(), symbols.end(), name) != symbols.end();
    const bool mayComeAgain = name == moduleKind || name == anySymbols;
    return knows(name) && (mayComeAgain || !has(name)) && !skipped;
}

void CompanionCollector::takeElf(Result<ElfContent> content, CompanionFile &file)
{
    if (!content) {
        file.error = content.error();
        file.error->subject = file.path;
    } else if (auto *image = std::get_if<ElfImage>(&*content)) {
        keepImage(m_out, std::move(*image));
    } else {
        m_modules.emplace_back(m_out.files.size(), std::move(std::get<ModuleImage>(*content)));
    }
}

void CompanionCollector::addText(std::string_view name, std::string_view text, const std::string &path)
{
    if (!isWanted(name)) {
        return;
    }
    const Kind *kind = kindCalled(name);
    CompanionFile file{std::string(name), path, {}, {}};
    if (kind->take == nullptr) {
        takeElf(readElfBytes(text), file);
        m_out.files.push_back(std::move(file));
        return;
    }
    DiagnosticLog log;
    const auto plain = withoutControls(text);
    kind->take(m_out, plain ? std::string_view(*plain) : text, log, file);
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
    if (kindCalled(name)->take == nullptr || name == anySymbols) { // hundreds of megabytes of debug information are none of ours
        auto content = readElfFile(path);
        const bool noElf = !content && content.error().code == ErrorCode::NothingFound;
        if (name != anySymbols || !noElf) {
            CompanionFile file{std::string(name), path, {}, {}};
            takeElf(std::move(content), file);
            m_out.files.push_back(std::move(file));
            return;
        }
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

void CompanionCollector::addTimes(CaptureTimes times)
{
    m_hasTimes = !times.began.empty() || times.readMilliseconds;
    m_out.capture = std::move(times);
}

void CompanionCollector::placeModules()
{
    SymbolTable symbols;
    for (const auto &[number, module] : m_modules) {
        CompanionFile &file = m_out.files[number];
        const std::string name = module.name.empty() ? moduleNameOf(file.path) : module.name;
        if (const auto placed = placeModule(module, name, m_out, symbols); !placed) {
            file.error = placed.error();
            file.error->subject = file.path;
        }
    }
    m_modules.clear();
    if (!symbols.empty()) {
        symbols.finish();
        m_out.moduleSymbols = std::make_shared<const SymbolTable>(std::move(symbols));
    }
}

CompanionsPtr CompanionCollector::take()
{
    if (m_out.files.empty() && !m_hasTimes) {
        return nullptr;
    }
    placeModules();
    return std::make_shared<const Companions>(std::exchange(m_out, {}));
}

} // namespace ptscope
