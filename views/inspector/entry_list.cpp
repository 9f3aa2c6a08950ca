// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/entry_list.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

#include "core/snapshot/row_text.h"
#include "views/common/class_names.h"
#include "views/common/row_paint.h"
#include "views/look/accessible_role.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int lineHeight = 20;
constexpr int indexLeft = 32;
constexpr int sizeRight = 122;
constexpr int wordsLeft = 134;

} // namespace

EntryList::EntryList(SnapshotPtr snapshot, TableNode table, QWidget *parent)
    : QWidget(parent), m_snapshot(std::move(snapshot)), m_table(table),
      m_runs(PageTableTree(*m_snapshot).entries(table))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(*this, QAccessible::List);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Runs of the table"));
    setAccessibleDescription(plainText());
}

QSize EntryList::sizeHint() const
{
    const std::size_t lines = shownCount() + (m_runs.size() > longest ? 1 : 0);
    return {scaled(328), scaled(lineHeight) * static_cast<int>(lines)};
}

QSize EntryList::minimumSizeHint() const
{
    return {scaled(200), sizeHint().height()};
}

QString EntryList::wordsOf(const EntryRun &run) const
{
    switch (run.kind) {
    case EntryKind::Hole:
        return tr("hole");
    case EntryKind::Unprinted:
        return tr("not in the text");
    case EntryKind::Leaf: {
        const QString access = className(m_snapshot->classOf(run.row).access);
        return access.isEmpty() ? className(LeafClass::Invalid, m_snapshot->geometry()) : access;
    }
    case EntryKind::Table:
        break;
    }
    const PageTableTree tree(*m_snapshot);
    const TableNode below = tree.child(m_table, run.firstIndex);
    const QString level = QString::fromLatin1(name(below.level));
    if (run.uniform) {
        return run.count() == 1 ? tr("%1 table of one run").arg(level)
                                : tr("%1 %2 tables of one run").arg(run.count()).arg(level);
    }
    return tr("%1 table, %2 used").arg(level).arg(tree.use(below).used());
}

QString EntryList::plainText() const
{
    QStringList lines;
    for (std::size_t i = 0; i < shownCount(); ++i) {
        const EntryRun &run = m_runs[i];
        lines.append(QStringLiteral("%1 %2 %3")
                         .arg(bareIndexText(run.firstIndex), QString::fromStdString(runSizeText(run.range.size())),
                              wordsOf(run)));
    }
    return lines.join(QLatin1Char('\n'));
}

void EntryList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int height = scaled(lineHeight);
    for (std::size_t i = 0; i < shownCount(); ++i) {
        const QRect line(0, height * static_cast<int>(i), width(), height);
        paintRowGround(painter, line, {.hovered = m_current == static_cast<int>(i)});
        paintLine(painter, line, m_runs[i]);
    }
    if (m_runs.size() > longest) {
        painter.setFont(wordFont(TextRole::Label));
        painter.setPen(ptscope::palette().text3);
        painter.drawText(QRect(0, height * static_cast<int>(longest), width(), height), Qt::AlignVCenter,
                         tr("and %L1 more runs: see the tree").arg(m_runs.size() - longest));
    }
}

void EntryList::paintLine(QPainter &painter, const QRect &line, const EntryRun &run) const
{
    const Palette &colors = ptscope::palette();
    const bool empty = run.kind == EntryKind::Hole || run.kind == EntryKind::Unprinted;
    if (run.kind == EntryKind::Table) {
        paintTableSwatch(painter, line);
    } else {
        paintLeafSwatch(painter, line,
                        run.kind == EntryKind::Leaf ? m_snapshot->classOf(run.row).leaf : LeafClass::Hole);
    }
    painter.setFont(monoFont(TextRole::Body));
    painter.setPen(empty ? colors.text3 : colors.text2);
    painter.drawText(line.adjusted(scaled(indexLeft), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     bareIndexText(run.firstIndex));
    painter.drawText(QRect(0, line.top(), scaled(sizeRight), line.height()), Qt::AlignVCenter | Qt::AlignRight,
                     QString::fromStdString(runSizeText(run.range.size())));
    const bool grouped = run.kind == EntryKind::Leaf && m_snapshot->attributesOf(run.row).contiguous();
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, grouped ? QStringLiteral("CON") : QString());
    const int right = grouped ? painter.fontMetrics().horizontalAdvance(QStringLiteral("CON ")) : 0;
    const QRect words = line.adjusted(scaled(wordsLeft), 0, -right, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(wordsOf(run), Qt::ElideRight, words.width()));
}

int EntryList::lineAt(int y) const
{
    const int line = y / scaled(lineHeight);
    return y >= 0 && line < static_cast<int>(shownCount()) ? line : -1;
}

void EntryList::setCurrent(int line)
{
    if (line != m_current) {
        m_current = line;
        emit hovered(line < 0 ? std::nullopt : std::optional(m_runs[static_cast<std::size_t>(line)].range));
        update();
    }
}

void EntryList::mouseMoveEvent(QMouseEvent *event)
{
    setCurrent(lineAt(event->position().toPoint().y()));
}

void EntryList::mousePressEvent(QMouseEvent *event)
{
    const int line = lineAt(event->position().toPoint().y());
    if (event->button() == Qt::LeftButton && line >= 0) {
        emit chosen(m_runs[static_cast<std::size_t>(line)].range);
    }
}

void EntryList::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(shownCount()) - 1;
    switch (event->key()) {
    case Qt::Key_Down:
        setCurrent(std::min(last, m_current + 1));
        return;
    case Qt::Key_Up:
        setCurrent(std::max(0, m_current - 1));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0) {
            emit chosen(m_runs[static_cast<std::size_t>(m_current)].range);
        }
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void EntryList::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    setCurrent(-1);
}

void EntryList::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    setCurrent(m_runs.empty() ? -1 : 0);
}

void EntryList::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    setCurrent(-1);
}

} // namespace ptscope
