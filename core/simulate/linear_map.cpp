// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/linear_map.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/simulate/leaf_cutter.h"
#include "core/simulate/physical_layout.h"
#include "core/simulate/snapshot_edit.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

Attributes withoutSize(Attributes attributes)
{
    attributes.set(Attr::Block, false);
    attributes.set(Attr::Contiguous, false);
    return attributes;
}

/// Neighbouring leaves with equal rights, whatever their size.
struct Stretch {
    AddrRange range;
    Attributes attributes;
};

std::vector<Stretch> stretchesOf(const Snapshot &snapshot, RowRange rows)
{
    std::vector<Stretch> out;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (snapshot.extents().attributes({row}).isHole()) {
            continue;
        }
        const AddrRange range = snapshot.extents().range({row});
        Attributes attributes = withoutSize(snapshot.attributesOf({row}));
        if (!out.empty() && out.back().range.last.value + 1 == range.first.value
            && out.back().attributes == attributes) {
            out.back().range.last = range.last;
        } else {
            out.push_back({range, std::move(attributes)});
        }
    }
    return out;
}

std::size_t imageAliasOf(const std::vector<Stretch> &stretches)
{
    std::size_t best = stretches.size();
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const bool readOnly = stretches[i].attributes.valid() && !stretches[i].attributes.writable();
        if (readOnly && (best == stretches.size() || stretches[best].range.size() < stretches[i].range.size())) {
            best = i;
        }
    }
    return best;
}

struct LeafSizes {
    bool blocks = false;
    bool groups = false;
};

/// What sizes the dump shows, of read-only or of writable leaves.
LeafSizes sizesOf(const Snapshot &snapshot, RowRange rows, bool writable)
{
    LeafSizes out;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (snapshot.isMapped({row}) && snapshot.attributesOf({row}).writable() == writable) {
            out.groups |= snapshot.attributesOf({row}).contiguous();
            out.blocks |= entryLevel(snapshot.geometry(), snapshot.extents().level({row}), snapshot.attributesOf({row}))
                != Level::Pte;
        }
    }
    return out;
}

ImageAlias aliasShown(const Snapshot &snapshot, RowRange rows)
{
    const LeafSizes rest = sizesOf(snapshot, rows, true);
    const LeafSizes alias = sizesOf(snapshot, rows, false);
    const bool likeTheRest = rest.blocks || rest.groups ? alias.groups : !alias.blocks;
    return likeTheRest ? ImageAlias::LikeTheRest : ImageAlias::BlocksWithoutGroups;
}

class LinearMapper
{
public:
    LinearMapper(const Snapshot &snapshot, const LinearMapRequest &request, const Region &region)
        : m_snapshot(snapshot), m_request(request), m_region(region), m_edit(snapshot),
          m_stretches(stretchesOf(snapshot, region.rows))
    { }

    Result<SimulationResult> run()
    {
        if (m_stretches.empty()) {
            return fail(ErrorCode::NothingFound, m_region.name, "nothing is mapped there");
        }
        const VirtAddr first = m_stretches.front().range.first;
        if (m_request.firstPhys) {
            if ((m_request.firstPhys->value & (m_snapshot.geometry().pageSize().value - 1)) != 0) {
                return fail(ErrorCode::BadArgument, addressText(m_request.firstPhys->value),
                            "a physical address of a page is needed");
            }
            m_physOffset = m_request.firstPhys->value - first.value;
        } else {
            m_out.ledger.assumptions.push_back(
                "physical addresses are aligned as the virtual ones are; --iomem or --phys-base tells");
        }
        m_alias = m_request.alias.value_or(aliasShown(m_snapshot, m_region.rows));
        m_out.ledger.assumptions.push_back(
            m_alias == ImageAlias::LikeTheRest
                ? "the kernel image's alias is mapped like the rest (from about 6.18 on)"
                : "the kernel image's alias is mapped by blocks, never contiguous (6.1, 6.12)");
        dropAliasesOfReadOnlyPages();
        for (std::size_t i = 0; i < m_stretches.size(); ++i) {
            map(m_stretches[i], i == m_image);
        }
        return finish();
    }

private:
    /// With rodata=full the linear alias of read-only vmalloc pages is read-only too; without, it stays writable.
    void dropAliasesOfReadOnlyPages()
    {
        m_image = imageAliasOf(m_stretches);
        if (m_request.mode == LinearMapMode::Pages || m_image == m_stretches.size()) {
            return;
        }
        std::vector<Stretch> joined;
        std::uint64_t dropped = 0;
        for (std::size_t i = 0; i < m_stretches.size(); ++i) {
            Stretch stretch = m_stretches[i];
            if (i != m_image && stretch.attributes.valid() && !stretch.attributes.writable()) {
                stretch.attributes.set(Attr::ReadOnly, false);
                ++dropped;
            }
            if (i != m_image && !joined.empty() && joined.back().range.last.value + 1 == stretch.range.first.value
                && joined.back().attributes == stretch.attributes) {
                joined.back().range.last = stretch.range.last;
            } else {
                joined.push_back(std::move(stretch));
            }
        }
        m_stretches = std::move(joined);
        m_image = imageAliasOf(m_stretches);
        if (dropped != 0) {
            m_out.ledger.assumptions.push_back(fmt::format("{} read-only ranges beside the image's alias are aliases "
                                                           "of read-only vmalloc pages: writable without rodata=full",
                                                           dropped));
        }
    }

    LeafRules rulesFor(bool image) const
    {
        const bool blocks = m_request.mode == LinearMapMode::Blocks;
        const bool apart = image && m_alias == ImageAlias::BlocksWithoutGroups;
        return apart ? LeafRules{true, false} : LeafRules{blocks, blocks};
    }

    /// The kernel maps each bank of memory by itself.
    std::vector<AddrRange> cutAtBanks(AddrRange range) const
    {
        std::vector<AddrRange> out;
        for (const IomemEntry &bank : m_request.banks) {
            const std::uint64_t begin = bank.first.value - m_physOffset;
            if (begin > range.first.value && begin <= range.last.value) {
                out.push_back({range.first, {begin - 1}});
                range.first = {begin};
            }
        }
        out.push_back(range);
        return out;
    }

    void map(const Stretch &stretch, bool image)
    {
        const LeafCutter cutter(m_snapshot.geometry(), m_physOffset, rulesFor(image));
        for (AddrRange part : cutAtBanks(stretch.range)) {
            for (;;) {
                const Leaf leaf = cutter.next(part);
                const AddrRange range = AddrRange::fromSize(part.first, leaf.size);
                Attributes attributes = stretch.attributes;
                attributes.set(Attr::Contiguous, leaf.contiguous);
                attributes.set(Attr::Block, entryLevel(m_snapshot.geometry(), leaf.level, attributes) != Level::Pte);
                m_edit.set(range, leaf.level, m_edit.idOf(attributes));
                if (range.last >= part.last) {
                    break;
                }
                part.first = {range.last.value + 1};
            }
        }
    }

    Result<SimulationResult> finish()
    {
        if (m_edit.poolIsFull()) {
            return fail(ErrorCode::OutOfMemory, "linear-map", "more attribute sets than a dump can hold");
        }
        const bool blocks = m_request.mode == LinearMapMode::Blocks;
        m_out.snapshot = m_edit.build(blocks ? "linear map in blocks" : "linear map in pages");
        SimulationLedger &ledger = m_out.ledger;
        closeLedger(ledger, m_snapshot, *m_out.snapshot);
        ledger.steps.push_back(blocks ? "the linear map by the largest leaves that fit, contiguous groups included"
                                      : "the linear map by pages, no contiguous groups (rodata=full)");
        ledger.steps.push_back(fmt::format("TLB entries that cover everything, a model: {} before, {} after",
                                           ledger.before.total.tlbEntries, ledger.after.total.tlbEntries));
        return std::move(m_out);
    }

    const Snapshot &m_snapshot;
    const LinearMapRequest &m_request;
    const Region &m_region;
    SnapshotEdit m_edit;
    std::vector<Stretch> m_stretches;
    std::size_t m_image = 0;
    std::uint64_t m_physOffset = 0;
    ImageAlias m_alias = ImageAlias::LikeTheRest;
    SimulationResult m_out;
};

} // namespace

Result<SimulationResult> simulateLinearMap(const Snapshot &snapshot, const LinearMapRequest &request)
{
    const Region *region = linearRegionOf(snapshot);
    if (region == nullptr) {
        return fail(ErrorCode::NothingFound, "linear map", "the dump shows no linear map region");
    }
    return LinearMapper(snapshot, request, *region).run();
}

} // namespace ptscope
