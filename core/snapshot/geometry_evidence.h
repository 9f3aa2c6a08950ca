// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/paging/geometry.h"
#include "core/snapshot/region.h"

namespace ptscope {

/// What the rows and markers of a dump say about its geometry (reference/ptdump-formats.md, 6.1, 6.2, 6.6).
struct GeometryEvidence {
    std::array<std::uint64_t, levelCount + 1> borders{}; ///< OR of all starts and ends, by level word
    std::array<std::uint32_t, levelCount + 1> rows{};
    std::optional<unsigned> exactVaBits; ///< the dump begins where the kernel half begins
    unsigned leastVaBits = 0;
    bool whole = false; ///< holds the linear map, so the least VA bits are the real ones
    std::optional<std::uint64_t> vmemmapBytes;
    std::vector<std::uint64_t> vmemmapPlaces; ///< addresses at which vmemmap may begin
    std::optional<unsigned> leastKernelBits;  ///< VA_BITS_MIN: the modules begin in the middle of that many bits

    bool saw(Level level) const { return rows[number(level)] != 0; }
};

GeometryEvidence gatherEvidence(const ExtentTable &extents, const std::vector<Marker> &markers);

/// Page sizes and VA bits that arm64's Kconfig offers together (CONFIG_ARM64_VA_BITS_*, 6.1 to 7.3).
bool isOffered(Granule granule, unsigned vaBits);
/// VA_BITS_MIN: a kernel for 52 bits also runs on less (arch/arm64/include/asm/memory.h, 7.3).
unsigned leastBitsOf(const PagingGeometry &geometry);

// How far one geometry agrees with the evidence.
bool wordsFit(const PagingGeometry &geometry, const GeometryEvidence &evidence);
bool bordersFit(const PagingGeometry &geometry, const GeometryEvidence &evidence);
bool vmemmapLengthFits(const PagingGeometry &geometry, const GeometryEvidence &evidence);
bool vmemmapPlaceFits(const PagingGeometry &geometry, const GeometryEvidence &evidence);

} // namespace ptscope
