// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/simulate/agreement.h"

namespace ptscope {

/// "2 180 of 2 180 rows equal, all of 4.4 GiB mapped alike". Numbers in plain digits.
std::string agreementText(const RegionAgreement &agreement);
/// "split 2M, permission 28K"; empty where nothing differs.
std::string differingText(const RegionAgreement &agreement);

} // namespace ptscope
