// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/area_kind.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace ptscope {

namespace {

struct Callers {
    OwnerKind kind;
    std::string_view beginning; ///< of the symbol
};

/// The first that fits counts.
constexpr std::array byCaller{
    Callers{OwnerKind::Bpf, "bpf_"},
    Callers{OwnerKind::Bpf, "__bpf_"},
    Callers{OwnerKind::KernelStack, "kernel_clone"},
    Callers{OwnerKind::KernelStack, "_do_fork"},
    Callers{OwnerKind::KernelStack, "copy_process"},
    Callers{OwnerKind::KernelStack, "dup_task_struct"},
    Callers{OwnerKind::KernelStack, "alloc_thread_stack_node"},
    Callers{OwnerKind::KernelStack, "fork_idle"},
    Callers{OwnerKind::KernelStack, "create_io_thread"},
    Callers{OwnerKind::KernelStack, "vhost_task_create"},
    Callers{OwnerKind::IrqStack, "start_kernel"},
    Callers{OwnerKind::IrqStack, "init_IRQ"},
    Callers{OwnerKind::IrqStack, "init_irq_stacks"},
    Callers{OwnerKind::IrqStack, "arch_alloc_vmap_stack"},
    Callers{OwnerKind::IrqStack, "sdei_"},
    Callers{OwnerKind::PerCpu, "pcpu_"},
    Callers{OwnerKind::Module, "load_module"},
    Callers{OwnerKind::Module, "layout_and_allocate"},
    Callers{OwnerKind::Module, "move_module"},
    Callers{OwnerKind::Module, "module_alloc"},
    Callers{OwnerKind::Module, "module_memory_alloc"},
    Callers{OwnerKind::Module, "execmem_"},
    Callers{OwnerKind::Module, "__execmem_"},
};

bool isAlloc(OwnerKind kind)
{
    return kind != OwnerKind::PerCpu;
}

} // namespace

std::string_view symbolOf(std::string_view caller)
{
    return caller.substr(0, caller.find('+'));
}

OwnerKind kindOf(const VmallocArea &area)
{
    if (area.unpurged) {
        return OwnerKind::Freed;
    }
    if (isImagePart(area)) {
        return OwnerKind::KernelImage;
    }
    if (area.ioremap) {
        return OwnerKind::Ioremap;
    }
    if (area.dmaCoherent) {
        return OwnerKind::DmaCoherent;
    }
    const std::string_view symbol = symbolOf(area.caller);
    const auto rule = std::find_if(byCaller.begin(), byCaller.end(),
                                   [symbol](const Callers &c) { return symbol.starts_with(c.beginning); });
    // Code of a module that happens to be called like one of these is told by its module.
    if (rule != byCaller.end() && area.module.empty() && (!isAlloc(rule->kind) || area.vmalloc || area.sparse)) {
        return rule->kind;
    }
    return area.sparse ? OwnerKind::Bpf : area.vmap ? OwnerKind::Vmap : OwnerKind::Vmalloc;
}

bool isImagePart(const VmallocArea &area)
{
    const std::string_view symbol = symbolOf(area.caller);
    return area.vmap && area.phys && !area.ioremap && area.module.empty()
        && (symbol == "paging_init" || symbol.starts_with("map_kernel") || symbol.starts_with("declare_"));
}

std::vector<OwnerKind> kindsOf(const VmallocInfo &info)
{
    // All that kindOf() looks at: the caller, and a bit for each of the rest.
    const auto factsOf = [](const VmallocArea &area) {
        unsigned bits = 0;
        for (const bool fact : {area.unpurged, area.ioremap, area.dmaCoherent, area.vmalloc, area.vmap, area.sparse,
                                area.phys.has_value(), area.module.empty()}) {
            bits = bits << 1U | (fact ? 1U : 0U);
        }
        return bits;
    };
    std::unordered_map<const void *, std::unordered_map<unsigned, OwnerKind>> known;
    std::vector<OwnerKind> kinds;
    kinds.reserve(info.areas.size());
    for (const VmallocArea &area : info.areas) {
        const auto [at, isNew] = known[area.caller.identity()].try_emplace(factsOf(area));
        if (isNew) {
            at->second = kindOf(area);
        }
        kinds.push_back(at->second);
    }
    return kinds;
}

ByteCount mappableSize(const VmallocArea &area, ByteCount pageSize)
{
    return mappableSize(area, kindOf(area), pageSize);
}

ByteCount mappableSize(const VmallocArea &area, OwnerKind kind, ByteCount pageSize)
{
    const bool hasGuard = area.size > pageSize && kind != OwnerKind::PerCpu;
    return hasGuard ? area.size - pageSize : area.size;
}

} // namespace ptscope
