// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace ptscope::test {

// The real captures of tests/data/captures, each a folder with kernel_page_tables (or .zst), expected.json and companions.
inline std::filesystem::path captureFolder(const std::string &name)
{
    return std::filesystem::path(PTSCOPE_TEST_DATA) / "captures" / name;
}

// The path of one file of a capture, plain or .zst, or an empty path.
inline std::filesystem::path captureFile(const std::string &name, const std::string &file = "kernel_page_tables")
{
    for (const char *suffix : {"", ".zst"}) {
        const std::filesystem::path path = captureFolder(name) / (file + suffix);
        if (std::filesystem::exists(path)) {
            return path;
        }
    }
    return {};
}

// The names of all captures, in order.
inline std::vector<std::string> captureNames()
{
    std::vector<std::string> names;
    for (const auto &entry :
         std::filesystem::directory_iterator(std::filesystem::path(PTSCOPE_TEST_DATA) / "captures")) {
        if (!captureFile(entry.path().filename().string()).empty()) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace ptscope::test
