// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session.h"

#include <QDir>
#include <QFileInfo>
#include <QScopedValueRollback>

#include <algorithm>

namespace ptscope {

namespace {

QString geometryKey(const Snapshot &snapshot)
{
    return QStringLiteral("geometry/") + QString::fromStdString(snapshot.source().digest).replace(QLatin1Char(':'), QLatin1Char('-'));
}

QString markersKey(QString digest)
{
    return QStringLiteral("markers/") + digest.replace(QLatin1Char(':'), QLatin1Char('-'));
}

QString folderBeside(const QSettings &settings)
{
    return QFileInfo(settings.fileName()).dir().filePath(QStringLiteral("bookmarks"));
}

bool sameText(const Snapshot &a, const Snapshot &b)
{
    return !a.source().digest.empty() && a.source().digest == b.source().digest && a.source().path == b.source().path
        && a.source().label == b.source().label;
}

} // namespace

Session::Session(QSettings &settings, QObject *parent)
    : QObject(parent), m_settings(settings), m_recent(settings), m_bookmarks(folderBeside(settings))
{
    connect(&m_navigator, &Navigator::markersChanged, this, &Session::rememberMarkers);
}

QString Session::digest() const
{
    const Document *document = current();
    return document == nullptr ? QString() : QString::fromStdString(document->asRead->source().digest);
}

const Document *Session::current() const
{
    return m_current < 0 ? nullptr : &m_documents[static_cast<std::size_t>(m_current)];
}

SnapshotPtr Session::snapshot() const
{
    if (isPreviewing()) {
        return m_preview;
    }
    const Document *document = current();
    return document == nullptr ? nullptr : document->snapshot;
}

Session::Listed Session::listed() const
{
    Listed out;
    for (const Document &document : m_documents) {
        out.snapshots.push_back(document.snapshot);
        if (&document == current() && m_preview != nullptr) {
            out.snapshots.push_back(m_preview);
        }
    }
    out.inFront = m_current + (isPreviewing() ? 1 : 0);
    return out;
}

const Document *Session::find(quint64 id) const
{
    const auto found = std::find_if(m_documents.begin(), m_documents.end(), [id](const Document &d) { return d.id == id; });
    return found == m_documents.end() ? nullptr : &*found;
}

const Document *Session::find(const SnapshotPtr &snapshot) const
{
    const int index = snapshot == nullptr ? -1 : indexOf(*snapshot);
    return index < 0 ? nullptr : &m_documents[static_cast<std::size_t>(index)];
}

void Session::setPair(std::optional<DocumentPair> pair)
{
    if (pair != m_pair) {
        m_pair = pair;
        emit pairChanged();
    }
}

void Session::choosePair(quint64 before, quint64 after)
{
    if (find(before) == nullptr || find(after) == nullptr) {
        return;
    }
    setPair(DocumentPair{before, after, m_pair ? m_pair->align : AlignBy::Detect});
    setCurrent(static_cast<int>(find(after) - m_documents.data()));
    emit pairChosen();
}

void Session::clearPair()
{
    setPair(std::nullopt);
}

void Session::setAlignment(AlignBy align)
{
    if (m_pair) {
        setPair(DocumentPair{m_pair->before, m_pair->after, align});
    }
}

int Session::indexOf(const Snapshot &snapshot) const
{
    const auto found = std::find_if(m_documents.begin(), m_documents.end(),
                                    [&](const Document &d) { return sameText(*d.asRead, snapshot); });
    return found == m_documents.end() ? -1 : static_cast<int>(found - m_documents.begin());
}

void Session::add(const std::vector<SnapshotPtr> &snapshots, std::optional<qint64> readMilliseconds)
{
    int front = -1;
    for (const SnapshotPtr &snapshot : snapshots) {
        int index = indexOf(*snapshot);
        if (index < 0) {
            index = static_cast<int>(m_documents.size());
            Document document;
            document.id = ++m_lastId;
            document.snapshot = snapshot;
            document.asRead = snapshot;
            document.readMilliseconds = readMilliseconds;
            m_documents.push_back(std::move(document));
        }
        front = front < 0 ? index : front;
    }
    if (front < 0) {
        return;
    }
    emit documentsChanged();
    setCurrent(front);
}

void Session::addSeries(const SeriesPtr &series, const SnapshotPtr &first, std::optional<qint64> readMilliseconds)
{
    Document document;
    document.id = ++m_lastId;
    document.snapshot = first;
    document.asRead = first;
    document.readMilliseconds = readMilliseconds;
    document.series = series;
    m_documents.push_back(std::move(document));
    emit documentsChanged();
    setCurrent(static_cast<int>(m_documents.size()) - 1);
}

void Session::showMoment(quint64 id, MomentIndex moment, const SnapshotPtr &snapshot)
{
    const auto found = std::find_if(m_documents.begin(), m_documents.end(), [id](const Document &d) { return d.id == id; });
    if (found == m_documents.end()) {
        return;
    }
    found->moment = moment;
    found->snapshot = snapshot;
    found->asRead = snapshot;
    emit documentsChanged();
    if (found - m_documents.begin() == m_current) {
        emit currentChanged();
    }
}

void Session::addSimulated(const SnapshotPtr &snapshot, DocumentOrigin origin)
{
    const auto base = std::find_if(m_documents.begin(), m_documents.end(),
                                   [&](const Document &d) { return d.id == origin.base; });
    const auto behind = base == m_documents.end() ? base : base + 1;
    const int index = static_cast<int>(behind - m_documents.begin());
    Document document;
    document.id = ++m_lastId;
    document.snapshot = snapshot;
    document.asRead = snapshot;
    document.origin = std::move(origin);
    m_documents.insert(behind, std::move(document));
    m_current += m_current >= index ? 1 : 0;
    emit documentsChanged();
    setCurrent(index);
}

void Session::setPreview(SnapshotPtr snapshot)
{
    if (snapshot == m_preview) {
        return;
    }
    m_preview = std::move(snapshot);
    m_previewAside = false;
    m_navigator.setMatches(nullptr); // they are rows of what was shown before
    emit currentChanged();
}

void Session::putPreviewAside(bool aside)
{
    if (aside != m_previewAside) {
        m_previewAside = aside;
        m_navigator.setMatches(nullptr);
        emit currentChanged();
    }
}

void Session::chooseListed(int number)
{
    const bool behindPreview = m_preview != nullptr && number > m_current;
    if (m_preview != nullptr && (number == m_current || number == m_current + 1)) {
        putPreviewAside(number == m_current);
    } else {
        setCurrent(number - (behindPreview ? 1 : 0));
    }
}

void Session::setCurrent(int index)
{
    if (index == m_current || index < 0 || index >= static_cast<int>(m_documents.size())) {
        return;
    }
    if (m_current >= 0) {
        m_documents[static_cast<std::size_t>(m_current)].place = m_navigator.selection();
    }
    bringToFront(index);
}

void Session::bringToFront(int index)
{
    const std::optional<AddrRange> carried = m_navigator.selection();
    m_current = index;
    m_preview = nullptr;
    m_previewAside = false;
    {
        const QScopedValueRollback changing(m_changingDocument, true);
        m_navigator.reset();
        restoreMarkers();
    }
    emit currentChanged();
    restorePlace(carried);
}

// A document that was never in front takes over the address that is looked at, so that two dumps of one kernel can be
// compared by switching between them.
void Session::restorePlace(std::optional<AddrRange> carried)
{
    const Document *document = current();
    if (document == nullptr || document->snapshot->extents().empty()) {
        return;
    }
    if (document->place) {
        m_navigator.reveal(*document->place);
    } else if (carried && carried->overlaps(document->snapshot->range())) {
        m_navigator.reveal(*carried);
    }
}

void Session::restoreMarkers()
{
    const QStringList stored = m_settings.value(markersKey(digest())).toStringList();
    if (digest().isEmpty() || stored.size() != 4) {
        return;
    }
    for (const Mark marker : {Mark::A, Mark::B}) {
        bool okFirst = false;
        bool okLast = false;
        const auto at = static_cast<qsizetype>(marker) * 2;
        const AddrRange place{{stored[at].toULongLong(&okFirst, 16)}, {stored[at + 1].toULongLong(&okLast, 16)}};
        if (okFirst && okLast && place.first <= place.last) {
            m_navigator.setMarker(marker, place);
        }
    }
}

void Session::rememberMarkers()
{
    if (m_changingDocument || digest().isEmpty()) {
        return;
    }
    QStringList stored;
    for (const Mark marker : {Mark::A, Mark::B}) {
        const auto place = m_navigator.marker(marker);
        stored.append(place ? QString::number(place->first.value, 16) : QString());
        stored.append(place ? QString::number(place->last.value, 16) : QString());
    }
    const bool none = stored.join(QString()).isEmpty();
    none ? m_settings.remove(markersKey(digest())) : m_settings.setValue(markersKey(digest()), stored);
}

void Session::showNext()
{
    if (!m_documents.empty()) {
        setCurrent((m_current + 1) % static_cast<int>(m_documents.size()));
    }
}

void Session::showPrevious()
{
    if (!m_documents.empty()) {
        const int count = static_cast<int>(m_documents.size());
        setCurrent((m_current + count - 1) % count);
    }
}

void Session::close(int index)
{
    if (index < 0 || index >= static_cast<int>(m_documents.size())) {
        return;
    }
    const bool wasCurrent = index == m_current;
    const quint64 id = m_documents[static_cast<std::size_t>(index)].id;
    if (m_pair && (m_pair->before == id || m_pair->after == id)) {
        clearPair();
    }
    m_documents.erase(m_documents.begin() + index);
    const int last = static_cast<int>(m_documents.size()) - 1;
    const int front = index < m_current ? m_current - 1 : std::min(m_current, last);
    if (!wasCurrent) {
        m_current = front;
        emit documentsChanged();
        return;
    }
    m_current = front;
    emit documentsChanged();
    bringToFront(front);
}

void Session::setGeometry(quint64 id, const SnapshotPtr &reread)
{
    const auto found = std::find_if(m_documents.begin(), m_documents.end(), [id](const Document &d) { return d.id == id; });
    if (found == m_documents.end()) {
        return;
    }
    found->snapshot = reread ? reread : found->asRead;
    rememberGeometry(*found, reread != nullptr);
    emit documentsChanged();
    if (found - m_documents.begin() == m_current) {
        emit currentChanged();
    }
}

void Session::rememberGeometry(const Document &document, bool overridden)
{
    if (document.asRead->source().digest.empty()) {
        return;
    }
    const QString key = geometryKey(*document.asRead);
    if (!overridden) {
        m_settings.remove(key);
        return;
    }
    const PagingGeometry &geometry = document.snapshot->geometry();
    m_settings.setValue(key, QVariantList{geometry.pageShift(), geometry.vaBits()});
}

std::optional<PagingGeometry> Session::rememberedGeometry(const Snapshot &snapshot) const
{
    const QVariantList stored = m_settings.value(geometryKey(snapshot)).toList();
    if (snapshot.source().digest.empty() || stored.size() != 2) {
        return std::nullopt;
    }
    for (const Granule granule : allGranules) {
        const Result<PagingGeometry> geometry = PagingGeometry::make(granule, stored[1].toUInt());
        if (geometry && geometry->pageShift() == stored[0].toUInt()) {
            return *geometry;
        }
    }
    return std::nullopt;
}

} // namespace ptscope
