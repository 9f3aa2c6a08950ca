// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/paging/dialect.h"
#include "core/snapshot/snapshot.h"

namespace ptscope::test {

/// The words of today's arm64 dumps (arch/arm64/mm/ptdump.c, 6.1 to 7.3), so that tests of core need no parser.
const Dialect &testDialect();

/// Kernel data: RW NX SHD AF UXN MEM/NORMAL, plus `more`.
Attributes kernelData(std::initializer_list<Attr> more = {});

/// Kernel text: ro x.
Attributes kernelText(std::initializer_list<Attr> more = {});

/// Builds snapshots row by row, each row where the last one ended.
class SnapshotBuilder
{
public:
    explicit SnapshotBuilder(PagingGeometry geometry = {});

    VirtAddr next() const { return m_next; }
    SnapshotBuilder &at(VirtAddr address)
    {
        m_next = address;
        return *this;
    }
    SnapshotBuilder &marker(std::string name);
    SnapshotBuilder &hole(std::uint64_t size, Level level) { return add(size, level, holeAttributes); }
    SnapshotBuilder &leaf(std::uint64_t size, Level level, const Attributes &attributes = kernelData());
    SnapshotPtr build(CompanionsPtr companions);
    SnapshotPtr build();

private:
    SnapshotBuilder &add(std::uint64_t size, Level level, AttributeId id);

    Snapshot::Parts m_parts;
    VirtAddr m_next;
    std::uint32_t m_line = 0;
};

constexpr std::uint64_t kib = 1024;
constexpr std::uint64_t mib = kib * 1024;
constexpr std::uint64_t gib = mib * 1024;

} // namespace ptscope::test
