// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/diff/alignment.h"
#include "core/diff/change.h"
#include "core/diff/kpti.h"
#include "core/diff/vmalloc_areas.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Largest mapping that counts as short-lived: a kernel stack, 16K, or one page where pages are larger; twice that under
/// KASAN (arch/arm64/include/asm/memory.h: THREAD_SIZE, KASAN_THREAD_SHIFT, 6.1 to 7.3).
ByteCount largestShortLived(const Snapshot &snapshot);

/// Marks what is churn and not meaning. The rule, all of it:
///  1. In the vmalloc area, an island that came or went, of kernel data (RW NX, normal memory) in pages, at most
///     largestShortLived() in size and with a hole on both sides, as a kernel stack with its guard pages is.
///     Where vmallocinfo names the owner for certain, that decides instead: a kernel stack is churn, all else is not.
///  2. Where one such island overlaps another, the difference between the two.
///  3. In the vmalloc area, a table that came or went under a hole: freeing a mapping leaves its tables hooked
///     (mm/vmalloc.c:vunmap_range), so they tell of the past, not of the change. The ledger counts them.
///  4. In a region that stands elsewhere (`alignment`), a hole printed at another level: it moved along.
///  5. An area that came or went though both vmallocinfos name as many of its caller, size and rights: it stands elsewhere.
///  6. Where KPTI was switched, NG alone: it is on every mapping; and the trampoline that came or went with it.
/// 5 asks about what is compared in place only: an area held against its counterpart (moved_areas.h) differs from it.
/// 1 and 5 decide about each side of a change; it is churn when both sides are, or are holes.
void markChurn(const NamedAreas &before, const NamedAreas &after, const Alignment &alignment, KptiSwitch kpti,
               ChangeTable &changes);

struct Diff;
/// The rule in one sentence, with its sizes, as far as it could matter between these two.
std::string churnRule(const Diff &diff);

} // namespace ptscope
