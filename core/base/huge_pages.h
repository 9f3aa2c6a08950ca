// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ptscope {

/// Memory that std::realloc and std::free take, for a large block that will be filled: aligned so that the kernel can back
/// it by huge pages, and the kernel is asked to. Filling ten million rows is then not interrupted at every 4K. Null when
/// there is no memory; small blocks are plain ones.
void *allocateToFill(std::size_t bytes);

} // namespace ptscope
