// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/simulated_band.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "views/look/pattern.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int bandHeight = 28;

} // namespace

SimulatedBand::SimulatedBand(QWidget *parent)
    : QFrame(parent), m_head(new QLabel(tr("Simulated, not measured"))), m_text(new QLabel), m_remark(new QLabel)
{
    setFixedHeight(scaled(bandHeight));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(scaled(16), 0, scaled(16), 0);
    line->setSpacing(scaled(12));
    m_head->setFont(wordFont(TextRole::Value));
    setLookProperty(*m_head, "tone", QStringLiteral("accent"));
    m_text->setFont(wordFont(TextRole::Body));
    setLookProperty(*m_text, "tone", QStringLiteral("1"));
    m_remark->setFont(wordFont(TextRole::Body));
    setLookProperty(*m_remark, "tone", QStringLiteral("2"));
    line->addWidget(m_head);
    line->addWidget(m_text, 1);
    line->addWidget(m_remark);
    hide();
}

void SimulatedBand::setChain(const QString &chain)
{
    m_chain = chain;
    m_text->setToolTip(chain);
    setAccessibleName(tr("Simulated, not measured: %1").arg(chain));
    fit();
    setVisible(!chain.isEmpty());
}

void SimulatedBand::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    fit();
}

/// The end of a chain says more than its middle.
void SimulatedBand::fit()
{
    const int taken = m_head->sizeHint().width() + m_remark->sizeHint().width() + scaled(2 * 16 + 2 * 12);
    const int room = std::max(scaled(40), width() - taken);
    m_text->setText(m_text->fontMetrics().elidedText(m_chain, Qt::ElideMiddle, room));
}

void SimulatedBand::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

// Words stand on plain ground: stripes behind them could not be read over.
void SimulatedBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    PatternPainter(painter, ThemeNotifier::instance().theme()).simulatedBand(rect());
    const QColor plain = ptscope::palette().accentBg;
    for (const QLabel *label : {m_head, m_text, m_remark}) {
        const int words = std::min(label->width(), label->sizeHint().width());
        if (!label->text().isEmpty()) {
            painter.fillRect(QRect(label->x() - scaled(6), 0, words + scaled(12), height()), plain);
        }
    }
}

} // namespace ptscope
