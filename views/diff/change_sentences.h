// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <utility>
#include <vector>

#include "core/diff/diff.h"

namespace ptscope {

struct KindGroup;

/// "9 × 2M", "4 × 4K", "7 × 4K of 512"; "hole"; "in a 2M" where the range is a part of one leaf.
QString leavesText(const Snapshot &snapshot, Mapping mapping, ByteCount size);
/// "Split", "Split, permission": the first with a capital.
QString kindTitle(ChangeKinds kinds);
/// "PMD BLK → PTE", as change_words, with an arrow; "+NG" where only words came, "−CON" where only words went.
QString differenceText(const Diff &diff, Mapping before, Mapping after);
/// What a change means, in one short sentence.
QString meaningText(const Diff &diff, ChangeIndex change);
/// "2 changes, 36M".
QString countAndSize(std::uint64_t changes, ByteCount bytes);
/// How many leaves map so many bytes: whole ones and the one that is cut.
std::uint64_t leavesIn(const Snapshot &snapshot, Mapping mapping, ByteCount size);
/// Which of a region's parts stand elsewhere: "vmemmap by +0x3ff600000"; empty when none.
QString movedRegionsText(const Alignment &alignment);

/// What to call two dumps so that they can be told apart: their labels, with the folder before where those are the same.
std::pair<QString, QString> namesOf(const Snapshot &before, const Snapshot &after);

/// What a diff says on the whole.
struct DiffVerdict {
    std::optional<ChangeKind> kind; ///< of the mark before it; none when nothing differs
    QString title;
    QString detail;  ///< the second sentence
    QString tables;  ///< "+19 tables, +76 KiB"
    QString entries; ///< "TLB entries 1 118 527 → 1 127 745"
};
DiffVerdict verdictOf(const Diff &diff, const std::vector<KindGroup> &groups);

} // namespace ptscope
