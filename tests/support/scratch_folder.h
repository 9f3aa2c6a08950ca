// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <stdlib.h>
#include <string>
#include <string_view>

namespace ptscope::test {

/// A folder of its own for one test, gone with it.
class ScratchFolder
{
public:
    ScratchFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "ptscope-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        m_path = name;
    }
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    ~ScratchFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    const std::filesystem::path &path() const { return m_path; }
    std::string file(const std::string &name) const { return (m_path / name).string(); }
    /// Writes a file; returns its path.
    std::string write(const std::string &name, std::string_view content) const
    {
        std::ofstream stream(m_path / name, std::ios::binary);
        stream.write(content.data(), static_cast<std::streamsize>(content.size()));
        return file(name);
    }

private:
    std::filesystem::path m_path;
};

} // namespace ptscope::test
