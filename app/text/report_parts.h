// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/diff/diff.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Parts of a report (report_html.h), each a piece of markup.

/// Where the dump came from, how its lines were read, its geometry and why.
std::string factsHtml(const Snapshot &snapshot);
/// What is mapped, by leaf size, access and region, and the tables it takes.
std::string figuresHtml(const Snapshot &snapshot);
/// Lines that were repaired or not understood.
std::string noticesHtml(const Snapshot &snapshot);

/// Bytes by leaf size, tables, TLB entries of both sides.
std::string ledgerHtml(const Diff &diff);
/// Changes under heads of which the same can be said; churn only counted, with its rule.
std::string changesHtml(const Diff &diff);

/// "2M block", "64K contiguous": by the geometry.
std::string leafClassName(LeafClass leaf, const PagingGeometry &geometry);
std::string accessClassName(AccessClass access);

} // namespace ptscope
