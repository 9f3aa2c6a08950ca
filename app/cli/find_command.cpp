// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/core.h>
#include <memory>
#include <utility>

#include "app/cli/command.h"
#include "app/cli/json.h"
#include "app/text/row_export.h"
#include "core/query/query.h"
#include "core/query/query_fields.h"

namespace ptscope::cli {

namespace {

struct FindOptions {
    InputOptions input;
    std::string expression;
    bool count = false;
    bool json = false;
    bool csv = false;
    bool jsonLines = false;
};

int complainAboutQuery(const FindOptions &options, const QueryError &error)
{
    fmt::print(stderr, "ptscope-cli: {}\n", queryErrorText(options.expression, error));
    return badInput;
}

/// Written piece by piece: a million matches must not stand in memory as objects.
bool printJson(const Snapshot &snapshot, const RowSet &rows, const FindOptions &options)
{
    Json head;
    head["format"] = "ptscope-find/1";
    head["expression"] = options.expression;
    head["rows"] = rows.rows();
    head["matches"] = rows.count();
    std::string begin = head.dump(-1, ' ', false, Json::error_handler_t::replace);
    begin.back() = ',';
    if (!writeOut(begin + " \"matching_rows\": [")) {
        return false;
    }
    bool first = true;
    const bool written = exportRows(snapshot, rows, RowFormat::JsonLines, [&first](std::string_view lines) {
        std::string piece;
        for (const char c : lines.substr(0, lines.size() - 1)) {
            piece += c == '\n' ? std::string(",\n ") : std::string(1, c);
        }
        return writeOut((std::exchange(first, false) ? "\n " : ",\n ") + piece);
    });
    return written && writeOut(first ? "]}\n" : "\n]}\n");
}

bool print(const Snapshot &snapshot, const RowSet &rows, const FindOptions &options)
{
    if (options.count) {
        return writeOut(std::to_string(rows.count()) + "\n");
    }
    if (options.json) {
        return printJson(snapshot, rows, options);
    }
    const RowFormat format = options.csv ? RowFormat::Csv
        : options.jsonLines              ? RowFormat::JsonLines
                                         : RowFormat::Ptdump;
    return exportRows(snapshot, rows, format, writeOut);
}

int find(const FindOptions &options)
{
    if (const auto syntax = parseQuery(options.expression); !syntax) {
        return complainAboutQuery(options, syntax.error()); // before a large file is read
    }
    InputOptions input = options.input;
    const auto mentions = [&options](const char *word) { return options.expression.find(word) != std::string::npos; };
    input.symbols = mentions("symbol");
    // Lines as the kernel prints them and a count say nothing of owners: what lies beside the dump is left where it is.
    input.companions = input.symbols || mentions("owner") || options.json || options.csv || options.jsonLines;
    const auto dump = openOneDump(input);
    if (!dump) {
        return dump.error();
    }
    const auto query = Query::compile(options.expression, *dump);
    if (!query) {
        return complainAboutQuery(options, query.error());
    }
    const RowSet rows = query->run();
    if (!print(**dump, rows, options)) {
        return outputLost();
    }
    return rows.count() != 0 ? 0 : 1;
}

} // namespace

void addFind(CLI::App &app, Run &run)
{
    auto options = std::make_shared<FindOptions>();
    CLI::App *command = app.add_subcommand("find", "The rows that match an expression, as ptdump lines");
    options->input.addTo(*command);
    options->input.addCompanionsTo(*command);
    command->add_option("EXPR", options->expression, "as in: region:vmemmap perm:ro level:PTE size>=28K")->required();
    auto *count = command->add_flag("-c,--count", options->count, "only how many");
    auto *json = command->add_flag("--json", options->json, "one JSON object (ptscope-find/1)")->excludes(count);
    auto *csv =
        command->add_flag("--csv", options->csv, "comma-separated, with a head line")->excludes(count)->excludes(json);
    command->add_flag("--jsonl", options->jsonLines, "one JSON object a row")
        ->excludes(count)
        ->excludes(json)
        ->excludes(csv);
    command->footer(
        helpFooter(queryHelp() + "\nExit codes as grep's: 0 some rows match, 1 none, 2 bad input or expression.",
                   {"find kernel_page_tables wx", "find --count kernel_page_tables 'region:vmemmap ro size>=28K'"}));
    command->callback([options, &run] { run = [options] { return find(*options); }; });
}

} // namespace ptscope::cli
