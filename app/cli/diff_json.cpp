// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/diff_json.h"

#include "app/text/change_text.h"
#include "core/diff/churn.h"
#include "core/owner/owner_text.h"
#include "core/snapshot/row_text.h"

namespace ptscope::cli {

namespace {

Json mappingJson(const Snapshot &snapshot, Mapping mapping)
{
    Json out;
    out["level"] = mapping.level == Level::Unknown ? Json(nullptr) : Json(name(mapping.level));
    out["attributes"] = mapping.isHole() ? std::string() : snapshot.attributes().words(mapping.attributes);
    return out;
}

/// Null for holes and where nothing tells.
Json ownerJson(const Snapshot &snapshot, Mapping mapping, AddrRange range)
{
    const std::string owner = mapping.isHole() ? std::string() : ownersText(snapshot, range);
    return owner.empty() ? Json(nullptr) : Json(owner);
}

Json changeJson(const Diff &diff, ChangeIndex i)
{
    const Change change = diff.changes.at(i);
    Json out;
    out["first"] = addressText(change.range.first.value);
    out["last"] = addressText(change.range.last.value);
    out["bytes"] = change.range.size().value;
    out["kinds"] = Json::array();
    for (const ChangeKind kind : allChangeKinds) {
        if (change.kinds.has(kind)) {
            out["kinds"].push_back(name(kind));
        }
    }
    out["region"] = regionNameOf(diff, i);
    out["before"] = mappingJson(*diff.before, change.before);
    out["after"] = mappingJson(*diff.after, change.after);
    out["owner_before"] = ownerJson(*diff.before, change.before, change.rangeBefore());
    out["owner_after"] = ownerJson(*diff.after, change.after, change.range);
    out["churn"] = change.churn;
    if (change.shift != 0) {
        out["before_first"] = addressText(change.rangeBefore().first.value);
    }
    if (diff.changes.partner(i) != noChange) {
        out["moved"] = addressText(diff.changes.range(diff.changes.partner(i)).first.value);
    }
    return out;
}

Json sideJson(const LedgerSide &side)
{
    Json out;
    out["mapped_bytes"] = side.mappedBytes;
    out["mapped_bytes_by_level"] = byLevel(side.mappedBytesByLevel);
    out["tables"] = byLevel(side.tables);
    out["tables_proven"] = side.tablesProven;
    out["tlb_entries"] = side.tlbEntries;
    return out;
}

Json movedJson(const Diff &diff)
{
    Json out = Json::array();
    for (const MovedPart &part : diff.alignment.moved) {
        out.push_back({{"region", part.region},
                       {"kernel_image", part.kernelImage},
                       {"before", addressText(part.before.first.value)},
                       {"after", addressText(part.after().first.value)},
                       {"bytes", part.before.size().value},
                       {"shift", shiftText(part.shift)}});
    }
    return out;
}

Json areasJson(const Diff &diff)
{
    Json out = Json::array();
    for (const MovedArea &area : diff.alignment.areas) {
        out.push_back({{"owner", ownersText(*diff.after, area.after())},
                       {"before", addressText(area.before.first.value)},
                       {"after", addressText(area.after().first.value)},
                       {"bytes", area.before.size().value},
                       {"shift", shiftText(area.shift)}});
    }
    return out;
}

} // namespace

Json diffJson(const Diff &diff, bool all)
{
    Json out;
    out["format"] = "ptscope-diff/1";
    out["equal"] = diff.empty();
    out["meaning"] = diff.meaningCount();
    out["churn"] = diff.churnCount();
    out["churn_rule"] = churnRule(diff);
    out["by_class"] = diff.byClass;
    out["uncompared_bytes"] = diff.uncompared.value;
    for (const auto &[side, snapshot] : {std::pair{"before_simulated", diff.before}, std::pair{"after_simulated", diff.after}}) {
        if (snapshot->source().isSimulated()) {
            out[side] = snapshot->source().simulation;
        }
    }
    out["moved_regions"] = movedJson(diff);
    out["moved_areas"] = areasJson(diff);
    out["kpti"] = diff.kpti == KptiSwitch::None ? Json(nullptr) : Json(diff.kpti == KptiSwitch::On ? "on" : "off");
    out["changes"] = Json::array();
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        if (all || !diff.changes.isChurn(i)) {
            out["changes"].push_back(changeJson(diff, i));
        }
    }
    out["ledger"] = {{"before", sideJson(diff.ledgerBefore)}, {"after", sideJson(diff.ledgerAfter)}};
    return out;
}

} // namespace ptscope::cli
