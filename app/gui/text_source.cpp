// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/text_source.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <optional>

#include "app/gui/examples.h"
#include "parsers/companions/beside.h"
#include "parsers/load.h"
#include "parsers/series/load_series.h"

namespace ptscope {

namespace {

constexpr qsizetype longestPath = 4096;

// A terminal gives quotes, a file manager a URL, a shell a tilde.
std::optional<QString> pathWrittenAs(const QString &text)
{
    QString line = text.trimmed();
    if (line.isEmpty() || line.size() > longestPath || line.contains(QLatin1Char('\n'))) {
        return std::nullopt;
    }
    if (line.size() > 1 && (line.front() == QLatin1Char('"') || line.front() == QLatin1Char('\'')) && line.back() == line.front()) {
        line = line.mid(1, line.size() - 2);
    }
    if (line.startsWith(QLatin1String("file:"))) {
        return QUrl(line).toLocalFile();
    }
    if (line.startsWith(QLatin1String("~/"))) {
        return QDir::homePath() + line.mid(1);
    }
    const bool isPath = line.startsWith(QLatin1Char('/')) || line.startsWith(QLatin1String("./")) || QFileInfo::exists(line);
    return isPath ? std::optional(line) : std::nullopt;
}

// What was read beside a bundled example lies in a folder of its own, so that examples stay a list of dumps.
CompanionsPtr companionsOfExample(const QString &path)
{
    const QFileInfo example(path);
    const QString stem = example.path() + QLatin1String("/companions/") + example.fileName().section(QLatin1String(".txt"), 0, 0);
    CompanionCollector collector;
    for (const char *name : {"vmallocinfo", "iomem", "modules"}) {
        QFile file(stem + QLatin1Char('.') + QLatin1String(name));
        if (file.open(QIODevice::ReadOnly)) {
            const QByteArray text = file.readAll();
            collector.addText(name, {text.constData(), static_cast<std::size_t>(text.size())}, name);
        }
    }
    return collector.take();
}

Result<LoadedText> loadOne(const TextSource &source, Progress &progress)
{
    LoadOptions options;
    options.digest = true;
    options.companionsBeside = true;
    const std::string label = source.label.toStdString();
    if (source.kind == TextSource::Kind::File) {
        const std::string path = QFile::encodeName(source.path).toStdString();
        if (!isFolder(path)) {
            return loadFile(path, options, &progress);
        }
        const auto capture = captureIn(path);
        return capture ? loadFile(capture->dump, options, &progress) : tl::make_unexpected(capture.error());
    }
    QByteArray bytes = source.bytes;
    if (source.kind == TextSource::Kind::Resource) {
        QFile file(source.path);
        if (!file.open(QIODevice::ReadOnly)) {
            return fail(ErrorCode::NotFound, label, file.errorString().toStdString());
        }
        bytes = file.readAll();
        if (const Example *example = exampleAt(source.path)) {
            options.kernelRelease = example->kernelRelease.toStdString();
            options.captured = example->captured.toStdString();
            options.companions = companionsOfExample(source.path);
        }
    }
    return loadBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())}, label, options, &progress);
}

} // namespace

TextSource TextSource::file(const QString &path)
{
    return {Kind::File, path, QFileInfo(QDir::cleanPath(path)).fileName(), {}};
}

TextSource TextSource::resource(const QString &path, const QString &label)
{
    return {Kind::Resource, path, label, {}};
}

TextSource TextSource::text(const QString &text, const QString &label)
{
    return {Kind::Bytes, {}, label, text.toUtf8()};
}

std::vector<TextSource> sourcesIn(const QMimeData &mime, const QString &labelOfText)
{
    std::vector<TextSource> sources;
    const QList<QUrl> urls = mime.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile()) {
            sources.push_back(TextSource::file(url.toLocalFile()));
        }
    }
    if (!sources.empty() || !mime.hasText()) {
        return sources;
    }
    const QString text = mime.text();
    if (const std::optional<QString> path = pathWrittenAs(text)) {
        sources.push_back(TextSource::file(*path));
    } else if (!text.trimmed().isEmpty()) {
        sources.push_back(TextSource::text(text, labelOfText));
    }
    return sources;
}

bool holdsSources(const QMimeData &mime)
{
    const QList<QUrl> urls = mime.urls();
    return mime.hasText() || std::any_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); });
}

LoadOutcome load(const std::vector<TextSource> &sources, Progress &progress)
{
    QElapsedTimer clock;
    clock.start();
    LoadOutcome outcome;
    for (const TextSource &source : sources) {
        if (progress.shouldStop()) {
            break;
        }
        progress.done = 0;
        progress.total = 0;
        Result<LoadedText> loaded = loadOne(source, progress);
        if (!loaded) {
            outcome.errors.push_back(loaded.error());
            continue;
        }
        if (source.kind == TextSource::Kind::File) {
            outcome.openedFiles.push_back(source.path);
        }
        outcome.snapshots.insert(outcome.snapshots.end(), loaded->snapshots.begin(), loaded->snapshots.end());
    }
    outcome.milliseconds = clock.elapsed();
    return outcome;
}

bool areCaptures(const QStringList &folders)
{
    const bool alone = folders.size() == 1;
    return folders.size() <= 2 && std::all_of(folders.begin(), folders.end(), [alone](const QString &path) {
        const std::string folder = QFile::encodeName(path).toStdString();
        if (!isFolder(folder)) {
            return false;
        }
        const auto capture = captureIn(folder);
        return capture && (!alone || capture->snapshotsBeside == 0);
    });
}

SeriesOutcome loadSeriesOf(const QStringList &paths, Progress &progress)
{
    QElapsedTimer clock;
    clock.start();
    std::vector<std::string> names;
    for (const QString &path : paths) {
        names.push_back(QFile::encodeName(path).toStdString());
    }
    SeriesOutcome outcome;
    LoadOptions options;
    options.digest = true;
    options.companionsBeside = true;
    const auto files = seriesFilesOf(names);
    const auto loaded = files ? loadSeries(*files, options, &progress) : tl::make_unexpected(files.error());
    if (!loaded) {
        outcome.errors.push_back(loaded.error());
        return outcome;
    }
    outcome.errors = loaded->skipped;
    outcome.errors.insert(outcome.errors.end(), loaded->otherGeometry.begin(), loaded->otherGeometry.end());
    if (!loaded->hasOneAxis()) {
        return outcome;
    }
    outcome.series = loaded->parts.front();
    outcome.first = outcome.series->snapshot(0);
    outcome.milliseconds = clock.elapsed();
    return outcome;
}

} // namespace ptscope
