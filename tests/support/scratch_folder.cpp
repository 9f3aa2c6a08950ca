// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scratch_folder.h"

#include <fstream>
#include <stdexcept>
#include <stdlib.h>

namespace ptscope::test {

ScratchFolder::ScratchFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "ptscope-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    m_path = name;
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string ScratchFolder::file(const std::string &name) const
{
    return (m_path / name).string();
}

std::string ScratchFolder::write(const std::string &name, std::string_view content) const
{
    std::ofstream stream(m_path / name, std::ios::binary);
    stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    return file(name);
}

} // namespace ptscope::test
