// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_dump.h"

#include <rapidcheck.h>

namespace ptscope::test {

PagingGeometry anyGeometry()
{
    const auto [granule, bits] = *rc::gen::element(std::pair{Granule::Page4K, 30U}, std::pair{Granule::Page4K, 39U},
                                                   std::pair{Granule::Page4K, 48U}, std::pair{Granule::Page4K, 52U},
                                                   std::pair{Granule::Page16K, 36U}, std::pair{Granule::Page16K, 47U},
                                                   std::pair{Granule::Page64K, 42U}, std::pair{Granule::Page64K, 52U});
    return PagingGeometry::make(granule, bits).value();
}

Attributes anyAttributes()
{
    Attributes attributes = kernelData();
    for (const Attr attr : {Attr::Contiguous, Attr::ReadOnly, Attr::PrivilegedNx, Attr::Block}) {
        attributes.set(attr, *rc::gen::arbitrary<bool>());
    }
    attributes.set(Attr::Invalid, *rc::gen::inRange(0, 8) == 0);
    attributes.set(Attr::User, *rc::gen::inRange(0, 12) == 0);
    attributes.memoryType = *rc::gen::element(MemoryType::Normal, MemoryType::Normal, MemoryType::DeviceNGnRE,
                                              MemoryType::NormalNonCacheable);
    return attributes;
}

namespace {

/// Many small rows of one PTE table after another: what HVO and thread stacks look like.
void addCrowd(SnapshotBuilder &dump, const PagingGeometry &geometry)
{
    const std::uint64_t page = geometry.pageSize().value;
    const Attributes attributes = anyAttributes();
    const int rows = *rc::gen::inRange(0, 1500);
    for (int i = 0; i < rows; ++i) {
        dump.leaf(page, Level::Pte, attributes);
        dump.hole(page * (1 + static_cast<unsigned>(i) % 7), Level::Pte);
    }
}

} // namespace

SnapshotPtr anyDump(const PagingGeometry &geometry)
{
    SnapshotBuilder dump(geometry);
    const int parts = *rc::gen::inRange(0, 150);
    for (int i = 0; i < parts; ++i) {
        if (*rc::gen::inRange(0, 8) == 0) {
            dump.marker(
                *rc::gen::element<std::string>("Modules start", "Modules end", "vmalloc() area", "vmemmap start"));
        }
        const Level level = *rc::gen::weightedElement<Level>(
            {{1, Level::Pgd}, {1, Level::P4d}, {2, Level::Pud}, {4, Level::Pmd}, {8, Level::Pte}, {1, Level::Unknown}});
        const std::uint64_t span = geometry.span(level).value;
        const std::uint64_t aligned = (dump.next().value + span - 1) / span * span;
        const std::uint64_t first = aligned + (*rc::gen::inRange(0, 4) == 0 ? span * *rc::gen::inRange(0U, 700U) : 0);
        const std::uint64_t size = span * *rc::gen::inRange(1U, 700U);
        if (first < dump.next().value || first + size - 1 < first) {
            break;
        }
        dump.at({first});
        *rc::gen::inRange(0, 3) == 0 ? dump.hole(size, level) : dump.leaf(size, level, anyAttributes());
        if (dump.next().value == 0) {
            break;
        }
        if (*rc::gen::inRange(0, 40) == 0 && ~dump.next().value > geometry.pageSize().value * 16384) {
            addCrowd(dump, geometry);
        }
    }
    return dump.build();
}

SnapshotPtr anyDumpWithRows()
{
    const SnapshotPtr dump = anyDump(anyGeometry());
    RC_PRE(!dump->extents().empty());
    return dump;
}

VirtAddr anyAddress(const Snapshot &dump)
{
    const AddrRange all = dump.range();
    const RowIndex row{*rc::gen::inRange(0U, dump.extents().size())};
    const AddrRange range = dump.extents().range(row);
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        return range.first;
    case 1:
        return range.last;
    case 2:
        return all.last;
    case 3:
        return range.first + ByteCount{*rc::gen::inRange<std::uint64_t>(0, range.size().value)};
    default:
        return all.first + ByteCount{*rc::gen::inRange<std::uint64_t>(0, all.size().value)};
    }
}

AddrRange anyRange(const Snapshot &dump)
{
    const VirtAddr a = anyAddress(dump);
    const VirtAddr b = anyAddress(dump);
    return {std::min(a, b), std::max(a, b)};
}

} // namespace ptscope::test
