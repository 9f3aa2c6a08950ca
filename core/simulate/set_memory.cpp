// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/set_memory.h"

#include <fmt/format.h>

#include "core/paging/classify.h"
#include "core/simulate/leaf_splitter.h"
#include "core/simulate/physical_layout.h"
#include "core/simulate/snapshot_edit.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

const char *wordOf(SetMemory to)
{
    constexpr const char *words[] = {"ro", "rw", "x", "nx", "valid", "invalid"};
    return words[static_cast<std::size_t>(to)];
}

/// What a change does to bits that only some kernels and CPUs use.
struct SideEffects {
    bool notGlobalWhenInvalid = false; ///< PRESENT_INVALID is the nG bit: 6.18 and later
    bool notGlobal = false;            ///< kernel mappings are nG (KPTI, KASLR)
    bool guarded = false;              ///< executable kernel pages are guarded (BTI)
};

/// From the dump itself: the kernel's own text says GP, its linear map says NG. (Pages of the KPTI trampoline are global.)
SideEffects sideEffectsIn(const Snapshot &snapshot, std::optional<unsigned> kernel)
{
    SideEffects out;
    out.notGlobalWhenInvalid = kernel.value_or(0) >= 618;
    const Region *linear = linearRegionOf(snapshot);
    for (std::uint32_t row = 0; row < snapshot.extents().size(); ++row) {
        const Attributes &attributes = snapshot.attributesOf({row});
        if (snapshot.extents().attributes({row}).isHole()) {
            continue;
        }
        if (!attributes.valid()) {
            out.notGlobalWhenInvalid |= !kernel && attributes.has(Attr::NotGlobal);
        } else {
            out.notGlobal |= attributes.has(Attr::NotGlobal) && linear != nullptr && linear->rows.contains({row});
            out.guarded |= attributes.has(Attr::Guarded) && !attributes.has(Attr::PrivilegedNx);
        }
    }
    return out;
}

/// Bits are cleared first, then set, as the kernel does.
void change(Attributes &attributes, SetMemory to, const SideEffects &also)
{
    switch (to) {
    case SetMemory::Ro:
        attributes.set(Attr::ReadOnly);
        break;
    case SetMemory::Rw:
        attributes.set(Attr::ReadOnly, false);
        break;
    case SetMemory::X:
        attributes.set(Attr::PrivilegedNx, false);
        attributes.set(Attr::Guarded, also.guarded);
        break;
    case SetMemory::Nx:
        attributes.set(Attr::Guarded, false);
        attributes.set(Attr::PrivilegedNx);
        break;
    case SetMemory::Valid:
        attributes.set(Attr::Invalid, false);
        attributes.set(Attr::NotGlobal, also.notGlobalWhenInvalid ? also.notGlobal : attributes.has(Attr::NotGlobal));
        break;
    case SetMemory::Invalid:
        attributes.set(Attr::Invalid);
        attributes.set(Attr::NotGlobal, also.notGlobalWhenInvalid || attributes.has(Attr::NotGlobal));
        break;
    }
}

bool isLarge(const PagingGeometry &geometry, Level level, const Attributes &attributes)
{
    return entryLevel(geometry, level, attributes) != Level::Pte;
}

class MemorySetter
{
public:
    MemorySetter(const Snapshot &snapshot, const SetMemoryRequest &request)
        : m_snapshot(snapshot), m_request(request), m_edit(snapshot), m_splitter(snapshot.geometry()),
          m_also(sideEffectsIn(snapshot, request.kernel))
    { }

    Result<SimulationResult> run()
    {
        for (const auto &allowed : {checkArea(m_request.range), check(m_request.range, true)}) {
            if (!allowed) {
                return tl::make_unexpected(allowed.error());
            }
        }
        apply(m_request.range);
        for (const AddrRange &alias : m_request.aliases) {
            if (const auto allowed = check(alias, false); !allowed) {
                return tl::make_unexpected(allowed.error());
            }
            apply(alias);
        }
        return finish();
    }

private:
    tl::unexpected<Error> refuse(AddrRange range, const std::string &why) const
    {
        return fail(ErrorCode::BadArgument, printedRange(range), why);
    }

    Result<void> check(AddrRange range, bool own) const
    {
        const std::uint64_t mask = m_snapshot.geometry().pageSize().value - 1;
        if ((range.first.value & mask) != 0 || (range.last.value & mask) != mask) {
            return refuse(range, "not whole pages");
        }
        const RowRange rows = m_snapshot.extents().rowsIn(range);
        std::uint64_t next = range.first.value;
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            const bool leaf = !m_snapshot.extents().attributes({row}).isHole();
            if (!leaf || m_snapshot.extents().first({row}).value > next) {
                return refuse(range, "not all of it is mapped: -EINVAL");
            }
            if (const auto allowed = checkRow({row}, range, own); !allowed) {
                return allowed;
            }
            next = m_snapshot.extents().last({row}).value + 1;
        }
        if (rows.empty() || m_snapshot.extents().last({rows.end - 1}) < range.last) {
            return refuse(range, "not all of it is mapped: -EINVAL");
        }
        return {};
    }

    bool isOnLinearMap(AddrRange range) const
    {
        const Region *linear = linearRegionOf(m_snapshot);
        return linear != nullptr && linear->range->contains(range);
    }

    bool changesValidity() const { return m_request.to == SetMemory::Valid || m_request.to == SetMemory::Invalid; }

    /// find_vm_area and VM_ALLOC: the whole range in one area, and vmalloc made it. The guard page counts as part of an area.
    Result<void> checkArea(AddrRange range) const
    {
        if (m_request.areas == nullptr || changesValidity() || isOnLinearMap(range)) {
            return {};
        }
        for (const VmallocArea &area : *m_request.areas) {
            if (area.unpurged || !area.range().contains(range)) {
                continue;
            }
            return area.vmalloc ? Result<void>()
                                : refuse(range, fmt::format("the area of {} was made by {}, not by vmalloc: -EINVAL",
                                                            area.caller.text(), area.ioremap ? "ioremap" : "vmap"));
        }
        return refuse(range, "no one area of vmallocinfo holds it: -EINVAL");
    }

    Result<void> checkRow(RowIndex row, AddrRange range, bool own) const
    {
        const Region *region = m_snapshot.regionOf(row);
        const bool vmalloc = region != nullptr && region->name.starts_with("vmalloc");
        const bool huge = isLarge(m_snapshot.geometry(), m_snapshot.extents().level(row), m_snapshot.attributesOf(row));
        const bool mappedHuge = huge || (vmalloc && m_snapshot.attributesOf(row).contiguous());
        if (vmalloc && mappedHuge && own) {
            return refuse(range,
                          refusesHugeAreas() ? "a vmalloc area mapped huge (VM_ALLOW_HUGE_VMAP): -EINVAL, nothing changed"
                                             : "a block in the way: refused, or a bug of the kernel (6.1)");
        }
        if (huge && !m_request.splitsLeaves) {
            return refuse(range, "a block in the way; only kernels with BBM level 3 split it (--bbml3)");
        }
        if (cutsAGroup(row, range) && !m_request.splitsLeaves) {
            return refuse(range,
                          "an end of it lies inside a contiguous group, which stays whole without BBM level 3 (--bbml3)");
        }
        return {};
    }

    /// Since about 6.16 change_memory_common tests for VM_ALLOW_HUGE_VMAP; kernels before meet the block itself.
    bool refusesHugeAreas() const { return m_request.splitsLeaves || m_request.kernel.value_or(0) >= 616; }

    bool cutsAGroup(RowIndex row, AddrRange range) const
    {
        const Level level = m_snapshot.geometry().canonical(m_snapshot.extents().level(row));
        const std::uint64_t group = m_snapshot.geometry().contiguousSpan(level).value;
        if (!m_snapshot.attributesOf(row).contiguous() || group == 0) {
            return false;
        }
        const AddrRange here = m_snapshot.extents().range(row);
        const auto cuts = [&](std::uint64_t border) {
            return here.first.value < border && border <= here.last.value && border % group != 0;
        };
        return cuts(range.first.value) || cuts(range.last.value + 1);
    }

    /// The runs around `range`: each row that it touches, cut at both ends of the range where leaves must be split.
    void apply(AddrRange range)
    {
        const RowRange rows = m_snapshot.extents().rowsIn(range);
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            std::vector<LeafRun> runs{{m_snapshot.extents().range({row}),
                                       m_snapshot.geometry().canonical(m_snapshot.extents().level({row})),
                                       m_snapshot.attributesOf({row})}};
            if (m_request.splitsLeaves) {
                runs = splitAt(runs, range.first);
                if (range.last.value != ~std::uint64_t{0}) {
                    runs = splitAt(runs, {range.last.value + 1});
                }
            }
            for (const LeafRun &run : runs) {
                put(run, range);
            }
        }
    }

    std::vector<LeafRun> splitAt(const std::vector<LeafRun> &runs, VirtAddr border)
    {
        std::vector<LeafRun> out;
        for (const LeafRun &run : runs) {
            for (LeafRun &part : m_splitter.split(run, border)) {
                out.push_back(std::move(part));
            }
        }
        return out;
    }

    void put(const LeafRun &run, AddrRange range)
    {
        const AttributeId as = m_edit.idOf(run.attributes);
        if (!run.range.overlaps(range)) {
            m_edit.set(run.range, run.level, as);
            return;
        }
        const AddrRange inside = intersection(run.range, range);
        Attributes changed = run.attributes;
        change(changed, m_request.to, m_also);
        if (inside.first > run.range.first) {
            m_edit.set({run.range.first, {inside.first.value - 1}}, run.level, as);
        }
        m_edit.set(inside, run.level, m_edit.idOf(changed));
        if (inside.last < run.range.last) {
            m_edit.set({{inside.last.value + 1}, run.range.last}, run.level, as);
        }
        m_changed += inside.size();
    }

    Result<SimulationResult> finish()
    {
        if (m_edit.poolIsFull()) {
            return fail(ErrorCode::OutOfMemory, "set-memory", "more attribute sets than a dump can hold");
        }
        SimulationResult out;
        SimulationLedger &ledger = out.ledger;
        ledger.tablesAllocated = m_splitter.tables();
        ledger.steps.push_back(fmt::format("set_memory_{} on {}: {} changed", wordOf(m_request.to),
                                           printedRange(m_request.range), runSizeText(m_changed)));
        if (ledger.tablesAllocated != 0) {
            ledger.steps.push_back(fmt::format("{} page tables allocated for the splits; blocks are never merged again",
                                               ledger.tablesAllocated));
        }
        if (isOnLinearMap(m_request.range) && !changesValidity()) {
            ledger.assumptions.push_back(fmt::format("set_memory_{} itself refuses linear addresses (-EINVAL, no area): this is what "
                                                     "it does to the alias of an area",
                                                     wordOf(m_request.to)));
        }
        const bool follows = !isOnLinearMap(m_request.range)
            && (m_request.to == SetMemory::Ro || m_request.to == SetMemory::Rw);
        if (follows && m_request.aliases.empty()) {
            const unsigned kernel = m_request.kernel.value_or(0);
            ledger.assumptions.push_back(fmt::format(
                "with rodata=full the linear alias {} follows; no dump tells which pages they are (--alias)",
                kernel == 0         ? "of the pages (6.1 and 6.12: of the whole area)"
                    : kernel >= 616 ? "of the pages"
                                    : "of the whole area, not of the range alone,"));
        }
        out.snapshot = m_edit.build(fmt::format("set_memory_{} {}", wordOf(m_request.to), printedRange(m_request.range)));
        closeLedger(ledger, m_snapshot, *out.snapshot);
        return out;
    }

    const Snapshot &m_snapshot;
    const SetMemoryRequest &m_request;
    SnapshotEdit m_edit;
    LeafSplitter m_splitter;
    SideEffects m_also;
    ByteCount m_changed;
};

} // namespace

Result<SimulationResult> simulateSetMemory(const Snapshot &snapshot, const SetMemoryRequest &request)
{
    return MemorySetter(snapshot, request).run();
}

} // namespace ptscope
