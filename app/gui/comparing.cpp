// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/comparing.h"

#include <QCursor>
#include <QFileDialog>
#include <QMenu>

#include <algorithm>

#include "app/gui/opener.h"
#include "app/gui/view_area.h"
#include "views/diff/diff_view.h"

namespace ptscope {

namespace {

/// The later of what was made from `document` by simulation; null when nothing open was.
const Document *predictionFrom(const Session &session, const Document &document)
{
    const auto &all = session.documents();
    const auto found = std::find_if(all.rbegin(), all.rend(),
                                    [&](const Document &other) { return other.origin && other.origin->base == document.id; });
    return found == all.rend() ? nullptr : &*found;
}

std::optional<DocumentPair> onlyPairMeant(const Session &session)
{
    const Document *front = session.current();
    if (front == nullptr) {
        return std::nullopt;
    }
    if (front->origin && session.find(front->origin->base) != nullptr) {
        return DocumentPair{front->origin->base, front->id};
    }
    if (const Document *prediction = predictionFrom(session, *front)) {
        return DocumentPair{front->id, prediction->id};
    }
    const auto &all = session.documents();
    const bool hasSeries = std::any_of(all.begin(), all.end(), [](const Document &document) { return document.series != nullptr; });
    return all.size() == 2 && !hasSeries ? std::optional(DocumentPair{all[0].id, all[1].id}) : std::nullopt;
}

} // namespace

Comparing::Comparing(Session &session, JobRunner &jobs, Opener &opener, ViewArea &views, QWidget &window)
    : QObject(&window), m_session(session), m_opener(opener), m_views(views), m_window(window),
      m_comparer(session, jobs, this)
{
    connect(&m_comparer, &Comparer::comparisonChanged, &m_views,
            [this] { m_views.setComparison(m_comparer.comparison()); });
    connect(&m_session, &Session::pairChosen, this, &Comparing::showDiff);
    connect(&m_views, &ViewArea::viewChanged, this, &Comparing::pairByItself);
    // Later: who opens two texts to compare them chooses the pair behind the last one.
    connect(&m_session, &Session::currentChanged, this, &Comparing::pairByItself, Qt::QueuedConnection);
    if (auto *view = qobject_cast<DiffView *>(m_views.view(QStringLiteral("diff")))) {
        connect(view, &DiffView::compareRequested, this, &Comparing::chooseSecond);
        connect(view, &DiffView::swapRequested, this, &Comparing::swap);
        connect(view, &DiffView::alignmentChosen, &m_session, &Session::setAlignment);
        const auto tellView = [this, view] { view->setPairChosen(m_session.pair().has_value()); };
        connect(&m_session, &Session::pairChanged, view, tellView);
        tellView();
    }
}

void Comparing::showDiff()
{
    m_views.showView(QStringLiteral("diff"));
    m_views.focusView();
}

void Comparing::pairByItself()
{
    const bool isShown = m_views.isInFront(QLatin1String("diff"));
    m_comparer.followSeries(isShown);
    if (m_session.pair() || !isShown) {
        return;
    }
    if (const auto pair = onlyPairMeant(m_session)) {
        m_session.choosePair(pair->before, pair->after);
    }
}

void Comparing::chooseSecond()
{
    if (m_session.documents().size() < 2) {
        openSecond();
        return;
    }
    QMenu menu(&m_window);
    fillMenu(menu);
    const QPoint middle = m_window.mapToGlobal(m_window.rect().center());
    const QPoint pointer = QCursor::pos();
    menu.exec(m_window.frameGeometry().contains(pointer) ? pointer : middle);
}

void Comparing::fillMenu(QMenu &menu)
{
    const Document *front = m_session.current();
    menu.addSection(tr("Compare %1 with").arg(QString::fromStdString(front->snapshot->source().label)));
    for (const Document &document : m_session.documents()) {
        if (document.id != front->id) {
            QAction *action = menu.addAction(QString::fromStdString(document.snapshot->source().label));
            connect(action, &QAction::triggered, this, [this, id = document.id] { compareWith(id); });
        }
    }
    menu.addSeparator();
    connect(menu.addAction(tr("A file…")), &QAction::triggered, this, &Comparing::openSecond);
}

/// The one that was opened first counts as the earlier; Swap turns them round.
void Comparing::compareWith(quint64 id)
{
    const Document *front = m_session.current();
    if (front != nullptr) {
        m_session.choosePair(std::min(id, front->id), std::max(id, front->id));
    }
}

void Comparing::openSecond()
{
    const QString recent = m_session.recentFiles().paths().value(0);
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Compare with"), recent);
    if (path.isEmpty()) {
        return;
    }
    const Document *front = m_session.current();
    if (front == nullptr) {
        m_opener.openFiles({path});
    } else {
        m_opener.openBeside(front->id, TextSource::file(path));
    }
}

void Comparing::swap()
{
    if (const auto pair = m_session.pair()) {
        m_session.choosePair(pair->after, pair->before);
    }
}

void Comparing::stop()
{
    m_session.clearPair();
}

} // namespace ptscope
