// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/io/dump_name.h"

#include <filesystem>

namespace ptscope {

std::string dumpName(const std::string &path)
{
    const std::filesystem::path file(path);
    const std::string own = file.filename().string();
    const std::string folder = file.has_parent_path() ? file.parent_path().filename().string() : std::string();
    const bool telling = !folder.empty() && folder != "." && folder != "..";
    return own.substr(0, own.find('.')) == kernelDumpName && telling ? folder : own;
}

} // namespace ptscope
