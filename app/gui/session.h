// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>

#include <optional>
#include <vector>

#include "app/gui/bookmarks/bookmark_store.h"
#include "app/gui/recent_files.h"
#include "core/diff/alignment.h"
#include "core/series/series.h"
#include "core/simulate/chain.h"
#include "core/snapshot/snapshot.h"
#include "views/common/navigator.h"

namespace ptscope {

/// Where a simulated document comes from.
struct DocumentOrigin {
    quint64 base = 0;         ///< id of the document that was simulated on; it may be closed by now
    SimulationChain chain;    ///< from the first real dump on
    SimulationLedger ledger;  ///< of the last step
};

/// One open dump and what belongs to it alone.
struct Document {
    quint64 id = 0;                 ///< never used twice in one session
    SnapshotPtr snapshot;           ///< what the views show
    SnapshotPtr asRead;             ///< the same with the geometry that the text tells; differs only under an override
    std::optional<AddrRange> place; ///< what was selected when another document came to the front
    std::optional<qint64> readMilliseconds;
    SeriesPtr series;               ///< null unless the document is many snapshots over time
    MomentIndex moment = 0;         ///< which of them `snapshot` is
    std::optional<DocumentOrigin> origin; ///< of simulated ones
};

/// Two open documents that are held against each other.
struct DocumentPair {
    quint64 before = 0;
    quint64 after = 0;
    AlignBy align = AlignBy::Detect;
    bool operator==(const DocumentPair &) const = default;
};

/// What is open, which of it is in front, and what is remembered about it. Knows no widget.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(QSettings &settings, QObject *parent = nullptr);

    Navigator &navigator() { return m_navigator; }
    RecentFiles &recentFiles() { return m_recent; }
    QSettings &settings() { return m_settings; }
    BookmarkStore &bookmarks() { return m_bookmarks; }
    /// Of the text in front: what belongs to it is kept under this. Empty when nothing is open.
    QString digest() const;

    const std::vector<Document> &documents() const { return m_documents; }
    /// -1 when nothing is open.
    int currentIndex() const { return m_current; }
    const Document *current() const;
    /// What is looked at: the preview while there is one, else the document in front. Null when nothing is open.
    SnapshotPtr snapshot() const;
    bool isPreviewing() const { return m_preview != nullptr && !m_previewAside; }
    /// For a list: all that is open, and a preview behind the document that it was made from.
    struct Listed {
        std::vector<SnapshotPtr> snapshots;
        int inFront = -1; ///< number of the one that is looked at
    };
    Listed listed() const;
    const Document *find(quint64 id) const;
    const Document *find(const SnapshotPtr &snapshot) const;

    const std::optional<DocumentPair> &pair() const { return m_pair; }
    /// Compares two open documents and brings the later one to the front. The alignment stays as it was chosen.
    void choosePair(quint64 before, quint64 after);
    void clearPair();
    void setAlignment(AlignBy align);

    /// Opens the snapshots and brings the first of them to the front. One that is open already (same place, same
    /// digest) is not opened twice.
    void add(const std::vector<SnapshotPtr> &snapshots, std::optional<qint64> readMilliseconds = {});
    /// Opens a series as one document and brings it to the front; `first` is its first snapshot.
    void addSeries(const SeriesPtr &series, const SnapshotPtr &first, std::optional<qint64> readMilliseconds = {});
    /// Another snapshot of a series, under the geometry that the user chose if any. Place and history stay.
    void showMoment(quint64 id, MomentIndex moment, const SnapshotPtr &snapshot);
    /// Opens a simulated snapshot behind the document that it was made from, and brings it to the front.
    void addSimulated(const SnapshotPtr &snapshot, DocumentOrigin origin);
    /// Shows a prediction in place of the document in front, which stays what it is; null ends that. Another document in
    /// front ends it too.
    void setPreview(SnapshotPtr snapshot);
    void close(int index);
    void closeCurrent() { close(m_current); }

    /// Shows a document under another geometry; `reread` is its rows under it. Null goes back to what the text tells.
    void setGeometry(quint64 id, const SnapshotPtr &reread);
    /// The override kept for this very text, by digest.
    std::optional<PagingGeometry> rememberedGeometry(const Snapshot &snapshot) const;

public slots:
    void setCurrent(int index);
    /// By its number in listed(). The origin of a preview and the preview itself take turns, so that a prediction can be
    /// looked at before and after.
    void chooseListed(int number);
    void showNext();
    void showPrevious();

signals:
    void documentsChanged();
    /// Another document is in front, or the one in front is shown under another geometry or at another moment.
    void currentChanged();
    /// Another pair, another alignment, or none any more.
    void pairChanged();
    /// Somebody asked for a comparison: it should come into sight.
    void pairChosen();

private:
    int indexOf(const Snapshot &snapshot) const;
    void setPair(std::optional<DocumentPair> pair);
    void bringToFront(int index);
    void putPreviewAside(bool aside);
    void restorePlace(std::optional<AddrRange> carried);
    void restoreMarkers();
    void rememberMarkers();
    void rememberGeometry(const Document &document, bool overridden);

    QSettings &m_settings;
    RecentFiles m_recent;
    BookmarkStore m_bookmarks;
    Navigator m_navigator;
    bool m_changingDocument = false; ///< markers come and go with the document, not by the user
    std::vector<Document> m_documents;
    std::optional<DocumentPair> m_pair;
    SnapshotPtr m_preview;
    bool m_previewAside = false; ///< its origin is looked at meanwhile
    int m_current = -1;
    quint64 m_lastId = 0;
};

} // namespace ptscope
