// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bookmarks/bookmark_menu.h"

#include <QInputDialog>

#include "app/gui/bookmarks/marker_facts.h"
#include "app/gui/session.h"
#include "core/snapshot/row_text.h"
#include "views/look/numbers.h"
#include "views/look/type.h"
#include "views/panels/side_panel.h"

namespace ptscope {

namespace {

constexpr int nameWidth = 460;

/// What a person would call it: "vmalloc() 3648K at 0xffff800008010000".
QString nameFor(const Snapshot &snapshot, AddrRange range)
{
    const auto row = snapshot.extents().find(range.first);
    const Region *region = row ? snapshot.regionOf(*row) : nullptr;
    const QString name = region == nullptr ? QString() : QString::fromStdString(region->name) + QLatin1Char(' ');
    return QStringLiteral("%1%2 at %3")
        .arg(name, QString::fromStdString(runSizeText(range.size())), addressLabel(range.first.value));
}

} // namespace

BookmarkMenu::BookmarkMenu(Session &session, QAction *bookmarkHere, SidePanel &panel, const MarkerFacts &facts,
                           QWidget *parent)
    : QMenu(tr("Bookmarks"), parent), m_session(session), m_bookmarkHere(bookmarkHere), m_panel(panel), m_facts(facts)
{
    connect(&session.bookmarks(), &BookmarkStore::changed, this, &BookmarkMenu::fill);
    connect(&session, &Session::currentChanged, this, &BookmarkMenu::fill);
    connect(&facts, &MarkerFacts::changed, this, &BookmarkMenu::fillPanel);
    connect(&panel, &SidePanel::placeRemoved, this, &BookmarkMenu::remove);
    // Not to the menu itself: a menu that is cleared disconnects its actions from itself.
    connect(bookmarkHere, &QAction::triggered, parent, [this] { askName(); });
    fill();
}

void BookmarkMenu::fill()
{
    clear();
    qDeleteAll(findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
    addAction(m_bookmarkHere);
    m_bookmarks = m_session.bookmarks().list(m_session.digest());
    if (!m_bookmarks.empty()) {
        addSeparator();
        for (const Bookmark &bookmark : m_bookmarks) {
            addAction(bookmark.name, this, [this, range = bookmark.range] { m_session.navigator().reveal(range); });
        }
        QMenu *removal = addMenu(tr("Remove a bookmark"));
        for (const Bookmark &bookmark : m_bookmarks) {
            removal->addAction(tr("Remove %1").arg(bookmark.name), this, [this, name = bookmark.name] { remove(name); });
        }
    }
    fillPanel();
}

void BookmarkMenu::fillPanel()
{
    std::vector<PanelPlace> places;
    for (const auto &[marker, letter] : {std::pair{Mark::A, tr("A")}, std::pair{Mark::B, tr("B")}}) {
        if (const auto place = m_session.navigator().marker(marker)) {
            places.push_back({letter, addressLabel(place->first.value), {}, place, false});
        }
    }
    if (const auto &facts = m_facts.facts()) {
        places.push_back({tr("A to B"), spanText(*facts), {}, std::nullopt, false});
        for (const SpanDetail &detail : spanDetails(*facts, m_session.snapshot()->geometry())) {
            places.push_back({QStringLiteral("    ") + detail.name, detail.value, {}, std::nullopt, false});
        }
    }
    for (const Bookmark &bookmark : m_bookmarks) {
        places.push_back({bookmark.name, {}, {}, bookmark.range, true});
    }
    m_panel.setPlaces(places);
}

void BookmarkMenu::askName()
{
    const auto selection = m_session.navigator().selection();
    const SnapshotPtr snapshot = m_session.snapshot();
    if (!selection || snapshot == nullptr) {
        emit notice(tr("Nothing is selected: a bookmark needs a place"));
        return;
    }
    auto *dialog = new QInputDialog(parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Bookmark this place"));
    dialog->setLabelText(tr("Name"));
    dialog->setMinimumWidth(scaled(nameWidth));
    dialog->setTextValue(nameFor(*snapshot, *selection));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, range = *selection](const QString &name) { add(name, range); });
    dialog->open();
}

void BookmarkMenu::add(const QString &name, AddrRange range)
{
    const QString problem = m_session.bookmarks().add(m_session.digest(), {name.simplified(), range});
    emit notice(problem.isEmpty() ? tr("Bookmarked: %1").arg(name.simplified()) : problem);
}

void BookmarkMenu::remove(const QString &name)
{
    const QString problem = m_session.bookmarks().remove(m_session.digest(), name);
    emit notice(problem.isEmpty() ? tr("Removed: %1").arg(name) : problem);
}

} // namespace ptscope
