// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_loader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace ptscope {

/// The sources that somebody shows or waits for, by snapshot.
class MapSources
{
public:
    static MapSources &instance()
    {
        static MapSources sources;
        return sources;
    }

    MapSourcePtr find(const Snapshot *snapshot)
    {
        std::erase_if(m_made, [](const auto &made) { return made.second.expired(); });
        const auto made = m_made.find(snapshot);
        return made == m_made.end() ? nullptr : made->second.lock();
    }

    MapSourcePtr make(SnapshotPtr snapshot)
    {
        auto source = std::make_shared<const MapSource>(snapshot);
        m_made[snapshot.get()] = source;
        return source;
    }

    void makeOnWorker(SnapshotPtr snapshot, MapLoader *waiting)
    {
        auto &waiters = m_waiting[snapshot.get()];
        waiters.push_back(waiting);
        if (waiters.size() > 1) {
            return;
        }
        QThreadPool::globalInstance()->start([snapshot = std::move(snapshot)] {
            auto source = std::make_shared<const MapSource>(snapshot);
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), [source = std::move(source)] { instance().deliver(source); },
                Qt::QueuedConnection);
        });
    }

private:
    void deliver(const MapSourcePtr &source)
    {
        const Snapshot *snapshot = &source->snapshot();
        m_made[snapshot] = source;
        for (const QPointer<MapLoader> &loader : std::exchange(m_waiting[snapshot], {})) {
            if (loader != nullptr) {
                loader->take(snapshot, source);
            }
        }
        m_waiting.erase(snapshot);
    }

    std::unordered_map<const Snapshot *, std::weak_ptr<const MapSource>> m_made;
    std::unordered_map<const Snapshot *, std::vector<QPointer<MapLoader>>> m_waiting;
};

void MapLoader::load(SnapshotPtr snapshot)
{
    m_wanted = snapshot.get();
    m_source = snapshot == nullptr ? nullptr : MapSources::instance().find(m_wanted);
    m_busy = snapshot != nullptr && m_source == nullptr;
    if (m_busy && snapshot->extents().size() <= rowsAtOnce) {
        m_source = MapSources::instance().make(snapshot);
        m_busy = false;
    }
    if (m_busy) {
        MapSources::instance().makeOnWorker(std::move(snapshot), this);
    }
    emit changed();
}

void MapLoader::take(const Snapshot *snapshot, const MapSourcePtr &source)
{
    if (snapshot == m_wanted && m_busy) {
        m_source = source;
        m_busy = false;
        emit changed();
    }
}

} // namespace ptscope
