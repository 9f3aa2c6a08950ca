// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/load_capture.h"

namespace ptscope::test {

SnapshotPtr loadDump(const std::string &file, const LoadOptions &options)
{
    const auto loaded = loadFile(file, options);
    if (!loaded || loaded->snapshots.empty()) {
        throw std::runtime_error(file + " does not load");
    }
    return loaded->snapshots.front();
}

SnapshotPtr loadCapture(const std::string &name, WithCompanions companions)
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
