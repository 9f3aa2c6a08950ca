// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/companion/companions.h"
#include "core/paging/dialect.h"
#include "core/snapshot/row_text.h"
#include "core/stat/statistics.h"
#include "views/inspector/inspector_page.h"
#include "views/inspector/pages.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

using Tone = InspectorPage::Tone;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DumpPage)
};

QString levelsText(const PagingGeometry &geometry)
{
    QStringList names;
    for (const Level level : allLevels) {
        if (!geometry.isFolded(level)) {
            names.append(QString::fromLatin1(name(level)));
        }
    }
    return names.join(QLatin1Char(' '));
}

void addGeometry(InspectorPage &page, const Snapshot &snapshot)
{
    const GeometryFinding &finding = snapshot.geometryFinding();
    const PagingGeometry &geometry = finding.geometry;
    page.beginSection(Words::tr("Geometry"),
                      finding.overridden    ? Words::tr("set by you")
                          : finding.assumed ? Words::tr("assumed")
                                            : QString());
    page.addFact(Words::tr("Page size"), QString::fromStdString(runSizeText(geometry.pageSize())));
    page.addFact(Words::tr("Virtual addresses"), Words::tr("%1 bits").arg(geometry.vaBits()));
    page.addFact(Words::tr("Levels"), QString::number(geometry.levels()), levelsText(geometry));
    page.addText(Words::tr("Why: %1.").arg(QString::fromStdString(finding.reason)),
                 finding.assumed ? Tone::Warn : Tone::Quiet);
}

std::uint64_t linesNotUnderstood(const Snapshot &snapshot)
{
    std::uint64_t lines = 0;
    for (const Diagnostic &diagnostic : snapshot.diagnostics()) {
        lines += diagnostic.severity == Severity::Error ? diagnostic.count : 0;
    }
    return lines;
}

/// How long the kernel was read: what changed meanwhile may stand in one half of the dump and not in the other.
void addReadTimes(InspectorPage &page, const Snapshot &snapshot)
{
    const Companions *companions = snapshot.isExplained() ? snapshot.companions() : nullptr;
    if (companions == nullptr) {
        return;
    }
    const CaptureTimes &times = companions->capture;
    if (!times.ended.empty()) {
        page.addFact(Words::tr("Until"), QString::fromStdString(times.ended), Words::tr("with what was read beside it"));
    }
    if (times.readMilliseconds) {
        page.addFact(Words::tr("Read took"), Words::tr("%1 ms").arg(countText(*times.readMilliseconds)), Words::tr("of the tables alone"));
    }
}

void addText(InspectorPage &page, const Snapshot &snapshot)
{
    const SourceFacts &source = snapshot.source();
    page.beginSection(Words::tr("Text"));
    page.addFact(Words::tr("Runs"), countColumnText(snapshot.extents().size()), Words::tr("holes among them"));
    page.addFact(Words::tr("Region markers"), countColumnText(snapshot.markers().size()));
    const std::uint64_t lost = linesNotUnderstood(snapshot);
    page.addFact(Words::tr("Not understood"),
                 lost == 0 ? Words::tr("nothing") : Words::tr("%1 lines").arg(countText(lost)), {},
                 lost == 0 ? Tone::Good : Tone::Warn);
    page.addFact(Words::tr("Dialect"), QString::fromUtf8(snapshot.dialect().name));
    const std::pair<QString, const std::string *> optional[] = {{Words::tr("Kernel"), &source.kernelRelease},
                                                                {Words::tr("Captured"), &source.captured},
                                                                {Words::tr("Packed as"), &source.compression}};
    for (const auto &[label, value] : optional) {
        if (!value->empty()) {
            page.addFact(label, QString::fromStdString(*value));
        }
    }
    addReadTimes(page, snapshot);
}

} // namespace

void fillDumpPage(InspectorPage &page, const PageContext &context)
{
    const Snapshot &snapshot = *context.snapshot;
    page.addTitle(QString::fromStdString(snapshot.source().label), Words::tr("nothing selected"));
    page.addText(Words::tr("Choose a run, an entry or a region in any view."), Tone::Quiet);
    addSpan(page, context);
    addGeometry(page, snapshot);
    const PartStatistics total = statisticsOf(snapshot).total;
    addMapped(page, snapshot, total);
    addTables(page, snapshot, total);
    addText(page, snapshot);
}

} // namespace ptscope
