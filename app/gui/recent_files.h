// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QStringList>

namespace ptscope {

/// Paths of dumps that were opened, latest first, kept between starts.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr int limit = 12;

    explicit RecentFiles(QSettings &settings, QObject *parent = nullptr);

    const QStringList &paths() const { return m_paths; }
    /// Absolute from here on, so that the next start finds it from another folder.
    void add(const QString &path);
    void remove(const QString &path);
    void clear();

signals:
    void changed();

private:
    void store();

    QSettings &m_settings;
    QStringList m_paths;
};

} // namespace ptscope
