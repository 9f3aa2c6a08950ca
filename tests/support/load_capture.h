// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

#include "parsers/load.h"
#include "tests/support/captures.h"

namespace ptscope::test {

inline SnapshotPtr loadDump(const std::string &file, const LoadOptions &options)
{
    const auto loaded = loadFile(file, options);
    if (!loaded || loaded->snapshots.empty()) {
        throw std::runtime_error(file + " does not load");
    }
    return loaded->snapshots.front();
}

enum class WithCompanions : bool { No, Yes };

/// The dump of a real capture of tests/data/captures; with what was read beside it, as people open it.
inline SnapshotPtr loadCapture(const std::string &name, WithCompanions companions = WithCompanions::No)
{
    LoadOptions options;
    options.digest = true;
    options.companionsBeside = companions == WithCompanions::Yes;
    const SnapshotPtr snapshot = loadDump(captureFile(name).string(), options);
    if (companions == WithCompanions::Yes) {
        snapshot->owners(); // as in a window that is at rest
    }
    return snapshot;
}

} // namespace ptscope::test
