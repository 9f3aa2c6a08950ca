// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/series.h"

#include <algorithm>

#include "core/paging/dialect.h"
#include "core/paging/geometry_words.h"

namespace ptscope {

namespace {

bool sameFinding(const GeometryFinding &a, const GeometryFinding &b)
{
    return a.geometry == b.geometry && a.reason == b.reason && a.overridden == b.overridden && a.assumed == b.assumed;
}

std::size_t bytesOf(const std::string &text)
{
    constexpr std::size_t heldInPlace = 15;
    return text.capacity() > heldInPlace ? text.capacity() + 1 : 0;
}

std::size_t bytesOf(const Moment &moment)
{
    const SourceFacts &s = moment.source;
    std::size_t bytes = sizeof(Moment) + moment.changes.memoryBytes()
        + moment.alignment.moved.capacity() * sizeof(MovedPart)
        + moment.alignment.areas.capacity() * sizeof(MovedArea) + moment.markers.capacity() * sizeof(Marker)
        + moment.diagnostics.capacity() * sizeof(Diagnostic);
    for (const std::string *text : {&moment.name, &s.path, &s.label, &s.caption, &s.compression, &s.digest, &s.kernelRelease,
                                    &s.captured, &s.simulation}) {
        bytes += bytesOf(*text);
    }
    for (const Marker &marker : moment.markers) {
        bytes += bytesOf(marker.name);
    }
    for (const Diagnostic &diagnostic : moment.diagnostics) {
        bytes += bytesOf(diagnostic.excerpt);
    }
    return bytes;
}

} // namespace

SnapshotPtr Series::snapshot(MomentIndex index) const
{
    const Moment &moment = m_moments[index];
    return std::make_shared<const Snapshot>(Snapshot::Parts{m_rows.rows(index), m_attributes.spelledBy(*moment.dialect),
                                                            moment.markers, *moment.geometry, moment.source,
                                                            moment.diagnostics});
}

std::size_t Series::memoryBytes() const
{
    std::size_t bytes = sizeof(Series) + m_rows.memoryBytes();
    const GeometryFinding *last = nullptr;
    for (const Moment &moment : m_moments) {
        bytes += bytesOf(moment);
        bytes += moment.geometry.get() == last ? 0 : sizeof(GeometryFinding) + bytesOf(moment.geometry->reason);
        last = moment.geometry.get();
    }
    return bytes + m_attributes.size() * sizeof(AttributePool::Entry);
}

// Ids of the series stand for the same attributes in every moment, so that rows compare by number.
Result<SnapshotPtr> SeriesBuilder::underOneNumbering(const Snapshot &snapshot)
{
    std::vector<AttributeId> numbers(snapshot.attributes().size());
    for (std::uint16_t id = 1; id < numbers.size(); ++id) {
        const auto number = m_series->m_attributes.intern(snapshot.attributes().at({id}));
        if (!number) {
            return fail(ErrorCode::TooLarge, snapshot.source().label, "more than 65535 sets of attributes in one series");
        }
        numbers[id] = *number;
    }
    ExtentTable rows;
    rows.reserve(snapshot.extents().size());
    rows.append(snapshot.extents(), {0, snapshot.extents().size()});
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        rows.setAttributes({i}, numbers[rows.attributes({i}).value]);
    }
    return std::make_shared<const Snapshot>(
        Snapshot::Parts{std::move(rows), m_series->m_attributes.spelledBy(snapshot.dialect()), snapshot.markers(),
                        snapshot.geometryFinding(), snapshot.source(), snapshot.diagnostics()});
}

std::shared_ptr<const GeometryFinding> SeriesBuilder::findingOf(const Snapshot &snapshot) const
{
    if (m_series->size() > 0 && sameFinding(*m_series->m_moments.back().geometry, snapshot.geometryFinding())) {
        return m_series->m_moments.back().geometry;
    }
    return std::make_shared<const GeometryFinding>(snapshot.geometryFinding());
}

Result<void> SeriesBuilder::add(const Snapshot &snapshot, const std::string &name)
{
    const std::string &called = name.empty() ? snapshot.source().label : name;
    if (size() > 0 && snapshot.geometry() != m_series->geometry()) {
        return fail(ErrorCode::InconsistentGeometry, called,
                    geometryWords(m_series->geometry()) + " against " + geometryWords(snapshot.geometry())
                        + ": no one time axis");
    }
    if (!m_series) {
        m_series = std::shared_ptr<Series>(new Series(snapshot.dialect()));
    }
    const auto numbered = underOneNumbering(snapshot);
    if (!numbered) {
        return tl::make_unexpected(numbered.error());
    }
    const Snapshot &now = **numbered;
    Moment moment{called, now.source(), now.markers(), now.diagnostics(), findingOf(now), &now.dialect(),
                  statisticsOf(now).total, {}, {}, {}, 0, 0};
    if (m_last) {
        auto diff = diffOf(m_last, *numbered);
        if (!diff) {
            return tl::make_unexpected(diff.error());
        }
        moment.meaning = diff->meaningCount();
        moment.churn = diff->churnCount();
        moment.uncompared = diff->uncompared;
        moment.changes = std::move(diff->changes);
        moment.changes.shrinkToFit();
        moment.alignment = std::move(diff->alignment);
    }
    const ExtentTable none;
    m_series->m_rows.append(m_last ? m_last->extents() : none, now.extents());
    m_series->m_moments.push_back(std::move(moment));
    m_last = *numbered;
    return {};
}

SeriesPtr SeriesBuilder::take()
{
    m_last.reset();
    auto series = std::exchange(m_series, nullptr);
    if (series && series->size() == 0) {
        return nullptr;
    }
    if (series) {
        series->m_rows.shrinkToFit();
        series->m_moments.shrink_to_fit();
    }
    return series;
}

} // namespace ptscope
