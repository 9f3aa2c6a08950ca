// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/index/lod_index.h"

#include <algorithm>

namespace ptscope {

namespace {

constexpr std::size_t index(Weight weight)
{
    return static_cast<std::size_t>(weight);
}

} // namespace

ClassMask RowFacts::mask() const
{
    ClassSums sums;
    addTo(sums, 1);
    return sums.mask();
}

LodIndex::LodIndex(SnapshotPtr snapshot)
    : m_snapshot(std::move(snapshot)), m_finder(m_snapshot->extents()),
      m_fold(m_snapshot->extents(), m_finder, m_snapshot->geometry().pageShift())
{
    addFacts();
    addCheckpoints();
}

void LodIndex::addFacts()
{
    const AttributePool &pool = m_snapshot->attributes();
    m_facts.resize(pool.size() * factsStride);
    for (std::size_t id = 0; id < pool.size(); ++id) {
        const AttributeId attributeId{static_cast<std::uint16_t>(id)};
        for (unsigned n = 0; n <= number(Level::Unknown); ++n) {
            const Level level = levelFromNumber(n);
            const RowClass rowClass = m_snapshot->classes().at(level, attributeId);
            const Attributes &attributes = pool.at(attributeId);
            m_facts[id * factsStride + n] = {rowClass.leaf, rowClass.access,
                                             entryLevel(m_snapshot->geometry(), level, attributes),
                                             attributes.valid() && attributes.userAccessible()};
        }
    }
}

const RowFacts &LodIndex::factsOf(std::uint32_t row) const
{
    const ExtentTable &extents = m_snapshot->extents();
    return m_facts[extents.attributes({row}).value * factsStride + number(extents.level({row}))];
}

void LodIndex::addCheckpoints()
{
    m_checkpoints.reserve(m_snapshot->extents().size() / stride + 1);
    if (empty()) {
        return;
    }
    ClassSums &bytes = m_total[index(Weight::Bytes)];
    ClassSums &fold = m_total[index(Weight::Fold)];
    for (FoldScale::Walk walk(m_fold, 0); !walk.atEnd(); walk.advance()) {
        if (walk.row() % stride == 0) {
            m_checkpoints.push_back(m_total);
        }
        if (walk.gapWidth() != 0) {
            bytes.addGap(walk.gapRange().size().value);
            fold.addGap(walk.gapWidth());
        }
        const RowFacts &facts = factsOf(walk.row());
        facts.addTo(bytes, m_snapshot->extents().range({walk.row()}).size().value);
        facts.addTo(fold, walk.rowWidth());
    }
}

ClassSums LodIndex::before(VirtAddr address, Weight weight) const
{
    const ExtentTable &extents = m_snapshot->extents();
    const std::uint32_t row = m_finder.rowFrom(address);
    if (row == extents.size()) {
        return m_total[index(weight)];
    }
    const bool byFold = weight == Weight::Fold;
    ClassSums sums = m_checkpoints[row / stride][index(weight)];
    FoldScale::Walk walk(m_fold, row / stride * stride);
    for (; walk.row() < row; walk.advance()) {
        if (walk.gapWidth() != 0) {
            sums.addGap(byFold ? walk.gapWidth() : walk.gapRange().size().value);
        }
        factsOf(walk.row()).addTo(sums, byFold ? walk.rowWidth() : extents.range({walk.row()}).size().value);
    }
    const auto amount = [&](const AxisPiece &piece) {
        const bool whole = address > piece.range.last;
        if (!byFold) {
            return whole ? piece.range.size().value : (address - piece.range.first).value;
        }
        return whole ? piece.width() : piece.positionOf(address).value - piece.begin.value;
    };
    if (walk.gapWidth() != 0 && address > walk.gapRange().first) {
        sums.addGap(amount(walk.gapPiece()));
    }
    if (address > extents.first({row})) {
        factsOf(row).addTo(sums, amount(walk.rowPiece()));
    }
    return sums;
}

LodIndex::FoldPlace LodIndex::foldPlace(AxisPoint point) const
{
    const std::uint32_t block = m_fold.blockRow(point);
    FoldPlace place{FoldScale::Walk(m_fold, block), m_checkpoints[block / stride][index(Weight::Fold)]};
    FoldScale::Walk &walk = place.walk;
    for (; walk.end() <= point.value && walk.row() + 1 < m_snapshot->extents().size(); walk.advance()) {
        place.before.addGap(walk.gapWidth());
        factsOf(walk.row()).addTo(place.before, walk.rowWidth());
    }
    const std::uint64_t inside = point.value - walk.position();
    place.before.addGap(std::min(inside, walk.gapWidth()));
    if (inside > walk.gapWidth()) {
        factsOf(walk.row()).addTo(place.before, std::min(inside - walk.gapWidth(), walk.rowWidth()));
    }
    return place;
}

ClassSums LodIndex::sums(AddrRange range, Weight weight) const
{
    const bool toTheEnd = ~range.last.value == 0;
    ClassSums sums = toTheEnd ? m_total[index(weight)] : before(range.last + ByteCount{1}, weight);
    sums -= before(range.first, weight);
    return sums;
}

VirtAddr LodIndex::edge(AddrRange range, std::uint32_t index, std::uint32_t count, Weight weight) const
{
    if (weight == Weight::Bytes) {
        return range.first + ByteCount{mulDiv(range.size().value, index, count)};
    }
    const std::uint64_t begin = m_fold.positionOf(range.first).value;
    const bool toTheEnd = range.last >= m_snapshot->range().last;
    const std::uint64_t end = toTheEnd ? m_fold.length() : m_fold.positionOf(range.last + ByteCount{1}).value;
    return m_fold.addressAt({begin + mulDiv(end - begin, index, count)});
}

std::vector<LodIndex::Column> LodIndex::columns(AddrRange range, std::uint32_t count, Weight weight) const
{
    std::vector<Column> columns;
    columns.reserve(count);
    VirtAddr first = range.first;
    ClassSums sumsBefore = before(first, weight);
    for (std::uint32_t i = 1; i < count; ++i) {
        const VirtAddr next = std::min(edge(range, i, count, weight), range.last);
        if (next <= first) {
            columns.push_back({{first, first}, sums({first, first}, weight)});
            continue;
        }
        const ClassSums sumsTo = before(next, weight);
        ClassSums column = sumsTo;
        column -= sumsBefore;
        columns.push_back({{first, next - ByteCount{1}}, column});
        first = next;
        sumsBefore = sumsTo;
    }
    columns.push_back({{first, range.last}, sums({first, range.last}, weight)});
    return columns;
}

std::size_t LodIndex::memoryBytes() const
{
    return m_finder.memoryBytes() + m_fold.memoryBytes() + m_facts.capacity() * sizeof(RowFacts)
        + m_checkpoints.capacity() * sizeof(Checkpoint);
}

} // namespace ptscope
