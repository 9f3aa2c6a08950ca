// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/comparison.h"

namespace ptscope {

ComparisonPtr compare(SnapshotPtr before, SnapshotPtr after, const DiffOptions &options)
{
    auto out = std::make_shared<Comparison>();
    out->before = before;
    out->after = after;
    out->options = options;
    Result<Diff> diff = diffOf(std::move(before), std::move(after), options);
    if (!diff) {
        out->refusal = diff.error();
    } else if (diff->sharesNothing()) {
        out->refusal = Error{ErrorCode::BadArgument, {}, "no address is in both, so nothing can be compared"};
    } else {
        out->diff = std::move(*diff);
    }
    return out;
}

} // namespace ptscope
