// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/palette/palette_contents.h"

#include <QCoreApplication>
#include <QPointer>

#include "app/gui/commands.h"
#include "app/gui/session.h"
#include "app/gui/view_area.h"
#include "core/query/place.h"
#include "core/query/query.h"
#include "core/snapshot/row_text.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CommandPalette)
};

/// A hostile text names as many regions as it likes.
constexpr std::size_t mostRegions = 2000;
constexpr int leastFilter = 2;

QString addressText(VirtAddr address)
{
    return QStringLiteral("0x%1").arg(address.value, 16, 16, QLatin1Char('0'));
}

PaletteEntry entryFor(QAction *action, const CommandGroup &group, ViewArea &views)
{
    PaletteEntry entry{
        group.title, QString(action->text()).remove(QLatin1Char('&')), {}, keyText(*action), action->isEnabled(), {}};
    if (!entry.enabled) {
        entry.detail = views.hasSnapshot() ? Words::tr("not now") : Words::tr("needs an open dump");
    } else if (action->isCheckable()) {
        entry.detail = action->isChecked() ? Words::tr("on") : Words::tr("off");
    }
    entry.run = [action = QPointer(action), view = group.view, &views] {
        if (action != nullptr) {
            if (!view.isEmpty()) {
                views.showView(view);
                views.focusView();
            }
            action->trigger();
        }
    };
    return entry;
}

std::optional<PaletteEntry> placeNamed(const QString &typed, Session &session)
{
    const SnapshotPtr snapshot = session.snapshot();
    const auto place = findPlace(*snapshot, typed.toStdString());
    if (!place || place->isRegion) {
        return std::nullopt; // regions stand among the entries
    }
    const auto row = snapshot->extents().find(place->address);
    const Region *region = row ? snapshot->regionOf(*row) : nullptr;
    return PaletteEntry{Words::tr("Go to"),
                        addressText(place->address),
                        region == nullptr ? QString() : QString::fromStdString(region->name),
                        {},
                        true,
                        [&session, range = place->range] { session.navigator().reveal(range); }};
}

std::optional<PaletteEntry> filterNamed(const QString &typed, Session &session)
{
    const SnapshotPtr snapshot = session.snapshot();
    const auto query = typed.size() < leastFilter ? tl::expected<Query, QueryError>(tl::make_unexpected(QueryError{}))
                                                  : Query::compile(typed.toStdString(), snapshot);
    if (!query) {
        return std::nullopt;
    }
    const RowSet rows = query->run();
    return PaletteEntry{Words::tr("Filter"),
                        typed,
                        Words::tr("%1 of %2 runs").arg(countText(rows.count()), countText(rows.rows())),
                        {},
                        true,
                        [&session, typed] { session.navigator().requestFilter(typed); }};
}

} // namespace

PaletteEntries actionEntries(const QList<CommandGroup> &groups, ViewArea &views)
{
    PaletteEntries entries;
    for (const CommandGroup &group : groups) {
        for (QAction *action : group.actions) {
            entries.push_back(entryFor(action, group, views));
        }
    }
    return entries;
}

PaletteEntries placeEntries(Session &session)
{
    PaletteEntries entries;
    const std::vector<Document> &documents = session.documents();
    for (std::size_t i = 0; i < documents.size() && documents.size() > 1; ++i) {
        const Snapshot &snapshot = *documents[i].snapshot;
        entries.push_back({Words::tr("Open dumps"),
                           QString::fromStdString(snapshot.source().label),
                           Words::tr("%1 runs").arg(countText(snapshot.extents().size())),
                           {},
                           true,
                           [&session, i] { session.setCurrent(static_cast<int>(i)); }});
    }
    const SnapshotPtr snapshot = session.snapshot();
    if (snapshot == nullptr) {
        return entries;
    }
    for (const Region &region : snapshot->regions()) {
        if (region.range && entries.size() < mostRegions) {
            entries.push_back({Words::tr("Regions"),
                               QString::fromStdString(region.name),
                               addressText(region.range->first),
                               {},
                               true,
                               [&session, range = *region.range] { session.navigator().reveal(range); }});
        }
    }
    return entries;
}

PaletteAnswers answersTo(const QString &typed, Session &session)
{
    PaletteAnswers answers;
    if (session.snapshot() == nullptr) {
        return answers;
    }
    if (auto place = placeNamed(typed, session)) {
        answers.before.push_back(std::move(*place));
    }
    if (auto filter = filterNamed(typed, session)) {
        answers.after.push_back(std::move(*filter));
    }
    return answers;
}

} // namespace ptscope
