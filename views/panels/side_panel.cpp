// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/panels/side_panel.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

#include "core/query/class_terms.h"
#include "views/common/class_names.h"
#include "views/common/legend_filter.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/divider.h"
#include "views/look/widgets/legend_row.h"
#include "views/look/widgets/section_head.h"
#include "views/panels/panel_row.h"

namespace ptscope {

namespace {

constexpr int snapshotRowHeight = 50;
constexpr int regionRowHeight = 40;
/// A dump has a dozen regions; a hostile text names as many as it likes, and each row here is a widget.
constexpr std::size_t mostRegions = 200;
constexpr int leastWidth = 200;
constexpr int sidePadding = 8;
constexpr int rowPadding = 8;

std::vector<BarShare> leafShares(const PartStatistics &part)
{
    std::vector<BarShare> shares;
    for (std::size_t i = leafClassCount; i-- > 0;) {
        if (static_cast<LeafClass>(i) != LeafClass::Hole && part.bytesByLeaf[i] != 0) {
            shares.push_back({static_cast<LeafClass>(i), part.bytesByLeaf[i]});
        }
    }
    return shares;
}

/// "2026-11-21T00:22:51Z" gives "00:22:51Z": the day is in the honesty line.
QString timeOf(const SourceFacts &source)
{
    return QString::fromStdString(source.captured).section(QLatin1Char('T'), 1);
}

QString detailOf(const Snapshot &snapshot)
{
    QStringList parts;
    // A prediction has no moment: that of the dump it was made from would say that it was captured.
    const bool simulated = snapshot.source().isSimulated();
    const QString release = QString::fromStdString(snapshot.source().kernelRelease).section(QLatin1Char('-'), 0, 0);
    for (const QString &part : {simulated ? SidePanel::tr("simulated") : QString(), release,
                                SidePanel::tr("%1 runs").arg(countText(snapshot.extents().size())),
                                simulated ? QString() : timeOf(snapshot.source())}) {
        if (!part.isEmpty()) {
            parts.append(part);
        }
    }
    return parts.join(QStringLiteral(" · "));
}

QString termOf(ShownClass shownClass, const PagingGeometry &geometry)
{
    if (const auto *leaf = std::get_if<LeafClass>(&shownClass)) {
        return QString::fromStdString(classTerm(*leaf, geometry));
    }
    return QString::fromStdString(classTerm(std::get<AccessClass>(shownClass)));
}

/// Its label, or its folder where another open dump is called the same: captures are mostly told apart by that.
QString nameApart(const Snapshot &snapshot, const std::vector<SnapshotPtr> &all)
{
    const std::string &label = snapshot.source().label;
    const bool shared = std::count_if(all.begin(), all.end(), [&](const SnapshotPtr &other) {
                            return other->source().label == label;
                        }) > 1;
    const QString folder = QString::fromStdString(snapshot.source().path).section(QLatin1Char('/'), -2, -2);
    return shared && !folder.isEmpty() ? folder : QString::fromStdString(label);
}

} // namespace

SidePanel::SidePanel(Navigator &navigator, QWidget *parent) : QScrollArea(parent), m_navigator(navigator)
{
    setLookProperty(*this, "panel", QStringLiteral("surface"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(scaled(leastWidth));
    setAccessibleName(tr("Snapshots, regions and legend"));
    connect(&navigator, &Navigator::selectionChanged, this, &SidePanel::markChosenRegion);
}

const Statistics &SidePanel::statisticsFor(const SnapshotPtr &snapshot)
{
    const auto known = m_statistics.find(snapshot);
    return known != m_statistics.end() ? known->second
                                       : m_statistics.emplace(snapshot, statisticsOf(*snapshot)).first->second;
}

void SidePanel::forgetClosed(const std::vector<SnapshotPtr> &snapshots)
{
    std::erase_if(m_statistics, [&](const auto &entry) {
        return std::find(snapshots.begin(), snapshots.end(), entry.first) == snapshots.end();
    });
}

void SidePanel::setSnapshots(const std::vector<SnapshotPtr> &snapshots, int current)
{
    forgetClosed(snapshots);
    m_snapshot = current < 0 ? nullptr : snapshots[static_cast<std::size_t>(current)];
    m_regionRows.clear();
    m_placeList = nullptr;
    auto *content = new QWidget;
    setLookProperty(*content, "panel", QStringLiteral("surface"));
    m_content = content;
    auto *sections = new QVBoxLayout(content);
    sections->setContentsMargins(0, 0, 0, 0);
    sections->setSpacing(0);
    m_sections = sections;
    if (m_snapshot != nullptr) {
        listSnapshots(snapshots, current);
        addPlaces();
        listRegions();
        listLeaves();
        listRights();
    }
    m_sections->addStretch();
    // A click on a row of the old content may be what brought us here.
    if (QWidget *old = takeWidget()) {
        old->deleteLater();
    }
    setWidget(content);
    markChosenRegion();
}

void SidePanel::beginSection(const QString &title, const QString &note)
{
    if (m_sections->count() > 0) {
        m_sections->addWidget(new Divider);
    }
    m_column = new QVBoxLayout;
    m_column->setContentsMargins(scaled(sidePadding), scaled(6), scaled(sidePadding), scaled(10));
    m_column->setSpacing(scaled(1));
    m_sections->addLayout(m_column);
    auto *head = new SectionHead(title);
    head->setNote(note);
    // In line with the texts of the rows below.
    head->setContentsMargins(scaled(rowPadding), 0, scaled(rowPadding), 0);
    m_column->addWidget(head);
}

void SidePanel::setPair(SnapshotPtr before, SnapshotPtr after)
{
    m_before = std::move(before);
    m_after = std::move(after);
}

QString SidePanel::letterOf(const SnapshotPtr &snapshot) const
{
    return snapshot == m_before ? QStringLiteral("A") : snapshot == m_after ? QStringLiteral("B") : QString();
}

/// A preview is shown, not open: it is gone when it is discarded.
QString SidePanel::openText(const std::vector<SnapshotPtr> &snapshots)
{
    const auto previews = std::count_if(snapshots.begin(), snapshots.end(), [](const SnapshotPtr &s) { return s->source().isSimulated(); });
    const auto open = static_cast<qsizetype>(snapshots.size()) - previews;
    const QString measured = tr("%1 open").arg(open);
    return previews == 0 ? measured : tr("%1, %2 simulated").arg(measured).arg(previews);
}

void SidePanel::listSnapshots(const std::vector<SnapshotPtr> &snapshots, int current)
{
    beginSection(tr("Snapshots"), openText(snapshots));
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
        const Snapshot &snapshot = *snapshots[i];
        auto *row = new PanelRow({nameApart(snapshot, snapshots), letterOf(snapshots[i]),
                                  detailOf(snapshot),
                                  true,
                                  leafShares(statisticsFor(snapshots[i]).total)},
                                 snapshotRowHeight);
        row->setChecked(static_cast<int>(i) == current);
        row->setToolTip(QString::fromStdString(snapshot.source().caption.empty() ? snapshot.source().path
                                                                                 : snapshot.source().caption));
        connect(row, &QAbstractButton::clicked, this, [this, i] { emit snapshotChosen(static_cast<int>(i)); });
        m_column->addWidget(row);
    }
}

void SidePanel::listRegions()
{
    beginSection(tr("Regions"), tr("mapped"));
    const Statistics &statistics = statisticsFor(m_snapshot);
    const std::size_t listed = std::min(m_snapshot->regions().size(), mostRegions);
    for (std::size_t i = 0; i < listed; ++i) {
        const Region &region = m_snapshot->regions()[i];
        const PartStatistics &part = statistics.regions[i];
        auto *row =
            new PanelRow({QString::fromStdString(region.name), sumText(part.mappedBytes), {}, false, leafShares(part)},
                         regionRowHeight);
        row->setEnabled(region.range.has_value());
        row->setToolTip(region.range ? tr("Go to this region")
                                     : tr("This region lies inside a hole: the dump does not show its place"));
        connect(row, &QAbstractButton::clicked, this, [this, i, row] {
            row->setChecked(true);
            m_navigator.reveal(*m_snapshot->regions()[i].range);
        });
        m_regionRows.emplace_back(i, row);
        m_column->addWidget(row);
    }
    if (listed < m_snapshot->regions().size()) {
        auto *rest = new QLabel(tr("%L1 more: go to them by name").arg(m_snapshot->regions().size() - listed));
        rest->setContentsMargins(scaled(16), scaled(6), scaled(16), scaled(6));
        setLookProperty(*rest, "tone", QStringLiteral("3"));
        m_column->addWidget(rest);
    }
}

void SidePanel::listLeaves()
{
    beginSection(tr("Leaf size"), tr("click: filter"));
    m_legendFilter = makeLegendFilter();
    const PartStatistics &total = statisticsFor(m_snapshot).total;
    for (const LeafClass leaf : mappedLeafClasses(m_snapshot->geometry())) {
        addLegend(leaf, className(leaf, m_snapshot->geometry()), total.bytesByLeaf[static_cast<std::size_t>(leaf)]);
    }
    if (total.invalidRows != 0) {
        addLegend(LeafClass::Invalid, className(LeafClass::Invalid, m_snapshot->geometry()),
                  total.bytesByLeaf[static_cast<std::size_t>(LeafClass::Invalid)]);
    }
    auto *holes = new LegendRow(LeafClass::Hole, tr("hole (folded)"));
    holes->setValue(countText(total.holes), total.holes == 0);
    holes->setToolTip(tr("Show holes only; with Ctrl beside what is chosen"));
    m_legendFilter->add(holes, termOf(LeafClass::Hole, m_snapshot->geometry()));
    m_column->addWidget(holes);
}

/// Lives as long as the rows that it serves.
LegendFilter *SidePanel::makeLegendFilter()
{
    return new LegendFilter(m_navigator, m_content);
}

void SidePanel::listRights()
{
    beginSection(tr("Permission"), tr("click: filter"));
    m_legendFilter = makeLegendFilter();
    const PartStatistics &total = statisticsFor(m_snapshot).total;
    for (const AccessClass access : {AccessClass::RwNx, AccessClass::RoNx, AccessClass::RoX, AccessClass::RwX,
                                     AccessClass::Device, AccessClass::NonCacheable}) {
        addLegend(access, className(access), total.bytesByAccess[static_cast<std::size_t>(access)]);
    }
}

void SidePanel::addLegend(ShownClass shownClass, const QString &name, std::uint64_t bytes)
{
    auto *row = new LegendRow(shownClass, name);
    row->setNothingIsGood(shownClass == ShownClass(AccessClass::RwX));
    row->setValue(bytes == 0 ? QStringLiteral("0") : sumText(bytes), bytes == 0);
    row->setToolTip(bytes == 0 ? tr("None in this dump") : tr("Show this class only; with Ctrl beside what is chosen"));
    m_legendFilter->add(row, termOf(shownClass, m_snapshot->geometry()));
    m_column->addWidget(row);
}

void SidePanel::addPlaces()
{
    m_placeList = new PlaceList;
    connect(m_placeList, &PlaceList::chosen, &m_navigator, &Navigator::reveal);
    connect(m_placeList, &PlaceList::removeRequested, this, &SidePanel::placeRemoved);
    m_placeList->setPlaces(m_places);
    m_sections->addWidget(m_placeList);
}

void SidePanel::setPlaces(const std::vector<PanelPlace> &places)
{
    if (places == m_places) {
        return;
    }
    m_places = places;
    if (m_placeList != nullptr) {
        m_placeList->setPlaces(places);
    }
}

void SidePanel::markChosenRegion()
{
    const auto selection = m_navigator.selection();
    for (const auto &[index, row] : m_regionRows) {
        const auto &range = m_snapshot->regions()[index].range;
        row->setChecked(selection && range && range->contains(*selection));
    }
}

} // namespace ptscope
