// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/go_to_box.h"

#include <QAction>
#include <QCompleter>
#include <QKeyEvent>

#include "app/text/place_text.h"
#include "views/look/icons.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

GoToBox::GoToBox(Session &session, QWidget *parent) : QLineEdit(parent), m_session(session)
{
    setFont(monoFont(TextRole::Body));
    setPlaceholderText(tr("Go to: 0xffff800008010000, vmalloc+0x1000"));
    setAccessibleName(tr("Go to address or region"));
    setMaxLength(4096);
    addAction(themedIcon(Icon::Search, &Palette::text3), QLineEdit::LeadingPosition);
    auto *completer = new QCompleter(&m_regions, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    setCompleter(completer);
    connect(this, &QLineEdit::returnPressed, this, &GoToBox::go);
    connect(this, &QLineEdit::textEdited, this, [this] { showProblem({}); });
    connect(&m_session, &Session::currentChanged, this, &GoToBox::offerRegions);
    offerRegions();
}

void GoToBox::offerRegions()
{
    QStringList names;
    if (const SnapshotPtr snapshot = m_session.snapshot()) {
        for (const Region &region : snapshot->regions()) {
            if (region.range) {
                names.append(QString::fromStdString(region.name));
            }
        }
    }
    m_regions.setStringList(names);
    setEnabled(m_session.current() != nullptr);
    showProblem({});
}

void GoToBox::go()
{
    const SnapshotPtr snapshot = m_session.snapshot();
    if (snapshot == nullptr) {
        return;
    }
    const auto place = findPlace(*snapshot, text().toStdString());
    if (!place) {
        showProblem(QString::fromStdString(placeProblemText(place.error(), text().toStdString(), *snapshot)));
        selectAll();
        return;
    }
    showProblem({});
    m_session.navigator().reveal(place->range);
    emit went();
}

void GoToBox::showProblem(const QString &problem)
{
    if (problem == m_problem) {
        return;
    }
    m_problem = problem;
    setLookProperty(*this, "invalid", problem.isEmpty() ? QStringLiteral("false") : QStringLiteral("true"));
    emit problemChanged(problem);
}

/// Escape is a command of the window as well; here it belongs to the box.
bool GoToBox::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void GoToBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        clear();
        showProblem({});
        emit went();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace ptscope
