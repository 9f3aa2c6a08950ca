// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>
#include <vector>

#include "core/stat/span_facts.h"
#include "views/inspector/pages.h"

namespace ptscope {

class Session;

/// What lies between the markers of the dump in front, counted on a worker: a span may hold millions of rows.
class MarkerFacts : public QObject
{
    Q_OBJECT

public:
    explicit MarkerFacts(Session &session, QObject *parent = nullptr);

    /// Nothing while one marker is missing or the count is under way.
    const std::optional<SpanFacts> &facts() const { return m_facts; }

signals:
    void changed();

private:
    void count();

    Session &m_session;
    quint64 m_asked = 0; ///< an older answer is dropped
    std::optional<SpanFacts> m_facts;
};

/// "+3.56 MiB": how far B lies behind A.
QString spanText(const SpanFacts &facts);

/// The same with all details, for the inspector.
SpanNote spanNote(const SpanFacts &facts, const Snapshot &snapshot);

/// "leaf entries", "1 008".
struct SpanDetail {
    QString name;
    QString value;
};
/// Pages of the granule, bytes mapped, entries, and tables by level.
std::vector<SpanDetail> spanDetails(const SpanFacts &facts, const PagingGeometry &geometry);

} // namespace ptscope
