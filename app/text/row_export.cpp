// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/row_export.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/owner/owner_text.h"
#include "core/snapshot/row_text.h"
#include "core/snapshot/simulated_mark.h"

namespace ptscope {

namespace {

constexpr std::size_t pieceBytes = std::size_t{256} << 10;

std::string quoted(const std::string &text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' ? "\"\"" : std::string(1, c);
    }
    return out + "\"";
}

std::string ownerOfRow(const Snapshot &snapshot, const Extent &row)
{
    return row.attributes.isHole() ? std::string() : ownersText(snapshot, row.range);
}

void appendCsv(std::string &out, const Snapshot &snapshot, RowIndex row)
{
    const Extent at = snapshot.extents().at(row);
    const Region *region = snapshot.regionOf(row);
    out += fmt::format("{},{},{},{},{},{},{},{}", addressText(at.range.first.value), addressText(at.range.last.value),
                       at.range.size().value, name(at.level), quoted(snapshot.attributes().words(at.attributes)),
                       quoted(region != nullptr ? region->name : ""), at.line,
                       quoted(ownerOfRow(snapshot, at)));
    if (snapshot.source().isSimulated()) {
        out += "," + quoted(snapshot.source().simulation);
    }
}

void appendJson(std::string &out, const Snapshot &snapshot, RowIndex row)
{
    const Extent at = snapshot.extents().at(row);
    const Region *region = snapshot.regionOf(row);
    nlohmann::ordered_json json;
    json["first"] = addressText(at.range.first.value);
    json["last"] = addressText(at.range.last.value);
    json["bytes"] = at.range.size().value;
    json["level"] = name(at.level);
    json["attributes"] = snapshot.attributes().words(at.attributes);
    json["region"] = region != nullptr ? nlohmann::ordered_json(region->name) : nlohmann::ordered_json(nullptr);
    json["line"] = at.line;
    const std::string owner = ownerOfRow(snapshot, at);
    json["owner"] = owner.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(owner);
    if (snapshot.source().isSimulated()) {
        json["simulated"] = snapshot.source().simulation;
    }
    out += json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace

bool exportRows(const Snapshot &snapshot, const RowSet &rows, RowFormat format,
                const std::function<bool(std::string_view)> &sink)
{
    std::string piece = format == RowFormat::Csv ? "first,last,bytes,level,attributes,region,line,owner" : "";
    if (format == RowFormat::Csv) {
        piece += snapshot.source().isSimulated() ? ",simulated\n" : "\n";
    } else if (format == RowFormat::Ptdump) {
        piece += simulatedMark(snapshot.source());
    }
    bool open = true;
    rows.forEach([&](RowIndex row) {
        if (!open) {
            return;
        }
        switch (format) {
        case RowFormat::Ptdump:
            appendRow(piece, snapshot, row);
            break;
        case RowFormat::Csv:
            appendCsv(piece, snapshot, row);
            break;
        case RowFormat::JsonLines:
            appendJson(piece, snapshot, row);
            break;
        }
        piece += '\n';
        if (piece.size() >= pieceBytes) {
            open = sink(piece);
            piece.clear();
        }
    });
    return open && (piece.empty() || sink(piece));
}

} // namespace ptscope
