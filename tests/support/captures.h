// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace ptscope::test {

// The real captures of tests/data/captures, each a folder with kernel_page_tables (or .zst), expected.json and companions.
std::filesystem::path captureFolder(const std::string &name);

// The path of one file of a capture, plain or .zst, or an empty path.
std::filesystem::path captureFile(const std::string &name, const std::string &file = "kernel_page_tables");

// The names of all captures, in order.
std::vector<std::string> captureNames();

} // namespace ptscope::test
