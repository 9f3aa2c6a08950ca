// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/overview.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

#include "views/look/accessible_role.h"
#include "views/look/box.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/type.h"
#include "views/map/marker_paint.h"
#include "views/map/region_lane.h"
#include "views/map/thumbnail.h"

namespace ptscope {

namespace {

constexpr int totalHeight = 60;
constexpr int titleWidth = 120;
constexpr int titleMargin = 16;
constexpr int rightMargin = 12;
constexpr int stripTop = 14;
constexpr int upperHeight = 14;
constexpr int lowerHeight = 10;
constexpr int lensMargin = 3;
constexpr int motionMs = 120;
constexpr int nameGap = 12;

} // namespace

Overview::Overview(Navigator &navigator, QWidget *parent)
    : QWidget(parent), m_navigator(navigator), m_loader(new MapLoader(this))
{
    setAccessibleRole(*this, QAccessible::Graphic);
    setAccessibleName(tr("Overview of the whole dump"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setDuration(motionMs);
    connect(&m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        const double t = value.toDouble();
        const auto between = [t](int a, int b) { return a + static_cast<int>(std::lround((b - a) * t)); };
        m_lens = {between(m_from.left, m_to.left), between(m_from.right, m_to.right)};
        update();
    });
    connect(m_loader, &MapLoader::changed, this, &Overview::takeSource);
    connect(&m_navigator, &Navigator::visibleChanged, this, &Overview::moveLens);
    connect(&m_navigator, &Navigator::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(&m_navigator, &Navigator::markersChanged, this, qOverload<>(&QWidget::update));
    connect(&m_navigator, &Navigator::matchesChanged, this, &Overview::invalidate);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, &Overview::invalidate);
}

Overview::~Overview() = default;

void Overview::setSnapshot(SnapshotPtr snapshot)
{
    m_loader->load(std::move(snapshot));
}

void Overview::takeSource()
{
    if (!m_loader->isBusy()) {
        m_axis = m_loader->source() == nullptr ? MapAxis() : MapAxis(m_loader->source()->index(), strip().width());
        m_motion.stop();
        m_to = m_lens = isOpen() ? lensOf(m_navigator.visible().value_or(m_axis.all())) : Lens{};
    }
    invalidate();
}

void Overview::invalidate()
{
    m_picture = QImage();
    update();
}

QSize Overview::sizeHint() const
{
    return {scaled(1200), scaled(totalHeight)};
}

QSize Overview::minimumSizeHint() const
{
    return {scaled(320), scaled(totalHeight)};
}

QRect Overview::strip() const
{
    const int left = scaled(titleWidth);
    return {left, scaled(stripTop), std::max(width() - left - scaled(rightMargin), 1),
            scaled(upperHeight + lowerHeight)};
}

QRect Overview::upperLane() const
{
    return {0, 0, strip().width(), scaled(upperHeight)};
}

QRect Overview::lowerLane() const
{
    return {0, scaled(upperHeight), strip().width(), scaled(lowerHeight)};
}

void Overview::resizeEvent(QResizeEvent *)
{
    m_axis.setWidth(strip().width());
    m_motion.stop();
    if (isOpen()) {
        m_to = m_lens = lensOf(m_navigator.visible().value_or(m_axis.all()));
    }
    invalidate();
}

// --- the lens ----------------------------------------------------------------------------------------------------------

/// A narrower one could not be gripped.
int Overview::leastLens()
{
    constexpr int pixels = 6;
    return scaled(pixels);
}

Overview::Lens Overview::lensOf(AddrRange range) const
{
    if (!range.overlaps(m_axis.all())) {
        return {};
    }
    const AddrRange inside = intersection(range, m_axis.all());
    const int width = strip().width();
    Lens lens{m_axis.xOf(m_axis.positionOf(inside.first)), m_axis.xOf(m_axis.endOf(inside.last))};
    lens.right = inside.last == m_axis.all().last ? width : lens.right;
    if (lens.right - lens.left < leastLens()) {
        const int centre = (lens.left + lens.right) / 2;
        lens.left = std::clamp(centre - leastLens() / 2, 0, std::max(width - leastLens(), 0));
        lens.right = lens.left + leastLens();
    }
    return lens;
}

QRect Overview::lensRect() const
{
    if (!isOpen() || m_lens.right <= m_lens.left) {
        return {};
    }
    const QRect area = strip();
    return QRect(area.x() + m_lens.left, area.y(), m_lens.right - m_lens.left, area.height())
        .adjusted(-scaled(1), -scaled(lensMargin), scaled(1), scaled(lensMargin));
}

void Overview::moveLens()
{
    if (!isOpen() || !m_navigator.visible()) {
        return;
    }
    const Lens wanted = lensOf(*m_navigator.visible());
    m_motion.stop();
    m_from = m_lens;
    m_to = wanted;
    const bool jump = std::abs(m_from.left - m_to.left) + std::abs(m_from.right - m_to.right) > leastLens();
    // People who switched animations off in their system get none here either.
    const bool motion = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    if (jump && motion && isVisible() && m_grip == Grip::None) {
        m_motion.start();
        return;
    }
    m_lens = m_to;
    update();
}

/// Asks all views to show what lies under the lens.
void Overview::show(Lens lens)
{
    const int width = strip().width();
    lens.left = std::clamp(lens.left, 0, width - 1);
    lens.right = std::clamp(lens.right, lens.left + 1, width);
    const VirtAddr first = m_axis.addressAtX(lens.left);
    const AxisPoint end = m_axis.edgeOf(lens.right);
    const bool toTheEnd = lens.right >= width || end.value >= m_axis.length();
    const VirtAddr last = toTheEnd ? m_axis.all().last : std::max(first, m_axis.addressAt(end) - ByteCount{1});
    m_navigator.setVisible({first, last});
}

// --- painting ----------------------------------------------------------------------------------------------------------

void Overview::drawPicture()
{
    const qreal ratio = devicePixelRatioF();
    const Palette &colors = ptscope::palette();
    m_picture = QImage((QSizeF(strip().size()) * ratio).toSize(), QImage::Format_RGB32);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(colors.sunk);
    QPainter painter(&m_picture);
    const std::vector<MapCell> cells = thumbnailCells(m_axis);
    drawThumbnail(painter, cells, upperLane(), lowerLane(), colors.theme);
    const MatchVeil veil(m_navigator.matchRank().get(), m_loader->source()->snapshot());
    for (const MapCell &cell : cells) {
        if (veil.dims(cell.range)) {
            MatchVeil::draw(painter, {cell.rect.x(), 0, cell.rect.width(), strip().height()}, colors);
        }
    }
}

/// Below the strip; wide regions first, and no name over another.
void Overview::drawRegions(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    const QFont font = wordFont(TextRole::Label);
    const QFontMetrics metrics(font);
    const Snapshot &snapshot = m_loader->source()->snapshot();
    std::vector<MapCell> cells = regionLane(m_axis, m_loader->source()->regions());
    std::stable_sort(cells.begin(), cells.end(),
                     [](const MapCell &a, const MapCell &b) { return a.rect.width() > b.rect.width(); });
    std::vector<QRect> taken;
    painter.setFont(font);
    painter.setPen(colors.text3);
    const QRect area = strip();
    const int top = area.bottom() + 1 + scaled(lensMargin);
    for (const MapCell &cell : cells) {
        const QString text = QString::fromStdString(snapshot.regions()[cell.row].name);
        const int width = metrics.horizontalAdvance(text);
        const int x = std::min(area.x() + cell.rect.x(), area.right() + 1 - width);
        const QRect place(x, top, width, height() - top - scaled(2));
        const QRect claim = place.adjusted(-scaled(nameGap), 0, scaled(nameGap), 0);
        if (std::none_of(taken.begin(), taken.end(), [&](const QRect &other) { return other.intersects(claim); })) {
            painter.drawText(place, Qt::AlignLeft | Qt::AlignTop, text);
            taken.push_back(place);
        }
    }
}

void Overview::drawTitle(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    const QFont title = wordFont(TextRole::Value);
    const QFont note = wordFont(TextRole::Label);
    const int x = scaled(titleMargin);
    int y = scaled(stripTop) - scaled(2);
    painter.setFont(title);
    painter.setPen(colors.text1);
    painter.drawText(x, y + QFontMetrics(title).ascent(), tr("Overview"));
    if (!isOpen()) {
        return;
    }
    y += QFontMetrics(title).height();
    painter.setFont(note);
    painter.setPen(colors.text3);
    painter.drawText(x, y + QFontMetrics(note).ascent(), tr("%1, folded").arg(sumText(m_axis.all().size().value)));
}

void Overview::drawLens(QPainter &painter) const
{
    const QRect lens = lensRect();
    if (!lens.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        drawBox(painter, lens, {ptscope::palette().selection, Qt::transparent, 3, 2});
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
}

/// A small tip under the strip.
void Overview::drawSelection(QPainter &painter) const
{
    const auto selection = m_navigator.selection();
    if (!selection || !selection->overlaps(m_axis.all())) {
        return;
    }
    const AddrRange inside = intersection(*selection, m_axis.all());
    const int x0 = m_axis.xOf(m_axis.positionOf(inside.first));
    const int x = strip().x() + (x0 + std::max(m_axis.xOf(m_axis.endOf(inside.last)), x0 + 1)) / 2;
    const int y = scaled(stripTop) - scaled(lensMargin) - scaled(6);
    for (int i = 0; i < scaled(5); ++i) {
        painter.fillRect(x - scaled(4) + i, y + i, 2 * (scaled(4) - i) + 1, 1, ptscope::palette().accent);
    }
}

void Overview::drawMarkers(QPainter &painter) const
{
    const QRect area = strip();
    for (const auto &[marker, letter] : {std::pair{Mark::A, 'A'}, std::pair{Mark::B, 'B'}}) {
        const auto place = m_navigator.marker(marker);
        if (place && m_axis.all().contains(place->first)) {
            const int x = area.x() + m_axis.xOf(m_axis.positionOf(place->first));
            drawMarkerFlag(painter, {x, area.y(), 1, area.height()}, QLatin1Char(letter), area.right() + 1,
                           ptscope::palette());
        }
    }
}

void Overview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    painter.fillRect(rect(), colors.surface);
    painter.fillRect(0, 0, width(), scaled(1), colors.line);
    drawTitle(painter);
    if (!isOpen()) {
        painter.fillRect(strip(), colors.sunk);
        return;
    }
    if (m_picture.isNull() || !qFuzzyCompare(m_picture.devicePixelRatio(), devicePixelRatioF())) {
        drawPicture();
    }
    painter.drawImage(strip().topLeft(), m_picture);
    drawRegions(painter);
    drawMarkers(painter);
    drawSelection(painter);
    drawLens(painter);
    if (m_loader->isBusy()) {
        QColor veil = colors.surface;
        veil.setAlpha(255 * 40 / 100);
        painter.fillRect(rect().adjusted(0, scaled(1), 0, 0), veil);
    }
}

void Overview::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void Overview::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void Overview::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        m_axis.setWidth(strip().width());
        updateGeometry();
        invalidate();
    }
}

} // namespace ptscope
