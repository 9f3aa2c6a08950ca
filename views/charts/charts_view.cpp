// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/charts_view.h"

#include <QAction>
#include <QCoreApplication>
#include <QGridLayout>
#include <QPointer>
#include <QScrollArea>
#include <QThreadPool>
#include <QVBoxLayout>

#include <array>
#include <utility>

#include "core/query/query.h"
#include "views/charts/chart_card.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/segmented_control.h"

namespace ptscope {

namespace {

constexpr auto scaleKey = "charts/log";
constexpr auto numbersKey = "charts/numbers";
constexpr auto runBytesKey = "charts/runBytes";
constexpr int twoColumnsFrom = 960;
constexpr int gap = 8;
/// Up to so many rows the figures are there in a few milliseconds.
constexpr std::uint32_t rowsAtOnce = 100'000;

enum Card : std::size_t { Leaf, Access, Tlb, Tables, Runs, cardCount };

} // namespace

ChartsView::ChartsView(Navigator &navigator, QWidget *parent)
    : View(navigator, parent), m_scroll(new QScrollArea), m_page(new QFrame), m_grid(new QGridLayout(m_page))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
    setLookProperty(*m_page, "panel", QStringLiteral("canvas"));
    m_grid->setContentsMargins(scaled(gap), scaled(gap), scaled(gap), scaled(gap));
    m_grid->setSpacing(scaled(gap));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_page);
    makeCards();
    arrange();
    setUpToolRow();
    setUpActions();
    setFocusProxy(&m_cards.front()->chart());
    connect(&this->navigator(), &Navigator::matchesChanged, this, &ChartsView::refresh);
}

void ChartsView::makeCards()
{
    for (std::size_t i = 0; i < cardCount; ++i) {
        auto *card = new ChartCard(i == Runs ? Qt::Vertical : Qt::Horizontal);
        connect(card, &ChartCard::filterWanted, this, &ChartsView::chooseRows);
        connect(&card->chart(), &BarChart::pointedAt, this, [this, card] {
            if (card->chart().hasFocus()) {
                m_scroll->ensureWidgetVisible(card, 0, 0);
            }
        });
        m_cards.push_back(card);
    }
    m_runChoice = new SegmentedControl(tr("Run lengths show"));
    m_runChoice->addSegment(tr("Runs"), tr("How many runs have this length"));
    m_runChoice->addSegment(tr("Bytes"), tr("How many bytes they cover"));
    m_runChoice->setCurrent(0);
    connect(m_runChoice, &SegmentedControl::chosen, this, [this](int index) {
        m_runBytes = index == 1;
        showFigures();
    });
    m_cards[Runs]->addControl(m_runChoice);
}

void ChartsView::arrange()
{
    const int columns = width() >= scaled(twoColumnsFrom) && !m_numbers ? 2 : 1; // tables want the width
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    for (ChartCard *card : m_cards) {
        m_grid->removeWidget(card);
    }
    for (std::size_t i = 0; i < cardCount; ++i) {
        const auto at = static_cast<int>(i);
        const bool wide = i == Runs;
        m_grid->addWidget(m_cards[i], at / columns, at % columns, 1, wide ? columns : 1);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
    m_grid->setRowStretch(static_cast<int>(cardCount), 1);
}

void ChartsView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    arrange();
}

void ChartsView::setUpToolRow()
{
    m_toolRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_toolRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(8));
    m_scaleChoice = new SegmentedControl(tr("Length of the bars"));
    m_scaleChoice->addSegment(tr("Share"), tr("Every region as 100 %"));
    m_scaleChoice->addSegment(tr("Log"), tr("Length by the logarithm of the bytes, parts by their share"));
    m_scaleChoice->setCurrent(0);
    connect(m_scaleChoice, &SegmentedControl::chosen, this,
            [this](int index) { setScale(index == 1 ? ChartScale::Log : ChartScale::Share); });
    m_formChoice = new SegmentedControl(tr("Bars or figures"));
    m_formChoice->addSegment(tr("Bars"));
    m_formChoice->addSegment(tr("Figures"), tr("The same as tables"));
    m_formChoice->setCurrent(0);
    connect(m_formChoice, &SegmentedControl::chosen, this, [this](int index) { showNumbers(index == 1); });
    row->addWidget(m_scaleChoice);
    row->addWidget(m_formChoice);
}

void ChartsView::setUpActions()
{
    addViewAction(tr("Charts: share or logarithm"), {}, this,
        [this] { setScale(m_scale == ChartScale::Log ? ChartScale::Share : ChartScale::Log); });
    addViewAction(tr("Charts: bars or figures"), {}, this, [this] { showNumbers(!m_numbers); });
}

void ChartsView::setScale(ChartScale scale)
{
    m_scale = scale;
    m_scaleChoice->setCurrent(scale == ChartScale::Log ? 1 : 0);
    showFigures();
}

void ChartsView::showNumbers(bool numbers)
{
    m_numbers = numbers;
    m_formChoice->setCurrent(numbers ? 1 : 0);
    for (ChartCard *card : m_cards) {
        card->showNumbers(numbers);
    }
    arrange();
}

void ChartsView::setSnapshot(SnapshotPtr snapshot)
{
    m_snapshot = std::move(snapshot);
    refresh();
}

void ChartsView::setComparison(ComparisonPtr comparison)
{
    m_comparison = std::move(comparison);
    refresh();
}

void ChartsView::refresh()
{
    const quint64 asked = ++m_asked;
    if (m_snapshot == nullptr) {
        take({});
        return;
    }
    ChartRequest request{m_snapshot, m_comparison, navigator().matches(), navigator().filter(), m_known};
    if (m_snapshot->extents().size() <= rowsAtOnce) {
        take(chartsFor(request));
        return;
    }
    m_busy = true;
    QThreadPool::globalInstance()->start([guard = QPointer<ChartsView>(this), request = std::move(request), asked] {
        const ChartAnswer answer = chartsFor(request);
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, answer, asked] {
            if (guard != nullptr && guard->m_asked == asked) { // else something else is asked for meanwhile
                guard->take(answer);
            }
        });
    });
}

void ChartsView::take(const ChartAnswer &answer)
{
    m_busy = false;
    m_known = answer.known;
    const ChartSetPtr old = std::exchange(m_set, answer.shown); // the cards point into it until they have others
    for (ChartCard *card : m_cards) {
        if (m_set == nullptr) {
            card->setFigure(nullptr, m_scale);
        }
    }
    showFigures();
}

void ChartsView::showFigures()
{
    if (m_set == nullptr) {
        return;
    }
    m_cards[Leaf]->setFigure(&m_set->of(ChartId::LeafSizes), m_scale);
    m_cards[Access]->setFigure(&m_set->of(ChartId::Access), m_scale);
    m_cards[Tlb]->setFigure(&m_set->of(ChartId::Tlb), ChartScale::Log);
    m_cards[Tables]->setFigure(&m_set->of(ChartId::Tables), ChartScale::Log);
    m_cards[Runs]->setFigure(&m_set->of(m_runBytes ? ChartId::RunBytes : ChartId::RunCounts), ChartScale::Log);
    showNumbers(m_numbers);
}

void ChartsView::chooseRows(const QString &filter)
{
    const auto query = Query::compile(filter.toStdString(), m_set->snapshot);
    if (!query) {
        emit notice(QString::fromStdString(query.error().message));
        return;
    }
    const RowSet rows = query->run();
    const auto first = rows.nextFrom({0});
    if (!first) {
        emit notice(tr("No row is of this kind by itself: %1").arg(filter));
        return;
    }
    navigator().requestFilter(filter);
    navigator().reveal(m_set->snapshot->extents().range(*first));
    emit notice(tr("%1 rows: %2").arg(countText(rows.count()), filter));
}

void ChartsView::saveSettings(QSettings &settings) const
{
    settings.setValue(QLatin1String(scaleKey), m_scale == ChartScale::Log);
    settings.setValue(QLatin1String(numbersKey), m_numbers);
    settings.setValue(QLatin1String(runBytesKey), m_runBytes);
}

void ChartsView::restoreSettings(QSettings &settings)
{
    m_runBytes = settings.value(QLatin1String(runBytesKey), false).toBool();
    m_runChoice->setCurrent(m_runBytes ? 1 : 0);
    setScale(settings.value(QLatin1String(scaleKey), false).toBool() ? ChartScale::Log : ChartScale::Share);
    showNumbers(settings.value(QLatin1String(numbersKey), false).toBool());
}

} // namespace ptscope
