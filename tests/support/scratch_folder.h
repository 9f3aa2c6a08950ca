// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace ptscope::test {

/// A folder of its own for one test, gone with it.
class ScratchFolder
{
public:
    ScratchFolder();
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    ~ScratchFolder();

    const std::filesystem::path &path() const { return m_path; }
    std::string file(const std::string &name) const;
    /// Writes a file; returns its path.
    std::string write(const std::string &name, std::string_view content) const;

private:
    std::filesystem::path m_path;
};

} // namespace ptscope::test
