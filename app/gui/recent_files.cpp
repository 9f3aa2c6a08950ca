// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/recent_files.h"

#include <QFileInfo>

namespace ptscope {

namespace {

const QLatin1String recentKey("recent/files");

} // namespace

RecentFiles::RecentFiles(QSettings &settings, QObject *parent)
    : QObject(parent), m_settings(settings), m_paths(settings.value(recentKey).toStringList().mid(0, limit))
{
}

void RecentFiles::add(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_paths.removeAll(absolute);
    m_paths.prepend(absolute);
    m_paths = m_paths.mid(0, limit);
    store();
}

void RecentFiles::remove(const QString &path)
{
    if (m_paths.removeAll(path) > 0) {
        store();
    }
}

void RecentFiles::clear()
{
    m_paths.clear();
    store();
}

void RecentFiles::store()
{
    m_settings.setValue(recentKey, m_paths);
    emit changed();
}

} // namespace ptscope
