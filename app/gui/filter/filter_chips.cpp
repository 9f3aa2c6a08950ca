// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/filter/filter_chips.h"

#include <QMouseEvent>
#include <QPainter>

#include "views/look/palette.h"
#include "views/look/type.h"
#include "views/look/widgets/chip.h"

namespace ptscope {

namespace {

constexpr int gap = 6;

} // namespace

FilterChips::FilterChips(QWidget *parent) : QWidget(parent), m_more(new Chip(QString(), this))
{
    setCursor(Qt::IBeamCursor);
    m_more->setClickable(true);
    m_more->setCursor(Qt::ArrowCursor);
    connect(m_more, &QAbstractButton::clicked, this, [this] { emit editRequested(-1); });
}

void FilterChips::setTerms(const QStringList &terms)
{
    if (terms == m_terms) {
        return;
    }
    m_terms = terms;
    for (Chip *chip : m_chips) {
        chip->hide();
        chip->deleteLater(); // its cross may be what brought us here
    }
    m_chips.clear();
    for (int i = 0; i < terms.size(); ++i) {
        auto *chip = new Chip(terms[i], this);
        chip->setMono(true);
        chip->setClickable(true);
        chip->setRemovable(true);
        chip->setCursor(Qt::ArrowCursor);
        chip->setToolTip(tr("%1: click to edit, cross or Delete to remove").arg(terms[i]));
        connect(chip, &Chip::removeRequested, this, [this, i] { emit removeRequested(i); });
        connect(chip, &QAbstractButton::clicked, this, [this, i] { emit editRequested(i); });
        m_chips.push_back(chip);
    }
    layOut();
}

void FilterChips::layOut()
{
    int left = 0;
    std::size_t shown = 0;
    const auto total = static_cast<int>(m_chips.size());
    for (; shown < m_chips.size(); ++shown) {
        m_more->setText(QStringLiteral("+%1").arg(total - static_cast<int>(shown) - 1));
        const int reserved = shown + 1 == m_chips.size() ? 0 : m_more->sizeHint().width() + scaled(gap);
        const QSize size = m_chips[shown]->sizeHint();
        if (left + size.width() + reserved > width()) {
            break;
        }
        m_chips[shown]->setGeometry(left, (height() - size.height()) / 2, size.width(), size.height());
        m_chips[shown]->show();
        left += size.width() + scaled(gap);
    }
    for (std::size_t i = shown; i < m_chips.size(); ++i) {
        m_chips[i]->hide();
    }
    const int rest = total - static_cast<int>(shown);
    m_more->setVisible(rest > 0);
    if (rest > 0) {
        m_more->setText(tr("+%1").arg(rest));
        m_more->setToolTip(QStringList(m_terms.mid(static_cast<qsizetype>(shown))).join(QStringLiteral("\n")));
        const QSize size = m_more->sizeHint();
        m_more->setGeometry(left, (height() - size.height()) / 2, size.width(), size.height());
    }
}

void FilterChips::resizeEvent(QResizeEvent *)
{
    layOut();
}

void FilterChips::mousePressEvent(QMouseEvent *event)
{
    event->accept();
    emit editRequested(-1);
}

/// The text below must not shine through.
void FilterChips::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), ptscope::palette().sunk);
}

} // namespace ptscope
