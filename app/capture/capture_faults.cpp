// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capture_faults.h"

#include <array>

namespace ptscope {

namespace {

constexpr int sshItself = 255; ///< ssh's own failure, not the command's (ssh(1), EXIT STATUS)
constexpr int notFound = 127;

struct Saying {
    const char *words;
    CaptureFailure failure;
};

/// What OpenSSH, adb, pkexec and sudo write to standard error; the first that is found counts.
constexpr std::array sayings{
    Saying{"REMOTE HOST IDENTIFICATION HAS CHANGED", CaptureFailure::HostKeyWrong},
    Saying{"Host key verification failed", CaptureFailure::HostKeyUnknown},
    Saying{"Could not resolve hostname", CaptureFailure::HostUnknown},
    Saying{"Connection refused", CaptureFailure::Unreachable},
    Saying{"Connection timed out", CaptureFailure::Unreachable},
    Saying{"No route to host", CaptureFailure::Unreachable},
    Saying{"Network is unreachable", CaptureFailure::Unreachable},
    Saying{"Permission denied (", CaptureFailure::LoginRefused},
    Saying{"Too many authentication failures", CaptureFailure::LoginRefused},
    Saying{"more than one device", CaptureFailure::SeveralDevices},
    Saying{"device unauthorized", CaptureFailure::DeviceUnauthorized},
    Saying{"no devices/emulators found", CaptureFailure::NoDevice},
    Saying{"device offline", CaptureFailure::NoDevice},
    Saying{"' not found", CaptureFailure::NoDevice},
    Saying{"Not authorized", CaptureFailure::NotAllowed},
    Saying{"Request dismissed", CaptureFailure::NotAllowed},
    Saying{"a password is required", CaptureFailure::NotAllowed},
    Saying{"is not in the sudoers file", CaptureFailure::NotAllowed},
    Saying{"incorrect password", CaptureFailure::NotAllowed},
};

bool has(const std::string &text, const char *words)
{
    return text.find(words) != std::string::npos;
}

std::string whereCut(const BoardAnswer &answer)
{
    return answer.reading().empty() ? std::string("between two files") : "within " + std::string(answer.reading());
}

CaptureFailure failureOfMissing(const BoardAnswer &answer)
{
    if (answer.fact("debugfs").empty()) {
        return CaptureFailure::DebugfsNotMounted;
    }
    const std::string option = answer.fact("ptdump");
    return !option.empty() && !has(option, "PTDUMP_DEBUGFS=y") ? CaptureFailure::NotBuiltIn : CaptureFailure::DumpMissing;
}

bool isLockedDown(const BoardAnswer &answer)
{
    const std::string lockdown = answer.fact("lockdown");
    return has(lockdown, "[integrity]") || has(lockdown, "[confidentiality]");
}

CaptureFailure failureOfDump(const BoardAnswer &answer, const std::string &why)
{
    if (has(why, "No such file") || has(why, "Not a directory")) {
        return failureOfMissing(answer);
    }
    if (has(why, "Operation not permitted") || has(why, "Permission denied")) {
        // Lockdown answers EPERM even to root (fs/debugfs/file.c:debugfs_locked_down).
        const bool locked = isLockedDown(answer) && has(why, "Operation not permitted");
        return locked ? CaptureFailure::Lockdown : CaptureFailure::PermissionDenied;
    }
    return has(why, "Cannot allocate memory") || has(why, "Out of memory") ? CaptureFailure::KernelOutOfMemory
                                                                           : CaptureFailure::Unreadable;
}

} // namespace

std::string lastLineOf(const std::string &text)
{
    const std::size_t end = text.find_last_not_of("\r\n\t ");
    if (end == std::string::npos) {
        return {};
    }
    const std::size_t begin = text.find_last_of('\n', end);
    const std::size_t from = begin == std::string::npos ? 0 : begin + 1;
    std::string line = text.substr(from, std::min<std::size_t>(end + 1 - from, 300));
    for (char &c : line) {
        c = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    return line;
}

CaptureError faultOfWay(const CaptureRequest &request, const ChildResult &child, const BoardAnswer &answer)
{
    const std::string said = lastLineOf(child.errors);
    const std::string &source = request.source.asGiven;
    if (answer.greeted()) {
        return {CaptureFailure::ConnectionCut, source, whereCut(answer) + (said.empty() ? "" : ": " + said), {}};
    }
    for (const Saying &saying : sayings) {
        if (has(child.errors, saying.words)) {
            return {saying.failure, source, said, {}};
        }
    }
    if (child.exitCode == notFound) {
        return {CaptureFailure::ProgramMissing, source, said, {}};
    }
    const bool way = request.source.kind == CaptureSource::Kind::Ssh && child.exitCode == sshItself;
    const std::string printed = lastLineOf(answer.preamble());
    return {way ? CaptureFailure::Unreachable : CaptureFailure::NoShell, source, said.empty() ? printed : said, {}};
}

CaptureError faultOfDump(const CaptureRequest &request, const BoardAnswer &answer, const AnsweredFile &dump)
{
    const CaptureFailure failure = failureOfDump(answer, dump.why);
    // Without debugfs there is no path to it either.
    return {failure, request.source.asGiven, dump.why, failure == CaptureFailure::DebugfsNotMounted ? "" : answer.fact("table")};
}

} // namespace ptscope
