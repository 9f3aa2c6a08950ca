// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/report_html.h"

#include <fmt/format.h>

#include "app/text/html.h"
#include "app/text/report_parts.h"
#include "app/text/report_picture.h"
#include "app/text/report_style.h"

namespace ptscope {

namespace {

std::string nameOf(const Snapshot &snapshot)
{
    return snapshot.source().label.empty() ? snapshot.source().path : snapshot.source().label;
}

/// Nothing is fetched and nothing runs, whatever stands in the texts.
std::string document(const std::string &title, const std::string &content)
{
    return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'unsafe-inline'; img-src data:\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n"
                       "</head>\n<body>\n{}<h1>{}</h1>\n{}</body>\n</html>\n",
                       htmlText(title), reportStyle, reportPatterns, htmlText(title), content);
}

std::string picturesHtml(const std::vector<ReportPicture> &pictures)
{
    std::string out;
    for (const ReportPicture &picture : pictures) {
        out += "<h2>" + htmlText(picture.title) + "</h2>\n" + picture.svg;
    }
    return out;
}

std::string section(const std::string &title, const std::string &content)
{
    return content.empty() ? std::string() : "<h2>" + htmlText(title) + "</h2>\n" + content;
}

std::string wholeDump(const Snapshot &snapshot)
{
    return factsHtml(snapshot) + figuresHtml(snapshot) + noticesHtml(snapshot);
}

} // namespace

std::string reportOf(const SnapshotPtr &snapshot, const std::vector<ReportPicture> &pictures)
{
    std::string out = factsHtml(*snapshot);
    out += section("Map", mapSvg(snapshot) + legendHtml(snapshot->geometry()));
    out += picturesHtml(pictures);
    out += section("What is mapped", figuresHtml(*snapshot));
    out += section("What is doubtful", noticesHtml(*snapshot));
    return document("Page tables of " + nameOf(*snapshot), out);
}

std::string reportOf(const Comparison &comparison, const std::vector<ReportPicture> &pictures)
{
    std::string out;
    if (comparison.diff) {
        const Diff &diff = *comparison.diff;
        if (!diff.byClass) {
            out += diffSvg(diff) + legendHtml(diff.after->geometry());
            out += picturesHtml(pictures) + section("Changes", changesHtml(diff));
        }
        out += section("Ledger", ledgerHtml(diff));
    } else if (comparison.refusal) {
        out += "<p class=\"warn\">These two cannot be compared: " + htmlText(comparison.refusal->detail) + "</p>\n";
    }
    out += section("A, before: " + nameOf(*comparison.before), wholeDump(*comparison.before));
    out += section("B, after: " + nameOf(*comparison.after), wholeDump(*comparison.after));
    return document(nameOf(*comparison.before) + " against " + nameOf(*comparison.after), out);
}

} // namespace ptscope
