// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/series_report.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/text/change_text.h"
#include "core/snapshot/row_text.h"

namespace ptscope::cli {

namespace {

constexpr std::size_t changesShown = 8;

std::string bytesText(std::uint64_t bytes)
{
    return bytes == 0 ? "0" : runSizeText({bytes});
}

std::string tableLine(const Moment &moment, std::size_t width, const std::string &changes, const std::string &churn)
{
    const PartStatistics &f = moment.figures;
    const std::uint64_t blocks =
        f.mappedBytes - f.mappedBytesByLevel[number(Level::Pte)] - f.mappedBytesByLevel[number(Level::Unknown)];
    return fmt::format("{:<{}}  {:>8}  {:>12}  {:>12}  {:>12}  {:>10}  {:>8}  {:>8}\n", moment.name, width,
                       f.rows.count(), bytesText(f.mappedBytes), bytesText(blocks), bytesText(f.wxBytes),
                       f.tables[number(Level::Pte)], changes, churn);
}

Json mappingJson(const Series &series, Mapping mapping)
{
    Json out;
    out["level"] = mapping.level == Level::Unknown ? Json(nullptr) : Json(name(mapping.level));
    out["attributes"] = mapping.isHole() ? std::string() : series.attributes().words(mapping.attributes);
    return out;
}

Json changeJson(const Series &series, const Change &change)
{
    Json out;
    out["first"] = addressText(change.range.first.value);
    out["last"] = addressText(change.range.last.value);
    out["kinds"] = Json::array();
    for (const ChangeKind kind : allChangeKinds) {
        if (change.kinds.has(kind)) {
            out["kinds"].push_back(name(kind));
        }
    }
    out["before"] = mappingJson(series, change.before);
    out["after"] = mappingJson(series, change.after);
    out["churn"] = change.churn;
    return out;
}

Json momentJson(const Moment &moment, bool comparable)
{
    Json one;
    one["name"] = moment.name;
    one["captured"] = moment.source.captured.empty() ? Json(nullptr) : Json(moment.source.captured);
    one["rows"] = moment.figures.rows.count();
    one["mapped_bytes"] = moment.figures.mappedBytes;
    one["mapped_bytes_by_level"] = byLevel(moment.figures.mappedBytesByLevel);
    one["contiguous_bytes_by_level"] = byLevel(moment.figures.contiguousBytesByLevel);
    one["wx_bytes"] = moment.figures.wxBytes;
    one["tables"] = byLevel(moment.figures.tables);
    one["tlb_entries"] = moment.figures.tlbEntries;
    one["changes"] = comparable ? Json(moment.meaning) : Json(nullptr);
    one["churn"] = comparable ? Json(moment.churn) : Json(nullptr);
    return one;
}

Json rangeJson(const Series &series, const RangeOverTime &range)
{
    Json out;
    out["first"] = addressText(range.range.first.value);
    out["last"] = addressText(range.range.last.value);
    out["first_change"] = range.changes.empty() ? Json(nullptr) : Json(series.at(range.changes.front().moment).name);
    out["changes"] = Json::array();
    for (const RangeChange &at : range.changes) {
        Json one;
        one["snapshot"] = series.at(at.moment).name;
        one["index"] = at.moment;
        one["churn"] = !at.meaning;
        one["changes"] = Json::array();
        for (const ChangeIndex i : at.changes) {
            one["changes"].push_back(changeJson(series, series.at(at.moment).changes.at(i)));
        }
        out["changes"].push_back(std::move(one));
    }
    return out;
}

std::string changeLine(const Series &series, const Change &change)
{
    return fmt::format("    {} {}-{} {:>9}  {}\n", markOf(change.kinds), addressText(change.range.first.value),
                       addressText(change.range.printedEnd()), runSizeText(change.range.size()),
                       changeText(series.attributes(), change.before, series.attributes(), change.after));
}

} // namespace

std::string seriesTable(const LoadedSeries &loaded)
{
    std::size_t width = 8;
    for (const SeriesPtr &part : loaded.parts) {
        for (const Moment &moment : part->moments()) {
            width = std::max(width, moment.name.size());
        }
    }
    std::string out = fmt::format("{:<{}}  {:>8}  {:>12}  {:>12}  {:>12}  {:>10}  {:>8}  {:>8}\n", "snapshot", width,
                                  "rows", "mapped", "blocks", "W+X", "PTE tables", "changes", "churn");
    for (const SeriesPtr &part : loaded.parts) {
        for (MomentIndex i = 0; i < part->size(); ++i) {
            const Moment &moment = part->at(i);
            const bool first = part == loaded.parts.front();
            out += i > 0 ? tableLine(moment, width, std::to_string(moment.meaning), std::to_string(moment.churn))
                         : tableLine(moment, width, first ? "-" : "other", "-");
        }
    }
    return out;
}

std::string rangeReport(const Series &series, const RangeOverTime &range)
{
    const std::string place =
        fmt::format("{}-{}", addressText(range.range.first.value), addressText(range.range.printedEnd()));
    if (range.changes.empty()) {
        return fmt::format("{} did not change in {} snapshots\n", place, series.size());
    }
    std::string out = fmt::format("{} first changed in {} ({} of {}), changes in {} of {} snapshots\n", place,
                                  series.at(range.changes.front().moment).name, range.changes.front().moment + 1,
                                  series.size(), range.changes.size(), series.size());
    for (const RangeChange &at : range.changes) {
        const Moment &moment = series.at(at.moment);
        out += fmt::format("  {}: {}{}\n", moment.name, kindsText(at.kinds), at.meaning ? "" : " (churn)");
        for (std::size_t i = 0; i < std::min(changesShown, at.changes.size()); ++i) {
            out += changeLine(series, moment.changes.at(at.changes[i]));
        }
        if (at.changes.size() > changesShown) {
            out += fmt::format("    ... {} more\n", at.changes.size() - changesShown);
        }
    }
    return out;
}

Json seriesJson(const LoadedSeries &loaded, const std::optional<RangeOverTime> &range)
{
    Json out;
    out["format"] = "ptscope-series/1";
    out["ordered_by"] = loaded.orderedByTime ? "capture time" : "name";
    out["snapshots"] = Json::array();
    for (const SeriesPtr &part : loaded.parts) {
        for (MomentIndex i = 0; i < part->size(); ++i) {
            out["snapshots"].push_back(momentJson(part->at(i), i > 0));
        }
    }
    if (range) {
        out["range"] = rangeJson(*loaded.parts.front(), *range);
    }
    return out;
}

} // namespace ptscope::cli
