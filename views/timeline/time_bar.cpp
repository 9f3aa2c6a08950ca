// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/time_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "views/look/icons.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int headHeight = 38;
constexpr int sideMargin = 16;
constexpr int playMs = 500;

QLabel *label(const char *role, const char *tone, const QString &name)
{
    auto *out = new QLabel;
    out->setObjectName(name);
    setLookProperty(*out, "role", QLatin1String(role));
    setLookProperty(*out, "tone", QLatin1String(tone));
    return out;
}

QAction *action(QObject *parent, const QString &text, const QKeySequence &key)
{
    auto *out = new QAction(text, parent);
    out->setShortcut(key);
    out->setToolTip(QStringLiteral("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
    return out;
}

} // namespace

TimeBar::TimeBar(QWidget *parent) : QFrame(parent), m_strip(new TimeStrip), m_head(new QFrame)
{
    setObjectName(QStringLiteral("timeBar"));
    setAccessibleName(tr("Time"));
    setLookProperty(*this, "panel", QStringLiteral("surface"));
    setLookProperty(*this, "rule", QStringLiteral("top"));
    play = action(this, tr("Play the series"), Qt::Key_Space);
    play->setCheckable(true);
    previous = action(this, tr("Previous snapshot"), Qt::Key_Less);
    next = action(this, tr("Next snapshot"), Qt::Key_Greater);
    firstChange = action(this, tr("First change of the selection"), Qt::Key_T);
    nextChange = action(this, tr("Next change of the selection"), Qt::SHIFT | Qt::Key_T);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    buildHead();
    column->addWidget(m_head);
    column->addWidget(m_strip);
    m_player.setInterval(playMs);
    connect(&m_player, &QTimer::timeout, this, &TimeBar::playOn);
    connect(play, &QAction::toggled, this, &TimeBar::setPlaying);
    connect(previous, &QAction::triggered, this, [this] { step(-1); });
    connect(next, &QAction::triggered, this, [this] { step(1); });
    connect(firstChange, &QAction::triggered, this, [this] { emit momentRequested(m_changes->front().moment); });
    connect(nextChange, &QAction::triggered, this, &TimeBar::goToNextChange);
    connect(m_strip, &TimeStrip::momentRequested, this, [this](MomentIndex moment) {
        play->setChecked(false);
        emit momentRequested(moment);
    });
    setSeries(nullptr, 0);
}

QToolButton *TimeBar::addButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setFont(wordFont(TextRole::Control));
    static_cast<QHBoxLayout *>(m_head->layout())->addWidget(button);
    return button;
}

void TimeBar::buildHead()
{
    m_head->setFixedHeight(scaled(headHeight));
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(scaled(sideMargin), 0, scaled(12), 0);
    row->setSpacing(scaled(4));
    play->setIconText(tr("Play"));
    previous->setIcon(themedIcon(Icon::Back));
    next->setIcon(themedIcon(Icon::Forward));
    addButton(previous)->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_playButton = addButton(play);
    m_playButton->setMinimumWidth(scaled(56)); // "Pause" is longer than "Play": nothing behind it may jump
    addButton(next)->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_place = label("value", "1", QStringLiteral("timePlace"));
    m_when = label("label", "3", QStringLiteral("timeWhen"));
    m_changed = label("label", "2", QStringLiteral("timeChanged"));
    m_value = label("label", "2", QStringLiteral("timeValue"));
    m_selection = label("label", "2", QStringLiteral("timeSelection"));
    m_figure = new QComboBox;
    m_figure->setAccessibleName(tr("Figure over time"));
    for (const SeriesFigure figure : allSeriesFigures) {
        m_figure->addItem(figureName(figure));
    }
    m_jump = new QPushButton(tr("First change"));
    row->addSpacing(scaled(12));
    row->addWidget(m_place);
    row->addSpacing(scaled(4));
    row->addWidget(m_when);
    row->addSpacing(scaled(8));
    row->addWidget(m_changed);
    row->addStretch(1);
    row->addWidget(m_selection);
    row->addSpacing(scaled(8));
    row->addWidget(m_jump);
    row->addSpacing(scaled(16));
    row->addWidget(m_value);
    row->addSpacing(scaled(8));
    row->addWidget(m_figure);
    connect(m_jump, &QPushButton::clicked, firstChange, &QAction::trigger);
    connect(m_figure, &QComboBox::activated, this,
            [this](int index) { setFigure(allSeriesFigures[static_cast<std::size_t>(index)]); });
}

void TimeBar::setSeries(SeriesPtr series, MomentIndex front)
{
    if (series != m_series) {
        play->setChecked(false);
        m_front = 0;
        m_series = std::move(series);
        m_changes.reset();
        m_strip->setSeries(m_series);
    }
    for (QAction *action : actions()) {
        action->setEnabled(m_series != nullptr);
    }
    setVisible(m_series != nullptr);
    setFront(front);
}

void TimeBar::setFront(MomentIndex moment)
{
    if (m_series != nullptr) {
        m_front = std::min(moment, m_series->size() - 1);
        m_strip->setFront(m_front);
        describe();
    }
}

void TimeBar::setFigure(SeriesFigure figure)
{
    m_figure->setCurrentIndex(static_cast<int>(figure));
    m_strip->setFigure(figure);
    describe();
}

void TimeBar::setRangeChanges(std::optional<std::vector<RangeChange>> changes)
{
    m_changes = std::move(changes);
    m_strip->setRangeChanges(m_changes.value_or(std::vector<RangeChange>()));
    describe();
}

void TimeBar::describe()
{
    if (m_series == nullptr) {
        return;
    }
    const Moment &moment = m_series->at(m_front);
    m_place->setText(tr("%1").arg(momentName(moment)));
    const QString captured = QString::fromStdString(moment.source.captured);
    m_when->setText(tr("%1 of %2").arg(m_front + 1).arg(m_series->size())
                    + (captured.isEmpty() ? QString() : QStringLiteral("  ") + captured));
    m_changed->setText(m_front == 0 ? tr("the first snapshot")
                                    : tr("%1 changes, %2 of churn since the one before")
                                          .arg(countText(moment.meaning), countText(moment.churn)));
    const auto figure = allSeriesFigures[static_cast<std::size_t>(std::max(m_figure->currentIndex(), 0))];
    const std::uint64_t value = figureOf(moment, figure);
    const std::uint64_t before = m_front == 0 ? value : figureOf(m_series->at(m_front - 1), figure);
    const bool shift = m_front > 0 && figure < SeriesFigure::Changes && value != before;
    m_value->setText(figureText(figure, value) + (shift ? QStringLiteral("  (%1)").arg(figureDeltaText(figure, before, value)) : QString()));
    const bool any = m_changes && !m_changes->empty();
    firstChange->setEnabled(any);
    nextChange->setEnabled(any);
    m_jump->setEnabled(any);
    m_jump->setToolTip(any ? firstChange->toolTip() : tr("Select a range that changes"));
    m_selection->setText(!m_changes       ? tr("Select a range to see when it changed")
                             : !any       ? tr("The selection never changed")
                                          : tr("The selection changed in %1 of %2, first in %3")
                                          .arg(m_changes->size())
                                          .arg(m_series->size())
                                          .arg(momentName(m_series->at(m_changes->front().moment))));
}

void TimeBar::step(int by)
{
    play->setChecked(false);
    if (m_series != nullptr) {
        const std::int64_t to = std::clamp<std::int64_t>(std::int64_t{m_front} + by, 0, std::int64_t{m_series->size()} - 1);
        emit momentRequested(static_cast<MomentIndex>(to));
    }
}

void TimeBar::setPlaying(bool playing)
{
    play->setIconText(playing ? tr("Pause") : tr("Play"));
    if (!playing || m_series == nullptr) {
        m_player.stop();
        return;
    }
    if (m_front + 1 >= m_series->size()) {
        emit momentRequested(0); // at the end play begins anew
    }
    m_player.start();
}

void TimeBar::playOn()
{
    if (m_front + 1 >= m_series->size()) {
        play->setChecked(false);
        return;
    }
    emit momentRequested(m_front + 1);
}

/// The first behind the moment in front; from the last one around to the first.
void TimeBar::goToNextChange()
{
    const auto behind = std::find_if(m_changes->begin(), m_changes->end(),
                                     [this](const RangeChange &change) { return change.moment > m_front; });
    emit momentRequested(behind == m_changes->end() ? m_changes->front().moment : behind->moment);
}

} // namespace ptscope
