// SPDX-License-Identifier: GPL-3.0-or-later
// The ways by which a dump comes into the window: dialogs, the clipboard, a drop.
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>

#include "app/gui/error_card.h"
#include "app/gui/main_window.h"
#include "app/gui/view_area.h"

namespace ptscope {

void MainWindow::openDialog()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Open dumps"), m_session.recentFiles().paths().value(0));
    if (!paths.isEmpty()) {
        m_opener.openFiles(paths);
    }
}

void MainWindow::openSeriesDialog()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a folder of snapshots as a series"),
                                                             QFileInfo(m_session.recentFiles().paths().value(0)).path());
    if (!folder.isEmpty()) {
        m_opener.openSeries({folder});
    }
}

void MainWindow::paste()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    if (mime == nullptr || !m_opener.openMime(*mime, tr("pasted text"))) {
        m_errorCard->show(tr("The clipboard holds no text"), tr("Copy dump lines, a mail with them, or a file, then paste again"));
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (holdsSources(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const Document *front = m_session.current();
    const bool asSecond = front != nullptr && m_viewArea->isInFront(QLatin1String("diff"));
    const QString label = tr("dropped text");
    const QMimeData &mime = *event->mimeData();
    if (asSecond ? m_opener.openMimeBeside(front->id, mime, label) : m_opener.openMime(mime, label)) {
        event->acceptProposedAction();
    }
}

} // namespace ptscope
