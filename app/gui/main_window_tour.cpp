// SPDX-License-Identifier: GPL-3.0-or-later
// The stops of the one-minute tour, on a bundled capture.
#include "app/gui/examples.h"
#include "app/gui/filter_box.h"
#include "app/gui/main_window.h"
#include "app/gui/top_bar.h"
#include "app/gui/tour/tour.h"
#include "app/gui/view_area.h"
#include "views/inspector/inspector.h"
#include "views/panels/side_panel.h"

namespace ptscope {

namespace {

const QLatin1String seenKey("tour/seen");
const QLatin1String tourExample("v6.1-hvo2m-after");

} // namespace

bool MainWindow::tourWasSeen() const
{
    return m_session.settings().value(seenKey, false).toBool();
}

/// Opens what it is about when that is not open; the steps begin once it stands there.
void MainWindow::startTour()
{
    m_session.settings().setValue(seenKey, true);
    if (const Example *example = exampleCalled(tourExample)) {
        m_tourWanted = true;
        openExample(*example);
    }
}

void MainWindow::beginTour()
{
    m_commands.sidePanel->setChecked(true);
    m_commands.inspector->setChecked(true);
    m_tour->start(tourSteps());
}

std::vector<TourStep> MainWindow::tourSteps()
{
    const auto filter = [this](const QString &expression) { m_session.navigator().requestFilter(expression); };
    const auto view = [this, filter](const char *id, const QString &expression) {
        return [this, filter, id = QLatin1String(id), expression] {
            filter(expression);
            m_viewArea->showView(id);
        };
    };
    const auto content = [this]() -> QWidget * { return m_viewArea->content(); };
    return {
        {tr("A kernel's page tables"),
         tr("A real boot of 6.1 on arm64. Addresses run to the right, tables hang from PGD down to PTE. Where a block "
            "maps "
            "memory, the column below it stays empty. W and S zoom, A and D pan."),
         content, view("map", {})},
        {tr("Colour means better than a page"),
         tr("Plain pages are grey; blocks and contiguous groups have a colour and a pattern each. Click a row of the "
            "legend "
            "and everything else steps back; with Ctrl several classes stand out."),
         [this]() -> QWidget * { return m_sidePanel; }, view("map", QStringLiteral("leaf:2M"))},
        {tr("What an address is"),
         tr("The inspector cuts the selected address into its indices, walks the tables, and says what each attribute "
            "means "
            "and what the run costs. Arrow keys go from run to run."),
         [this]() -> QWidget * { return m_inspector; }, view("map", {})},
        {tr("HVO as stripes"),
         tr("One cell is a page of struct pages. HVO keeps one writable page of eight and maps the other seven "
            "read-only onto "
            "it: 1024 huge pages of 2M gave 28 MiB back. A broken stripe gets a letter."),
         content, view("stripes", {})},
        {tr("Ask for rows"),
         tr("Words narrow: region:vmemmap perm:ro size>=28K. Every view follows, each term is a chip that can be taken "
            "away, "
            "full stop and comma walk the matches. The mark at the end saves filters."),
         [this]() -> QWidget * { return m_topBar->filterBox(); },
         view("map", QStringLiteral("region:vmemmap perm:ro size>=28K"))},
        {tr("Everything by keyboard"),
         tr("Ctrl+K finds every action, region and address. ? shows all keys. M sets markers to measure between, "
            "Ctrl+D "
            "names a place. Now paste or drop a dump of your own."),
         [this]() -> QWidget * { return m_topBar; }, view("map", {})},
    };
}

} // namespace ptscope
