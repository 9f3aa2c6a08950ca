// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "core/tree/page_table_tree.h"

namespace ptscope {

/// One level of the walk: `PMD[0x040]      table of 512, 141 used`, indented by its depth, joined to the step above.
/// The last step carries the colour of its leaf. A click selects what the entry spans.
class WalkStep : public QAbstractButton
{
    Q_OBJECT

public:
    WalkStep(const Snapshot &snapshot, const PageTableTree &tree, const PageTableTree::Step &step, int depth, bool last,
             QWidget *parent = nullptr);

    QString indexWords() const { return m_level + m_index; }
    QString note() const { return m_note; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString noteFor(const Snapshot &snapshot, const PageTableTree &tree, const PageTableTree::Step &step) const;
    QRect boxRect() const;
    void paintJoint(QPainter &painter) const;

    QString m_level;
    QString m_index;
    QString m_note;
    LeafClass m_leaf = LeafClass::Hole;
    EntryKind m_kind;
    int m_depth;
    bool m_last;
};

} // namespace ptscope
