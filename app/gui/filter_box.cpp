// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/filter_box.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScopeGuard>
#include <QTextCharFormat>

#include "app/gui/filter/filter_chips.h"
#include "core/query/query.h"
#include "core/query/query_edit.h"
#include "views/look/icons.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

/// Long enough that a fast typist's word is one question, too short to be waited for.
constexpr int typingMs = 60;
constexpr int iconRoom = 30; ///< what an icon in the line takes
constexpr int edge = 3;
constexpr int roomForWords = 480;

} // namespace

FilterBox::FilterBox(Session &session, QWidget *parent)
    : QLineEdit(parent), m_session(session), m_count(new QLabel(this)), m_chips(new FilterChips(this))
{
    setFont(monoFont(TextRole::Body));
    setPlaceholderText(tr("Filter: region:vmemmap perm:ro size>=28K"));
    setAccessibleName(tr("Filter rows"));
    setMaxLength(4096);
    addAction(themedIcon(Icon::Search, &Palette::text3), QLineEdit::LeadingPosition);
    m_count->setFont(monoFont(TextRole::Label));
    setLookProperty(*m_count, "tone", QStringLiteral("2"));
    m_count->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_chips->hide();
    connect(m_chips, &FilterChips::editRequested, this, &FilterBox::editTerm);
    connect(m_chips, &FilterChips::removeRequested, this, [this](int term) {
        setFilter(QString::fromStdString(withoutConjunct(text().toStdString(), static_cast<std::size_t>(term))));
    });
    auto *completer = new QCompleter(&m_completions, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    setLookProperty(*completer->popup(), "popup", QStringLiteral("true"));
    setCompleter(completer);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &FilterBox::apply);
    connect(this, &QLineEdit::textEdited, this, &FilterBox::offerCompletions);
    connect(this, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_session, &Session::currentChanged, this, &FilterBox::apply);
    connect(&m_session.navigator(), &Navigator::filterRequested, this, &FilterBox::setFilter);
    apply();
}

/// Whole lines are offered, since the completer replaces the whole line.
void FilterBox::offerCompletions()
{
    const SnapshotPtr snapshot = m_session.snapshot();
    QStringList lines;
    if (snapshot != nullptr && cursorPosition() == text().size() && !text().trimmed().isEmpty()) {
        const std::string typed = text().toStdString();
        const QueryCompletions found = completeQuery(typed, typed.size(), *snapshot);
        const QString before = QString::fromStdString(typed.substr(0, found.offset));
        for (const std::string &word : found.words) {
            const QString line = before + QString::fromStdString(word);
            if (line != text()) {
                lines.append(line);
            }
        }
    }
    m_completions.setStringList(lines);
}

void FilterBox::apply()
{
    m_typing.stop();
    const SnapshotPtr snapshot = m_session.snapshot();
    setEnabled(snapshot != nullptr);
    const auto chips = qScopeGuard([this] { showChips(); });
    if (snapshot == nullptr || text().trimmed().isEmpty()) {
        m_session.navigator().setMatches(nullptr);
        showCount({});
        showProblem({}, 0, 0);
        return;
    }
    const std::string expression = text().toStdString();
    const auto query = Query::compile(expression, snapshot);
    if (!query) {
        forgetRowsOfAnotherDump(snapshot);
        const auto characters = [&expression](std::size_t bytes) {
            return static_cast<int>(QString::fromStdString(expression.substr(0, bytes)).size());
        };
        const int offset = characters(query.error().offset);
        showProblem(QString::fromStdString(query.error().message), offset,
                    std::max(1, characters(query.error().offset + query.error().length) - offset));
        return;
    }
    showProblem({}, 0, 0);
    auto rows = std::make_shared<const RowSet>(query->run());
    // In a narrow box the terms need the room; the foot of the window has the sentence.
    const QString words = width() < scaled(roomForWords) ? tr("%1/%2") : tr("%1 of %2 runs");
    showCount(words.arg(countText(rows->count()), countText(rows->rows())));
    m_asked = snapshot;
    m_session.navigator().setMatches(std::move(rows), text());
}

/// A region of the last dump may be unknown here; its rows would be wrong ones.
void FilterBox::forgetRowsOfAnotherDump(const SnapshotPtr &snapshot)
{
    if (m_asked.lock() != snapshot) {
        m_session.navigator().setMatches(nullptr);
        showCount({});
    }
}

void FilterBox::setFilter(const QString &expression)
{
    setText(expression);
    apply();
}

void FilterBox::showCount(const QString &text)
{
    m_count->setText(text);
    m_count->adjustSize();
    setTextMargins(0, 0, text.isEmpty() ? 0 : m_count->width() + scaled(8), 0);
    placeCount();
}

void FilterBox::placeCount()
{
    const int menu = m_hasMenu ? scaled(iconRoom) : scaled(8);
    m_count->move(width() - m_count->width() - menu, (height() - m_count->height()) / 2);
    const int left = scaled(iconRoom);
    const int right = m_count->text().isEmpty() ? width() - menu : m_count->x() - scaled(8);
    m_chips->setGeometry(left, edge, std::max(right - left, 0), height() - 2 * edge);
}

/// A mistake shows the text, with its mark.
void FilterBox::showChips()
{
    QStringList terms;
    if (m_problem.isEmpty() && !hasFocus()) {
        for (const std::string &term : conjunctsOf(text().toStdString())) {
            terms.append(QString::fromStdString(term));
        }
    }
    m_chips->setTerms(terms);
    m_chips->setVisible(!terms.isEmpty());
}

void FilterBox::editTerm(int term)
{
    const QStringList terms = m_chips->terms();
    setFocus(Qt::MouseFocusReason);
    const auto at = term < 0 ? -1 : text().indexOf(terms[term], 0, Qt::CaseInsensitive);
    if (at >= 0) {
        setSelection(static_cast<int>(at), static_cast<int>(terms[term].size()));
    } else {
        end(false);
    }
}

void FilterBox::setMenu(QMenu *menu)
{
    m_hasMenu = true;
    QAction *mark = addAction(themedIcon(Icon::Bookmark, &Palette::text2), QLineEdit::TrailingPosition);
    mark->setToolTip(tr("Saved filters"));
    connect(mark, &QAction::triggered, this, [this, menu] { menu->popup(mapToGlobal(QPoint(width() - menu->sizeHint().width(), height()))); });
    placeCount();
}

void FilterBox::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    showChips();
}

void FilterBox::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    showChips();
}

void FilterBox::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeCount();
}

/// The wrong characters get a wavy line, as a word processor has it.
void FilterBox::showProblem(const QString &problem, int offset, int length)
{
    QList<QInputMethodEvent::Attribute> marks;
    if (!problem.isEmpty()) {
        QTextCharFormat wrong;
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(ptscope::palette().error);
        marks.append({QInputMethodEvent::TextFormat, offset - cursorPosition(), length, wrong});
    }
    QInputMethodEvent mark(QString(), marks);
    QCoreApplication::sendEvent(this, &mark);
    if (problem == m_problem) {
        return;
    }
    m_problem = problem;
    setLookProperty(*this, "invalid", problem.isEmpty() ? QStringLiteral("false") : QStringLiteral("true"));
    setToolTip(problem);
    emit problemChanged(problem);
}

void FilterBox::goToNextMatch()
{
    const auto &matches = m_session.navigator().matches();
    const SnapshotPtr snapshot = m_session.snapshot();
    if (matches == nullptr || snapshot == nullptr || matches->rows() != snapshot->extents().size()) {
        return;
    }
    const auto selection = m_session.navigator().selection();
    const std::uint32_t from = selection ? snapshot->extents().rowsIn(*selection).end : 0;
    auto row = matches->nextFrom({from});
    row = row ? row : matches->nextFrom({0});
    if (row) {
        m_session.navigator().reveal(snapshot->extents().range(*row));
    }
}

void FilterBox::goToPreviousMatch()
{
    const auto &matches = m_session.navigator().matches();
    const SnapshotPtr snapshot = m_session.snapshot();
    if (matches == nullptr || snapshot == nullptr || matches->rows() != snapshot->extents().size()) {
        return;
    }
    const auto selection = m_session.navigator().selection();
    const std::uint32_t before = selection ? snapshot->extents().rowsIn(*selection).begin : 0;
    auto row = before > 0 ? matches->lastUpTo({before - 1}) : std::nullopt;
    row = row ? row : matches->lastUpTo({matches->rows()});
    if (row) {
        m_session.navigator().reveal(snapshot->extents().range(*row));
    }
}

void FilterBox::clearFilter()
{
    setFilter({});
}

/// Escape is a command of the window as well; here it belongs to the box.
bool FilterBox::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void FilterBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        clearFilter();
        emit left();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        apply();
        if (m_problem.isEmpty()) {
            emit left();
        }
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace ptscope
