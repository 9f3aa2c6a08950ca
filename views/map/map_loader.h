// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "views/map/map_source.h"

namespace ptscope {

/// Makes the MapSource of a snapshot: at once for small dumps, on a worker for large ones. All that show the same
/// snapshot share one source. Belongs to the GUI thread.
class MapLoader : public QObject
{
    Q_OBJECT

public:
    /// Up to so many rows indexing takes less than a few milliseconds.
    static constexpr std::uint32_t rowsAtOnce = 100'000;

    using QObject::QObject;

    /// A result that is no longer wanted is dropped. Null forgets all.
    void load(SnapshotPtr snapshot);
    /// Of the snapshot asked for last; null while the worker is at it.
    const MapSourcePtr &source() const { return m_source; }
    bool isBusy() const { return m_busy; }

signals:
    /// source() and isBusy() have changed.
    void changed();

private:
    friend class MapSources;
    void take(const Snapshot *snapshot, const MapSourcePtr &source);

    MapSourcePtr m_source;
    const Snapshot *m_wanted = nullptr;
    bool m_busy = false;
};

} // namespace ptscope
