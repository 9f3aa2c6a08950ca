// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/kind_groups.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

#include "views/diff/change_sentences.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(KindGroups)
};

int importanceOf(const KindGroup &group)
{
    constexpr std::array order{ChangeKind::Split,    ChangeKind::Merge,      ChangeKind::Permission, ChangeKind::Type,
                               ChangeKind::Valid,    ChangeKind::Contiguous, ChangeKind::Unmapped,   ChangeKind::Mapped,
                               ChangeKind::Moved,    ChangeKind::Table};
    const auto at = std::find(order.begin(), order.end(), leadingKind(group.kinds));
    return static_cast<int>(at - order.begin()) + (group.churn ? static_cast<int>(order.size()) : 0);
}

} // namespace

QString KindGroup::regionsText() const
{
    if (regions.size() == 1) {
        return regions.front();
    }
    return regions.size() == 2 ? Words::tr("%1 and %2").arg(regions[0], regions[1])
                               : Words::tr("%1 and %2 more").arg(regions[0]).arg(regions.size() - 1);
}

std::vector<KindGroup> kindGroups(const Diff &diff)
{
    std::vector<KindGroup> groups;
    std::map<std::tuple<bool, std::uint16_t, QString>, std::size_t> known;
    std::set<std::pair<std::size_t, QString>> named;
    for (ChangeGroup &from : groupChanges(diff)) {
        const QString difference = differenceText(diff, from.before, from.after);
        const auto [at, isNew] = known.emplace(std::tuple(from.churn, from.kinds.bits, difference), groups.size());
        if (isNew) {
            groups.push_back({from.kinds, difference, {}, from.churn, {}, {}});
        }
        KindGroup &to = groups[at->second];
        const QString region = from.region.empty() ? Words::tr("between regions") : QString::fromStdString(from.region);
        if (named.emplace(at->second, region).second) { // a text may name a hundred thousand regions
            to.regions.append(region);
        }
        to.changes.insert(to.changes.end(), from.changes.begin(), from.changes.end());
        to.bytes += from.bytes;
    }
    for (KindGroup &group : groups) {
        std::sort(group.changes.begin(), group.changes.end());
    }
    std::stable_sort(groups.begin(), groups.end(), [](const KindGroup &a, const KindGroup &b) {
        return importanceOf(a) < importanceOf(b);
    });
    return groups;
}

} // namespace ptscope
