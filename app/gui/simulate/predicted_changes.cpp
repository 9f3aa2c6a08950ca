// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/predicted_changes.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "app/text/change_text.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/section_head.h"
#include "views/panels/panel_row.h"

namespace ptscope {

namespace {

constexpr int rowHeight = 36;

} // namespace

PredictedChanges::PredictedChanges(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    hide();
}

void PredictedChanges::show(const std::vector<ChangeLine> &lines)
{
    delete m_body;
    m_body = nullptr;
    setVisible(!lines.empty());
    if (lines.empty()) {
        return;
    }
    m_body = new QWidget;
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins({});
    column->setSpacing(scaled(2));
    auto *head = new SectionHead(tr("What changes"));
    head->setNote(tr("click to go there"));
    column->addWidget(head);
    for (const ChangeLine &line : lines) {
        PanelRow::Content content;
        content.title = QStringLiteral("%1  %2").arg(QString(QLatin1Char(markOf(line.kinds))), QString::fromStdString(kindsText(line.kinds)));
        content.value = sumText(line.bytes.value);
        const QString region = line.region.empty() ? tr("between regions") : QString::fromStdString(line.region);
        content.detail = line.places == 1 ? tr("%1, 1 place").arg(region) : tr("%1, %2 places").arg(region, countText(line.places));
        auto *row = new PanelRow(content, rowHeight);
        connect(row, &QAbstractButton::clicked, this, [this, range = line.first] { emit chosen(range); });
        column->addWidget(row);
    }
    layout()->addWidget(m_body);
}

} // namespace ptscope
