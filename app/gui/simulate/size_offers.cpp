// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/size_offers.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/section_head.h"

namespace ptscope {

SizeOffers::SizeOffers(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    hide();
}

void SizeOffers::clear()
{
    delete m_body;
    m_body = nullptr;
    hide();
}

void SizeOffers::show(const PagingGeometry &geometry, const HugePageSize &chosen, std::uint64_t count, HvoLayout kept)
{
    clear();
    m_body = new QWidget;
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins({});
    column->setSpacing(scaled(6));
    const ByteCount memory = chosen.size * count;
    auto *head = new SectionHead(tr("Which size would pay?"));
    head->setNote(tr("%1 of huge pages").arg(sumText(memory.value)));
    column->addWidget(head);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(scaled(10));
    grid->setVerticalSpacing(scaled(3));
    grid->setColumnStretch(0, 1);
    const auto put = [grid](int row, int at, const QString &text, bool strong, bool heading) {
        auto *label = new QLabel(text);
        label->setFont(heading ? wordFont(TextRole::Label) : monoFont(strong ? TextRole::Value : TextRole::Body));
        label->setAlignment((at == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        setLookProperty(*label, "tone", heading ? QStringLiteral("3") : strong ? QStringLiteral("1") : QStringLiteral("2"));
        grid->addWidget(label, row, at);
    };
    const QStringList titles{tr("Size"), tr("freed each"), tr("pages"), tr("freed in all")};
    for (int at = 0; at < titles.size(); ++at) {
        put(0, at, titles[at], false, true);
    }
    int row = 0;
    for (const HvoSizeOffer &offer : offersFor(geometry, memory, kept)) {
        const bool strong = offer.size.size == chosen.size;
        ++row;
        put(row, 0, runSizeText(offer.size.size.value), strong, false);
        put(row, 1, offer.freedEach.value == 0 ? tr("nothing") : runSizeText(offer.freedEach.value), strong, false);
        put(row, 2, countText(offer.count), strong, false);
        put(row, 3, sumText(offer.freedAll.value), strong, false);
    }
    column->addLayout(grid);
    layout()->addWidget(m_body);
    setVisible(true);
}

} // namespace ptscope
