// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/opener.h"

#include <QFileInfo>

#include <algorithm>

namespace ptscope {

namespace {

bool isFolderSource(const TextSource &source)
{
    return source.kind == TextSource::Kind::File && QFileInfo(source.path).isDir();
}

} // namespace

Opener::Opener(Session &session, JobRunner &jobs, QObject *parent) : QObject(parent), m_session(session), m_jobs(jobs)
{
    connect(&m_jobs, &JobRunner::cancelled, this, [this](const QString &which) {
        if (which == lane()) {
            emit cancelled();
        }
    });
}

void Opener::open(const std::vector<TextSource> &sources)
{
    read(sources, std::nullopt);
}

void Opener::openPair(const TextSource &before, const TextSource &after)
{
    read({before, after}, PairWish{});
}

void Opener::openBeside(quint64 before, const TextSource &after)
{
    read({after}, PairWish{before});
}

void Opener::read(const std::vector<TextSource> &sources, std::optional<PairWish> wish)
{
    if (sources.empty()) {
        return;
    }
    const bool besideAnother = wish && wish->before;
    if (!besideAnother && std::all_of(sources.begin(), sources.end(), isFolderSource)) {
        QStringList paths;
        for (const TextSource &source : sources) {
            paths.append(source.path);
        }
        openFolders(paths);
        return;
    }
    readTexts(sources, wish);
}

/// A folder that is a capture stands for its dump, two of them are before and after; else folders are moments of one series.
void Opener::openFolders(const QStringList &paths)
{
    m_jobs.start(
        this, {lane(), tr("Looking into folders"), JobRunner::Visibility::Quiet, 1},
        [paths](Progress &) { return areCaptures(paths); },
        [this, paths](bool captures) {
            if (!captures) {
                openSeries(paths);
                return;
            }
            std::vector<TextSource> sources;
            for (const QString &path : paths) {
                sources.push_back(TextSource::file(path));
            }
            readTexts(sources, sources.size() == 2 ? std::optional(PairWish{}) : std::nullopt);
        });
}

void Opener::readTexts(const std::vector<TextSource> &sources, std::optional<PairWish> wish)
{
    const QString name = sources.size() == 1 ? tr("Reading %1").arg(sources.front().label)
                                             : tr("Reading %n files", nullptr, static_cast<int>(sources.size()));
    m_jobs.start(
        this, {lane(), name, JobRunner::Visibility::Shown, 1},
        [sources](Progress &progress) { return load(sources, progress); },
        [this, wish](const LoadOutcome &outcome) { deliver(outcome, wish); });
    emit started();
}

void Opener::openFiles(const QStringList &paths)
{
    std::vector<TextSource> sources;
    for (const QString &path : paths) {
        sources.push_back(TextSource::file(path));
    }
    open(sources);
}

void Opener::openSeries(const QStringList &paths)
{
    if (paths.isEmpty()) {
        return;
    }
    const QString name = paths.size() == 1 ? tr("Reading the series %1").arg(QFileInfo(paths.front()).fileName())
                                           : tr("Reading a series of %n files", nullptr, static_cast<int>(paths.size()));
    m_jobs.start(
        this, {lane(), name, JobRunner::Visibility::Shown, 1},
        [paths](Progress &progress) { return loadSeriesOf(paths, progress); },
        [this](const SeriesOutcome &outcome) { deliverSeries(outcome); });
    emit started();
}

void Opener::deliverSeries(const SeriesOutcome &outcome)
{
    if (outcome.series != nullptr && outcome.series->size() > 1) {
        m_session.addSeries(outcome.series, outcome.first, outcome.milliseconds);
    } else if (outcome.series != nullptr) {
        m_session.add({outcome.first}, outcome.milliseconds);
    }
    emit finished(outcome.errors);
}

bool Opener::openMime(const QMimeData &mime, const QString &labelOfText)
{
    const std::vector<TextSource> sources = sourcesIn(mime, labelOfText);
    open(sources);
    return !sources.empty();
}

bool Opener::openMimeBeside(quint64 before, const QMimeData &mime, const QString &labelOfText)
{
    const std::vector<TextSource> sources = sourcesIn(mime, labelOfText);
    if (sources.size() == 1) {
        openBeside(before, sources.front());
    } else if (sources.size() == 2) {
        openPair(sources[0], sources[1]);
    } else {
        open(sources);
    }
    return !sources.empty();
}

/// The first dump of each text; both of one text where there is only one that was read.
void Opener::pairUp(const LoadOutcome &outcome, const PairWish &wish)
{
    if (outcome.snapshots.empty()) {
        return;
    }
    const SnapshotPtr &first = outcome.snapshots.front();
    if (wish.before) {
        m_session.choosePair(*wish.before, m_session.find(first)->id);
        return;
    }
    const auto other = std::find_if(outcome.snapshots.begin(), outcome.snapshots.end(), [&](const SnapshotPtr &snapshot) {
        return snapshot->source().path != first->source().path;
    });
    if (other != outcome.snapshots.end()) {
        m_session.choosePair(m_session.find(first)->id, m_session.find(*other)->id);
    } else if (outcome.snapshots.size() > 1 && outcome.errors.empty()) {
        m_session.choosePair(m_session.find(first)->id, m_session.find(outcome.snapshots[1])->id);
    }
}

void Opener::deliver(const LoadOutcome &outcome, const std::optional<PairWish> &wish)
{
    for (auto path = outcome.openedFiles.crbegin(); path != outcome.openedFiles.crend(); ++path) {
        m_session.recentFiles().add(*path);
    }
    m_session.add(outcome.snapshots, outcome.milliseconds);
    if (wish) {
        pairUp(outcome, *wish);
    }
    for (const Document &document : std::vector<Document>(m_session.documents())) {
        const auto remembered = m_session.rememberedGeometry(*document.asRead);
        if (remembered && document.snapshot == document.asRead) {
            reread(document, *remembered);
        }
    }
    emit finished(outcome.errors);
}

void Opener::overrideGeometry(const PagingGeometry &geometry)
{
    if (const Document *document = m_session.current()) {
        reread(*document, geometry);
    }
}

void Opener::useGeometryOfText()
{
    if (const Document *document = m_session.current()) {
        m_session.setGeometry(document->id, nullptr);
    }
}

void Opener::reread(const Document &document, const PagingGeometry &geometry)
{
    const JobRunner::Spec spec{QStringLiteral("geometry-%1").arg(document.id), tr("Reading with another geometry")};
    m_jobs.start(
        this, spec,
        [text = document.asRead, geometry](Progress &) {
            return text->withGeometry({geometry, "chosen by hand", true, false});
        },
        [this, id = document.id](const SnapshotPtr &snapshot) { m_session.setGeometry(id, snapshot); });
}

} // namespace ptscope
