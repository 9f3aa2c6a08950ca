// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/walk_step.h"

#include <QPainter>

#include "core/snapshot/row_text.h"
#include "views/look/box.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/pattern.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int boxHeight = 24;
constexpr int gapAbove = 4;
constexpr int indent = 14;
constexpr int jointInset = 6;
constexpr int padding = 8;
constexpr int leafBar = 8;

} // namespace

WalkStep::WalkStep(const Snapshot &snapshot, const PageTableTree &tree, const PageTableTree::Step &step, int depth,
                   bool last, QWidget *parent)
    : QAbstractButton(parent), m_level(QString::fromLatin1(name(step.table.level))),
      m_index(QStringLiteral("[%1]").arg(indexText(step.entry.firstIndex))), m_note(noteFor(snapshot, tree, step)),
      m_kind(step.entry.kind), m_depth(depth), m_last(last)
{
    if (m_kind == EntryKind::Leaf) {
        m_leaf = snapshot.classOf(step.entry.row).leaf;
    }
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(indexWords() + QStringLiteral(", ") + m_note);
    setToolTip(tr("Select what this entry spans"));
}

QString WalkStep::noteFor(const Snapshot &snapshot, const PageTableTree &tree, const PageTableTree::Step &step) const
{
    const TableUse use = tree.use(step.table);
    const QString used = use.unprinted == 0 ? tr("%1 of %2 used").arg(use.used()).arg(use.entries)
                                            : tr("%1 of %2 printed").arg(use.used()).arg(use.entries);
    switch (step.entry.kind) {
    case EntryKind::Table:
        return tr("table of %1, %2 used").arg(use.entries).arg(use.used());
    case EntryKind::Leaf: {
        const QString span = QString::fromStdString(runSizeText(snapshot.geometry().span(step.table.level)));
        const bool valid = snapshot.attributesOf(step.entry.row).valid();
        return (valid ? tr("leaf %1 · %2") : tr("invalid %1 · %2")).arg(span, used);
    }
    case EntryKind::Hole:
        return tr("empty · %1").arg(used);
    case EntryKind::Unprinted:
        return tr("not in the text");
    }
    return {};
}

QSize WalkStep::sizeHint() const
{
    return {scaled(300), scaled(boxHeight + (m_depth == 0 ? 0 : gapAbove))};
}

QSize WalkStep::minimumSizeHint() const
{
    return {scaled(120), sizeHint().height()};
}

QRect WalkStep::boxRect() const
{
    const int left = scaled(indent) * m_depth;
    return {left, height() - scaled(boxHeight), width() - left, scaled(boxHeight)};
}

void WalkStep::paintJoint(QPainter &painter) const
{
    if (m_depth == 0) {
        return;
    }
    const QRect box = boxRect();
    const int x = box.left() - scaled(indent) + scaled(jointInset);
    const int y = box.top() + scaled(boxHeight) / 2;
    painter.fillRect(x, 0, scaled(1), y + scaled(1), ptscope::palette().lineStrong);
    painter.fillRect(x, y, box.left() - x, scaled(1), ptscope::palette().lineStrong);
}

void WalkStep::paintEvent(QPaintEvent *)
{
    const Palette &colors = ptscope::palette();
    QPainter painter(this);
    paintJoint(painter);
    const QRect box = boxRect();
    const bool end = m_last && m_kind == EntryKind::Leaf;
    const QColor border = end ? colors.accent : underMouse() ? colors.control : colors.line;
    drawBox(painter, box, {border, m_last ? colors.accentBg : colors.raised, 3});
    int left = box.left() + scaled(padding);
    if (end) {
        const QRect bar = box.adjusted(scaled(1), scaled(1), 0, -scaled(1));
        drawSwatch(painter, QRect(bar.left(), bar.top(), scaled(leafBar), bar.height()), m_leaf, colors.theme,
                   uiScale());
        left += scaled(leafBar);
    }
    painter.setFont(monoFont(TextRole::Body));
    painter.setPen(m_last ? colors.text2 : colors.text3);
    const QFontMetricsF metrics(painter.font());
    const QRect text(left, box.top(), box.right() - left - scaled(padding), box.height());
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, m_level);
    painter.setPen(colors.text1);
    painter.drawText(QRectF(text).adjusted(metrics.horizontalAdvance(m_level), 0, 0, 0),
                     Qt::AlignVCenter | Qt::AlignLeft, m_index);
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(colors.text2);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignRight, m_note);
}

} // namespace ptscope
