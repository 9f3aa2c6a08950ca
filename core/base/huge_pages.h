// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ptscope {

/// Asks the kernel to back a large block of memory by huge pages: filling ten million rows is then not interrupted at every
/// 4K. Advice alone, nothing depends on it; small blocks and other systems are left as they are.
void adviseHugePages(void *data, std::size_t bytes);

} // namespace ptscope
