// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/comparing.h"

#include <QCursor>
#include <QFileDialog>
#include <QMenu>

#include "app/gui/opener.h"
#include "app/gui/view_area.h"
#include "views/diff/diff_view.h"

namespace ptscope {

Comparing::Comparing(Session &session, JobRunner &jobs, Opener &opener, ViewArea &views, QWidget &window)
    : QObject(&window), m_session(session), m_opener(opener), m_views(views), m_window(window),
      m_comparer(session, jobs, this)
{
    connect(&m_comparer, &Comparer::comparisonChanged, &m_views,
            [this] { m_views.setComparison(m_comparer.comparison()); });
    connect(&m_session, &Session::pairChosen, this, &Comparing::showDiff);
    if (auto *view = qobject_cast<DiffView *>(m_views.view(QStringLiteral("diff")))) {
        connect(view, &DiffView::compareRequested, this, &Comparing::chooseSecond);
        connect(view, &DiffView::swapRequested, this, &Comparing::swap);
        connect(view, &DiffView::alignmentChosen, &m_session, &Session::setAlignment);
    }
}

void Comparing::showDiff()
{
    m_views.showView(QStringLiteral("diff"));
    m_views.focusView();
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
