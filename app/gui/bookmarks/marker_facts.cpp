// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bookmarks/marker_facts.h"

#include <QCoreApplication>
#include <QtConcurrentRun>

#include "app/gui/session.h"
#include "core/snapshot/row_text.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MarkerFacts)
};

} // namespace

MarkerFacts::MarkerFacts(Session &session, QObject *parent) : QObject(parent), m_session(session)
{
    connect(&session.navigator(), &Navigator::markersChanged, this, &MarkerFacts::count);
    connect(&session, &Session::currentChanged, this, &MarkerFacts::count);
    count();
}

void MarkerFacts::count()
{
    m_facts.reset();
    ++m_asked;
    const auto a = m_session.navigator().marker(Mark::A);
    const auto b = m_session.navigator().marker(Mark::B);
    const SnapshotPtr snapshot = m_session.snapshot();
    if (a && b && snapshot != nullptr) {
        QtConcurrent::run([snapshot, from = a->first, to = b->first] {
            return spanBetween(*snapshot, from, to);
        }).then(this, [this, asked = m_asked](const SpanFacts &facts) {
            if (asked == m_asked) {
                m_facts = facts;
                emit changed();
            }
        });
    }
    emit changed();
}

QString spanText(const SpanFacts &facts)
{
    const QString sign = facts.backwards ? QStringLiteral("\u2212") : QStringLiteral("+");
    return facts.bytes.value == 0 ? Words::tr("same place") : sign + sumText(facts.bytes.value);
}

std::vector<SpanDetail> spanDetails(const SpanFacts &facts, const PagingGeometry &geometry)
{
    const QString page = QString::fromStdString(runSizeText(geometry.pageSize()));
    std::vector<SpanDetail> details{{Words::tr("pages of %1").arg(page), countText(facts.pages)},
                                    {Words::tr("mapped"), sumText(facts.mappedBytes)},
                                    {Words::tr("leaf entries"), countText(facts.entries)}};
    for (const Level level : allLevels) {
        if (!geometry.isFolded(level) && facts.tables[number(level)] != 0) {
            details.push_back(
                {Words::tr("%1 tables").arg(QLatin1String(name(level))), countText(facts.tables[number(level)])});
        }
    }
    return details;
}

SpanNote spanNote(const SpanFacts &facts, const Snapshot &snapshot)
{
    SpanNote note{spanText(facts), {}};
    for (const SpanDetail &detail : spanDetails(facts, snapshot.geometry())) {
        note.facts.emplace_back(detail.name, detail.value);
    }
    return note;
}

} // namespace ptscope
