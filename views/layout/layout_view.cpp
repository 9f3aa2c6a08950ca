// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/layout_view.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>

#include "views/layout/cost_panel.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/segmented_control.h"
#include "views/map/map_loader.h"

namespace ptscope {

namespace {

constexpr auto orderKey = "layout/order";
constexpr auto coloursKey = "layout/colours";
constexpr auto wordName = "word";
constexpr int roomForWords = 1000; ///< in narrower windows the controls stand alone, and the breadcrumb has the room
constexpr int orderCount = 2;
constexpr int coloursCount = 4;
constexpr int mostCostRows = 6;
constexpr int fewestCostRows = 2;
constexpr int costRowHeight = 24;
constexpr int canvasComfort = 460; ///< the grids come first

QLabel *labelFor(const QString &text)
{
    auto *label = new QLabel(text);
    label->setObjectName(QLatin1String(wordName));
    setLookProperty(*label, "role", QStringLiteral("label"));
    setLookProperty(*label, "tone", QStringLiteral("3"));
    return label;
}

} // namespace

LayoutView::LayoutView(Navigator &navigator, QWidget *parent)
    : View(navigator, parent), m_loader(new MapLoader(this)), m_canvas(new LayoutCanvas(navigator)),
      m_costs(new CostPanel(navigator))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_costs);
    setFocusProxy(m_canvas);
    setUpActions();
    setUpToolRow();
    connect(m_loader, &MapLoader::changed, this, &LayoutView::takeSource);
    connect(m_canvas, &LayoutCanvas::pathChanged, this, &LayoutView::showPath);
    connect(&navigator, &Navigator::selectionChanged, this, &LayoutView::showRegion);
}

void LayoutView::setUpActions()
{
    addViewAction(tr("Zoom in: the tables below"), Qt::Key_W, m_canvas, &LayoutCanvas::zoomIn);
    addViewAction(tr("Zoom out: the tables above"), Qt::Key_S, m_canvas, &LayoutCanvas::zoomOut);
    addViewAction(tr("Previous table"), Qt::Key_A, m_canvas, &LayoutCanvas::goToPreviousTable);
    addViewAction(tr("Next table"), Qt::Key_D, m_canvas, &LayoutCanvas::goToNextTable);
    addViewAction(tr("Next run"), Qt::Key_Right, m_canvas, &LayoutCanvas::goToNextRun, m_canvas);
    addViewAction(tr("Previous run"), Qt::Key_Left, m_canvas, &LayoutCanvas::goToPreviousRun, m_canvas);
    addViewAction(tr("One row of the grid up"), Qt::Key_Up, m_canvas, &LayoutCanvas::goRowUp, m_canvas);
    addViewAction(tr("One row of the grid down"), Qt::Key_Down, m_canvas, &LayoutCanvas::goRowDown, m_canvas);
    addViewAction(tr("First entry of the run alone"), Qt::Key_Return, m_canvas, &LayoutCanvas::goToEntry, m_canvas);
    addViewAction(tr("One level up"), Qt::Key_BracketLeft, m_canvas, &LayoutCanvas::goLevelUp);
    addViewAction(tr("One level down"), Qt::Key_BracketRight, m_canvas, &LayoutCanvas::goLevelDown);
}

void LayoutView::setUpToolRow()
{
    m_toolRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_toolRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(6));
    row->addWidget(labelFor(tr("Zoom")));
    m_levelPlace = new QHBoxLayout;
    row->addLayout(m_levelPlace);
    row->addSpacing(scaled(4));
    row->addWidget(labelFor(tr("Order")));
    m_order = new SegmentedControl(tr("Order of the entries"));
    m_order->addSegment(tr("Rows"), tr("The index runs along the rows"));
    m_order->addSegment(tr("Hilbert"), tr("A curve that keeps neighbours together: a contiguous group is a block"));
    m_order->setCurrent(0);
    row->addWidget(m_order);
    row->addSpacing(scaled(4));
    row->addWidget(labelFor(tr("Colour by")));
    m_colours = new SegmentedControl(tr("Colour by"));
    m_colours->addSegment(tr("Leaf size"), tr("Blocks, contiguous groups and pages"));
    m_colours->addSegment(tr("Permission"), tr("Read-only and writable, executable or not"));
    m_colours->addSegment(tr("Memory"), tr("Memory type: normal, tagged, non-cacheable, device"));
    m_colours->addSegment(tr("Owner"), tr("Who it belongs to: kernel image, modules, stacks, allocations, devices"));
    m_colours->setCurrent(0);
    row->addWidget(m_colours);
    connect(m_order, &SegmentedControl::chosen, this, &LayoutView::chooseOrder);
    connect(m_colours, &SegmentedControl::chosen, this, &LayoutView::chooseColours);
}

void LayoutView::chooseColours(int colours)
{
    m_canvas->setColours(static_cast<LayoutColours>(colours));
}

void LayoutView::chooseOrder(int order)
{
    m_canvas->setOrder(static_cast<EntryOrder>(order));
}

void LayoutView::setSnapshot(SnapshotPtr snapshot)
{
    m_snapshot = snapshot;
    takeCosts(nullptr);
    m_loader->load(snapshot);
    if (snapshot != nullptr) {
        addUpCosts(std::move(snapshot));
    }
}

void LayoutView::addUpCosts(SnapshotPtr snapshot)
{
    if (snapshot->extents().size() <= MapLoader::rowsAtOnce) {
        takeCosts(makeCostFacts(std::move(snapshot)));
        return;
    }
    m_addingUp = true;
    QThreadPool::globalInstance()->start([guard = QPointer<LayoutView>(this), snapshot = std::move(snapshot)] {
        const CostFactsPtr facts = makeCostFacts(snapshot);
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, facts] {
            if (guard != nullptr && guard->m_snapshot == facts->snapshot) { // else another dump was opened meanwhile
                guard->takeCosts(facts);
            }
        });
    });
}

void LayoutView::takeCosts(CostFactsPtr facts)
{
    m_addingUp = false;
    m_costs->setFacts(std::move(facts));
    showRegion();
}

void LayoutView::setComparison(ComparisonPtr comparison)
{
    m_canvas->setComparison(std::move(comparison));
}

bool LayoutView::isSettled() const
{
    return !m_loader->isBusy() && !m_addingUp;
}

/// The region of the selection, else that of the first mapped run of the table in front.
std::optional<std::size_t> LayoutView::regionInFront() const
{
    const LayoutPath &path = m_canvas->path();
    if (m_snapshot == nullptr || path.empty()) {
        return std::nullopt;
    }
    const ExtentTable &extents = m_snapshot->extents();
    const auto selection = navigator().selection();
    std::uint32_t row = extents.firstRowFrom(selection ? selection->first : path.tables()[path.front()].base);
    constexpr int holesInARow = 4; // holes of neighbouring levels follow each other; more never do
    for (int tries = 0; tries < holesInARow && row + 1 < extents.size() && !m_snapshot->isMapped({row}); ++tries) {
        ++row;
    }
    const Region *region = row < extents.size() ? m_snapshot->regionOf({row}) : nullptr;
    return region == nullptr ? std::nullopt
                             : std::optional(static_cast<std::size_t>(region - m_snapshot->regions().data()));
}

void LayoutView::showRegion()
{
    m_costs->setRegion(regionInFront());
}

/// The grids get what they need; the figures what is left over, at least a few rows.
void LayoutView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    for (QLabel *word : m_toolRow->findChildren<QLabel *>(QLatin1String(wordName))) {
        word->setVisible(width() >= scaled(roomForWords));
    }
    shareHeight();
}

/// Grids grow by whole rows of pixels; what is left below their key is worth a row of figures more.
void LayoutView::shareHeight()
{
    // The grids come first: figures that would cover them wait for a taller window or a smaller scale.
    const int leastCanvas = height() - m_costs->heightFor(fewestCostRows);
    m_costs->setVisible(std::max(m_canvas->minimumHeight(), m_canvas->heightUsed(leastCanvas)) <= leastCanvas);
    const int spare = height() - scaled(canvasComfort) - m_costs->heightFor(0);
    int rows = std::clamp(spare / scaled(costRowHeight), fewestCostRows, mostCostRows);
    const int canvas = height() - m_costs->heightFor(rows);
    const int used = m_canvas->heightUsed(canvas);
    const int more = std::clamp((canvas - used) / scaled(costRowHeight), 0, mostCostRows - rows);
    if (m_canvas->heightUsed(canvas - more * scaled(costRowHeight)) == used) { // and cost no grid a pixel
        rows += more;
    }
    // A table of 8192 entries needs every pixel for its marks: figures can be scrolled, cells cannot.
    if (!m_canvas->cellsApart(height() - m_costs->heightFor(rows)) && m_canvas->cellsApart(height() - m_costs->heightFor(1))) {
        while (!m_canvas->cellsApart(height() - m_costs->heightFor(rows))) {
            --rows;
        }
    }
    m_costs->setFixedHeight(m_costs->heightFor(rows));
}

void LayoutView::takeSource()
{
    m_canvas->setSource(m_loader->source());
}

/// The stops are the levels that the open path has; they change with the dump.
void LayoutView::showPath()
{
    QStringList names;
    for (const TableNode &table : m_canvas->path().tables()) {
        names.append(QString::fromLatin1(name(table.level)));
    }
    if (m_levels == nullptr || names != m_levelNames) {
        m_levelNames = names;
        delete m_levels;
        m_levels = new SegmentedControl(tr("Level of the table in front"), m_toolRow, SegmentedControl::Shape::Apart,
                                        SegmentedControl::Text::Mono);
        for (const QString &level : names) {
            m_levels->addSegment(level, tr("The %1 table in front").arg(level));
        }
        m_levelPlace->addWidget(m_levels);
        connect(m_levels, &SegmentedControl::chosen, this,
                [this](int table) { m_canvas->setFront(static_cast<std::size_t>(table)); });
    }
    if (!names.isEmpty()) {
        m_levels->setCurrent(static_cast<int>(m_canvas->path().front()));
    }
    shareHeight();
    showRegion();
}

void LayoutView::saveSettings(QSettings &settings) const
{
    settings.setValue(QLatin1String(orderKey), static_cast<int>(m_canvas->order()));
    settings.setValue(QLatin1String(coloursKey), static_cast<int>(m_canvas->colours()));
}

void LayoutView::restoreSettings(QSettings &settings)
{
    const int order = settings.value(QLatin1String(orderKey)).toInt();
    const int colours = settings.value(QLatin1String(coloursKey)).toInt();
    if (order > 0 && order < orderCount) {
        m_order->setCurrent(order);
        chooseOrder(order);
    }
    if (colours > 0 && colours < coloursCount) {
        m_colours->setCurrent(colours);
        chooseColours(colours);
    }
}

} // namespace ptscope
