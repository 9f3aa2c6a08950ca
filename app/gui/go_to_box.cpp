// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/go_to_box.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QKeyEvent>

#include <algorithm>

#include "app/text/place_text.h"
#include "core/query/place_names.h"
#include "views/look/icons.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr std::size_t mostNames = 40;
constexpr int leastPopup = 320; ///< symbols are longer than the box of a narrow window
constexpr int besideText = 52; ///< icon and padding

} // namespace

GoToBox::GoToBox(Session &session, QWidget *parent) : QLineEdit(parent), m_session(session)
{
    setFont(monoFont(TextRole::Body));
    setAccessibleName(tr("Go to address, region or symbol"));
    setMaxLength(4096);
    addAction(themedIcon(Icon::Search, &Palette::text3), QLineEdit::LeadingPosition);
    auto *completer = new QCompleter(&m_names, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion); // filtered already, by the words of each kind
    setLookProperty(*completer->popup(), "popup", QStringLiteral("true"));
    completer->popup()->setMinimumWidth(scaled(leastPopup));
    setCompleter(completer);
    connect(this, &QLineEdit::returnPressed, this, &GoToBox::go);
    connect(this, &QLineEdit::textEdited, this, [this](const QString &typed) {
        showProblem({});
        offerNames(typed);
    });
    connect(&m_session, &Session::currentChanged, this, &GoToBox::reset);
    reset();
}

void GoToBox::reset()
{
    m_names.setStringList({});
    setEnabled(m_session.current() != nullptr);
    showProblem({});
}

void GoToBox::offerNames(const QString &typed)
{
    QStringList names;
    // Names that are still being read come with the next key.
    if (const SnapshotPtr snapshot = m_session.snapshot(); snapshot != nullptr && snapshot->isExplained()) {
        for (const std::string &name : placeNames(*snapshot, typed.trimmed().toStdString(), mostNames)) {
            names.append(QString::fromStdString(name));
        }
    }
    m_names.setStringList(names);
}

/// The longest example that is not cut.
void GoToBox::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const QStringList words{tr("Go to: address, vmalloc+0x1000, swapper_pg_dir"), tr("Go to: address, symbol, region"),
                            tr("Go to: address, symbol"), tr("Go to…")};
    const int room = width() - scaled(besideText);
    const auto fitting = std::find_if(words.begin(), words.end(), [this, room](const QString &text) {
        return fontMetrics().horizontalAdvance(text) <= room;
    });
    setPlaceholderText(fitting == words.end() ? words.back() : *fitting);
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
    clear(); // the breadcrumb says where this is; what was typed may have been half of a name
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
