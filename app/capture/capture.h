// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "app/capture/board_script.h"
#include "app/capture/source_spec.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "parsers/bundle/capture_notes.h"

namespace ptscope {

/// Why there is no capture. Words for people are made in capture_text.
enum class CaptureFailure {
    // on the way
    ProgramMissing, ///< detail: which
    HostKeyWrong,
    HostKeyUnknown,
    LoginRefused,
    HostUnknown,
    Unreachable,
    NoDevice,
    DeviceUnauthorized,
    SeveralDevices,
    NotAllowed, ///< pkexec or sudo refused
    NoShell,    ///< what answers understands no shell commands
    CommandFailed,
    ConnectionCut, ///< detail: within which file
    Silent,
    Cancelled,
    // there
    DebugfsNotMounted,
    NotBuiltIn,
    DumpMissing,
    PermissionDenied,
    Lockdown,
    KernelOutOfMemory,
    Unreadable,
    // what came
    NotADump,
    TooLarge,
};

struct CaptureError {
    CaptureFailure failure = CaptureFailure::Unreadable;
    std::string source; ///< as it was given
    std::string detail; ///< what the program or the parser said
    std::string path;   ///< of the file there, where one is to blame
};

template<class T>
using Captured = tl::expected<T, CaptureError>;

struct CaptureRequest {
    CaptureSource source;
    CaptureWish wish;
    std::vector<std::string> sshOptions; ///< each as ssh takes it behind -o
    bool mayAsk = true;                  ///< a terminal is there: ssh and sudo may ask for a password
    std::uint64_t ceiling = std::uint64_t{3} << 30;
    std::chrono::seconds silence{600};
};

/// What is run here for a request, and what it makes the board do; for showing and for doing.
struct CaptureCommand {
    std::vector<std::string> words;
    std::string script; ///< the commands for the board; empty for exec and for the local helper
};
Captured<CaptureCommand> captureCommand(const CaptureRequest &request, const std::string &marker);

struct CapturedDump {
    std::string text; ///< as the kernel printed it
    std::vector<std::pair<std::string, std::string>> files; ///< name and content, as a bundle takes them
    CaptureNotes notes;
    std::vector<std::string> tables; ///< that the source has, relative to debugfs
    std::uint64_t rows = 0;
};

/// Told from the thread that captures: the file that is coming, and the bytes so far.
using CaptureStep = std::function<void(std::string_view file, std::uint64_t bytes)>;

/// Reads a dump and what explains it. Blocks; ends soon after a stop was requested.
Captured<CapturedDump> capture(const CaptureRequest &request, Progress *progress = nullptr, const CaptureStep &step = {});

/// Writes it as one file, whole or not at all.
Result<void> saveCapture(const CapturedDump &dump, const std::string &path);

/// How often the kernel walks its tables for a dump of so many bytes: seq_file begins with a page and walks anew for each doubling
/// (fs/seq_file.c:seq_read_iter, 5.x to 7.3).
unsigned walksFor(std::uint64_t bytes);

} // namespace ptscope
