// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/agreement_text.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/text/size_text.h"

namespace ptscope {

std::string agreementText(const RegionAgreement &agreement)
{
    const std::string rows = agreement.whole()
        ? (agreement.rowsReal == 1 ? std::string("the one row equal") : fmt::format("all {} rows equal", agreement.rowsReal))
        : fmt::format("{} of {} predicted rows stand in the {} real ones", agreement.rowsEqual, agreement.rowsPredicted,
                      agreement.rowsReal);
    if (agreement.compared.value == 0) {
        return rows + ", nothing mapped";
    }
    return rows
        + (agreement.equal == agreement.compared
               ? fmt::format(", all {} mapped alike", byteSumText(agreement.compared.value))
               : fmt::format(", {} of {} mapped alike", byteSumText(agreement.equal.value), byteSumText(agreement.compared.value)));
}

std::string differingText(const RegionAgreement &agreement)
{
    std::string out;
    for (const ChangeKind kind : allChangeKinds) {
        const ByteCount bytes = agreement.differing[static_cast<std::size_t>(kind)];
        if (bytes.value != 0) {
            out += fmt::format("{}{} {}", out.empty() ? "" : ", ", name(kind), byteSumText(bytes.value));
        }
    }
    return out;
}

} // namespace ptscope
