// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bookmarks/bookmark_store.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>

#include <algorithm>
#include <optional>

namespace ptscope {

namespace {

constexpr int lockPatienceMs = 2000;
constexpr qint64 largestFile = 16 << 20;
const QLatin1String listKey("bookmarks");
const QLatin1String nameKey("name");
const QLatin1String firstKey("first");
const QLatin1String lastKey("last");

/// JSON numbers are doubles, which do not hold an address.
QString addressText(VirtAddr address)
{
    return QStringLiteral("0x%1").arg(address.value, 16, 16, QLatin1Char('0'));
}

std::optional<VirtAddr> addressFrom(const QJsonValue &value)
{
    bool ok = false;
    const quint64 address = value.toString().toULongLong(&ok, 16);
    return ok ? std::optional(VirtAddr{address}) : std::nullopt;
}

std::optional<Bookmark> bookmarkFrom(const QJsonObject &object)
{
    const auto first = addressFrom(object.value(firstKey));
    const auto last = addressFrom(object.value(lastKey));
    const QString name = object.value(nameKey).toString();
    if (!first || !last || *last < *first || name.isEmpty()) {
        return std::nullopt;
    }
    return Bookmark{name, {*first, *last}};
}

struct Reading {
    std::vector<Bookmark> bookmarks;
    bool damaged = false;
};

Reading read(const QString &path)
{
    Reading out;
    QFile file(path);
    if (!file.exists()) {
        return out;
    }
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile) {
        out.damaged = true;
        return out;
    }
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    out.damaged = !document.isObject() || !document.object().value(listKey).isArray();
    for (const QJsonValue &value : document.object().value(listKey).toArray()) {
        const auto bookmark = bookmarkFrom(value.toObject());
        out.damaged = out.damaged || !bookmark;
        if (bookmark) {
            out.bookmarks.push_back(*bookmark);
        }
    }
    return out;
}

/// "sha:ab12" gives "sha-ab12": nothing in a digest may lead out of the folder.
QString fileName(const QString &digest)
{
    QString name = digest;
    for (QChar &c : name) {
        c = c.isLetterOrNumber() && c.unicode() < 128 ? c : QLatin1Char('-');
    }
    return name + QStringLiteral(".json");
}

void putAside(const QString &path)
{
    for (int i = 1; i < 1000; ++i) {
        if (QFile::rename(path, QStringLiteral("%1.damaged-%2").arg(path).arg(i))) {
            return;
        }
    }
}

} // namespace

BookmarkStore::BookmarkStore(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder)) { }

QString BookmarkStore::pathOf(const QString &digest) const
{
    return QDir(m_folder).filePath(fileName(digest));
}

std::vector<Bookmark> BookmarkStore::list(const QString &digest) const
{
    return digest.isEmpty() ? std::vector<Bookmark>{} : read(pathOf(digest)).bookmarks;
}

/// Reads again under the lock: another window may have added one meanwhile.
template<class Edit>
QString BookmarkStore::edit(const QString &digest, Edit change)
{
    if (digest.isEmpty()) {
        return tr("This dump has no digest to keep bookmarks by");
    }
    if (!QDir().mkpath(m_folder)) {
        return tr("The folder %1 cannot be made").arg(m_folder);
    }
    QLockFile lock(pathOf(digest) + QStringLiteral(".lock"));
    if (!lock.tryLock(lockPatienceMs)) {
        return tr("Another window is writing the bookmarks of this dump");
    }
    Reading reading = read(pathOf(digest));
    change(reading.bookmarks);
    if (reading.damaged) {
        putAside(pathOf(digest));
    }
    return write(digest, std::move(reading.bookmarks));
}

QString BookmarkStore::add(const QString &digest, const Bookmark &bookmark)
{
    if (bookmark.name.trimmed().isEmpty()) {
        return tr("A bookmark needs a name");
    }
    return edit(digest, [&](std::vector<Bookmark> &bookmarks) {
        std::erase_if(bookmarks, [&](const Bookmark &b) { return b.name == bookmark.name; });
        bookmarks.push_back(bookmark);
    });
}

QString BookmarkStore::remove(const QString &digest, const QString &name)
{
    return edit(digest, [&](std::vector<Bookmark> &bookmarks) {
        std::erase_if(bookmarks, [&](const Bookmark &b) { return b.name == name; });
    });
}

QString BookmarkStore::write(const QString &digest, std::vector<Bookmark> bookmarks)
{
    std::stable_sort(bookmarks.begin(), bookmarks.end(),
                     [](const Bookmark &a, const Bookmark &b) { return a.range.first < b.range.first; });
    QJsonArray list;
    for (const Bookmark &bookmark : bookmarks) {
        list.append(QJsonObject{{nameKey, bookmark.name},
                                {firstKey, addressText(bookmark.range.first)},
                                {lastKey, addressText(bookmark.range.last)}});
    }
    QSaveFile file(pathOf(digest));
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {listKey, list}}).toJson();
    const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    if (!written) {
        return tr("Bookmarks could not be written: %1").arg(file.errorString());
    }
    emit changed();
    return {};
}

} // namespace ptscope
