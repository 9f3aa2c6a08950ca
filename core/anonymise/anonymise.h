// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// What is mapped in `from` stands `shift` higher now, modulo 2^64.
struct Moved {
    AddrRange from;
    std::uint64_t shift = 0;
};

struct Anonymised {
    SnapshotPtr snapshot; ///< rows, markers and attributes only: no name, no time, no companions
    std::vector<std::string> moved; ///< regions whose content stands elsewhere now
    std::vector<std::string> kept;  ///< regions with content that stands where it did
    std::vector<Moved> places;      ///< of all that is mapped, ascending
};

/// The same tables at other addresses, so that nothing about KASLR is left: within each region, what stands between two holes of a level is
/// slid by whole entries of that level, from the top level down to PMD, each by a number that `seed` draws. So every
/// table, row, size and alignment stays (contiguous groups too), only holes trade bytes. What a hole follows but none
/// precedes changes places with it. Fixmap and PCI I/O stay: the kernel's configuration fixes them.
/// Parts slide independently: page-frame arithmetic between linear map and vmemmap holds no longer.
Result<Anonymised> anonymise(const Snapshot &snapshot, std::uint64_t seed);

} // namespace ptscope
