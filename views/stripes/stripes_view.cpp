// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripes_view.h"

#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

#include "core/snapshot/row_text.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/elided_label.h"
#include "views/look/widgets/look_label.h"
#include "views/look/widgets/segmented_control.h"
#include "views/stripes/stripe_canvas.h"
#include "views/stripes/stripe_legend.h"
#include "views/stripes/stripe_loupe.h"
#include "views/stripes/stripe_offers.h"
#include "views/stripes/stripe_painter.h"

namespace ptscope {

namespace {

constexpr std::array<std::uint32_t, 4> pageChoices{8, 64, 512, 1024};
constexpr int tableChoice = 2;
constexpr auto pagesKey = "stripes/pagesInLine";
constexpr int sideMargin = 16;
constexpr int gapListHeight = 92;
constexpr int loupeFrom = 560;
constexpr int roomForWords = 720; ///< in narrower windows the controls stand alone
/// Up to so many rows the stripes are found in a few milliseconds.
constexpr std::uint32_t rowsAtOnce = 100'000;
constexpr std::size_t gapsListed = 1000;

ElidedLabel *shrinkingLabel(const char *role, const char *tone, bool mono = false)
{
    auto *label = new ElidedLabel({}, role, tone);
    if (mono) {
        setLookProperty(*label, "mono", QStringLiteral("true"));
    }
    return label;
}

} // namespace

StripesView::StripesView(Navigator &navigator, QWidget *parent)
    : View(navigator, parent), m_canvas(new StripeCanvas(navigator)), m_pattern(shrinkingLabel("verdict", "1", true)),
      m_meaning(shrinkingLabel("value", "1")), m_detail(shrinkingLabel("label", "2")), m_saving(shrinkingLabel("verdict", "1")),
      m_balance(shrinkingLabel("label", "2")), m_pools(shrinkingLabel("label", "2")),
      m_legend(new StripeLegend(navigator)), m_loupe(new StripeLoupe(navigator)), m_gaps(new QListWidget),
      m_offers(new StripeOffers)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = makeHead();
    m_foot = makeFoot();
    column->addWidget(m_head);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_offers, 1);
    column->addWidget(m_foot);
    m_offers->hide();
    setFocusProxy(m_canvas);
    setUpActions();
    setUpToolRow();
    connect(&navigator, &Navigator::explained, this, &StripesView::listGaps);
    connect(m_gaps, &QListWidget::currentRowChanged, this, [this](int row) {
        if (m_source != nullptr && row >= 0 && static_cast<std::size_t>(row) < m_source->marks.size()) {
            this->navigator().select(m_source->marks[static_cast<std::size_t>(row)].range);
        }
    });
}

QWidget *StripesView::makeHead()
{
    auto *head = new QWidget;
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(scaled(sideMargin), scaled(8), scaled(sideMargin), scaled(6));
    grid->setVerticalSpacing(scaled(1));
    m_saving->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_balance->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_pattern, 0, 0);
    grid->addWidget(m_saving, 0, 1);
    grid->addWidget(m_meaning, 1, 0);
    grid->addWidget(m_balance, 1, 1);
    m_pools->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_detail, 2, 0);
    grid->addWidget(m_pools, 2, 1);
    grid->setColumnStretch(0, 1);
    for (QLabel *figure : {m_saving, m_balance, m_pools}) {
        figure->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
        figure->setMinimumWidth(0); // figures are never cut
    }
    return head;
}

QWidget *StripesView::makeFoot()
{
    auto *foot = new QFrame;
    setLookProperty(*foot, "panel", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(scaled(sideMargin), scaled(6), scaled(sideMargin), scaled(6));
    column->setSpacing(scaled(4));
    column->addWidget(m_legend);
    column->addWidget(m_loupe);
    m_gaps->setFrameShape(QFrame::NoFrame);
    m_gaps->setAccessibleName(tr("Breaks in the pattern"));
    m_gaps->setFont(monoFont(TextRole::Label));
    m_gaps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_gaps->setTextElideMode(Qt::ElideRight);
    m_gaps->setUniformItemSizes(true);
    m_gaps->setFixedHeight(scaled(gapListHeight));
    column->addWidget(m_gaps);
    return foot;
}

void StripesView::setUpActions()
{
    addViewAction(tr("Next run"), Qt::Key_Right, m_canvas, &StripeCanvas::goToNextRun);
    addViewAction(tr("Previous run"), Qt::Key_Left, m_canvas, &StripeCanvas::goToPreviousRun);
    addViewAction(tr("Next break in the pattern"), Qt::Key_N, m_canvas, &StripeCanvas::goToNextBreak);
    addViewAction(tr("Previous break in the pattern"), Qt::SHIFT | Qt::Key_N, m_canvas, &StripeCanvas::goToPreviousBreak);
}

void StripesView::setUpToolRow()
{
    m_toolRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_toolRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(8));
    m_words = {labelWith(tr("Range"), "label", "3"), labelWith(tr("Pages in a line"), "label", "3")};
    row->addWidget(m_words[0]);
    m_range = new QComboBox;
    m_range->setAccessibleName(tr("Range of the raster"));
    m_range->setToolTip(tr("HVO leaves its stripes in the vmemmap; other ranges show what their pages permit"));
    m_range->setPlaceholderText(tr("choose"));
    m_range->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_range->setMinimumContentsLength(10);
    row->addWidget(m_range);
    connect(m_range, &QComboBox::textActivated, this, &StripesView::chooseRange);
    connect(m_offers, &StripeOffers::chosen, this, &StripesView::chooseRange);
    connect(m_canvas, &StripeCanvas::laidOut, this, &StripesView::showPages);
    row->addSpacing(scaled(4));
    row->addWidget(m_words[1]);
    m_pages = new SegmentedControl(tr("Pages in a line"), nullptr, SegmentedControl::Shape::Joined,
                                   SegmentedControl::Text::Mono);
    for (const std::uint32_t pages : pageChoices) {
        m_pages->addSegment(QString::number(pages), tr("%1 pages of struct pages in a line").arg(pages));
    }
    m_pages->setCurrent(tableChoice);
    row->addWidget(m_pages);
    connect(m_pages, &SegmentedControl::chosen, this, &StripesView::choosePages);
}

void StripesView::choosePages(int index)
{
    m_canvas->setPagesInLine(pageChoices[static_cast<std::size_t>(index)]);
}

/// The control says what is drawn: a line has no more pages than pixels, and no more than there are.
void StripesView::showPages()
{
    const StripeGeometry &geometry = m_canvas->geometry();
    for (std::size_t i = 0; i < pageChoices.size(); ++i) {
        const std::uint32_t pages = pageChoices[i];
        const bool fewer = !geometry.empty() && pages == m_canvas->pagesInLine() && geometry.pagesInLine() != pages;
        const QString number = QString::number(pages);
        const QString shown = QString::number(geometry.pagesInLine());
        m_pages->setSegmentText(static_cast<int>(i), fewer ? tr("%1 \u2192 %2").arg(number, shown) : number,
                                fewer ? tr("%1 pages in a line: the range has no more, or the window no more room").arg(shown)
                                      : tr("%1 pages in a line").arg(number));
    }
}

void StripesView::chooseRange(const QString &name)
{
    m_rangeName = name;
    m_keepPlace = false;
    if (m_source != nullptr) {
        load(m_source->snapshot);
    }
}

void StripesView::setSnapshot(SnapshotPtr snapshot)
{
    m_rangeName.clear();
    m_keepPlace = false;
    load(std::move(snapshot));
}

void StripesView::replaceSnapshot(SnapshotPtr snapshot)
{
    m_keepPlace = true;
    load(std::move(snapshot));
}

void StripesView::load(SnapshotPtr snapshot)
{
    m_wanted = snapshot.get();
    if (snapshot == nullptr) {
        take(nullptr);
        return;
    }
    if (snapshot->extents().size() <= rowsAtOnce) {
        take(makeStripeSource(std::move(snapshot), m_rangeName));
        return;
    }
    m_busy = true;
    QThreadPool::globalInstance()->start([guard = QPointer<StripesView>(this), snapshot = std::move(snapshot), name = m_rangeName] {
        const StripeSourcePtr source = makeStripeSource(snapshot, name);
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, source, name] {
            // Else another dump was opened or another range chosen meanwhile.
            if (guard != nullptr && source->snapshot.get() == guard->m_wanted && name == guard->m_rangeName) {
                guard->take(source);
            }
        });
    });
}

void StripesView::setComparison(ComparisonPtr comparison)
{
    m_canvas->setComparison(std::move(comparison));
    m_legend->setChanges(m_canvas->kindsOfChanges());
}

void StripesView::take(StripeSourcePtr source)
{
    m_busy = false;
    m_source = std::move(source);
    const StripeVerdict verdict = m_source == nullptr ? StripeVerdict{} : verdictOf(*m_source);
    m_pattern->setText(verdict.pattern);
    m_meaning->setText(verdict.meaning);
    m_detail->setText(verdict.detail);
    m_detail->setToolTip(verdict.detail);
    m_saving->setText(verdict.saving);
    m_balance->setText(verdict.balance);
    m_pools->setText(verdict.pools);
    m_pools->setToolTip(tr("Beside the dump: /sys/kernel/mm/hugepages"));
    setLookProperty(*m_pools, "tone", verdict.poolsAgree ? QStringLiteral("ok") : QStringLiteral("warn"));
    listGaps();
    listRanges();
    m_legend->setSource(m_source.get());
    m_keepPlace ? m_canvas->replaceSource(m_source) : m_canvas->setSource(m_source);
    m_legend->setChanges(m_canvas->kindsOfChanges());
    m_loupe->setSource(m_source);
    showLoupe();
    showOffers();
}

void StripesView::listRanges()
{
    const QSignalBlocker quiet(m_range);
    m_range->clear();
    m_range->setEnabled(m_source != nullptr && !m_source->choices.empty());
    if (m_source == nullptr) {
        return;
    }
    for (const StripeChoice &choice : m_source->choices) {
        m_range->addItem(choice.name);
    }
    m_range->setCurrentIndex(m_source->parts.empty() ? -1 : m_range->findText(m_source->name));
}

/// Below a raster of a few lines, or none, stands what else there is to see.
void StripesView::showOffers()
{
    const int lines = m_canvas->geometry().lines();
    const int used = lines == 0 ? scaled(8) : StripeGeometry::comfortableHeight(lines);
    bool shown = false;
    if (m_source != nullptr && m_source->showsVmemmap && m_source->stripes.empty()) {
        m_offers->setSource(*m_source);
        const int room = height() - m_head->sizeHint().height() - m_foot->sizeHint().height() - used;
        shown = room >= m_offers->sizeHint().height();
    }
    m_offers->setVisible(shown);
    m_canvas->setMaximumHeight(shown ? used : QWIDGETSIZE_MAX);
}

/// The raster comes first: without room for both, or without stripes, it stands alone.
void StripesView::showLoupe()
{
    m_loupe->setVisible(m_source != nullptr && m_source->fold.period != 0 && height() >= scaled(loupeFrom));
}

void StripesView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    showLoupe();
    showOffers();
    for (QLabel *word : m_words) {
        word->setVisible(width() >= scaled(roomForWords));
    }
}

void StripesView::listGaps()
{
    const QSignalBlocker quiet(m_gaps);
    m_gaps->clear();
    const bool any = m_source != nullptr && !m_source->marks.empty();
    m_gaps->setVisible(any);
    if (!any) {
        return;
    }
    for (std::size_t i = 0; i < std::min(gapsListed, m_source->marks.size()); ++i) {
        const StripeMark &mark = m_source->marks[i];
        const QString ram = ramText(*m_source->snapshot, mark.range);
        const QString what = ram.isEmpty() ? markText(*m_source, mark) : tr("%1: %2").arg(markText(*m_source, mark), ram);
        auto *item = new QListWidgetItem(QStringLiteral("%1  %2  %3  %4")
                                             .arg(gapLetter(i), 1)
                                             .arg(addressLabel(mark.range.first.value),
                                                  runSizeText(mark.range.size().value).rightJustified(6), what));
        item->setToolTip(tr("%1-%2 (end, exclusive)\n%3").arg(addressLabel(mark.range.first.value), addressLabel(mark.range.printedEnd()), what));
        m_gaps->addItem(item);
    }
}

void StripesView::saveSettings(QSettings &settings) const
{
    settings.setValue(QLatin1String(pagesKey), m_canvas->pagesInLine());
}

void StripesView::restoreSettings(QSettings &settings)
{
    const auto pages = settings.value(QLatin1String(pagesKey), pageChoices[tableChoice]).toUInt();
    const auto found = std::find(pageChoices.begin(), pageChoices.end(), pages);
    if (found != pageChoices.end()) {
        const auto index = static_cast<int>(found - pageChoices.begin());
        m_pages->setCurrent(index);
        choosePages(index);
    }
}

} // namespace ptscope
