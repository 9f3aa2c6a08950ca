// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/kept_pages.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/pattern.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int stripHeight = 18;
constexpr int titleGap = 6;
constexpr int cellGap = 3;

} // namespace

KeptPages::KeptPages(QWidget *parent) : QWidget(parent), m_title(new QLabel)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, scaled(stripHeight + titleGap));
    m_title->setFont(wordFont(TextRole::Label));
    setLookProperty(*m_title, "tone", QStringLiteral("2"));
    column->addWidget(m_title);
    hide();
}

void KeptPages::show(const HugePageSize &size, HvoLayout layout)
{
    m_pages = size.eligible ? size.vmemmapPages : 0;
    m_kept = keptPages(layout);
    setVisible(m_pages > m_kept);
    m_title->setText(tr("Pages kept writable: %1 of %2").arg(m_kept).arg(countText(m_pages)));
    setAccessibleName(m_title->text());
    setToolTip(tr("Struct pages of one huge page of %1: what is hatched becomes a read-only alias, its memory is freed")
                   .arg(runSizeText(size.size.value)));
    update();
}

std::vector<QRect> KeptPages::cells() const
{
    std::vector<QRect> out;
    const int count = static_cast<int>(std::min(m_pages, mostCells));
    const int top = height() - scaled(stripHeight);
    for (int i = 0; i < count; ++i) {
        const int left = i * (width() + scaled(cellGap)) / count;
        const int right = (i + 1) * (width() + scaled(cellGap)) / count - scaled(cellGap);
        out.emplace_back(left, top, right - left, scaled(stripHeight));
    }
    return out;
}

void KeptPages::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    const std::vector<QRect> all = cells();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (leavesOut() && i + 2 == all.size()) {
            painter.setPen(colors.text3);
            painter.drawText(all[i], Qt::AlignCenter, QString(QChar(0x2026)));
            continue;
        }
        drawSwatch(painter, all[i], i < m_kept ? AccessClass::RwNx : AccessClass::RoNx, colors.theme, uiScale());
    }
}

} // namespace ptscope
