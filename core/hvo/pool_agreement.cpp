// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hvo/pool_agreement.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/companion/companions.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

std::uint64_t inPool(const Companions &companions, ByteCount size)
{
    std::uint64_t pages = 0;
    for (const HugePagePool &pool : companions.hugePages) {
        pages += pool.pageSize == size ? pool.pages : 0;
    }
    return pages;
}

std::string kernelCounts(const std::vector<PoolCount> &counts)
{
    std::string out;
    for (const PoolCount &count : counts) {
        out += fmt::format("{}{} of {}", out.empty() ? "" : " and ", count.inPool, runSizeText(count.size.size));
    }
    return out;
}

} // namespace

std::vector<PoolCount> poolCounts(const Snapshot &snapshot, const Stripes &stripes)
{
    std::vector<PoolCount> out;
    const Companions *companions = snapshot.companions();
    if (companions == nullptr || companions->hugePages.empty() || snapshot.source().isSimulated()) {
        return out;
    }
    for (const HugePageSize &size : hugePageSizes(snapshot.geometry())) {
        const auto found = std::find_if(stripes.counts.begin(), stripes.counts.end(),
                                        [&size](const StripeCount &count) { return count.size.size == size.size; });
        const PoolCount count{size, inPool(*companions, size.size),
                              found == stripes.counts.end() ? 0 : found->count};
        if (size.eligible && (count.inPool != 0 || count.optimised != 0)) {
            out.push_back(count);
        }
    }
    return out;
}

bool poolsAgree(const std::vector<PoolCount> &counts)
{
    return std::all_of(counts.begin(), counts.end(),
                       [](const PoolCount &count) { return count.inPool == count.optimised; });
}

std::string poolText(const std::vector<PoolCount> &counts)
{
    if (counts.empty()) {
        return {};
    }
    if (poolsAgree(counts)) {
        return "the kernel counts the same: " + kernelCounts(counts);
    }
    const bool none = std::all_of(counts.begin(), counts.end(), [](const PoolCount &c) { return c.optimised == 0; });
    if (none) {
        return "the kernel counts " + kernelCounts(counts) + ", none of them is optimised";
    }
    return "the kernel counts otherwise: " + kernelCounts(counts);
}

} // namespace ptscope
