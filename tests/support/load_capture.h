// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

#include "parsers/load.h"
#include "tests/support/captures.h"

namespace ptscope::test {

enum class WithCompanions : bool { No, Yes };

/// The dump of a real capture of tests/data/captures.
inline SnapshotPtr loadCapture(const std::string &name, WithCompanions companions = WithCompanions::No)
{
    LoadOptions options;
    options.digest = true;
    options.companionsBeside = companions == WithCompanions::Yes;
    const auto loaded = loadFile(captureFile(name).string(), options);
    if (!loaded || loaded->snapshots.empty()) {
        throw std::runtime_error("capture " + name + " does not load");
    }
    return loaded->snapshots.front();
}

} // namespace ptscope::test
