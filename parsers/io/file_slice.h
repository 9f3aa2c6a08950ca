// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <sys/stat.h>

#include "core/base/result.h"

namespace ptscope {

/// Bytes that were left where they are, to be read when they are needed.
struct FileSlice {
    std::string path;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    struct stat facts {}; ///< of the file when it was passed over

    /// Fails with ReadFailed when the file is gone or is another one by now.
    Result<std::string> read() const;
};

} // namespace ptscope
