// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ptscope {

/// What the kernel calls the file in debugfs (mm/ptdump.c, arch/arm64/mm/ptdump_debugfs.c).
inline constexpr std::string_view kernelDumpName = "kernel_page_tables";

/// Short name of a dump for lists: the name of its file. Every capture's dump goes by the same name, whatever it is packed
/// with: then its folder tells them apart.
std::string dumpName(const std::string &path);

} // namespace ptscope
