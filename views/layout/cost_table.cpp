// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/cost_table.h"

#include <QCoreApplication>

#include <algorithm>

#include "views/common/class_names.h"
#include "views/look/address_paint.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Layout)
};

constexpr std::size_t mostRows = 200;
constexpr int mostDigitsLeftOut = 12; ///< a page is told by the rest

std::vector<BarShare> sharesOf(const PartStatistics &part)
{
    std::vector<BarShare> shares;
    for (std::size_t i = leafClassCount; i-- > 0;) {
        if (static_cast<LeafClass>(i) != LeafClass::Hole && part.bytesByLeaf[i] != 0) {
            shares.push_back({static_cast<LeafClass>(i), part.bytesByLeaf[i]});
        }
    }
    return shares;
}

ByteCount unitOf(const PagingGeometry &paging, LeafClass leaf)
{
    switch (leaf) {
    case LeafClass::Giant:
        return paging.span(Level::Pud);
    case LeafClass::ContBlock:
        return paging.contiguousSpan(Level::Pmd);
    case LeafClass::Block:
        return paging.span(Level::Pmd);
    case LeafClass::ContPage:
        return paging.contiguousSpan(Level::Pte);
    default:
        return paging.pageSize();
    }
}

CostCell words(const QString &text)
{
    CostCell cell;
    cell.text = text;
    return cell;
}

CostCell number(const QString &text)
{
    CostCell cell = words(text);
    cell.isNumber = true;
    return cell;
}

/// "16×"; below ten with one digit behind the point.
QString timesText(std::uint64_t many, std::uint64_t few)
{
    const std::uint64_t tenths = few == 0 ? 0 : many * 10 / few;
    return tenths >= 100 || tenths % 10 == 0 ? countText(tenths / 10) + QStringLiteral("×")
                                             : QStringLiteral("%1.%2×").arg(tenths / 10).arg(tenths % 10);
}

/// `shared` digits at the beginning of the address are those of all addresses in the table.
void addArea(std::vector<CostCell> &row, const Snapshot &snapshot, const MappedArea &area, int shared)
{
    const PartStatistics part = statisticsOfRange(snapshot, area.range);
    CostCell at = number(addressLabel(area.range.first.value).sliced(2));
    at.shortText = QChar(0x2026) + at.text.sliced(shared);
    at.place = area.range;
    CostCell by = words(leavesText(snapshot, part));
    by.shares = sharesOf(part);
    by.place = area.range;
    CostCell entries = number(countColumnText(area.tlbEntries));
    entries.place = area.range;
    row.insert(row.end(), {at, by, entries});
}

int digitsShared(const std::vector<SameSize> &sizes)
{
    std::uint64_t lowest = ~std::uint64_t{0};
    std::uint64_t highest = 0;
    for (const SameSize &same : sizes) {
        for (const VirtAddr first : {same.fewest.range.first, same.most.range.first}) {
            lowest = std::min(lowest, first.value);
            highest = std::max(highest, first.value);
        }
    }
    return std::min(commonDigits(lowest, highest), mostDigitsLeftOut);
}

CostTable twoWaysTable(const CostFacts &facts, std::size_t region)
{
    CostTable table;
    const QString name = QString::fromStdString(facts.snapshot->regions()[region].name);
    table.title = Texts::tr("Same size, two ways");
    table.note =
        Texts::tr("areas of %1 that are as large but mapped otherwise; TLB entries: one per leaf or contiguous "
                  "group, a model")
            .arg(name);
    table.heads = {Texts::tr("Size"),    Texts::tr("Fewest at"), Texts::tr("mapped by"),   Texts::tr("TLB entries"),
                   Texts::tr("Most at"), Texts::tr("mapped by"), Texts::tr("TLB entries"), Texts::tr("times as many")};
    const int shared = digitsShared(facts.twoWays[region]);
    for (const SameSize &same : facts.twoWays[region]) {
        if (table.rows.size() == mostRows) {
            break;
        }
        std::vector<CostCell> row{words(runSizeText(same.size.value))};
        addArea(row, *facts.snapshot, same.fewest, shared);
        addArea(row, *facts.snapshot, same.most, shared);
        CostCell times = number(timesText(same.most.tlbEntries, same.fewest.tlbEntries));
        times.standsOut = true;
        row.push_back(times);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::uint64_t tablesIn(const PartStatistics &part)
{
    std::uint64_t tables = 0;
    for (const std::uint64_t count : part.tables) {
        tables += count;
    }
    return tables;
}

CostTable regionTable(const CostFacts &facts)
{
    const PagingGeometry &paging = facts.snapshot->geometry();
    const QString page = runSizeText(paging.pageSize().value);
    CostTable table;
    table.title = Texts::tr("What each region takes");
    table.note = Texts::tr("TLB entries: one per leaf or contiguous group, a model");
    table.heads = {Texts::tr("Region"),
                   Texts::tr("mapped"),
                   Texts::tr("mapped by"),
                   Texts::tr("TLB entries"),
                   Texts::tr("by %1 alone").arg(page),
                   Texts::tr("times fewer"),
                   Texts::tr("table pages")};
    for (std::size_t i = 0; i < facts.snapshot->regions().size() && table.rows.size() < mostRows; ++i) {
        const PartStatistics &part = facts.statistics.regions[i];
        if (part.mappedBytes == 0) {
            continue;
        }
        const std::uint64_t pages = part.mappedBytes / paging.pageSize().value;
        CostCell region = words(QString::fromStdString(facts.snapshot->regions()[i].name));
        region.place = facts.snapshot->regions()[i].range;
        CostCell by = words(leavesText(*facts.snapshot, part));
        by.shares = sharesOf(part);
        table.rows.push_back({region, number(sumText(part.mappedBytes)), by, number(countColumnText(part.tlbEntries)),
                              number(countColumnText(pages)), number(timesText(pages, part.tlbEntries)),
                              number(countColumnText(tablesIn(part)))});
    }
    return table;
}

} // namespace

QString leavesText(const Snapshot &snapshot, const PartStatistics &part)
{
    QStringList parts;
    for (std::size_t i = leafClassCount; i-- > 0;) {
        const auto leaf = static_cast<LeafClass>(i);
        const std::uint64_t unit = unitOf(snapshot.geometry(), leaf).value;
        if (leaf != LeafClass::Hole && leaf != LeafClass::Invalid && part.bytesByLeaf[i] != 0 && unit != 0) {
            const std::uint64_t leaves = (part.bytesByLeaf[i] + unit - 1) / unit;
            parts.append(QStringLiteral("%1 × %2").arg(countText(leaves), runSizeText(unit)));
        }
    }
    return parts.join(QStringLiteral(" + "));
}

CostFactsPtr makeCostFacts(SnapshotPtr snapshot)
{
    auto facts = std::make_shared<CostFacts>();
    facts->statistics = statisticsOf(*snapshot);
    for (const Region &region : snapshot->regions()) {
        facts->twoWays.push_back(sameSizeTwoWays(*snapshot, region.rows));
    }
    facts->snapshot = std::move(snapshot);
    return facts;
}

CostTable costTable(const CostFacts &facts, std::optional<std::size_t> region)
{
    const bool twoWays = region && !facts.twoWays[*region].empty();
    return twoWays ? twoWaysTable(facts, *region) : regionTable(facts);
}

} // namespace ptscope
