// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capture.h"

#include <algorithm>
#include <fmt/format.h>
#include <unistd.h>

#include "app/capture/atomic_file.h"
#include "app/capture/capture_faults.h"
#include "app/capture/clock_text.h"
#include "parsers/bundle/bundle.h"
#include "parsers/load.h"

namespace ptscope {

namespace {

constexpr std::string_view dumpName = "dump";
constexpr std::string_view afterSuffix = ".after";
constexpr std::uint64_t firstBuffer = 4096;

tl::unexpected<CaptureError> failed(CaptureFailure failure, const std::string &source, std::string detail = {})
{
    return tl::make_unexpected(CaptureError{failure, source, std::move(detail), {}});
}

tl::unexpected<CaptureError> failedToRun(const Error &error, const std::string &source)
{
    switch (error.code) {
    case ErrorCode::Cancelled:
        return failed(CaptureFailure::Cancelled, source);
    case ErrorCode::NotFound:
        return failed(CaptureFailure::ProgramMissing, source, error.subject + ": " + error.detail);
    default:
        return failed(CaptureFailure::Silent, source, error.detail);
    }
}

/// What the rows say about the moment they were read at.
void noteContradictions(const Snapshot &snapshot, CaptureNotes &notes)
{
    std::uint64_t count = 0;
    std::uint64_t line = 0;
    for (const Diagnostic &d : snapshot.diagnostics()) {
        const bool torn = d.code == DiagnosticCode::Gap || d.code == DiagnosticCode::Overlap || d.code == DiagnosticCode::OutOfOrder
            || d.code == DiagnosticCode::SizeMismatch || d.code == DiagnosticCode::Misaligned;
        if (torn) {
            line = line == 0 ? d.line : line;
            count += d.count;
        }
    }
    if (count > 0) {
        notes.notes.push_back(fmt::format("the dump contradicts itself at {} places, first at line {}: the kernel changed its tables "
                                          "while it printed them, so its halves are not of one instant",
                                          count, line));
    }
}

/// A dump is what the parser can read; anything else must not be saved under the name of one.
Captured<void> judge(CapturedDump &dump, const std::string &source)
{
    const auto loaded = loadBytes(dump.text, source);
    if (!loaded) {
        const Error &error = loaded.error();
        if (error.code == ErrorCode::ForeignArchitecture) {
            dump.notes.notes.push_back("a dump of " + error.detail + ", kept as it came: ptscope reads those of arm64 only");
            return {};
        }
        return failed(error.code == ErrorCode::TooLarge ? CaptureFailure::TooLarge : CaptureFailure::NotADump, source, error.detail);
    }
    const Snapshot &snapshot = *loaded->snapshots.front();
    dump.rows = snapshot.extents().size();
    noteContradictions(snapshot, dump.notes);
    return {};
}

void noteKernelHides(const BoardAnswer &answer, CaptureNotes &notes)
{
    const std::string restrict = answer.fact("kptr_restrict");
    if (restrict == "1" || restrict == "2") {
        notes.notes.push_back(fmt::format("kernel.kptr_restrict is {}: the kernel hides addresses in vmallocinfo, modules and kallsyms, so owners "
                                          "are found by size and order only; for all of them set it to 0 as root there (sysctl -w "
                                          "kernel.kptr_restrict=0) and capture again",
                                          restrict));
    }
}

/// The second reading is kept where it differs from the first, and told.
void takeCompanion(const BoardAnswer &answer, const AnsweredFile &file, CapturedDump &dump)
{
    const bool again = file.name.ends_with(afterSuffix);
    const std::string name = again ? file.name.substr(0, file.name.size() - afterSuffix.size()) : file.name;
    if (!file.good()) {
        if (!again) {
            dump.notes.missing.push_back(name + ": " + (file.why.empty() ? "could not be read" : file.why));
        }
        return;
    }
    if (again) {
        const AnsweredFile *before = answer.file(name);
        if (before == nullptr || !before->good() || before->content == file.content) {
            return;
        }
        dump.notes.notes.push_back(name + " changed while the dump was read: what it says may differ from the dump by a moment");
    }
    dump.files.emplace_back(file.name, file.content);
}

CapturedDump dumpOf(const BoardAnswer &answer, const AnsweredFile &read)
{
    CapturedDump dump;
    dump.text = read.content;
    dump.tables = answer.tables();
    dump.notes.file = answer.fact("table");
    dump.notes.kernelRelease = answer.fact("kernel_release");
    dump.notes.machine = answer.fact("machine");
    dump.notes.readMilliseconds = read.milliseconds();
    for (const AnsweredFile &file : answer.files()) {
        if (&file != &read) {
            takeCompanion(answer, file, dump);
        }
    }
    noteKernelHides(answer, dump.notes);
    return dump;
}

/// By commands that mark what they print.
Captured<CapturedDump> captureMarked(const CaptureRequest &request, Progress *progress, const CaptureStep &step)
{
    const std::string marker = freshMarker();
    const auto command = captureCommand(request, marker);
    if (!command) {
        return tl::make_unexpected(command.error());
    }
    BoardAnswer answer(marker, request.ceiling);
    const auto take = [&](std::string_view bytes) {
        const bool more = answer.feed(bytes);
        if (progress != nullptr) {
            progress->done = answer.bytes();
        }
        if (step) {
            step(answer.reading(), answer.bytes());
        }
        return more;
    };
    const auto child = runChild(command->words, take, progress, {request.silence});
    if (!child) {
        return failedToRun(child.error(), request.source.asGiven);
    }
    if (answer.tooLarge()) {
        return failed(CaptureFailure::TooLarge, request.source.asGiven, std::to_string(request.ceiling));
    }
    const AnsweredFile *dump = answer.file(dumpName);
    if (dump != nullptr && dump->whole && !dump->good()) {
        return tl::make_unexpected(faultOfDump(request, answer, *dump));
    }
    if (!answer.done() || dump == nullptr) {
        return tl::make_unexpected(faultOfWay(request, *child, answer));
    }
    return dumpOf(answer, *dump);
}

/// The output of a command of the user's own is the dump, and nothing else is known.
Captured<CapturedDump> captureOutput(const CaptureRequest &request, Progress *progress, const CaptureStep &step)
{
    CapturedDump dump;
    const auto began = std::chrono::steady_clock::now();
    const auto take = [&](std::string_view bytes) {
        dump.text.append(bytes);
        if (progress != nullptr) {
            progress->done = dump.text.size();
        }
        if (step) {
            step(dumpName, dump.text.size());
        }
        return dump.text.size() <= request.ceiling;
    };
    const auto child = runChild(request.source.words, take, progress, {request.silence});
    if (!child) {
        return failedToRun(child.error(), request.source.asGiven);
    }
    if (dump.text.size() > request.ceiling) {
        return failed(CaptureFailure::TooLarge, request.source.asGiven, std::to_string(request.ceiling));
    }
    if (child->exitCode != 0) {
        return failed(CaptureFailure::CommandFailed, request.source.asGiven,
                      fmt::format("exit code {}{}", child->exitCode, child->errors.empty() ? "" : ", " + lastLineOf(child->errors)));
    }
    dump.notes.readMilliseconds = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count());
    return dump;
}

Captured<CapturedDump> captureStandardInput(const CaptureRequest &request, const Progress *progress)
{
    CapturedDump dump;
    std::vector<char> block(std::size_t{1} << 16);
    for (;;) {
        const ssize_t got = ::read(STDIN_FILENO, block.data(), block.size());
        if (progress != nullptr && progress->shouldStop()) {
            return failed(CaptureFailure::Cancelled, "-");
        }
        if (got <= 0) {
            return dump;
        }
        dump.text.append(block.data(), static_cast<std::size_t>(got));
        if (dump.text.size() > request.ceiling) {
            return failed(CaptureFailure::TooLarge, "-", std::to_string(request.ceiling));
        }
    }
}

} // namespace

unsigned walksFor(std::uint64_t bytes)
{
    unsigned walks = 1;
    for (std::uint64_t buffer = firstBuffer; buffer <= bytes; buffer *= 2) {
        ++walks;
    }
    return walks;
}

Captured<CapturedDump> capture(const CaptureRequest &request, Progress *progress, const CaptureStep &step)
{
    const std::string began = utcNow();
    auto dump = request.source.kind == CaptureSource::Kind::Exec ? captureOutput(request, progress, step)
        : request.source.kind == CaptureSource::Kind::StandardInput ? captureStandardInput(request, progress)
                                                                    : captureMarked(request, progress, step);
    if (!dump) {
        return dump;
    }
    dump->notes.source = request.source.asGiven;
    dump->notes.captured = began;
    dump->notes.ended = utcNow();
    if (const auto sound = judge(*dump, request.source.asGiven); !sound) {
        return tl::make_unexpected(sound.error());
    }
    return dump;
}

Result<void> saveCapture(const CapturedDump &dump, const std::string &path)
{
    const std::string notes = dump.notes.text();
    std::vector<BundleFile> files{{std::string(CaptureNotes::fileName), notes}};
    for (const auto &[name, content] : dump.files) {
        files.push_back({name, content});
    }
    Result<void> bundled;
    const auto saved = saveAtomically(path, [&](const auto &sink) {
        bundled = writeBundle(dump.text, files, sink);
        return bundled.has_value();
    });
    return bundled ? saved : saved.has_value() || saved.error().code == ErrorCode::Cancelled ? bundled : saved;
}

} // namespace ptscope
