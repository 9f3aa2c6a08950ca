// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <optional>
#include <vector>

#include "core/hvo/stripe_fold.h"
#include "core/hvo/stripes.h"
#include "views/look/widgets/stacked_bar.h"

namespace ptscope {

/// A place where the pattern breaks: writable pages that no optimised huge page covers, or a break that core found.
struct StripeMark {
    AddrRange range;
    std::optional<StripeBreakKind> kind; ///< none: a plain gap
};

/// A range to look at: a region by its number, or the whole dump.
struct StripeChoice {
    std::optional<std::size_t> region; ///< none: the whole dump
    QString name;
    std::uint64_t mapped = 0; ///< bytes
};
/// What the stripes view knows of a snapshot: found once, drawn often.
struct StripeSource {
    SnapshotPtr snapshot;
    std::vector<StripeChoice> choices; ///< what has something mapped, in the order of the dump, the whole dump last
    QString name;                 ///< of what is shown
    bool showsVmemmap = true;     ///< where HVO leaves its stripes; nothing else is searched for them
    bool hasVmemmap = false;      ///< something of vmemmap is mapped
    AddrRange range;              ///< from the first mapped page that is shown to the last
    std::vector<AddrRange> parts; ///< of it: long holes are left out; empty where nothing is mapped
    std::vector<ShownClass> classes; ///< that occur, as the raster draws them
    std::uint64_t mapped = 0;        ///< bytes
    std::uint64_t runs = 0;
    Stripes stripes;                    ///< without its list: that grows with the dump, and the rows say it too
    std::optional<VirtAddr> firstStripe; ///< where the first optimised huge page begins
    StripeFold fold; ///< at the period of the smallest huge pages; empty without stripes
    std::vector<StripeMark> marks; ///< ascending
    std::uint64_t blocks = 0;      ///< vmemmap blocks that are not split
};
using StripeSourcePtr = std::shared_ptr<const StripeSource>;

/// `range` is the name of a choice; the vmemmap unless the dump has something mapped under that name.
StripeSourcePtr makeStripeSource(SnapshotPtr snapshot, const QString &range = {});

/// Blocks show by their size, pages by what they permit.
ShownClass shownInStripes(RowClass rowClass);

/// What stands on top, in words and numbers.
struct StripeVerdict {
    QString pattern; ///< "1 RW + 7 ro × 1 024"
    QString meaning; ///< "Vmemmap of 2M huge pages, optimised (HVO)"
    QString detail;  ///< "period 8 pages = 32K of struct pages = one 2M huge page"
    QString saving;  ///< "saves 28 MiB"
    QString balance; ///< "28672K freed − 72K for 18 PTE tables = 28600K net"
    QString pools;   ///< what the kernel's own counts say to it; empty where none were read
    bool poolsAgree = true;
};
StripeVerdict verdictOf(const StripeSource &source);
/// The memory whose struct pages lie in `range` of the vmemmap, and what iomem calls it: "RAM 0x40200000-0x409fffff (Kernel code)".
/// Empty where nothing beside the dump tells.
QString ramText(const Snapshot &snapshot, AddrRange range);
/// What a mark means, in a few words.
QString markText(const StripeSource &source, const StripeMark &mark);

} // namespace ptscope
