// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/anonymise/anonymise.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

struct AnonymisedCompanions {
    std::vector<std::pair<std::string, std::string>> files; ///< name and text, to be put into a bundle
    std::vector<std::string> left;                          ///< what was left out or replaced, a sentence each
};

/// What lies beside a dump, fit to be posted with it: vmallocinfo with the addresses that the dump has now, sizes and flags as they
/// were, and callers that tell no more than the kind; meminfo and the pools of huge pages, which are counts; of the command line the
/// words that change page tables. Everything else is left out. Physical addresses stay in none.
AnonymisedCompanions anonymiseCompanions(const Snapshot &original, const Anonymised &moved, std::uint64_t seed);

} // namespace ptscope
