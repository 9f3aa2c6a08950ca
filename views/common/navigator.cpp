// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/navigator.h"

namespace ptscope {

namespace {

constexpr std::size_t historyLimit = 200;

std::vector<std::string> termsOf(const QStringList &legend)
{
    std::vector<std::string> terms;
    for (const QString &term : legend) {
        terms.push_back(term.toStdString());
    }
    return terms;
}

} // namespace

Navigator::Navigator(QObject *parent) : QObject(parent) {}

void Navigator::setSelection(std::optional<AddrRange> range)
{
    if (range == m_selection) {
        return;
    }
    m_selection = range;
    emit selectionChanged();
}

void Navigator::select(AddrRange range)
{
    if (m_selection == range) {
        return;
    }
    m_walking = false;
    if (m_place + 1 < m_places.size()) {
        m_places.resize(m_place + 1);
    }
    m_places.push_back(range);
    if (m_places.size() > historyLimit) {
        m_places.erase(m_places.begin());
    }
    m_place = m_places.size() - 1;
    setSelection(range);
    emit historyChanged();
}

void Navigator::stepTo(AddrRange range)
{
    const bool goesOn = m_walking && m_place + 1 == m_places.size() && m_selection == m_places[m_place];
    if (goesOn && m_selection != range) {
        m_places[m_place] = range;
        setSelection(range);
    } else {
        select(range);
    }
    m_walking = true;
}

void Navigator::clearSelection()
{
    setSelection(std::nullopt);
}

void Navigator::setHover(std::optional<AddrRange> range)
{
    if (range == m_hover) {
        return;
    }
    m_hover = range;
    emit hoverChanged();
}

void Navigator::setVisible(AddrRange range)
{
    if (m_visible == range) {
        return;
    }
    m_visible = range;
    emit visibleChanged();
}

void Navigator::reveal(AddrRange range)
{
    select(range);
    emit revealRequested(range);
}

void Navigator::setMatches(std::shared_ptr<const RowSet> rows, const QString &filter)
{
    if (rows == m_matches && filter == m_filter) {
        return;
    }
    m_matches = std::move(rows);
    m_matchRank = m_matches == nullptr ? nullptr : std::make_shared<const RowRank>(*m_matches);
    m_filter = filter;
    emit matchesChanged();
}

void Navigator::requestFilter(const QString &expression)
{
    emit filterRequested(expression);
}

void Navigator::toggleFilterTerm(const QString &term, const QStringList &legend, TermClick click)
{
    const std::string before = m_filter.toStdString();
    requestFilter(QString::fromStdString(toggledTerm(before, term.toStdString(), termsOf(legend), click)));
}

QStringList Navigator::chosenFilterTerms(const QStringList &legend) const
{
    QStringList chosen;
    for (const std::string &term : chosenTerms(m_filter.toStdString(), termsOf(legend))) {
        chosen.append(QString::fromStdString(term));
    }
    return chosen;
}

void Navigator::setMarker(Mark marker, std::optional<AddrRange> place)
{
    std::optional<AddrRange> &mark = m_markers[static_cast<std::size_t>(marker)];
    if (mark != place) {
        mark = place;
        emit markersChanged();
    }
}

void Navigator::setNextMarker(AddrRange place)
{
    if (!marker(Mark::A)) {
        setMarker(Mark::A, place);
    } else if (!marker(Mark::B)) {
        setMarker(Mark::B, place);
    } else {
        m_markers = {place, std::nullopt};
        emit markersChanged();
    }
}

void Navigator::jumpToMarker()
{
    const auto a = marker(Mark::A);
    const auto b = marker(Mark::B);
    const bool atA = a && m_selection && m_selection->first == a->first;
    if (const auto to = (atA || !a) && b ? b : a) {
        reveal(*to);
    }
}

void Navigator::reset()
{
    m_markers = {};
    emit markersChanged();
    m_places.clear();
    m_place = 0;
    m_walking = false;
    m_visible.reset();
    setHover(std::nullopt);
    setSelection(std::nullopt);
    emit historyChanged();
}

void Navigator::goBack()
{
    if (canGoBack()) {
        goTo(m_place - 1);
    }
}

void Navigator::goForward()
{
    if (canGoForward()) {
        goTo(m_place + 1);
    }
}

void Navigator::goTo(std::size_t place)
{
    m_place = place;
    setSelection(m_places[place]);
    emit historyChanged();
    emit revealRequested(m_places[place]);
}

} // namespace ptscope
