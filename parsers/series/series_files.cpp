// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/series/series_files.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/series/moment_order.h"
#include "parsers/companions/beside.h"
#include "parsers/io/dump_name.h"

namespace ptscope {

namespace {

namespace fs = std::filesystem;

constexpr std::array compressions{"", ".zst", ".gz", ".xz", ".bz2"};

std::string dumpIn(const fs::path &folder)
{
    std::error_code error;
    for (const char *compression : compressions) {
        const fs::path file = folder / (std::string(kernelDumpName) + compression);
        if (fs::is_regular_file(file, error)) {
            return file.string();
        }
    }
    return {};
}

struct Found {
    std::vector<SeriesFile> files;
    std::string snaps; ///< a folder of snapshots that lies beside one dump
};

Result<Found> filesIn(const fs::path &folder)
{
    Found out;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        std::error_code ignored;
        if (name.starts_with('.') || isNoDump(name)) {
            continue;
        }
        if (at->is_regular_file(ignored)) {
            out.files.push_back({at->path().string(), name, false});
        } else if (at->is_directory(ignored)) {
            const std::string dump = dumpIn(at->path());
            if (name == "snaps") {
                out.snaps = at->path().string();
            } else if (!dump.empty()) {
                out.files.push_back({dump, name, false});
            }
        }
    }
    if (error) {
        return fail(ErrorCode::ReadFailed, folder.string(), error.message());
    }
    std::sort(out.files.begin(), out.files.end(),
              [](const SeriesFile &a, const SeriesFile &b) { return naturallyLess(a.name, b.name); });
    return out;
}

Result<std::vector<SeriesFile>> momentsIn(const std::string &folder)
{
    const std::string dump = dumpIn(folder);
    auto found = filesIn(folder);
    // A folder that holds the kernel's own name is one capture: what was read over time beside it is the series.
    if (found && !dump.empty()) {
        found = found->snaps.empty() ? Result<Found>(Found{{{dump, dumpName(dump), false}}, {}}) : filesIn(found->snaps);
    }
    if (!found) {
        return tl::make_unexpected(found.error());
    }
    if (found->files.empty()) {
        return fail(ErrorCode::NothingFound, folder, "the folder holds no dumps");
    }
    return std::move(found->files);
}

} // namespace

Result<CaptureFolder> captureIn(const std::string &folder)
{
    const std::string dump = dumpIn(folder);
    const auto moments = momentsIn(folder);
    if (!dump.empty()) {
        const bool alone = !moments || (moments->size() == 1 && moments->front().path == dump);
        return CaptureFolder{dump, alone ? 0 : moments->size()};
    }
    if (!moments) {
        return moments.error().code == ErrorCode::NothingFound ? fail(ErrorCode::IsDirectory, folder)
                                                               : tl::make_unexpected(moments.error());
    }
    if (moments->size() > 1) {
        return fail(ErrorCode::IsDirectory, folder, std::to_string(moments->size()));
    }
    return CaptureFolder{moments->front().path, 0};
}

bool isFolder(const std::string &path)
{
    std::error_code error;
    return path != "-" && fs::is_directory(path, error);
}

Result<std::vector<SeriesFile>> seriesFilesOf(const std::vector<std::string> &paths)
{
    std::vector<SeriesFile> out;
    for (const std::string &path : paths) {
        if (!isFolder(path)) {
            out.push_back({path, path == "-" ? path : dumpName(path), true});
            continue;
        }
        const auto found = momentsIn(path);
        if (!found) {
            return tl::make_unexpected(found.error());
        }
        out.insert(out.end(), found->begin(), found->end());
    }
    return out;
}

} // namespace ptscope
