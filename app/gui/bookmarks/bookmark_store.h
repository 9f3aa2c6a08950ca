// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <vector>

#include "core/base/units.h"

namespace ptscope {

/// A place of one dump with a name.
struct Bookmark {
    QString name;
    AddrRange range;
    bool operator==(const Bookmark &) const = default;
};

/// Bookmarks in a file a dump, named by the digest of its text, so that they come back wherever the file lies. Each
/// change is written beside and renamed over the old file; a file that cannot be read is put aside, never
/// overwritten.
class BookmarkStore : public QObject
{
    Q_OBJECT

public:
    /// The folder is made when the first bookmark is.
    explicit BookmarkStore(QString folder, QObject *parent = nullptr);

    /// In the order of their addresses. Nothing without a digest.
    std::vector<Bookmark> list(const QString &digest) const;
    /// Why it could not be kept; empty when it is. One of the same name is replaced.
    QString add(const QString &digest, const Bookmark &bookmark);
    QString remove(const QString &digest, const QString &name);

signals:
    void changed();

private:
    QString pathOf(const QString &digest) const;
    QString write(const QString &digest, std::vector<Bookmark> bookmarks);
    template<class Edit>
    QString edit(const QString &digest, Edit change);

    QString m_folder;
};

} // namespace ptscope
