// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/agreement_card.h"

#include <QLabel>
#include <QVBoxLayout>

#include "app/text/agreement_text.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

AgreementCard::AgreementCard(QWidget *parent) : QFrame(parent), m_column(new QVBoxLayout(this))
{
    setLookProperty(*this, "panel", QStringLiteral("card"));
    m_column->setContentsMargins(scaled(12), scaled(8), scaled(12), scaled(8));
    m_column->setSpacing(scaled(4));
    hide();
}

void AgreementCard::addLine(const QString &text, const char *tone, bool strong)
{
    auto *label = new QLabel(text);
    label->setFont(wordFont(strong ? TextRole::Value : TextRole::Body));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLookProperty(*label, "tone", QLatin1String(tone));
    m_column->addWidget(label);
}

void AgreementCard::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    hide();
}

void AgreementCard::show(const Agreement &agreement, const QString &real)
{
    clear();
    addLine(tr("Held against %1").arg(real), "1", true);
    addLine(QString::fromStdString(agreementText(agreement.total)), agreement.total.whole() ? "ok" : "2");
    for (const RegionAgreement &region : agreement.regions) {
        const QString name = region.region.empty() ? tr("between regions") : QString::fromStdString(region.region);
        if (region.whole()) {
            addLine(tr("= %1: %2").arg(name, QString::fromStdString(agreementText(region))), "ok");
            continue;
        }
        const std::string differing = differingText(region);
        addLine(tr("~ %1: %2").arg(name, QString::fromStdString(agreementText(region)))
                    + (differing.empty() ? QString() : tr("; differs: %1").arg(QString::fromStdString(differing))),
                "2");
    }
    setVisible(true);
}

void AgreementCard::showProblem(const QString &sentence)
{
    clear();
    addLine(sentence, "error");
    setVisible(true);
}

} // namespace ptscope
