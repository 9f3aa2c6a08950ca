// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/snapshot/infer_geometry.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

struct Bundle;

struct LoadOptions {
    /// Ceiling on the decompressed text. debugfs itself cannot print more than about 1 GiB.
    std::uint64_t maxTextBytes = std::uint64_t{16} << 30;
    /// Compute SourceFacts::digest (costs about 1/20 of the parse).
    bool digest = false;
    /// What a companion tells about the text: see SourceFacts.
    std::string kernelRelease;
    std::string captured;
    /// Take what stands behind the text in a bundle, or lies beside the file, where its folder is one moment (parsers/companions/beside.h). A text of several dumps
    /// gets none: nobody can tell whose they are.
    bool companionsBeside = false;
    /// Symbols (kallsyms, vmlinux, System.map) cost more than most dumps: false leaves them where they are.
    bool symbols = true;
    /// Files given by hand, kind ("vmallocinfo") and path: taken before what lies beside the file or in its bundle.
    std::vector<std::pair<std::string, std::string>> companionFiles;
    /// What is known already, from options or from a bundle: taken instead of what lies beside the file.
    CompanionsPtr companions;
    /// What the user knows better than the text.
    GeometryWish geometry;
};

/// The dumps that one text held, in order: usually one, two or three when a mail shows before and after.
struct LoadedText {
    std::vector<SnapshotPtr> snapshots;
    std::shared_ptr<const Bundle> bundle; ///< what was captured beside them; null where the file holds no more than text
};

/// Reads a ptdump text: plain or compressed (gzip, xz, zstd, bzip2), whole or damaged; "-" is standard input. Bad lines
/// become diagnostics of the snapshots, in the order of lines. Fails only when there is nothing to show: unreadable,
/// empty, no dump, another architecture, all addresses hidden, damaged compression, too large, out of memory, cancelled.
Result<LoadedText> loadFile(const std::string &path, const LoadOptions &options = {}, Progress *progress = nullptr);

/// The same for text at hand (pasted, dropped, a resource), compressed or not.
Result<LoadedText> loadBytes(std::string_view bytes, const std::string &label, const LoadOptions &options = {},
                             Progress *progress = nullptr);

} // namespace ptscope
