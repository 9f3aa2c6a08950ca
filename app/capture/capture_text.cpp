// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capture_text.h"

#include <fmt/format.h>

#include "app/text/capture_times.h"
#include "app/text/size_text.h"

namespace ptscope {

namespace {

/// As ssh takes it: with the user, if one was named.
std::string hostOf(const CaptureError &error)
{
    return error.source.starts_with("ssh:") ? shellQuoted(error.source.substr(4)) : "HOST";
}

/// As ssh-keygen looks it up.
std::string bareHostOf(const CaptureError &error)
{
    const std::string host = hostOf(error);
    return host.substr(host.rfind('@') + 1); // npos + 1 is 0
}

std::string missingProgramHint(const CaptureError &error)
{
    if (error.source.starts_with("exec:")) {
        return "check its path; it is run without a shell, so variables, pipes and aliases need: sh -c '...'";
    }
    if (error.source.starts_with("adb")) {
        return "install adb (Debian: apt install adb), or name the program in PTSCOPE_ADB";
    }
    return error.source.starts_with("ssh:") ? "install an ssh client (Debian: apt install openssh-client), or name the program in PTSCOPE_SSH"
                                            : "ptscope-read comes with ptscope and stands beside it; name another one in PTSCOPE_READ";
}

ErrorText wayText(const CaptureError &error)
{
    const std::string said = error.detail.empty() ? "" : " (" + error.detail + ")";
    switch (error.failure) {
    case CaptureFailure::ProgramMissing:
        return {"a program that is needed cannot be run" + said, missingProgramHint(error)};
    case CaptureFailure::HostKeyWrong:
        return {"the host key is not the one that is known",
                "either the board was installed anew (then: ssh-keygen -R " + bareHostOf(error) + ") or another machine answers in its place"};
    case CaptureFailure::HostKeyUnknown:
        return {"the host key is not known, or not the one that is known", "log in once (ssh " + hostOf(error) + "), compare the fingerprint and accept it; then capture again"};
    case CaptureFailure::LoginRefused:
        return {"the board refused the login" + said, "try `ssh " + hostOf(error) + " true`: key, agent and user come from your ssh configuration"};
    case CaptureFailure::HostUnknown:
        return {"no such host" + said, "check the name, or give it an entry in ~/.ssh/config"};
    case CaptureFailure::Unreachable:
        return {"the board cannot be reached" + said, "is it up, and is sshd running? try `ssh " + hostOf(error) + " true`"};
    case CaptureFailure::NoDevice:
        return {"adb sees no such device" + said, "`adb devices` lists them; check cable and USB debugging"};
    case CaptureFailure::DeviceUnauthorized:
        return {"the device has not authorised this computer", "confirm the question on its screen"};
    case CaptureFailure::SeveralDevices:
        return {"adb sees more than one device", "name one by its serial number, as in adb:0123456789ABCDEF (`adb devices` lists them)"};
    case CaptureFailure::NotAllowed:
        return {"leave to read as root was not given" + said, "the helper ptscope-read prints a fixed list of files and nothing else; allow it, or "
                                                              "copy the file as root and open the copy"};
    case CaptureFailure::NoShell:
        return {"what answered ran no shell commands" + said, "the login must give a POSIX shell; for a console of another kind use exec:COMMAND"};
    case CaptureFailure::CommandFailed:
        return {"the command failed: " + error.detail, "run it in a terminal first: its output must be the dump"};
    case CaptureFailure::ConnectionCut:
        return {"the connection ended " + error.detail, "nothing was saved; capture again, on a slow line without symbols"};
    case CaptureFailure::Silent:
        return {"nothing more was heard: " + error.detail, "the kernel may still walk its tables; ptscope-cli capture --timeout SECONDS waits longer"};
    default:
        return {"cancelled", "nothing was saved"};
    }
}

ErrorText thereText(const CaptureError &error)
{
    switch (error.failure) {
    case CaptureFailure::DebugfsNotMounted:
        return {"debugfs is not mounted", "as root there: mount -t debugfs none /sys/kernel/debug"};
    case CaptureFailure::NotBuiltIn:
        return {"the kernel was built without CONFIG_PTDUMP_DEBUGFS (its /proc/config.gz says so)",
                "build it with CONFIG_PTDUMP_DEBUGFS=y; until then a memory image is the only way"};
    case CaptureFailure::DumpMissing:
        return {"no such file", "most likely the kernel was built without CONFIG_PTDUMP_DEBUGFS=y"};
    case CaptureFailure::PermissionDenied:
        return {"permission denied", "root only may read it: log in as root, or let the user run sudo without a password"};
    case CaptureFailure::Lockdown:
        return {"the kernel is locked down: debugfs cannot be read, not by root either",
                "boot with lockdown=none and without secure boot, or dump the memory from outside"};
    case CaptureFailure::KernelOutOfMemory:
        return {"the kernel has no buffer for a dump of this size", "debugfs prints at most 1 GiB, from one buffer; walk a memory image instead"};
    case CaptureFailure::NotADump:
        return {"what came is no ptdump text" + (error.detail.empty() ? "" : ": " + error.detail),
                "check what the source prints: lines like 0xffff000000000000-0xffff000000200000 2M PMD RW NX ..."};
    case CaptureFailure::TooLarge:
        return {"more came than may be held", "if this is real, ptscope-cli capture --max-size raises the ceiling"};
    default:
        return {"cannot be read: " + error.detail, ""};
    }
}

/// What the helper reads; app/helper/ptscope_read.cpp holds the list that counts.
std::string helperFilesText(const CaptureWish &wish)
{
    std::string out = "\nwhich prints these files and nothing else:\n\n/sys/kernel/debug/"
        + (wish.table.empty() ? std::string("kernel_page_tables") : wish.table) + "\n";
    if (wish.companions) {
        out += "/proc/vmallocinfo  /proc/iomem  /proc/modules  (before and after)\n"
               "/proc/meminfo  /proc/cmdline  /proc/version\n/sys/kernel/mm/hugepages/*/nr_hugepages  free_hugepages\n";
    }
    return out + (wish.companions && wish.symbols ? "/proc/config.gz  /sys/module/*/sections/*  /proc/kallsyms\n" : "");
}

} // namespace

ErrorText captureErrorText(const CaptureError &error)
{
    ErrorText text = error.failure < CaptureFailure::DebugfsNotMounted ? wayText(error) : thereText(error);
    text.what = (error.path.empty() ? "" : error.path + ": ") + text.what;
    return text;
}

std::string captureCostText(const CaptureSource &source)
{
    if (source.kind == CaptureSource::Kind::Exec || source.kind == CaptureSource::Kind::StandardInput) {
        return "What it costs is up to the command: whatever reads kernel_page_tables makes the kernel walk all its page tables under locks.\n";
    }
    return "One read makes the kernel walk all its page tables under locks, and again each time its buffer doubles:\n"
           "3 walks for a dump of 10 KB, 10 for 1.4 MB. A walk takes 25 ms where RAM is mapped by blocks, seconds where by pages.\n"
           "On 7.x a huge vmalloc that runs meanwhile falls back to pages, and they stay.\n";
}

std::string capturedText(const CapturedDump &dump)
{
    const std::string time = dump.notes.readMilliseconds ? " in " + readDurationText(*dump.notes.readMilliseconds) : "";
    std::string out = dump.rows == 0 ? std::string() : fmt::format("{} rows, ", dump.rows); // none are read of other architectures
    out += byteSumText(dump.text.size()) + time;
    // What a command of the user's own did for its output, nobody knows.
    if (dump.notes.source != "-" && !dump.notes.source.starts_with("exec:")) {
        const unsigned walks = walksFor(dump.text.size());
        out += fmt::format(", {} walk{} of the tables", walks, walks == 1 ? "" : "s");
    }
    out += dump.notes.kernelRelease.empty() ? "" : "; " + dump.notes.kernelRelease;
    std::string with;
    for (const auto &[name, content] : dump.files) {
        with += (with.empty() ? "" : ", ") + name;
    }
    return out + (with.empty() ? "" : "; with " + with);
}

std::string captureCommandText(const CaptureRequest &request)
{
    const auto command = captureCommand(request, "@@ptscope-0123456789abcdef");
    if (!command) {
        return captureErrorText(command.error()).what + "\n";
    }
    if (command->words.empty()) {
        return "(reads standard input)\n";
    }
    if (command->script.empty()) {
        const bool helper = request.source.kind == CaptureSource::Kind::Local;
        return shellLine(command->words) + "\n" + (helper ? helperFilesText(request.wish) : "");
    }
    // The script is the last word; it is shown as what it is.
    std::vector<std::string> way(command->words.begin(), command->words.end() - 1);
    return shellLine(way) + " 'exec sh -c ...', and there:\n\n" + command->script;
}

} // namespace ptscope
