// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_view.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>

#include <algorithm>

#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/look_label.h"
#include "views/look/widgets/segmented_control.h"
#include "views/map/map_canvas.h"
#include "views/map/map_loader.h"
#include "views/table/run_table.h"

namespace ptscope {

namespace {

constexpr auto modeKey = "map/axis";
constexpr auto splitKey = "map/split";
constexpr int runHeadHeight = 28;
constexpr int sideMargin = 16;
constexpr int scrollDelayMs = 40;
constexpr int leastRunsHeight = 128;

} // namespace

MapView::MapView(Navigator &navigator, QWidget *parent)
    : View(navigator, parent), m_loader(new MapLoader(this)), m_canvas(new MapCanvas(navigator)),
      m_runs(new RunTable(navigator)), m_splitter(new QSplitter(Qt::Vertical))
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(scaled(1));
    m_splitter->addWidget(m_canvas);
    m_runPanel = makeRunPanel();
    m_splitter->addWidget(m_runPanel);
    m_splitter->setStretchFactor(1, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_bordered = true; });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
    setFocusProxy(m_canvas);
    setUpActions();
    setUpToolRow();
    m_scroll.setSingleShot(true);
    m_scroll.setInterval(scrollDelayMs);
    connect(&m_scroll, &QTimer::timeout, this, &MapView::scrollRuns);
    connect(m_loader, &MapLoader::changed, this, &MapView::takeSource);
    connect(m_canvas, &MapCanvas::viewChanged, this, &MapView::showAxis);
}

MapView::~MapView() = default;

QWidget *MapView::makeRunPanel()
{
    auto *panel = new QFrame;
    setLookProperty(*panel, "panel", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget;
    head->setFixedHeight(scaled(runHeadHeight));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(scaled(sideMargin), 0, scaled(sideMargin), 0);
    row->addWidget(labelWith(tr("Runs"), "value", "1"));
    row->addWidget(labelWith(tr("as printed; follows the map"), "label", "3"));
    row->addStretch();
    column->addWidget(head);
    column->addWidget(m_runs, 1);
    m_runs->horizontalHeader()->hide();
    m_runs->setColumnHidden(RunTableModel::RegionColumn, true);
    m_runs->setMinimumHeight(scaled(60));
    m_runs->setDense(true);
    return panel;
}

void MapView::setUpActions()
{
    addViewAction(tr("Zoom in"), Qt::Key_W, m_canvas, &MapCanvas::zoomIn);
    addViewAction(tr("Zoom out"), Qt::Key_S, m_canvas, &MapCanvas::zoomOut);
    addViewAction(tr("Pan left"), Qt::Key_A, m_canvas, &MapCanvas::panLeft);
    addViewAction(tr("Pan right"), Qt::Key_D, m_canvas, &MapCanvas::panRight);
    // The list of runs has its own arrows.
    addViewAction(tr("Next run"), Qt::Key_Right, m_canvas, &MapCanvas::goToNextRun, m_canvas);
    addViewAction(tr("Previous run"), Qt::Key_Left, m_canvas, &MapCanvas::goToPreviousRun, m_canvas);
    addViewAction(tr("First run"), Qt::Key_Home, m_canvas, &MapCanvas::goToFirstRun, m_canvas);
    addViewAction(tr("Last run"), Qt::Key_End, m_canvas, &MapCanvas::goToLastRun, m_canvas);
    addViewAction(tr("One level up"), Qt::Key_BracketLeft, m_canvas, &MapCanvas::goLevelUp);
    addViewAction(tr("One level down"), Qt::Key_BracketRight, m_canvas, &MapCanvas::goLevelDown);
    addViewAction(tr("Centre the selection, then fit it"), Qt::Key_F, m_canvas, &MapCanvas::centreThenFit);
    addViewAction(tr("Fit the selection"), Qt::Key_Return, m_canvas, &MapCanvas::fitSelection, m_canvas);
    addViewAction(tr("Show the whole dump"), Qt::SHIFT | Qt::Key_F, m_canvas, &MapCanvas::showAll);
    m_linear = newAction(tr("Linear axis"));
    m_linear->setCheckable(true);
    connect(m_linear, &QAction::toggled, m_canvas,
            [this](bool linear) { m_canvas->setAxisMode(linear ? AxisMode::Linear : AxisMode::Folded); });
}

void MapView::setUpToolRow()
{
    m_toolRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_toolRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(8));
    m_zoomPlace = new QHBoxLayout;
    m_mode = new SegmentedControl(tr("Axis"));
    m_mode->addSegment(tr("Folded"), tr("A run is as wide as the logarithm of its pages, holes are breaks"));
    m_mode->addSegment(tr("Linear"), tr("Every byte is as wide as every other"));
    m_mode->setCurrent(0);
    row->addWidget(labelWith(tr("Zoom"), "label", "3"));
    row->addLayout(m_zoomPlace);
    row->addSpacing(scaled(12));
    row->addWidget(labelWith(tr("Axis"), "label", "3"));
    row->addWidget(m_mode);
    connect(m_mode, &SegmentedControl::chosen, this, [this](int mode) { m_linear->setChecked(mode == 1); });
    showStops();
}

QWidget *MapView::toolRow()
{
    return m_toolRow;
}

/// The stops are those of the geometry; they change with the dump.
void MapView::showStops()
{
    const std::vector<ZoomStop> stops = m_canvas->axis().stops();
    const auto sameLabel = [](const ZoomStop &a, const ZoomStop &b) { return a.label == b.label; };
    if (m_zoom != nullptr && std::equal(stops.begin(), stops.end(), m_stops.begin(), m_stops.end(), sameLabel)) {
        return;
    }
    m_stops = stops;
    delete m_zoom;
    m_zoom = new SegmentedControl(tr("Zoom"), m_toolRow, SegmentedControl::Shape::Apart, SegmentedControl::Text::Mono);
    for (const ZoomStop &stop : m_stops) {
        const QString label = stop.isAll() ? tr("All") : QString::fromStdString(stop.label);
        m_zoom->addSegment(label, stop.isAll() ? tr("The whole dump") : tr("%1 fill the window").arg(label));
    }
    m_zoomPlace->addWidget(m_zoom);
    connect(m_zoom, &SegmentedControl::chosen, this,
            [this](int stop) { m_canvas->zoomTo(m_stops[static_cast<std::size_t>(stop)]); });
}

void MapView::replaceSnapshot(SnapshotPtr snapshot)
{
    const MapAxis &axis = m_canvas->axis();
    const bool zoomed = !axis.empty() && axis.visible() != axis.all();
    m_kept = zoomed ? std::optional(axis.visible()) : std::nullopt;
    m_runs->replaceSnapshot(snapshot);
    m_loader->load(std::move(snapshot));
}

void MapView::setSnapshot(SnapshotPtr snapshot)
{
    m_kept.reset();
    m_runs->setSnapshot(snapshot);
    m_loader->load(std::move(snapshot));
}

void MapView::setComparison(ComparisonPtr comparison)
{
    m_canvas->setComparison(std::move(comparison));
}

bool MapView::isSettled() const
{
    return !m_loader->isBusy() && !m_scroll.isActive();
}

void MapView::takeSource()
{
    if (m_loader->isBusy()) {
        m_canvas->setWaiting(true);
        return;
    }
    m_canvas->setSource(m_loader->source(), std::exchange(m_kept, std::nullopt));
    layOut();
    showStops();
    showAxis();
}

void MapView::showAxis()
{
    const MapAxis &axis = m_canvas->axis();
    m_zoom->setCurrent(static_cast<int>(axis.currentStop(m_stops)));
    m_mode->setCurrent(axis.mode() == AxisMode::Linear ? 1 : 0);
    m_scroll.start();
}

/// The list shows what the map shows: the selected run while it is in view, else the first run in view.
void MapView::scrollRuns()
{
    const MapAxis &axis = m_canvas->axis();
    if (axis.empty()) {
        return;
    }
    const auto selection = navigator().selection();
    const bool selected = selection && selection->overlaps(axis.visible());
    const AddrRange range = selected ? *selection : axis.visible();
    const RunTableModel::Lines lines = m_runs->runs().linesIn(range);
    if (!lines.empty()) {
        m_runs->scrollTo(m_runs->model()->index(lines.first, 0),
                         selected ? QAbstractItemView::EnsureVisible : QAbstractItemView::PositionAtTop);
    }
}

/// As long as nobody moved the border: the map as tall as designed, and some lines of the dump below. Where both have no
/// room, at a large scale, the list waits: it is a view of its own, while a lane that is cut off stands nowhere else.
void MapView::layOut()
{
    const int room = m_splitter->height() - m_splitter->handleWidth();
    if (room <= 0) {
        return;
    }
    const int lanes = m_canvas->leastHeightOfLanes();
    m_runPanel->setVisible(room - lanes >= m_runPanel->minimumSizeHint().height());
    if (!m_bordered && !m_runPanel->isHidden()) {
        const int least = std::min(scaled(leastRunsHeight), room / 3);
        const int map = std::min(m_canvas->sizeHint().height(), std::max(room - least, lanes));
        m_splitter->setSizes({map, room - map});
    }
}

void MapView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    layOut();
}

void MapView::saveSettings(QSettings &settings) const
{
    settings.setValue(QLatin1String(modeKey),
                      m_linear->isChecked() ? QStringLiteral("linear") : QStringLiteral("folded"));
    if (m_bordered) {
        settings.setValue(QLatin1String(splitKey), m_splitter->saveState());
    }
}

void MapView::restoreSettings(QSettings &settings)
{
    m_linear->setChecked(settings.value(QLatin1String(modeKey)).toString() == QLatin1String("linear"));
    m_bordered = m_splitter->restoreState(settings.value(QLatin1String(splitKey)).toByteArray());
}

} // namespace ptscope
