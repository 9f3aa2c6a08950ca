// SPDX-License-Identifier: GPL-3.0-or-later
// Which program is run for a source.
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include "app/capture/capture.h"

namespace ptscope {

namespace {

namespace fs = std::filesystem;

bool isInPath(const std::string &program)
{
    const char *path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "" : path;
    while (!rest.empty()) {
        const std::size_t end = rest.find(':');
        const std::string file = std::string(rest.substr(0, end)) + "/" + program;
        if (::access(file.c_str(), X_OK) == 0) {
            return true;
        }
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return false;
}

/// A program that the user put in place of ours, options included: PTSCOPE_SSH="ssh -F test/config".
std::vector<std::string> program(const char *variable, std::vector<std::string> usual)
{
    const char *chosen = std::getenv(variable);
    auto words = chosen == nullptr ? std::nullopt : splitWords(chosen);
    return words && !words->empty() ? std::move(*words) : std::move(usual);
}

std::string helperPath()
{
    std::error_code error;
    for (const fs::path &path : {fs::path(PTSCOPE_LIBEXEC) / "ptscope-read",
                                 fs::read_symlink("/proc/self/exe", error).parent_path() / "ptscope-read"}) {
        if (::access(path.c_str(), X_OK) == 0) {
            return path.string();
        }
    }
    return {};
}

/// The helper as root: itself, or through whatever asks for leave best.
Captured<CaptureCommand> localCommand(const CaptureRequest &request, const std::string &marker)
{
    std::vector<std::string> words = program("PTSCOPE_READ", {helperPath()});
    if (words.front().empty()) {
        return tl::make_unexpected(CaptureError{CaptureFailure::ProgramMissing, "local", "ptscope-read", {}});
    }
    if (::geteuid() != 0) {
        const bool sudoFirst = request.mayAsk && isInPath("sudo");
        std::vector<std::string> as;
        if (sudoFirst) {
            as = {"sudo", "--"};
        } else if (isInPath("pkexec")) {
            as = {"pkexec"};
        } else if (isInPath("sudo")) {
            as = {"sudo", "-n", "--"};
        }
        words.insert(words.begin(), as.begin(), as.end());
    }
    words.push_back("--marker=" + marker);
    if (!request.wish.table.empty()) {
        words.push_back("--table=" + request.wish.table);
    }
    if (!request.wish.companions) {
        words.emplace_back("--dump-only");
    } else if (!request.wish.symbols) {
        words.emplace_back("--no-symbols");
    }
    return CaptureCommand{std::move(words), {}};
}

/// The login shell of the board may be any; only sh is sure to understand the script.
std::string underSh(const std::string &script)
{
    return "exec sh -c " + shellQuoted(script);
}

CaptureCommand sshCommand(const CaptureRequest &request, std::string script)
{
    std::vector<std::string> words = program("PTSCOPE_SSH", {"ssh"});
    words.emplace_back("-T");
    for (const std::string &option : request.sshOptions) {
        words.emplace_back("-o");
        words.push_back(option);
    }
    if (!request.mayAsk && std::getenv("SSH_ASKPASS") == nullptr) {
        words.emplace_back("-o");
        words.emplace_back("BatchMode=yes");
    }
    words.insert(words.end(), {"--", request.source.name, underSh(script)});
    return {std::move(words), std::move(script)};
}

CaptureCommand adbCommand(const CaptureRequest &request, std::string script)
{
    std::vector<std::string> words = program("PTSCOPE_ADB", {"adb"});
    if (!request.source.name.empty()) {
        words.insert(words.end(), {"-s", request.source.name});
    }
    words.insert(words.end(), {"shell", underSh(script)});
    return {std::move(words), std::move(script)};
}

} // namespace

Captured<CaptureCommand> captureCommand(const CaptureRequest &request, const std::string &marker)
{
    switch (request.source.kind) {
    case CaptureSource::Kind::Local:
        return localCommand(request, marker);
    case CaptureSource::Kind::Ssh:
        return sshCommand(request, boardScript(request.wish, marker));
    case CaptureSource::Kind::Adb:
        return adbCommand(request, boardScript(request.wish, marker));
    case CaptureSource::Kind::Exec:
        return CaptureCommand{request.source.words, {}};
    case CaptureSource::Kind::StandardInput:
        break;
    }
    return CaptureCommand{};
}

} // namespace ptscope
