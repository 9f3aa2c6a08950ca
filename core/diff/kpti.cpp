// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/kpti.h"

#include "core/diff/islands.h"

namespace ptscope {

namespace {

/// The trampoline and what a driver maps by hand stay as they were.
constexpr std::uint64_t mostOf = 16;

struct GlobalBytes {
    std::uint64_t all = 0;
    std::uint64_t nonGlobal = 0;

    bool isNonGlobal() const { return all != 0 && nonGlobal >= all - all / mostOf; }
    bool isGlobal() const { return all != 0 && nonGlobal <= all / mostOf; }
};

GlobalBytes globalBytesOf(const Snapshot &snapshot)
{
    GlobalBytes out;
    const auto &extents = snapshot.extents();
    for (std::uint32_t row = 0; row < extents.size(); ++row) {
        const Attributes &attributes = snapshot.attributesOf({row});
        if (extents.attributes({row}).isHole() || attributes.has(Attr::Invalid)) {
            continue;
        }
        const std::uint64_t bytes = extents.range({row}).size().value;
        out.all += bytes;
        out.nonGlobal += attributes.has(Attr::NotGlobal) ? bytes : 0;
    }
    return out;
}

} // namespace

bool differsInGlobalAlone(const Snapshot &before, const Snapshot &after, const Change &change)
{
    if (!change.kinds.is(ChangeKind::Type) || change.before.level != change.after.level) {
        return false;
    }
    Attributes a = before.attributes().at(change.before.attributes);
    Attributes b = after.attributes().at(change.after.attributes);
    if (a.has(Attr::NotGlobal) == b.has(Attr::NotGlobal)) {
        return false;
    }
    a.set(Attr::NotGlobal, false);
    b.set(Attr::NotGlobal, false);
    return a == b;
}

bool isTrampoline(const Snapshot &before, const Snapshot &after, KptiSwitch kpti, const Change &change)
{
    const bool came = kpti == KptiSwitch::On && change.kinds.is(ChangeKind::Mapped);
    const bool went = kpti == KptiSwitch::Off && change.kinds.is(ChangeKind::Unmapped);
    const Snapshot &snapshot = came ? after : before;
    const auto row = snapshot.extents().find(came ? change.range.first : change.rangeBefore().first);
    const Region *region = row ? snapshot.regionOf(*row) : nullptr;
    if ((!came && !went) || region == nullptr || !region->name.starts_with("Fixmap")) {
        return false;
    }
    const Island island = islandAround(snapshot, *row);
    const auto isReadOnly = [&](std::uint32_t i) {
        const AccessClass access = snapshot.classOf({i}).access;
        return access == AccessClass::RoX || access == AccessClass::RoNx;
    };
    bool readOnly = true;
    for (std::uint32_t i = island.rows.begin; i < island.rows.end; ++i) {
        readOnly = readOnly && isReadOnly(i);
    }
    return readOnly && snapshot.classOf({island.rows.begin}).access == AccessClass::RoX;
}

std::string kptiText(KptiSwitch kpti)
{
    switch (kpti) {
    case KptiSwitch::None:
        return {};
    case KptiSwitch::On:
        return "KPTI is on in the later dump alone: NG on every mapping but the trampoline";
    case KptiSwitch::Off:
        return "KPTI is on in the earlier dump alone: NG on every mapping but the trampoline";
    }
    return {};
}

KptiSwitch kptiSwitch(const Snapshot &before, const Snapshot &after, const ChangeTable &changes)
{
    ChangeIndex i = 0;
    while (i < changes.size() && !(changes.kinds(i).has(ChangeKind::Type))) {
        ++i;
    }
    if (i == changes.size()) {
        return KptiSwitch::None;
    }
    const GlobalBytes a = globalBytesOf(before);
    const GlobalBytes b = globalBytesOf(after);
    return a.isGlobal() && b.isNonGlobal() ? KptiSwitch::On
        : a.isNonGlobal() && b.isGlobal()  ? KptiSwitch::Off
                                           : KptiSwitch::None;
}

} // namespace ptscope
