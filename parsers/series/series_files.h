// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace ptscope {

/// One file of a series.
struct SeriesFile {
    std::string path;
    std::string name;   ///< for lists: the file's, or its folder's where the file goes by the kernel's own name
    bool asked = false; ///< named by itself; found in a folder otherwise, where a file that is no dump is passed over
};

/// The files that `paths` name, in the order given; a folder stands for its files in natural order. In a folder each file is
/// one moment, and so is each folder that holds kernel_page_tables (plain or compressed) or snapshots of its own ("snaps").
/// Hidden files and what is no dump (companions/beside.h) are none. Fails when a folder cannot be read or holds none.
Result<std::vector<SeriesFile>> seriesFilesOf(const std::vector<std::string> &paths);

/// A folder that is one capture: a dump, and what was read beside it.
struct CaptureFolder {
    std::string dump;
    std::size_t snapshotsBeside = 0; ///< of a series that was recorded beside the dump ("snaps")
};

/// The capture that a folder is: its kernel_page_tables, else the one dump in it. Fails with IsDirectory when it holds none or
/// several (detail: how many).
Result<CaptureFolder> captureIn(const std::string &folder);

/// False for "-", also where a folder is called so.
bool isFolder(const std::string &path);

} // namespace ptscope
