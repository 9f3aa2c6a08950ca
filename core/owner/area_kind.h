// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/companion/vmalloc_area.h"
#include "core/owner/owner.h"

namespace ptscope {

/// The symbol of a caller: "kernel_clone" of "kernel_clone+0x70/0x398".
std::string_view symbolOf(std::string_view caller);

/// What an area of vmallocinfo is, by its flags and its caller's name. The names are those of 5.x to 7.3, inlined callers
/// included (kernel/fork.c, arch/arm64/kernel/irq.c, kernel/bpf, arch/arm64/net, mm/execmem.c, kernel/module).
OwnerKind kindOf(const VmallocArea &area);
/// The same of all areas, by their numbers. Names are compared once for each caller: whoever asks more than once asks here.
std::vector<OwnerKind> kindsOf(const VmallocInfo &info);

/// Stacks come and go between two reads: what is said of one by its place in the order may be true of another.
constexpr bool isShortLived(OwnerKind kind) { return kind == OwnerKind::KernelStack; }

/// True for the parts of the kernel image that paging_init registers (arch/arm64/mm/mmu.c:declare_vma, map_kernel_segment).
bool isImagePart(const VmallocArea &area);

/// Bytes of an area that can be mapped: without the guard page that most have.
ByteCount mappableSize(const VmallocArea &area, ByteCount pageSize);
/// The same where the kind is known already.
ByteCount mappableSize(const VmallocArea &area, OwnerKind kind, ByteCount pageSize);

} // namespace ptscope
