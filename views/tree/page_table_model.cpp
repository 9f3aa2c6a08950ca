// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tree/page_table_model.h"

#include <algorithm>

#include "core/snapshot/row_text.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

/// A table is at least 4K of entries over 2M, so the low bits of its base are free for its level.
std::uint64_t keyOf(TableNode table)
{
    return table.base.value | number(table.level);
}

TableNode tableOfKey(std::uint64_t key)
{
    constexpr std::uint64_t levelBits = 7;
    return {levelFromNumber(static_cast<unsigned>(key & levelBits)), {key & ~levelBits}};
}

// QTreeView hashes (row << 4) + column + internalId: keys that differ by small multiples collide by the thousand
// (measured: expanding a million items takes 20 s instead of 0.5). Odd multiplications and shifts spread them; both can
// be undone, so an id needs no table.
constexpr std::uint64_t mixer = 0x9e3779b97f4a7c15;
constexpr std::uint64_t unmixer = 0xf1de83e19937733d;
static_assert(mixer * unmixer == 1);

static_assert(sizeof(quintptr) == sizeof(std::uint64_t));

quintptr mixed(std::uint64_t key)
{
    key *= mixer;
    return key ^ (key >> 32);
}

std::uint64_t unmixed(quintptr id)
{
    std::uint64_t key = id;
    key ^= key >> 32;
    return key * unmixer;
}

QString text(const std::string &s)
{
    return QString::fromStdString(s);
}

QString sizeText(ByteCount size)
{
    return text(runSizeText(size));
}

} // namespace

PageTableModel::PageTableModel(QObject *parent) : QAbstractItemModel(parent) { }

void PageTableModel::setSnapshot(SnapshotPtr snapshot)
{
    beginResetModel();
    m_tables.clear();
    m_tree = snapshot ? std::make_unique<PageTableTree>(*snapshot) : nullptr;
    m_snapshot = std::move(snapshot);
    endResetModel();
}

const PageTableModel::Table &PageTableModel::contents(TableNode table) const
{
    const auto [entry, isNew] = m_tables.try_emplace(keyOf(table));
    if (isNew) {
        entry->second.runs = m_tree->entries(table);
        entry->second.use = useOf(entry->second.runs);
    }
    return entry->second;
}

TableNode PageTableModel::tableOf(const QModelIndex &index) const
{
    return tableOfKey(unmixed(index.internalId()));
}

const EntryRun &PageTableModel::runAt(const QModelIndex &index) const
{
    return contents(tableOf(index)).runs[static_cast<std::size_t>(index.row())];
}

TableNode PageTableModel::childOf(const QModelIndex &index) const
{
    return m_tree->child(tableOf(index), runAt(index).firstIndex);
}

TableNode PageTableModel::parentOf(TableNode table) const
{
    const PagingGeometry &geometry = m_snapshot->geometry();
    const Level level = geometry.above(table.level);
    if (level == Level::Pgd) {
        return m_tree->root();
    }
    return {level, {table.base.value & ~((std::uint64_t{1} << geometry.tableShift(level)) - 1)}};
}

int PageTableModel::rowOf(TableNode table, unsigned entryIndex) const
{
    const std::vector<EntryRun> &runs = contents(table).runs;
    const auto run = std::lower_bound(runs.begin(), runs.end(), entryIndex,
                                      [](const EntryRun &r, unsigned i) { return r.lastIndex < i; });
    return static_cast<int>(run - runs.begin());
}

bool PageTableModel::opens(const QModelIndex &index) const
{
    const EntryRun &run = runAt(index);
    return run.kind == EntryKind::Table && !run.uniform;
}

QModelIndex PageTableModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, mixed(keyOf(parent.isValid() ? childOf(parent) : m_tree->root())));
}

QModelIndex PageTableModel::parent(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    const TableNode table = tableOf(index);
    if (table == m_tree->root()) {
        return {};
    }
    const TableNode above = parentOf(table);
    return createIndex(rowOf(above, m_snapshot->geometry().index(above.level, table.base)), 0, mixed(keyOf(above)));
}

int PageTableModel::rowCount(const QModelIndex &parent) const
{
    if (!m_tree || parent.column() > 0 || (parent.isValid() && !opens(parent))) {
        return 0;
    }
    return static_cast<int>(contents(parent.isValid() ? childOf(parent) : m_tree->root()).runs.size());
}

int PageTableModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool PageTableModel::hasChildren(const QModelIndex &parent) const
{
    return m_tree && parent.column() <= 0 && (!parent.isValid() || opens(parent));
}

Qt::ItemFlags PageTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (index.isValid() && !opens(index)) {
        flags |= Qt::ItemNeverHasChildren;
    }
    return flags;
}

/// What a run of PTEs in the shared shadow of KASAN looks like is not what it is: say so instead of counting tables.
bool PageTableModel::isSharedShadow(const EntryRun &run) const
{
    const Region *region = m_snapshot->tablesProven() ? nullptr : m_snapshot->regionOf(run.row);
    return region != nullptr
        && QString::fromStdString(region->name).startsWith(QLatin1String("kasan"), Qt::CaseInsensitive);
}

QModelIndex PageTableModel::indexFor(AddrRange range) const
{
    if (!m_tree || !m_tree->range(m_tree->root()).contains(range)) {
        return {};
    }
    // A row may go on from one table into the next: then its first part stands for it.
    const auto firstRow = m_snapshot->extents().find(range.first);
    const bool oneRow = firstRow && firstRow == m_snapshot->extents().find(range.last);
    QModelIndex found;
    TableNode table = m_tree->root();
    for (;;) {
        const int row = rowOf(table, m_snapshot->geometry().index(table.level, range.first));
        const QModelIndex here = createIndex(row, 0, mixed(keyOf(table)));
        const EntryRun &run = runAt(here);
        if (!oneRow && !run.range.contains(range)) {
            return found;
        }
        found = here;
        if (!opens(here) || run.range == range) {
            return found;
        }
        table = m_tree->child(table, run.firstIndex);
    }
}

std::size_t PageTableModel::countItems(std::size_t limit) const
{
    std::vector<TableNode> toVisit;
    if (m_tree) {
        toVisit.push_back(m_tree->root());
    }
    std::size_t items = 0;
    while (!toVisit.empty() && items < limit) {
        const TableNode table = toVisit.back();
        toVisit.pop_back();
        for (const EntryRun &run : m_tree->entries(table)) {
            ++items;
            if (run.kind == EntryKind::Table && !run.uniform) {
                toVisit.push_back(m_tree->child(table, run.firstIndex));
            }
        }
    }
    return items;
}

// --- texts --------------------------------------------------------------------------------------------------------------

void PageTableModel::setStartsOnly(bool startsOnly)
{
    if (startsOnly != m_startsOnly) {
        m_startsOnly = startsOnly;
        emit headerDataChanged(Qt::Horizontal, SpansColumn, SpansColumn);
    }
}

QVariant PageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case EntryColumn:
        return tr("Entry");
    case SpansColumn:
        return m_startsOnly ? tr("Starts at") : tr("Spans, end exclusive");
    case MapsColumn:
        return tr("Maps, or uses");
    case AttributesColumn:
        return tr("Attributes");
    default:
        return {};
    }
}

QVariant PageTableModel::data(const QModelIndex &index, int role) const
{
    if ((role != Qt::DisplayRole && role != Qt::AccessibleTextRole) || !index.isValid()) {
        return {};
    }
    const EntryRun &run = runAt(index);
    switch (index.column()) {
    case EntryColumn:
        return entryText(run, tableOf(index));
    case SpansColumn:
        return text(addressText(run.range.first.value) + '-' + addressText(run.range.printedEnd()));
    case MapsColumn:
        return mapsText(index);
    case AttributesColumn:
        return attributesText(run);
    default:
        return {};
    }
}

QString PageTableModel::entryText(const EntryRun &run, TableNode table) const
{
    const QString level = QString::fromLatin1(name(table.level));
    if (run.count() == 1) {
        return QStringLiteral("%1[%2]").arg(level, indexText(run.firstIndex));
    }
    return QStringLiteral("%1[%2–%3]").arg(level, indexText(run.firstIndex), indexText(run.lastIndex));
}

QString PageTableModel::mapsText(const QModelIndex &index) const
{
    const EntryRun &run = runAt(index);
    switch (run.kind) {
    case EntryKind::Hole:
        return tr("hole of %1").arg(sizeText(run.range.size()));
    case EntryKind::Unprinted:
        return tr("not in the text: %1").arg(sizeText(run.range.size()));
    case EntryKind::Leaf:
        return leafText(run, tableOf(index));
    case EntryKind::Table:
        break;
    }
    if (run.uniform) {
        return uniformText(run, tableOf(index));
    }
    const TableNode below = childOf(index);
    const TableUse &use = contents(below).use;
    return tr("%1 table: %2 of %3 used").arg(QString::fromLatin1(name(below.level))).arg(use.used()).arg(use.entries);
}

QString PageTableModel::leafText(const EntryRun &run, TableNode table) const
{
    const PagingGeometry &geometry = m_snapshot->geometry();
    const QString size = sizeText(run.range.size());
    const QString one = sizeText(geometry.span(table.level));
    const unsigned group = geometry.contiguousEntries(table.level);
    if (!m_snapshot->attributes().at(run.attributes).contiguous() || group == 0) {
        return run.count() == 1 ? size : tr("%1: %2 × %3").arg(size, countText(run.count()), one);
    }
    const QString unit = sizeText(geometry.contiguousSpan(table.level));
    return tr("%1: %2 × %3, groups of %4").arg(size, countText(run.count()), one, unit);
}

QString PageTableModel::uniformText(const EntryRun &run, TableNode table) const
{
    const PagingGeometry &geometry = m_snapshot->geometry();
    const Level below = geometry.below(table.level);
    const Level last = entryLevel(geometry, m_snapshot->extents().level(run.row), m_snapshot->attributesOf(run.row));
    const QString tables = run.count() == 1
        ? tr("%1 table").arg(QLatin1String(name(below)))
        : tr("%1 %2 tables").arg(countText(run.count()), QLatin1String(name(below)));
    const QString depth = last == below ? QString() : tr(" down to %1").arg(QLatin1String(name(last)));
    if (isSharedShadow(run)) {
        return tr("%1, or KASAN's shared ones").arg(tables);
    }
    if (run.attributes.isHole()) {
        return tr("%1, empty%2").arg(tables, depth);
    }
    const ByteCount leaf = geometry.span(last);
    return tr("%1, full%2: %3 × %4").arg(tables, depth, countText(run.range.size() / leaf), sizeText(leaf));
}

QString PageTableModel::attributesText(const EntryRun &run) const
{
    return text(m_snapshot->attributes().words(run.attributes));
}

} // namespace ptscope
