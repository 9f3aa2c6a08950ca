// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/plan_text.h"

#include "app/text/size_text.h"
#include "core/simulate/parameters.h"
#include "core/snapshot/row_text.h"
#include "parsers/ptdump/writer.h"

namespace ptscope {

namespace {

constexpr unsigned firstKernelThatKeepsOne = 518;

std::string sizesOf(const PagingGeometry &geometry)
{
    std::string known;
    for (const HugePageSize &size : hugePageSizes(geometry)) {
        known += (known.empty() ? "" : ", ") + runSizeText(size.size);
    }
    return known;
}

} // namespace

Result<HvoPlanRequest> planRequest(const PlanWords &words)
{
    const ParameterValues values{{"hugepage", words.hugePage}, {"count", words.count}, {"kernel", words.kernel}};
    const ParameterReader reader(values);
    const auto geometry = PagingGeometry::make(words.granule, words.vaBits);
    const auto version = reader.version("kernel");
    if (!geometry || !version) {
        return tl::make_unexpected(geometry ? version.error() : geometry.error());
    }
    const auto memory = parseSize(words.memory);
    if (!memory) {
        return fail(ErrorCode::BadArgument, "--memory " + words.memory, "a size such as 1T is needed");
    }
    const auto size = hugePageSizeCalled(*geometry, words.hugePage);
    if (!size) {
        return reader.refuse("hugepage", "huge pages of this kernel come in " + sizesOf(*geometry));
    }
    HvoPlanRequest request{*geometry, {*memory}, *size, *memory / size->size.value, HvoLayout::KeepsOne};
    request.layout = version->value_or(firstKernelThatKeepsOne) < firstKernelThatKeepsOne ? HvoLayout::KeepsTwo : HvoLayout::KeepsOne;
    if (!words.count.empty()) {
        const auto count = reader.count("count");
        if (!count || *count == 0) {
            return count ? reader.refuse("count", "at least one") : tl::make_unexpected(count.error());
        }
        request.count = *count;
    }
    return request;
}

std::uint64_t textBytesOf(const HvoPlan &plan)
{
    std::uint64_t bytes = 0;
    writeDump(*plan.result.snapshot, [&bytes](std::string_view piece) {
        bytes += piece.size();
        return true;
    });
    return bytes;
}

} // namespace ptscope
