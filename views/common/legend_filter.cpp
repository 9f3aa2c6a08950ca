// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/legend_filter.h"

#include <QAbstractButton>
#include <QGuiApplication>

#include "views/common/navigator.h"

namespace ptscope {

LegendFilter::LegendFilter(Navigator &navigator, QObject *parent) : QObject(parent), m_navigator(navigator)
{
    connect(&navigator, &Navigator::matchesChanged, this, &LegendFilter::showChosen);
}

void LegendFilter::add(QAbstractButton *row, const QString &term)
{
    row->setCheckable(true);
    m_rows.push_back({row, term});
    connect(row, &QObject::destroyed, this, [this](const QObject *gone) {
        std::erase_if(m_rows, [gone](const Row &r) { return static_cast<const QObject *>(r.button) == gone; });
    });
    connect(row, &QAbstractButton::clicked, this, [this, term] {
        const bool also = QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier);
        m_navigator.toggleFilterTerm(term, terms(), also ? TermClick::Also : TermClick::Only);
        showChosen(); // the click has checked the row, whatever came of it
    });
    showChosen();
}

QStringList LegendFilter::terms() const
{
    QStringList terms;
    for (const Row &row : m_rows) {
        terms.append(row.term);
    }
    return terms;
}

void LegendFilter::showChosen()
{
    const QStringList chosen = m_navigator.chosenFilterTerms(terms());
    for (const Row &row : m_rows) {
        row.button->setChecked(chosen.contains(row.term));
    }
}

} // namespace ptscope
