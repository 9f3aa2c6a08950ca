// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "views/diff/change_sentences.h"

class QLabel;
class QPainter;

namespace ptscope {

/// The verdict above the maps: what changed most, in words and numbers.
class DiffHead : public QWidget
{
    Q_OBJECT

public:
    explicit DiffHead(QWidget *parent = nullptr);
    void setVerdict(const Diff &diff, const DiffVerdict &verdict);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void drawNames(QPainter &painter) const;

    std::optional<ChangeKind> m_kind;
    QWidget *m_markPlace;
    QWidget *m_namesPlace;
    QString m_before;
    QString m_after;
    QLabel *m_facts;
    QLabel *m_title;
    QLabel *m_detail;
    QLabel *m_tables;
    QLabel *m_entries;
};

} // namespace ptscope
