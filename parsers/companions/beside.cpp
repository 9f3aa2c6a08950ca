// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/companions/beside.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace ptscope {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> suffixes{"", ".zst", ".gz", ".xz"};
constexpr std::string_view kernelsOwnName = "kernel_page_tables";
/// A folder with more entries is no folder of one moment; it is not read further.
constexpr std::size_t mostEntries = 64;
constexpr std::size_t mostModules = 4096; ///< of a folder that was named
constexpr std::string_view moduleKind = "ko";
constexpr std::string_view anySymbols = "symbols";

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
    return CompanionCollector::knows(name) || CompanionCollector::knows(stem)
        || std::find(neighbours.begin(), neighbours.end(), stem) != neighbours.end()
        || std::any_of(foreignSuffixes.begin(), foreignSuffixes.end(), ends);
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

namespace {

/// Files of modules in a folder, by name; of no more than `most` entries.
std::vector<std::string> modulesIn(const fs::path &folder, std::size_t most)
{
    std::vector<std::string> out;
    std::error_code error;
    std::size_t entries = 0;
    for (fs::directory_iterator it(folder, error), end; !error && it != end && ++entries <= most; it.increment(error)) {
        if (withoutSuffix(it->path().filename().string()).ends_with(".ko")) {
            out.push_back(it->path().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace

std::vector<std::pair<std::string, std::string>> symbolFilesIn(const std::string &path)
{
    std::vector<std::pair<std::string, std::string>> out;
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        out.emplace_back(anySymbols, path);
        return out;
    }
    constexpr std::array<std::string_view, 3> kernels{"kallsyms", "vmlinux", "System.map"};
    for (const std::string_view kernel : kernels) {
        if (std::string file = companionBeside((fs::path(path) / "any").string(), kernel); !file.empty()) {
            out.emplace_back(kernel, std::move(file));
        }
    }
    for (std::string &file : modulesIn(path, mostModules)) {
        out.emplace_back(moduleKind, std::move(file));
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> companionsBeside(const std::string &dump)
{
    std::vector<std::pair<std::string, std::string>> out;
    if (!liesInBundleFolder(dump)) {
        return out;
    }
    for (const std::string_view kind : CompanionCollector::names()) {
        if (std::string file = companionBeside(dump, kind); !file.empty()) {
            out.emplace_back(kind, std::move(file));
        }
    }
    const fs::path folder = fs::path(dump).parent_path();
    for (std::string &file : modulesIn(folder.empty() ? fs::path(".") : folder, mostEntries)) {
        out.emplace_back(moduleKind, std::move(file));
    }
    return out;
}

std::string releaseIn(const std::vector<std::pair<std::string, std::string>> &files)
{
    constexpr std::array<std::string_view, 4> telling{"version", "osrelease", "vmcoreinfo.txt", "dmesg"};
    for (const auto &[name, path] : files) {
        if (std::find(telling.begin(), telling.end(), name) == telling.end()) {
            continue;
        }
        CompanionCollector collector;
        collector.addFile(name, path);
        const CompanionsPtr told = collector.take();
        if (told != nullptr && !told->kernelRelease.empty()) {
            return told->kernelRelease;
        }
    }
    return {};
}

CompanionsPtr loadBeside(const std::string &dump)
{
    CompanionCollector collector;
    for (const auto &[name, path] : companionsBeside(dump)) {
        collector.addFile(name, path);
    }
    return collector.take();
}

} // namespace ptscope
