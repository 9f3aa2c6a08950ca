// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/linear_map.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/simulate/leaf_cutter.h"
#include "core/simulate/leaf_splitter.h"
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
    bool apart = false; ///< the kernel maps it by itself, whatever its neighbours
};

bool isReadOnly(const Stretch &stretch)
{
    return stretch.attributes.valid() && !stretch.attributes.writable();
}

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
            out.push_back({range, std::move(attributes), false});
        }
    }
    return out;
}

/// The image's alias: the one that holds `text` where that is known, else the largest read-only stretch.
std::size_t imageAliasOf(const std::vector<Stretch> &stretches, std::optional<VirtAddr> text)
{
    std::size_t best = stretches.size();
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const bool readOnly = isReadOnly(stretches[i]);
        if (text && readOnly && stretches[i].range.contains(*text)) {
            return i;
        }
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
        if (m_request.imageDataIsValid) {
            makeImageDataValid();
        }
        dropAliasesOfReadOnlyPages();
        for (std::size_t i = 0; i < m_stretches.size(); ++i) {
            map(m_stretches[i], i == m_image);
        }
        if (m_request.mode == LinearMapMode::SplitBlocks) {
            splitAroundReadOnly();
        }
        return finish();
    }

private:
    std::optional<VirtAddr> imageText() const
    {
        return m_request.imageText ? std::optional(VirtAddr{m_request.imageText->value - m_physOffset}) : std::nullopt;
    }

    /// Without rodata nothing unmaps the alias of the image's data; it stays mapped apart from its neighbours.
    void makeImageDataValid()
    {
        const std::size_t image = imageAliasOf(m_stretches, imageText());
        const auto data = std::find_if(m_stretches.begin() + static_cast<std::ptrdiff_t>(std::min(image, m_stretches.size())),
                                       m_stretches.end(), [](const Stretch &s) { return !s.attributes.valid(); });
        if (data == m_stretches.begin() || data == m_stretches.end()) {
            return;
        }
        data->attributes = std::prev(data)->attributes;
        data->apart = true;
        m_out.ledger.steps.push_back(fmt::format("{} of the image's data valid in the linear map too",
                                                 runSizeText(data->range.size())));
    }

    /// With rodata=full the linear alias of read-only vmalloc pages is read-only too; without, it stays writable.
    void dropAliasesOfReadOnlyPages()
    {
        m_image = imageAliasOf(m_stretches, imageText());
        if (m_request.mode == LinearMapMode::Pages || m_image == m_stretches.size()) {
            return;
        }
        std::vector<Stretch> joined;
        for (std::size_t i = 0; i < m_stretches.size(); ++i) {
            Stretch stretch = m_stretches[i];
            const bool dropped = i != m_image && isReadOnly(stretch);
            if (dropped) {
                m_readOnly.push_back(stretch.range);
                stretch.attributes.set(Attr::ReadOnly, false);
            }
            if (i != m_image && !joined.empty() && !joined.back().apart && !stretch.apart
                && joined.back().range.last.value + 1 == stretch.range.first.value
                && joined.back().attributes == stretch.attributes) {
                joined.back().range.last = stretch.range.last;
            } else {
                joined.push_back(std::move(stretch));
            }
        }
        m_stretches = std::move(joined);
        m_image = imageAliasOf(m_stretches, imageText());
        if (m_request.mode == LinearMapMode::Blocks && !m_readOnly.empty()) {
            m_out.ledger.assumptions.push_back(fmt::format("{} read-only ranges beside the image's alias are aliases "
                                                           "of read-only vmalloc pages: writable without rodata=full",
                                                           m_readOnly.size()));
        }
    }

    /// Both ends of each are what arch/arm64/mm/mmu.c:split_kernel_leaf_mapping splits live leaves at.
    void splitAroundReadOnly()
    {
        std::vector<VirtAddr> borders;
        for (const AddrRange &range : m_readOnly) {
            borders.push_back(range.first);
            borders.push_back({range.last.value + 1});
        }
        LeafSplitter splitter(m_snapshot.geometry());
        m_runs = splitter.splitAll(std::move(m_runs), borders);
        auto readOnly = m_readOnly.begin();
        for (LeafRun &run : m_runs) {
            while (readOnly != m_readOnly.end() && readOnly->last < run.range.first) {
                ++readOnly;
            }
            if (readOnly != m_readOnly.end() && readOnly->contains(run.range)) {
                run.attributes.set(Attr::ReadOnly);
            }
        }
        if (!m_readOnly.empty()) {
            m_out.ledger.steps.push_back(fmt::format("{} read-only ranges beside the image: leaves split around them",
                                                     m_readOnly.size()));
        }
    }

    LeafRules rulesFor(bool image, bool byPages) const
    {
        const bool blocks = m_request.mode != LinearMapMode::Pages && !byPages;
        const bool apart = image && m_alias == ImageAlias::BlocksWithoutGroups;
        return apart ? LeafRules{true, false} : LeafRules{blocks, blocks};
    }

    struct Part {
        AddrRange range;
        bool byPages = false;
    };

    /// The kernel maps each bank of memory by itself, and what must be pages too.
    std::vector<Part> partsOf(AddrRange range) const
    {
        std::vector<std::uint64_t> borders;
        for (const IomemEntry &bank : m_request.banks) {
            borders.push_back(bank.first.value - m_physOffset);
        }
        for (const IomemEntry &pages : m_request.byPages) {
            borders.push_back(pages.first.value - m_physOffset);
            borders.push_back(pages.last.value + 1 - m_physOffset);
        }
        std::sort(borders.begin(), borders.end());
        std::vector<Part> out;
        for (const std::uint64_t border : borders) {
            if (border > range.first.value && border <= range.last.value) {
                out.push_back({{range.first, {border - 1}}, isByPages(range.first)});
                range.first = {border};
            }
        }
        out.push_back({range, isByPages(range.first)});
        return out;
    }

    bool isByPages(VirtAddr address) const
    {
        const PhysAddr phys{address.value + m_physOffset};
        return std::any_of(m_request.byPages.begin(), m_request.byPages.end(), [phys](const IomemEntry &entry) {
            return entry.first.value <= phys.value && phys.value <= entry.last.value;
        });
    }

    void map(const Stretch &stretch, bool image)
    {
        for (Part part : partsOf(stretch.range)) {
            const LeafCutter cutter(m_snapshot.geometry(), m_physOffset, rulesFor(image, part.byPages));
            for (;;) {
                const Leaf leaf = cutter.next(part.range);
                const AddrRange range = AddrRange::fromSize(part.range.first, leaf.size);
                Attributes attributes = stretch.attributes;
                attributes.set(Attr::Contiguous, leaf.contiguous);
                attributes.set(Attr::Block, entryLevel(m_snapshot.geometry(), leaf.level, attributes) != Level::Pte);
                m_runs.push_back({range, leaf.level, std::move(attributes)});
                if (range.last >= part.range.last) {
                    break;
                }
                part.range.first = {range.last.value + 1};
            }
        }
    }

    Result<SimulationResult> finish()
    {
        for (const LeafRun &run : m_runs) {
            m_edit.set(run.range, run.level, m_edit.idOf(run.attributes));
        }
        if (m_edit.poolIsFull()) {
            return fail(ErrorCode::OutOfMemory, "linear-map", "more attribute sets than a dump can hold");
        }
        const bool blocks = m_request.mode != LinearMapMode::Pages;
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
    std::vector<AddrRange> m_readOnly; ///< beside the image's alias; ascending
    std::vector<LeafRun> m_runs;       ///< what comes out; ascending
    std::size_t m_image = 0;
    std::uint64_t m_physOffset = 0;
    ImageAlias m_alias = ImageAlias::LikeTheRest;
    SimulationResult m_out;
};

} // namespace

std::optional<RodataRule> rodataRule(std::string_view word, unsigned kernel, bool bbml3)
{
    constexpr unsigned renamed = 618;
    const bool today = kernel >= renamed;
    const LinearMapMode full = !today || !bbml3 ? LinearMapMode::Pages : LinearMapMode::SplitBlocks;
    if (word == "off") {
        return RodataRule{LinearMapMode::Blocks, today, {}};
    }
    if (word == "on") {
        return RodataRule{today ? full : LinearMapMode::Blocks, false, {}};
    }
    if (word == "full") {
        return RodataRule{full, false, today ? "this kernel does not know rodata=full: its default does the same" : ""};
    }
    if (word == "noalias") {
        return today ? RodataRule{LinearMapMode::Blocks, false, {}}
                     : RodataRule{full, false, "this kernel does not know rodata=noalias: its default is full"};
    }
    return std::nullopt;
}

Result<SimulationResult> simulateLinearMap(const Snapshot &snapshot, const LinearMapRequest &request)
{
    const Region *region = linearRegionOf(snapshot);
    if (region == nullptr) {
        return fail(ErrorCode::NothingFound, "linear map", "the dump shows no linear map region");
    }
    return LinearMapper(snapshot, request, *region).run();
}

} // namespace ptscope
