// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_offers.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

#include "views/look/numbers.h"
#include "views/look/type.h"
#include "views/look/widgets/look_label.h"

namespace ptscope {

namespace {

constexpr std::size_t mostOffers = 6;
constexpr int offerWidth = 280;

} // namespace

StripeOffers::StripeOffers(QWidget *parent)
    : QWidget(parent), m_title(labelWith({}, "value", "1")), m_text(labelWith({}, "label", "2")), m_list(new QVBoxLayout)
{
    setAccessibleName(tr("Other ranges"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(scaled(6));
    column->addStretch(1);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addWidget(m_text, 0, Qt::AlignHCenter);
    column->addSpacing(scaled(6));
    m_list->setSpacing(scaled(4));
    column->addLayout(m_list);
    column->addStretch(2);
}

void StripeOffers::setSource(const StripeSource &source)
{
    while (QLayoutItem *item = m_list->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // a click on it may be what brought us here
        delete item;
    }
    if (source.choices.empty()) {
        m_title->setText(tr("Nothing is mapped in this dump"));
        m_text->setText(tr("There are no pages to draw. The Table lists the rows that there are."));
        return;
    }
    m_title->setText(source.hasVmemmap ? tr("There are no stripes in so small a vmemmap")
                                       : tr("There is no vmemmap to look for stripes in"));
    m_text->setText(source.hasVmemmap
                        ? tr("Simulate shows what HVO would leave here. The pages of other ranges can be seen as well:")
                        : tr("The pages of other ranges can be seen as well:"));
    std::vector<StripeChoice> offers = source.choices;
    std::erase_if(offers, [&](const StripeChoice &choice) { return choice.name == source.name; });
    offers.resize(std::min(offers.size(), mostOffers));
    for (const StripeChoice &choice : offers) {
        addOffer(choice);
    }
}

void StripeOffers::addOffer(const StripeChoice &choice)
{
    auto *button = new QPushButton(tr("%1: %2").arg(choice.name, sumText(choice.mapped)));
    button->setAccessibleName(tr("Show the pages of %1").arg(choice.name));
    button->setFixedWidth(scaled(offerWidth));
    connect(button, &QPushButton::clicked, this, [this, name = choice.name] { emit chosen(name); });
    m_list->addWidget(button, 0, Qt::AlignHCenter);
}

} // namespace ptscope
