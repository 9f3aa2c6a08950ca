// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace ptscope {

class Chip;

/// What must all hold, a chip each, laid over the filter's text while nobody types there. Each can be taken away alone.
class FilterChips : public QWidget
{
    Q_OBJECT

public:
    explicit FilterChips(QWidget *parent);

    void setTerms(const QStringList &terms);
    const QStringList &terms() const { return m_terms; }
    const std::vector<Chip *> &chips() const { return m_chips; }

signals:
    void removeRequested(int term);
    /// A click beside the crosses: the text is wanted, with this term chosen; -1 for no term.
    void editRequested(int term);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();

    QStringList m_terms;
    std::vector<Chip *> m_chips;
    Chip *m_more; ///< stands for those that do not fit
};

} // namespace ptscope
