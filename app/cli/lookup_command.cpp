// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/json.h"
#include "core/paging/explain.h"
#include "core/owner/owner_text.h"
#include "app/text/place_text.h"
#include "core/snapshot/row_text.h"
#include "core/tree/page_table_tree.h"

namespace ptscope::cli {

namespace {

struct LookupOptions {
    InputOptions input;
    std::vector<std::string> places;
    bool json = false;
};

struct Finding {
    VirtAddr address;
    std::optional<RowIndex> row;
    std::vector<PageTableTree::Step> walk;
    std::vector<Explanation> attributes;
    const Region *region = nullptr;
};

Finding look(const Snapshot &snapshot, VirtAddr address)
{
    Finding out{address, snapshot.extents().find(address), PageTableTree(snapshot).walk(address), {}, nullptr};
    if (out.row) {
        out.region = snapshot.regionOf(*out.row);
        if (!snapshot.extents().attributes(*out.row).isHole()) {
            out.attributes = explain(snapshot.dialect(), snapshot.geometry(), snapshot.extents().level(*out.row),
                                     snapshot.attributesOf(*out.row));
        }
    }
    return out;
}

std::string walkText(const Finding &finding)
{
    std::string out;
    for (const auto &step : finding.walk) {
        out += fmt::format("{}{}[0x{:03x}]", out.empty() ? "" : " > ", name(step.table.level), step.entry.firstIndex);
    }
    return out.empty() ? "in the other half of the address space" : out;
}

void addOwnerText(const Snapshot &snapshot, const Finding &finding, std::string &out)
{
    const auto field = [&out](std::string_view key, std::string_view value) { out += fmt::format("  {:<10} {}\n", key, value); };
    if (const auto entry = snapshot.owners().at(finding.address)) {
        const Owner &owner = snapshot.owners().owner(entry->owner);
        field("owner", fmt::format("{}  ({})", shortText(owner), ownerReason(*entry, owner)));
        if (const auto phys = snapshot.owners().physicalOf({finding.address, finding.address})) {
            const bool describes = owner.kind == OwnerKind::Vmemmap;
            field("physical", describes ? "struct page of " + physText(*phys) : fmt::format("0x{:x}", phys->first.value));
        }
    }
    if (const auto symbol = symbolAt(snapshot, finding.address)) {
        field("symbol", symbolText(*symbol));
    }
}

Json ownerJson(const Snapshot &snapshot, VirtAddr address)
{
    const auto entry = snapshot.owners().at(address);
    if (!entry) {
        return nullptr;
    }
    const Owner &owner = snapshot.owners().owner(entry->owner);
    Json out;
    out["kind"] = name(owner.kind);
    out["name"] = owner.name;
    out["confidence"] = name(owner.confidence);
    out["evidence"] = name(owner.evidence);
    out["first"] = addressText(entry->range.first.value);
    out["last"] = addressText(entry->range.last.value);
    out["caller"] = owner.caller.empty() ? Json(nullptr) : Json(owner.caller);
    out["module"] = owner.module.empty() ? Json(nullptr) : Json(owner.module);
    out["others"] = owner.others;
    out["vmallocinfo_line"] = entry->line != 0 ? Json(entry->line) : Json(nullptr);
    const auto phys = snapshot.owners().physicalOf({address, address});
    out["physical"] = phys ? Json(addressText(phys->first.value)) : Json(nullptr);
    return out;
}

Json symbolJson(const Snapshot &snapshot, VirtAddr address)
{
    const auto hit = symbolAt(snapshot, address);
    if (!hit) {
        return nullptr;
    }
    return {{"name", hit->symbol.name},
            {"offset", hit->offset.value},
            {"module", hit->symbol.module.empty() ? Json(nullptr) : Json(hit->symbol.module)}};
}

std::string findingText(const Snapshot &snapshot, const Finding &finding)
{
    std::string out = addressText(finding.address.value) + "\n";
    const auto field = [&out](std::string_view key, std::string_view value) { out += fmt::format("  {:<10} {}\n", key, value); };
    if (!finding.row) {
        field("run", "none: the dump has no row for this address");
        return out;
    }
    const AddrRange range = snapshot.extents().range(*finding.row);
    field("region", finding.region != nullptr ? finding.region->name : "between regions");
    field("walk", walkText(finding));
    field("run", fmt::format("{}  (line {})", rowText(snapshot, *finding.row), snapshot.extents().line(*finding.row)));
    field("offset", fmt::format("0x{:x} in the run of {}", (finding.address - range.first).value, runSizeText(range.size())));
    addOwnerText(snapshot, finding, out);
    if (finding.attributes.empty()) {
        field("attributes", "hole: nothing is mapped here");
    }
    for (const Explanation &e : finding.attributes) {
        field(&e == finding.attributes.data() ? "attributes" : "", fmt::format("{:<18} {} ({})", e.word, e.meaning, e.architecture));
    }
    return out;
}

Json findingJson(const Snapshot &snapshot, const Finding &finding)
{
    Json out;
    out["address"] = addressText(finding.address.value);
    out["found"] = finding.row.has_value();
    if (!finding.row) {
        return out;
    }
    const Extent row = snapshot.extents().at(*finding.row);
    out["region"] = finding.region != nullptr ? Json(finding.region->name) : Json(nullptr);
    Json walk = Json::array();
    for (const auto &step : finding.walk) {
        walk.push_back({{"level", name(step.table.level)}, {"index", step.entry.firstIndex}});
    }
    out["walk"] = std::move(walk);
    out["run"] = {{"first", addressText(row.range.first.value)}, {"last", addressText(row.range.last.value)},
                  {"bytes", row.range.size().value}, {"level", name(row.level)},
                  {"attributes", snapshot.attributes().words(row.attributes)}, {"line", row.line}};
    out["mapped"] = snapshot.isMapped(*finding.row);
    Json attributes = Json::array();
    for (const Explanation &e : finding.attributes) {
        attributes.push_back({{"word", e.word}, {"meaning", e.meaning}, {"architecture", e.architecture}});
    }
    out["decoded"] = std::move(attributes);
    out["owner"] = ownerJson(snapshot, finding.address);
    out["symbol"] = symbolJson(snapshot, finding.address);
    return out;
}

int lookup(const LookupOptions &options)
{
    const auto dump = openOneDump(options.input);
    if (!dump) {
        return dump.error();
    }
    const Snapshot &snapshot = **dump;
    std::vector<Finding> findings;
    for (const std::string &text : options.places) {
        const auto place = findPlace(snapshot, text);
        if (!place) {
            return complain({ErrorCode::BadArgument, text, placeProblemText(place.error(), text, snapshot)});
        }
        findings.push_back(look(snapshot, place->address));
    }
    bool all = true;
    Json list = Json::array();
    for (const Finding &finding : findings) {
        all &= finding.row.has_value();
        if (options.json) {
            list.push_back(findingJson(snapshot, finding));
        } else {
            writeOut(findingText(snapshot, finding));
        }
    }
    if (options.json) {
        Json out;
        out["format"] = "ptscope-lookup/1";
        out["addresses"] = std::move(list);
        writeOut(jsonText(out));
    }
    return all ? clean : ExitCode::finding;
}

} // namespace

void addLookup(CLI::App &app, Run &run)
{
    auto options = std::make_shared<LookupOptions>();
    CLI::App *command = app.add_subcommand("lookup", "For each address: region, walk through the tables, the run, its attributes in words");
    options->input.addTo(*command);
    options->input.addCompanionsTo(*command);
    command->add_option("VA", options->places, "addresses in hex; regions, symbols or owners with or without an offset: vmalloc+0x1000, swapper_pg_dir, pw+0x110/0xb8c, ptlab")->required();
    command->add_flag("--json", options->json, "one JSON object (ptscope-lookup/1)");
    command->footer(helpFooter(usualExitCodes,
                               {"lookup kernel_page_tables 0xffff800008010000",
                                "lookup --vmlinux vmlinux kernel_page_tables vmalloc+0x1000",
                                "lookup board.ptdump.zst fixmap vmemmap+0x200000"}));
    command->callback([options, &run] { run = [options] { return lookup(*options); }; });
}

} // namespace ptscope::cli
