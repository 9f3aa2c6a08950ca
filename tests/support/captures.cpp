// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/captures.h"

namespace ptscope::test {

std::filesystem::path captureFolder(const std::string &name)
{
    return std::filesystem::path(PTSCOPE_TEST_DATA) / "captures" / name;
}

std::filesystem::path captureFile(const std::string &name, const std::string &file)
{
    for (const char *suffix : {"", ".zst"}) {
        const std::filesystem::path path = captureFolder(name) / (file + suffix);
        if (std::filesystem::exists(path)) {
            return path;
        }
    }
    return {};
}

std::vector<std::string> captureNames()
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
