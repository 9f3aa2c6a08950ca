// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/io/byte_source.h"
#include "parsers/load.h"
#include "parsers/ptdump/writer.h"
#include "tests/support/captures.h"

// Text of dumps, as lines and as snapshots. What cannot be read throws, so that a missing file fails the test that needs it.
namespace ptscope::test {

/// The bytes of a file, decompressed.
std::string readText(const std::filesystem::path &path);

std::string captureText(const std::string &name, const std::string &file = "kernel_page_tables");

/// The lines of a text without their newlines.
std::vector<std::string> linesOf(std::string_view text);

std::string joined(const std::vector<std::string> &lines);

/// A whole dump line for small examples: `words` stand behind the size as today's kernels print them.
std::string rowLine(std::uint64_t first, std::uint64_t end, std::string_view size, std::string_view words);

inline constexpr std::string_view dataWords = "PTE       RW NX SHD AF            UXN    MEM/NORMAL";

Result<LoadedText> load(std::string_view text, const LoadOptions &options = {});

/// The dumps of a text that must hold some.
std::vector<SnapshotPtr> dumpsIn(std::string_view text);

/// The one dump of a text that must hold exactly one.
SnapshotPtr dumpIn(std::string_view text);

std::vector<DiagnosticCode> codesOf(const Snapshot &snapshot);

bool tells(const Snapshot &snapshot, DiagnosticCode code);

/// True when a notice of `code` names `line`, alone or as one of a run of lines.
bool names(const Snapshot &snapshot, DiagnosticCode code, std::uint64_t line);

/// What went wrong with the text, as numbers of DiagnosticCode beside lines: for messages of failing tests.
std::string noticesOf(const Snapshot &snapshot);

/// Rows sorted, disjoint and none inverted: what every consumer of a snapshot relies on.
bool isSound(const Snapshot &snapshot);

} // namespace ptscope::test
