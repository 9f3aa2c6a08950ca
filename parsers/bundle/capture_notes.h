// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ptscope {

struct Bundle;

/// How a capture came to be: the file "capture" of a bundle, NAME=VALUE a line, names as the fields' in snake_case. Unknown
/// names are kept out; `note` and `missing` may come more than once.
struct CaptureNotes {
    static constexpr std::string_view fileName = "capture";

    std::string source;        ///< "local", "ssh:board"...
    std::string file;          ///< the path that was read there
    std::string kernelRelease;
    std::string machine;       ///< as uname -m says
    std::string captured;      ///< when the read began, ISO 8601 in UTC
    std::string ended;         ///< when it ended
    std::optional<std::uint64_t> readMilliseconds;
    std::vector<std::string> missing; ///< "iomem: permission denied"
    std::vector<std::string> notes;   ///< sentences for people

    std::string text() const;
};

CaptureNotes parseCaptureNotes(std::string_view text);
/// Empty where the bundle does not tell.
CaptureNotes captureNotesOf(const Bundle &bundle);

} // namespace ptscope
