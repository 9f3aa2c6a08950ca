// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/diff/comparison.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// A picture beside those that the report draws itself.
struct ReportPicture {
    std::string title;
    std::string svg; ///< made by this program, put in as it is
};

/// One HTML file that needs nothing else: figures, pictures as SVG, what is doubtful. Light or dark as the reader's system,
/// light on paper. No script; names out of dumps are text, whatever they hold.
std::string reportOf(const SnapshotPtr &snapshot, const std::vector<ReportPicture> &pictures = {});
/// The same of two dumps held against each other: what changed, churn counted apart, the ledger, both dumps' facts. A refused
/// comparison says why and shows both dumps.
std::string reportOf(const Comparison &comparison, const std::vector<ReportPicture> &pictures = {});

} // namespace ptscope
