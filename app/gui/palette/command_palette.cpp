// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/palette/command_palette.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>

#include <algorithm>

#include "app/gui/palette/palette_delegate.h"
#include "app/gui/palette/palette_model.h"
#include "views/look/box.h"
#include "views/look/icons.h"
#include "views/look/palette.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/divider.h"
#include "views/look/widgets/key_hint.h"

namespace ptscope {

namespace {

constexpr int widest = 680;
constexpr int tallestList = 430;
constexpr int fromTop = 58;
constexpr int editHeight = 50;
constexpr int footHeight = 34;
constexpr int windowMargin = 24;

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window), m_edit(new QLineEdit), m_count(new QLabel), m_list(new QListView), m_model(new PaletteModel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    m_edit->setFont(wordFont(TextRole::Title));
    m_edit->setFrame(false);
    m_edit->setPlaceholderText(tr("What to do, or where to go"));
    m_edit->setAccessibleName(tr("What to do, or where to go"));
    m_edit->setMaxLength(4096);
    setLookProperty(*m_edit, "bare", QStringLiteral("true"));
    m_edit->addAction(themedIcon(Icon::Search, &Palette::accent), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    setLookProperty(*m_count, "tone", QStringLiteral("3"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("What answers"));
    setLookProperty(*m_list, "bare", QStringLiteral("true"));
    auto *foot =
        new QLabel(tr("Also takes an address, a region or symbol with an offset, an owner, or a filter: vmalloc+0x1000, wx, size>=2M"));
    setLookProperty(*foot, "tone", QStringLiteral("3"));
    foot->setFixedHeight(scaled(footHeight));
    foot->setContentsMargins(scaled(18), 0, scaled(18), 0);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *head = new QWidget;
    head->setFixedHeight(scaled(editHeight));
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(scaled(14), 0, scaled(14), 0);
    line->setSpacing(scaled(10));
    line->addWidget(m_edit, 1);
    line->addWidget(m_count);
    line->addWidget(new KeyHint(QStringLiteral("Esc")));
    column->addWidget(head);
    column->addWidget(new Divider);
    column->addWidget(m_list, 1);
    column->addWidget(new Divider);
    column->addWidget(foot);
    window->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(m_list, &QListView::entered, this, [this](const QModelIndex &index) {
        if (m_model->entryAt(index) != nullptr) {
            m_list->setCurrentIndex(index);
        }
    });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now != nullptr && now != this && !isAncestorOf(now)) {
            hide();
        }
    });
    hide();
}

void CommandPalette::open(PaletteEntries entries, Answers answers)
{
    m_entries = std::move(entries);
    m_answers = std::move(answers);
    if (!isVisible()) {
        m_before = QApplication::focusWidget();
    }
    m_edit->clear();
    search();
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::closeAndReturn()
{
    const QPointer<QWidget> before = m_before;
    hide();
    if (before != nullptr) {
        before->setFocus(Qt::OtherFocusReason);
    }
}

void CommandPalette::search()
{
    const QString typed = m_edit->text();
    m_model->show(m_entries, m_answers && !typed.trimmed().isEmpty() ? m_answers(typed.trimmed()) : PaletteAnswers{},
                  typed);
    const int count = m_model->entryCount();
    m_count->setText(count == 0 ? tr("nothing answers") : count == 1 ? tr("1 action") : tr("%1 actions").arg(count));
    m_list->setCurrentIndex(m_model->next(-1, 1));
    m_list->scrollToTop();
    place();
}

/// As tall as what there is to see.
void CommandPalette::place()
{
    const QSize room = parentWidget()->size();
    int lines = scaled(8);
    for (int row = 0; row < m_model->rowCount() && lines < scaled(tallestList); ++row) {
        lines += m_list->sizeHintForRow(row);
    }
    const int rest = scaled(editHeight + footHeight) + 4;
    const int width = std::min(scaled(widest), room.width() - 2 * scaled(windowMargin));
    const int height =
        std::min(rest + std::min(lines, scaled(tallestList)), room.height() - scaled(fromTop) - scaled(windowMargin));
    setGeometry((room.width() - width) / 2, scaled(fromTop), width, height);
}

int CommandPalette::pageStep() const
{
    return std::max(
        1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(m_list->currentIndex().row())) - 1);
}

void CommandPalette::move(int step)
{
    QModelIndex at = m_list->currentIndex();
    for (int i = 0; i < std::abs(step); ++i) {
        at = m_model->next(at.row(), step < 0 ? -1 : 1);
    }
    m_list->setCurrentIndex(at);
    // The head of the first group is seen again when one comes back up.
    at.row() <= 1 ? m_list->scrollToTop() : m_list->scrollTo(at);
}

/// What runs may take the focus elsewhere, so it is given back before.
void CommandPalette::choose(const QModelIndex &index)
{
    const PaletteEntry *entry = m_model->entryAt(index);
    if (entry == nullptr || !entry->enabled) {
        return;
    }
    const auto run = entry->run;
    closeAndReturn();
    run();
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        closeAndReturn();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(pageStep());
        return true;
    case Qt::Key_PageUp:
        move(-pageStep());
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // nothing else here takes the focus
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    if (watched == m_edit && event->type() == QEvent::ShortcutOverride) {
        // Escape and the keys that open it belong to the palette while it is open.
        event->setAccepted(static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape);
        return event->isAccepted();
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    painter.fillRect(rect(), colors.surface);
    drawBox(painter, rect(), {colors.lineStrong, colors.raised, 8});
}

} // namespace ptscope
