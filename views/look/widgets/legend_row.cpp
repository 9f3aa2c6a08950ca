// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/legend_row.h"

#include "views/look/icons.h"
#include "views/look/pattern.h"
#include "views/look/type.h"

#include <QFontMetrics>
#include <QPainter>

namespace ptscope {

namespace {

constexpr int rowHeight = 21;
constexpr int swatchWidth = 26;
constexpr int swatchHeight = 14;
constexpr int leftMargin = 8;
constexpr int nameGap = 8;
constexpr int checkSide = 14;
constexpr int chosenBar = 3;

} // namespace

LegendRow::LegendRow(ShownClass shownClass, const QString &name, QWidget *parent)
    : QAbstractButton(parent), m_class(shownClass)
{
    setText(name);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateAccessibleText();
}

void LegendRow::setValue(const QString &value, bool nothing)
{
    m_value = value;
    m_nothing = nothing;
    updateAccessibleText();
    updateGeometry();
    update();
}

void LegendRow::setNothingIsGood(bool good)
{
    m_nothingIsGood = good;
    update();
}

void LegendRow::updateAccessibleText()
{
    setAccessibleName(m_value.isEmpty() ? text() : tr("%1, %2").arg(text(), m_value));
    setAccessibleDescription(tr("Filters by this class"));
}

QSize LegendRow::sizeHint() const
{
    const int name = QFontMetrics(wordFont(TextRole::Body)).horizontalAdvance(text());
    const int value = QFontMetrics(wordFont(TextRole::Body)).horizontalAdvance(m_value);
    // The painter may measure a text a little wider than its font does.
    const int behind = m_value.isEmpty() ? scaled(nameGap) / 2 : scaled(nameGap + checkSide);
    return {scaled(2 * leftMargin + swatchWidth + nameGap) + name + behind + value, scaled(rowHeight)};
}

QSize LegendRow::minimumSizeHint() const
{
    return {scaled(leftMargin + swatchWidth + nameGap), scaled(rowHeight)};
}

void LegendRow::paintEvent(QPaintEvent *)
{
    const Palette &colors = ptscope::palette();
    QPainter painter(this);
    if (isChecked()) {
        painter.fillRect(rect(), colors.accentBg);
        painter.fillRect(QRect(0, 0, scaled(chosenBar), height()), colors.accent);
    } else if (isEnabled() && underMouse()) {
        painter.fillRect(rect(), colors.raised);
    }
    const QRect swatch(scaled(leftMargin), (height() - scaled(swatchHeight)) / 2, scaled(swatchWidth),
                       scaled(swatchHeight));
    std::visit([&](auto shownClass) { drawSwatch(painter, swatch, shownClass, colors.theme, uiScale()); }, m_class);

    painter.setFont(wordFont(TextRole::Body));
    const QRect inner = rect().adjusted(swatch.right() + 1 + scaled(nameGap), 0, -scaled(leftMargin), 0);
    painter.setPen(m_nothing || !isEnabled() ? colors.text3 : colors.text2);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight, m_value);
    const QFontMetrics metrics = painter.fontMetrics();
    const int valueLeft = inner.right() + 1 - metrics.horizontalAdvance(m_value) - (m_value.isEmpty() ? 0 : scaled(nameGap));
    int nameRight = valueLeft;
    if (m_nothing && m_nothingIsGood) {
        nameRight -= scaled(checkSide);
        const QRect check(nameRight, (height() - scaled(checkSide)) / 2, scaled(checkSide), scaled(checkSide));
        drawIcon(painter, check, Icon::Check, colors.ok);
    }
    const bool mapped = m_class != ShownClass(LeafClass::Hole);
    painter.setPen(m_nothing || !isEnabled() ? colors.text3 : mapped ? colors.text1 : colors.text2);
    const int room = nameRight - inner.left();
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(text(), Qt::ElideRight, room));
}

} // namespace ptscope
