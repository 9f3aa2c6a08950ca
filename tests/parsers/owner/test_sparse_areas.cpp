// SPDX-License-Identifier: GPL-3.0-or-later
// Areas of which only pieces are mapped: a BPF arena, as kernel/bpf/arena.c:arena_map_alloc reserves it since 6.9 (4 GiB and a
// guard of 64 KiB, VM_SPARSE) and vm_area_map_pages() fills it. No capture at hand has one: both files are built by these rules.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/owner/islands.h"
#include "core/owner/owner_text.h"
#include "parsers/companions/vmallocinfo.h"
#include "tests/support/explained.h"
#include "tests/support/hidden_addresses.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using test::SnapshotBuilder;

constexpr std::uint64_t start = 0xffff800080000000;
constexpr std::uint64_t kib = 1024;
constexpr std::uint64_t page = 4 * kib;
constexpr std::uint64_t arenaBytes = (std::uint64_t{4} << 30) + 64 * kib + page;

struct Area {
    std::uint64_t pages;
    const char *caller;
};
constexpr Area before[] = {{1, "n_tty_open+0x1c/0xb0"}, {4, "relay_open+0x40/0x2a8"}, {2, "packet_set_ring+0x1f0/0x6c8"}, {8, "zisofs_init+0x18/0x40"}};
constexpr Area after[] = {{3, "n_tty_open+0x1c/0xb0"}, {1, "relay_open+0x40/0x2a8"}, {16, "bpf_prog_alloc_no_stats+0x4c/0x2b0"}};
/// Pages of the arena that are mapped: where they begin in it, and how many. One and two pages are sizes that others have too.
constexpr std::pair<std::uint64_t, std::uint64_t> pieces[] = {{32 * kib, 1}, {96 * kib, 2}, {std::uint64_t{2} << 30, 5}};

struct Built {
    SnapshotPtr bare;
    std::shared_ptr<Companions> companions = std::make_shared<Companions>();
    AddrRange arena;
};

/// `gap` stands before and behind the arena; without one its addresses are also those of its neighbours.
Built built(std::uint64_t gap)
{
    Built out;
    SnapshotBuilder dump;
    std::string info;
    std::uint64_t at = start;
    dump.at({start}).marker("vmalloc() area");
    const auto hole = [&](std::uint64_t size) {
        if (size > 0) {
            dump.hole(size, Level::Pte);
        }
    };
    const auto add = [&](const Area &area) {
        const std::uint64_t size = (area.pages + 1) * page;
        info += fmt::format("0x{:016x}-0x{:016x} {:7} {} pages={} vmalloc\n", at, at + size, size, area.caller, area.pages);
        dump.leaf(area.pages * page, Level::Pte).hole(page, Level::Pte);
        at += size;
    };
    for (const Area &area : before) {
        add(area);
    }
    hole(gap);
    at += gap;
    out.arena = AddrRange::fromSize({at}, {arenaBytes});
    info += fmt::format("0x{:016x}-0x{:016x} {:7} arena_map_alloc+0xdc/0x268 sparse user\n", at, at + arenaBytes, arenaBytes);
    std::uint64_t done = 0;
    for (const auto &[offset, pages] : pieces) {
        dump.hole(offset - done, Level::Pte).leaf(pages * page, Level::Pte);
        done = offset + pages * page;
    }
    dump.hole(arenaBytes - done, Level::Pte);
    hole(gap);
    at += arenaBytes + gap;
    for (const Area &area : after) {
        add(area);
    }
    dump.marker("vmalloc() end");
    DiagnosticLog log;
    out.companions->vmallocInfo = *parseVmallocInfo(info, log);
    EXPECT_TRUE(log.take().empty());
    out.bare = dump.build();
    return out;
}

struct Pieces {
    unsigned all = 0;
    unsigned ofTheArena = 0;
    unsigned certain = 0;
};

/// What is said of the mapped pieces; whatever is called certain must be what the addresses say.
Pieces judged(const Built &from, const Snapshot &real, const Snapshot &hidden, unsigned seed)
{
    Pieces out;
    for (const VmallocIsland &island : vmallocIslands(real)) {
        const auto truth = real.owners().at(island.range.first);
        const auto guess = hidden.owners().at(island.range.first);
        if (!truth || !guess) {
            continue;
        }
        const Owner &said = hidden.owners().owner(guess->owner);
        const bool certain = said.confidence == OwnerConfidence::Certain;
        EXPECT_TRUE(!certain || truth->line == guess->line) << "seed " << seed << ": " << shortText(said);
        if (from.arena.contains(island.range)) {
            ++out.all;
            out.ofTheArena += said.kind == OwnerKind::Bpf;
            out.certain += certain;
        }
    }
    return out;
}

TEST(SparseAreas, OwnEachPieceThatIsMapped)
{
    const Built arena = built(64 * kib);
    const SnapshotPtr real = test::explainedBy(*arena.bare, arena.companions);
    ASSERT_EQ(vmallocIslands(*real).size(), std::size(before) + std::size(after) + std::size(pieces));
    for (const auto &[offset, pages] : pieces) {
        const VirtAddr first{arena.arena.first.value + offset};
        const auto entry = real->owners().at(first);
        ASSERT_TRUE(entry.has_value());
        EXPECT_EQ(entry->range, arena.arena) << "the hole around it is the arena's too";
        const Owner &owner = real->owners().owner(entry->owner);
        EXPECT_EQ(owner.kind, OwnerKind::Bpf);
        EXPECT_EQ(owner.confidence, OwnerConfidence::Certain);
        EXPECT_EQ(owner.name, "arena_map_alloc");
    }
}

TEST(SparseAreas, BehindHashesAreTiedByWhatTouchesThem)
{
    const Built touching = built(0);
    const SnapshotPtr real = test::explainedBy(*touching.bare, touching.companions);
    for (unsigned seed = 0; seed < 50; ++seed) {
        const SnapshotPtr hidden = test::explainedBy(*touching.bare, test::hashed(*touching.companions, test::Hide::ByHash, seed));
        const Pieces seen = judged(touching, *real, *hidden, seed);
        EXPECT_EQ(seen.all, std::size(pieces));
        EXPECT_EQ(seen.ofTheArena, std::size(pieces)) << "seed " << seed;
        EXPECT_EQ(seen.certain, std::size(pieces)) << "seed " << seed;
    }
}

TEST(SparseAreas, BehindHashesClaimNothingWhereNothingTiesThem)
{
    const Built apart = built(64 * kib);
    const SnapshotPtr real = test::explainedBy(*apart.bare, apart.companions);
    for (unsigned seed = 0; seed < 50; ++seed) {
        for (const test::Hide how : {test::Hide::ByHash, test::Hide::Altogether}) {
            const SnapshotPtr hidden = test::explainedBy(*apart.bare, test::hashed(*apart.companions, how, seed));
            EXPECT_EQ(judged(apart, *real, *hidden, seed).certain, 0U) << "seed " << seed;
        }
        // Among so few hashes two meet by chance: then a piece may be called certain, if only it is right.
        judged(apart, *real, *test::explainedBy(*apart.bare, test::hashed(*apart.companions, test::Hide::ByFewHashes, seed)), seed);
    }
}

} // namespace
} // namespace ptscope
