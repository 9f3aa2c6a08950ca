// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/owner/owner_text.h"
#include "core/owner/physical_map.h"
#include "core/snapshot/row_text.h"
#include "views/common/class_names.h"
#include "views/inspector/inspector_page.h"
#include "views/inspector/pages.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

using Tone = InspectorPage::Tone;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OwnerSection)
};

constexpr std::uint32_t ownersListed = 6;

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

Tone toneOf(OwnerConfidence confidence)
{
    return confidence == OwnerConfidence::Certain ? Tone::Value : Tone::Warn;
}

void addConfidence(InspectorPage &page, const OwnerMap::Entry &entry, const Owner &owner)
{
    if (owner.confidence == OwnerConfidence::Certain) {
        return;
    }
    page.addFact(Words::tr("How sure"), text(std::string(name(owner.confidence))), {}, Tone::Warn,
                 text(ownerReason(entry, owner)));
    page.addText(text(ownerReason(entry, owner)), Tone::Quiet);
}

/// The linear map shows the same memory: what it permits there is what counts against an attacker.
void addAlias(InspectorPage &page, const Snapshot &snapshot, PhysAddr phys, OwnerKind kind)
{
    const auto base = kind == OwnerKind::LinearMap || kind == OwnerKind::Vmemmap ? std::nullopt : linearBaseOf(snapshot);
    if (!base || phys < base->phys) {
        return;
    }
    const VirtAddr alias = base->virt + (phys - base->phys);
    const auto row = snapshot.extents().find(alias);
    const Region *region = row ? snapshot.regionOf(*row) : nullptr;
    if (region == nullptr || !region->name.starts_with("Linear") || snapshot.extents().attributes(*row).isHole()) {
        return;
    }
    const bool valid = snapshot.attributesOf(*row).valid();
    page.addFact(Words::tr("Alias"), text(addressText(alias.value)),
                 valid ? className(snapshot.classOf(*row).access) : Words::tr("not valid"), Tone::Value,
                 Words::tr("The same memory in the linear map"));
}

void addPhysical(InspectorPage &page, const Snapshot &snapshot, AddrRange range, const Owner &owner)
{
    const auto phys = snapshot.owners().physicalOf(range);
    if (!phys) {
        return;
    }
    const bool describes = owner.kind == OwnerKind::Vmemmap;
    page.addFact(describes ? Words::tr("Describes") : Words::tr("Physical"), text(physText(*phys)), {}, Tone::Value,
                 describes ? Words::tr("The struct pages here are those of this memory") : QString());
    addAlias(page, snapshot, phys->first, owner.kind);
}

void addOne(InspectorPage &page, const Snapshot &snapshot, const OwnerMap::Entry &entry, AddrRange range)
{
    const Owner &owner = snapshot.owners().owner(entry.owner);
    page.addFact(Words::tr("Kind"), text(std::string(name(owner.kind))), {}, toneOf(owner.confidence));
    if (!owner.name.empty()) {
        std::string called = owner.name;
        for (const std::string &other : owner.others) {
            called += " or " + other;
        }
        page.addFact(Words::tr("Name"), text(called), {}, toneOf(owner.confidence));
    }
    if (!owner.caller.empty()) {
        const QString line = entry.line == 0 ? QString() : Words::tr("vmallocinfo line %1").arg(entry.line);
        page.addFact(Words::tr("Mapped by"), text(owner.caller), {}, Tone::Value, line);
    }
    if (!owner.module.empty()) {
        page.addFact(Words::tr("Module"), text(owner.module));
    }
    addPhysical(page, snapshot, intersection(range, entry.range), owner);
    addConfidence(page, entry, owner);
}

void addMany(InspectorPage &page, const Snapshot &snapshot, std::uint32_t from, std::uint32_t end)
{
    for (std::uint32_t i = from; i < end && i < from + ownersListed; ++i) {
        const OwnerMap::Entry entry = snapshot.owners().entry(i);
        const Owner &owner = snapshot.owners().owner(entry.owner);
        page.addFact(text(runSizeText(entry.range.size())), text(shortText(owner)), {}, toneOf(owner.confidence),
                     text(addressText(entry.range.first.value)));
    }
    if (end - from > ownersListed) {
        page.addText(Words::tr("and %1 more").arg(countText(end - from - ownersListed)), Tone::Quiet);
    }
}

} // namespace

void addOwner(InspectorPage &page, const PageContext &context, AddrRange range)
{
    const Snapshot &snapshot = *context.snapshot;
    if (!snapshot.isExplained()) {
        if (snapshot.hasCompanions()) {
            page.beginSection(Words::tr("Owner"));
            page.addText(Words::tr("What lies beside the dump is being read."), Tone::Quiet);
        }
        return;
    }
    const auto [from, end] = snapshot.owners().within(range);
    const auto symbol = symbolAt(snapshot, range.first);
    if (from == end && !symbol && snapshot.companions() == nullptr) {
        return;
    }
    page.beginSection(Words::tr("Owner"), end - from > 1 ? Words::tr("%1 owners").arg(countText(end - from)) : QString());
    if (from == end) {
        page.addText(Words::tr("Nothing beside the dump tells."), Tone::Quiet);
    } else if (end - from == 1) {
        addOne(page, snapshot, snapshot.owners().entry(from), range);
    } else {
        addMany(page, snapshot, from, end);
    }
    if (symbol) {
        page.addFact(Words::tr("Symbol"), text(symbolText(*symbol)), {}, Tone::Value, Words::tr("At the first byte"));
    }
}

} // namespace ptscope
