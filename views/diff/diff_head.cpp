// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diff_head.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <tuple>

#include "views/diff/diff_cell.h"
#include "views/look/box.h"
#include "views/look/change_mark.h"
#include "views/look/icons.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/look_label.h"

namespace ptscope {

namespace {

constexpr int sideMargin = 16;
constexpr int markPlace = 24;
constexpr int namesHeight = 22;
constexpr int badgeSide = 18;

QLabel *headLabel(const char *role, const char *tone, bool mayShrink)
{
    QLabel *label = labelWith({}, role, tone);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (mayShrink) {
        label->setMinimumWidth(1);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    } else {
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        label->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    }
    return label;
}

/// "RW → ro" is one thing to read: a title that needs two lines breaks elsewhere.
QString unbrokenAtArrows(QString title)
{
    return title.replace(QStringLiteral(" → "), QStringLiteral("\u00a0→\u00a0"));
}

} // namespace

DiffHead::DiffHead(QWidget *parent)
    : QWidget(parent), m_markPlace(new QWidget), m_namesPlace(new QWidget),
      m_facts(headLabel("label", "3", false)), m_title(headLabel("verdict", "1", true)),
      m_detail(headLabel("label", "2", true)), m_tables(headLabel("value", "1", false)),
      m_entries(headLabel("label", "2", false))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(scaled(sideMargin), scaled(8), scaled(sideMargin), scaled(4));
    grid->setHorizontalSpacing(scaled(12));
    grid->setVerticalSpacing(scaled(1));
    m_markPlace->setFixedSize(scaled(markPlace), scaled(markPlace));
    m_title->setWordWrap(true);
    m_detail->setWordWrap(true);
    m_namesPlace->setFixedHeight(scaled(namesHeight));
    grid->addWidget(m_namesPlace, 0, 0, 1, 2);
    grid->addWidget(m_facts, 0, 2);
    grid->addWidget(m_markPlace, 1, 0);
    grid->addWidget(m_title, 1, 1);
    grid->addWidget(m_tables, 1, 2);
    grid->addWidget(m_detail, 2, 1);
    grid->addWidget(m_entries, 2, 2, Qt::AlignTop | Qt::AlignRight);
    grid->setColumnStretch(1, 1);
}

void DiffHead::setVerdict(const Diff &diff, const DiffVerdict &verdict)
{
    std::tie(m_before, m_after) = namesOf(*diff.before, *diff.after);
    m_namesPlace->setToolTip(QStringLiteral("A  %1\nB  %2").arg(QString::fromStdString(diff.before->source().path),
                                                               QString::fromStdString(diff.after->source().path)));
    setAccessibleDescription(tr("%1 against %2").arg(m_before, m_after));
    const PagingGeometry &geometry = diff.after->geometry();
    m_facts->setText(diff.byClass ? tr("two geometries")
                                  : tr("%1 pages, %2-bit VA in both")
                                        .arg(runSizeText(geometry.pageSize().value))
                                        .arg(geometry.vaBits()));
    m_kind = verdict.kind;
    m_title->setText(unbrokenAtArrows(verdict.title));
    m_title->setToolTip(verdict.title);
    m_detail->setText(verdict.detail);
    m_tables->setText(verdict.tables);
    m_entries->setText(verdict.entries);
    m_entries->setToolTip(tr("A model, not a measurement: one entry per leaf, one per contiguous group."));
    update();
}

/// Letter and name of either side; long names lose their middle.
void DiffHead::drawNames(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    const QRect place = m_namesPlace->geometry();
    const int side = scaled(badgeSide);
    const QFont mono = monoFont(TextRole::Label);
    const QFontMetrics metrics(mono);
    const int between = scaled(28);
    const int room = (place.width() - 2 * (side + scaled(6)) - between) / 2;
    int x = place.x();
    for (const bool before : {true, false}) {
        const QRect badge(x, place.y() + (place.height() - side) / 2, side, side);
        drawBox(painter, badge, {colors.lineStrong, colors.surface, 4, 1});
        painter.setFont(wordFont(TextRole::Value));
        painter.setPen(colors.text1);
        painter.drawText(badge, Qt::AlignCenter, before ? QStringLiteral("A") : QStringLiteral("B"));
        const QString name = metrics.elidedText(before ? m_before : m_after, Qt::ElideMiddle, room);
        x = badge.right() + 1 + scaled(6);
        painter.setFont(mono);
        painter.drawText(QRect(x, place.y(), room, place.height()), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += metrics.horizontalAdvance(name);
        if (before) {
            painter.setPen(colors.text3);
            painter.drawText(QRect(x, place.y(), between, place.height()), Qt::AlignCenter, QString(QChar(0x2192)));
            x += between;
        }
    }
}

void DiffHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawNames(painter);
    if (m_kind) {
        drawChangeMark(painter, m_markPlace->geometry(), markFor(*m_kind), ptscope::palette().theme);
    } else {
        drawIcon(painter, QRectF(m_markPlace->geometry()).adjusted(4, 4, -4, -4), Icon::Check, ptscope::palette().ok);
    }
}

} // namespace ptscope
