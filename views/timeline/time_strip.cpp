// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/time_strip.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int totalHeight = 52;
constexpr int flagHeight = 12; ///< above the line
constexpr int tickHeight = 8;  ///< below it
constexpr int scaleWidth = 104;
constexpr int sideMargin = 16;
constexpr int rightMargin = 12;
constexpr int wheelStep = 120;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(TimeStrip)
};

} // namespace

QString figureName(SeriesFigure figure)
{
    switch (figure) {
    case SeriesFigure::Mapped: return Texts::tr("Mapped");
    case SeriesFigure::Blocks: return Texts::tr("Blocks");
    case SeriesFigure::Contiguous: return Texts::tr("Contiguous");
    case SeriesFigure::Pages: return Texts::tr("Base pages");
    case SeriesFigure::ReadOnly: return Texts::tr("Read-only");
    case SeriesFigure::Writable: return Texts::tr("Writable");
    case SeriesFigure::WritableExecutable: return Texts::tr("W+X");
    case SeriesFigure::Tables: return Texts::tr("Tables");
    case SeriesFigure::TlbEntries: return Texts::tr("TLB entries");
    case SeriesFigure::Rows: return Texts::tr("Rows");
    case SeriesFigure::Changes: return Texts::tr("Changes");
    case SeriesFigure::Churn: return Texts::tr("Churn");
    }
    return {};
}

QString figureText(SeriesFigure figure, std::uint64_t value)
{
    return isBytes(figure) ? sumText(value) : countText(value);
}

QString figureDeltaText(SeriesFigure figure, std::uint64_t before, std::uint64_t after)
{
    const auto delta = static_cast<std::int64_t>(after - before);
    return isBytes(figure) ? sumDeltaText(delta) : deltaText(delta);
}

QString momentName(const Moment &moment)
{
    QString name = QString::fromStdString(moment.name);
    for (const char *suffix : {".zst", ".gz", ".xz", ".bz2", ".ptdump"}) {
        if (name.endsWith(QLatin1String(suffix))) {
            name.chop(static_cast<int>(qstrlen(suffix)));
        }
    }
    return name;
}

TimeStrip::TimeStrip(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("timeStrip"));
    setAccessibleName(tr("Snapshots over time"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

QSize TimeStrip::sizeHint() const
{
    return {scaled(1200), scaled(totalHeight)};
}

QSize TimeStrip::minimumSizeHint() const
{
    return {scaled(320), scaled(totalHeight)};
}

void TimeStrip::setSeries(SeriesPtr series)
{
    m_series = std::move(series);
    m_changes.clear();
    m_front = 0;
    m_asked = 0;
    m_hovered = -1;
    setFigure(m_figure);
    layOut();
}

void TimeStrip::setFigure(SeriesFigure figure)
{
    m_figure = figure;
    m_values.clear();
    for (MomentIndex i = 0; m_series != nullptr && i < m_series->size(); ++i) {
        m_values.push_back(figureOf(m_series->at(i), figure));
    }
    describe();
    update();
}

void TimeStrip::setFront(MomentIndex moment)
{
    m_front = moment;
    m_asked = moment;
    describe();
    update();
}

void TimeStrip::setRangeChanges(std::vector<RangeChange> changes)
{
    m_changes = std::move(changes);
    update();
}

void TimeStrip::describe()
{
    if (m_series == nullptr) {
        setAccessibleDescription({});
        return;
    }
    const Moment &moment = m_series->at(m_front);
    setAccessibleDescription(tr("%1, %2 of %3; %4: %5")
                                 .arg(momentName(moment))
                                 .arg(m_front + 1)
                                 .arg(m_series->size())
                                 .arg(figureName(m_figure), figureText(m_figure, m_values[m_front])));
}

void TimeStrip::layOut()
{
    const int left = scaled(sideMargin + scaleWidth);
    const QRect area(left, scaled(flagHeight), std::max(width() - left - scaled(rightMargin), 1),
                     std::max(height() - scaled(flagHeight + tickHeight), 1));
    m_geometry = TimeStripGeometry(m_series == nullptr ? 0 : m_series->size(), area);
    update();
}

void TimeStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

// --- painting ---------------------------------------------------------------------------------------------------------

void TimeStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), ptscope::palette().surface);
    if (m_series == nullptr || m_values.empty()) {
        return;
    }
    painter.fillRect(m_geometry.area(), ptscope::palette().sunk);
    drawLine(painter);
    drawTicks(painter);
    drawFront(painter);
    drawFlags(painter);
    drawScale(painter);
}

void TimeStrip::drawLine(QPainter &painter) const
{
    const QRect &area = m_geometry.area();
    const QColor fill = mix(ptscope::palette().text3, ptscope::palette().sunk, 30);
    const int line = scaled(1);
    int before = -1;
    for (const SparkColumn &column : sparkline(m_geometry, m_values)) {
        const int low = before < 0 ? column.low : std::min(column.low, before);
        const int high = before < 0 ? column.high : std::max(column.high, before);
        painter.fillRect(QRect(column.x, area.bottom() - column.high, 1, column.high + 1), fill);
        painter.fillRect(QRect(column.x, area.bottom() - high, 1, high - low + line), ptscope::palette().text2);
        before = column.high;
    }
}

/// Below the line: a tick as long as meaning changed, a short one where only churn did.
void TimeStrip::drawTicks(QPainter &painter) const
{
    const int top = m_geometry.area().bottom() + 1 + scaled(1);
    const int width = std::clamp(m_geometry.slot(0).width() - scaled(2), 1, scaled(3));
    int last = -1;
    for (MomentIndex i = 1; i < m_series->size(); ++i) {
        const Moment &moment = m_series->at(i);
        const bool meaning = moment.meaning > 0 || !moment.alignment.moved.empty();
        const int x = m_geometry.middle(i) - width / 2;
        if ((meaning || moment.churn > 0) && x > last) {
            painter.fillRect(QRect(x, top, width, scaled(meaning ? tickHeight - 2 : 2)), ptscope::palette().text3);
            last = meaning ? x : last;
        }
    }
}

/// Above the line: a flag where the selected range changed, hollow when only churn touched it.
void TimeStrip::drawFlags(QPainter &painter) const
{
    const QRect &area = m_geometry.area();
    const int side = scaled(7);
    for (const RangeChange &change : m_changes) {
        const int x = m_geometry.middle(change.moment);
        const QRect flag(x, area.top() - scaled(flagHeight - 2), side, side);
        painter.fillRect(QRect(x, flag.top(), scaled(1), area.bottom() - flag.top() + 1), ptscope::palette().accent);
        painter.fillRect(flag, ptscope::palette().accent);
        if (!change.meaning) {
            const int border = scaled(1);
            painter.fillRect(flag.adjusted(border, border, -border, -border), ptscope::palette().surface);
        }
    }
}

void TimeStrip::drawFront(QPainter &painter) const
{
    const auto frame = [&](MomentIndex moment, const QColor &color, int line) {
        const QRect &area = m_geometry.area();
        const int x = m_geometry.middle(moment);
        const QRect slot = m_geometry.slot(moment);
        if (slot.width() < scaled(8)) {
            painter.fillRect(QRect(x - line / 2, area.top(), line, area.height()), color);
            return;
        }
        painter.fillRect(QRect(slot.left(), slot.top(), slot.width(), line), color);
        painter.fillRect(QRect(slot.left(), slot.bottom() - line + 1, slot.width(), line), color);
        painter.fillRect(QRect(slot.left(), slot.top(), line, slot.height()), color);
        painter.fillRect(QRect(slot.right() - line + 1, slot.top(), line, slot.height()), color);
    };
    if (m_hovered >= 0 && static_cast<MomentIndex>(m_hovered) != m_front) {
        frame(static_cast<MomentIndex>(m_hovered), mix(ptscope::palette().selection, ptscope::palette().sunk, 50), scaled(1));
    }
    frame(m_front, ptscope::palette().selection, scaled(2));
}

/// The line does not begin at nothing: what its foot and its top stand for is written beside it.
void TimeStrip::drawScale(QPainter &painter) const
{
    const auto [least, most] = std::minmax_element(m_values.begin(), m_values.end());
    const QRect &area = m_geometry.area();
    const QRect column(scaled(sideMargin), area.top(), scaled(scaleWidth - 8), area.height());
    painter.setFont(monoFont(TextRole::Index));
    painter.setPen(ptscope::palette().text3);
    if (*least == *most) {
        painter.drawText(column, Qt::AlignRight | Qt::AlignVCenter, figureText(m_figure, *most));
        return;
    }
    const QString bottom = figureText(m_figure, *least);
    const QString top = figureText(m_figure, *most);
    // Four digits may not tell the two apart.
    painter.drawText(column.adjusted(0, -scaled(3), 0, 0), Qt::AlignRight | Qt::AlignTop,
                     top != bottom ? top : figureDeltaText(m_figure, *least, *most));
    painter.drawText(column.adjusted(0, 0, 0, scaled(3)), Qt::AlignRight | Qt::AlignBottom, bottom);
}

// --- mouse and keys ---------------------------------------------------------------------------------------------------

void TimeStrip::request(std::int64_t moment)
{
    if (m_series == nullptr) {
        return;
    }
    m_asked = static_cast<MomentIndex>(std::clamp<std::int64_t>(moment, 0, std::int64_t{m_series->size()} - 1));
    emit momentRequested(m_asked);
}

void TimeStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_series != nullptr) {
        request(m_geometry.momentAt(event->position().toPoint().x()));
    }
}

void TimeStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (m_series == nullptr) {
        return;
    }
    const MomentIndex moment = m_geometry.momentAt(event->position().toPoint().x());
    if (static_cast<int>(moment) != m_hovered) {
        m_hovered = static_cast<int>(moment);
        update();
    }
    if (event->buttons().testFlag(Qt::LeftButton) && moment != m_asked) {
        request(moment);
    }
}

void TimeStrip::mouseReleaseEvent(QMouseEvent *) { }

void TimeStrip::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void TimeStrip::keyPressEvent(QKeyEvent *event)
{
    const std::int64_t at = m_asked;
    const std::int64_t page = std::max<std::int64_t>(1, m_series == nullptr ? 1 : m_series->size() / 10);
    switch (event->key()) {
    case Qt::Key_Left: request(at - 1); break;
    case Qt::Key_Right: request(at + 1); break;
    case Qt::Key_PageUp: request(at - page); break;
    case Qt::Key_PageDown: request(at + page); break;
    case Qt::Key_Home: request(0); break;
    case Qt::Key_End: request(m_series == nullptr ? 0 : std::int64_t{m_series->size()} - 1); break;
    default: QWidget::keyPressEvent(event);
    }
}

void TimeStrip::wheelEvent(QWheelEvent *event)
{
    m_wheel += event->angleDelta().y() + event->angleDelta().x();
    const int steps = m_wheel / wheelStep;
    m_wheel -= steps * wheelStep;
    if (steps != 0) {
        request(std::int64_t{m_asked} - steps);
    }
    event->accept();
}

bool TimeStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_series != nullptr) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipOf(m_geometry.momentAt(help->pos().x())), this);
        return true;
    }
    return QWidget::event(event);
}

QString TimeStrip::toolTipOf(MomentIndex index) const
{
    const Moment &moment = m_series->at(index);
    QStringList lines{tr("%1, %2 of %3").arg(momentName(moment)).arg(index + 1).arg(m_series->size())};
    if (!moment.source.captured.empty()) {
        lines.append(QString::fromStdString(moment.source.captured));
    }
    lines.append(tr("%1: %2").arg(figureName(m_figure), figureText(m_figure, m_values[index])));
    if (index > 0) {
        lines.append(tr("%1 changes, %2 of churn").arg(countText(moment.meaning), countText(moment.churn)));
    }
    const auto here = std::find_if(m_changes.begin(), m_changes.end(), [index](const RangeChange &c) { return c.moment == index; });
    if (here != m_changes.end()) {
        lines.append(tr("the selected range changed here"));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace ptscope
