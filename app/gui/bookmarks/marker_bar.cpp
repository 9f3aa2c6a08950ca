// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bookmarks/marker_bar.h"

#include <QHBoxLayout>
#include <QLabel>

#include "app/gui/session.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/chip.h"

namespace ptscope {

MarkerBar::MarkerBar(Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_facts(session), m_a(new Chip(QStringLiteral("A"))),
      m_b(new Chip(QStringLiteral("B"))), m_span(new QLabel)
{
    setAccessibleName(tr("Markers"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->setSpacing(scaled(6));
    for (Chip *chip : {m_a, m_b}) {
        chip->setMono(true);
        chip->setCheckable(true);
        line->addWidget(chip);
    }
    m_span->setFont(monoFont(TextRole::Label));
    line->addWidget(m_span);
    for (const auto &[chip, marker] : {std::pair{m_a, Mark::A}, std::pair{m_b, Mark::B}}) {
        connect(chip, &QAbstractButton::clicked, this, [this, which = marker] {
            refresh(); // a click must not uncheck what is set
            if (const auto place = m_session.navigator().marker(which)) {
                m_session.navigator().reveal(*place);
            }
        });
    }
    connect(&m_facts, &MarkerFacts::changed, this, &MarkerBar::refresh);
    refresh();
}

void MarkerBar::showMarker(Mark marker, Chip &chip)
{
    const auto place = m_session.navigator().marker(marker);
    const QString letter = marker == Mark::A ? tr("A") : tr("B");
    chip.setChecked(place.has_value());
    chip.setClickable(place.has_value());
    chip.setAccessibleName(place ? tr("Marker %1 at %2").arg(letter, addressLabel(place->first.value))
                                 : tr("Marker %1, not set").arg(letter));
    chip.setToolTip(place ? tr("%1: go there").arg(addressLabel(place->first.value))
                          : tr("Not set. M marks what is selected"));
}

void MarkerBar::refresh()
{
    setVisible(m_session.snapshot() != nullptr);
    showMarker(Mark::A, *m_a);
    showMarker(Mark::B, *m_b);
    const auto &facts = m_facts.facts();
    m_span->setVisible(facts.has_value());
    if (facts) {
        m_span->setText(spanText(*facts));
        QStringList lines{tr("From A to B: %1").arg(spanText(*facts))};
        for (const SpanDetail &detail : spanDetails(*facts, m_session.snapshot()->geometry())) {
            lines.append(detail.value + QLatin1Char(' ') + detail.name);
        }
        m_span->setToolTip(lines.join(QLatin1Char('\n')));
        m_span->setAccessibleName(m_span->toolTip());
    }
}

} // namespace ptscope
