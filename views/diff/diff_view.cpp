// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diff_view.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/diff/change_list.h"
#include "views/diff/change_sentences.h"
#include "views/diff/diff_canvas.h"
#include "views/diff/diff_head.h"
#include "views/diff/diff_panel.h"
#include "views/diff/entry_view.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/look_label.h"
#include "views/look/widgets/segmented_control.h"

namespace ptscope {

namespace {

constexpr auto churnKey = "diff/churn";
constexpr int sideMargin = 16;
constexpr int listHeadHeight = 28;
constexpr int heightWithEntries = 640;
/// Up to so many rows of both together the axis is made in a few milliseconds.
constexpr std::uint32_t rowsAtOnce = 100'000;

} // namespace

DiffView::DiffView(Navigator &navigator, QWidget *parent)
    : View(navigator, parent), m_pages(new QStackedWidget), m_canvas(new DiffCanvas(navigator)),
      m_list(new ChangeList(navigator)), m_entries(new EntryView(navigator)), m_panel(new DiffPanel(this))
{
    m_panel->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pages);
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(makePage());
    setUpActions();
    setUpToolRow();
    connect(m_canvas, &DiffCanvas::changeChosen, this, [this](ChangeIndex change) {
        m_list->choose(change);
        m_canvas->update();
    });
    connect(m_list, &ChangeList::currentChangeChanged, this, &DiffView::showChange);
    connect(m_list, &ChangeList::listedChanged, this, &DiffView::showState);
    showState();
}

DiffView::~DiffView() = default;

void DiffView::showChange()
{
    const auto change = m_list->currentChange();
    const int line = change ? m_list->changes().lineOf(*change) : 0;
    int heads = 0;
    for (const auto &section : m_list->changes().sections()) {
        heads += section.line <= line ? 1 : 0;
    }
    const int count = m_list->changes().rowCount() - static_cast<int>(m_list->changes().sections().size());
    m_panel->setChange(change, line - heads + 1, count);
    m_entries->setChange(m_source, change);
    showEntries();
}

/// The near view gives way first: the list says the same in words. Without changes there is nothing to be near to.
void DiffView::showEntries()
{
    m_entries->setVisible(height() >= scaled(heightWithEntries) && m_list->changes().rowCount() != 0);
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    showEntries();
}

QWidget *DiffView::inspectorPage()
{
    return m_panel;
}

QWidget *DiffView::makePage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_head = new DiffHead;
    column->addWidget(m_head);
    m_canvas->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_canvas->setMaximumHeight(DiffGeometry::idealHeight());
    column->addWidget(m_canvas);
    column->addWidget(m_entries);
    auto *panel = new QFrame;
    setLookProperty(*panel, "panel", QStringLiteral("surface"));
    auto *lines = new QVBoxLayout(panel);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    auto *head = new QWidget;
    head->setFixedHeight(scaled(listHeadHeight));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(scaled(sideMargin), 0, scaled(sideMargin), 0);
    row->addWidget(labelWith(tr("Changes"), "value", "1"));
    m_listNote = labelWith({}, "label", "3");
    row->addWidget(m_listNote, 1);
    lines->addWidget(head);
    lines->addWidget(m_list, 1);
    column->addWidget(panel, 1);
    return page;
}

/// Says why nothing is compared, and what to do.
QWidget *DiffView::makeEmptyPage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setSpacing(scaled(10));
    m_emptyTitle = labelWith({}, "title", "1");
    m_emptyText = labelWith({}, "label", "2");
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyText->setMaximumWidth(scaled(560));
    m_compare = new QPushButton(tr("Compare with…"));
    setLookProperty(*m_compare, "role", QStringLiteral("primary"));
    connect(m_compare, &QPushButton::clicked, this, &DiffView::compareRequested);
    column->addStretch();
    column->addWidget(m_emptyTitle);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_emptyText, 8);
    line->addStretch(1);
    column->addLayout(line);
    column->addWidget(m_compare, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

void DiffView::setUpActions()
{
    addViewAction(tr("Next difference"), Qt::Key_N, this, &DiffView::goToNextChange);
    addViewAction(tr("Previous difference"), Qt::SHIFT | Qt::Key_N, this, &DiffView::goToPreviousChange);
    addViewAction(tr("Swap before and after"), Qt::Key_X, this, &DiffView::swapRequested);
    addViewAction(tr("Zoom in"), Qt::Key_W, m_canvas, &DiffCanvas::zoomIn);
    addViewAction(tr("Zoom out"), Qt::Key_S, m_canvas, &DiffCanvas::zoomOut);
    addViewAction(tr("Pan left"), Qt::Key_A, m_canvas, &DiffCanvas::panLeft);
    addViewAction(tr("Pan right"), Qt::Key_D, m_canvas, &DiffCanvas::panRight);
    addViewAction(tr("Fit the selection"), Qt::Key_F, m_canvas, &DiffCanvas::fitSelection);
    addViewAction(tr("Show both whole"), Qt::SHIFT | Qt::Key_F, m_canvas, &DiffCanvas::showAll);
}

void DiffView::setUpToolRow()
{
    m_toolRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_toolRow);
    row->setContentsMargins({});
    row->setSpacing(scaled(8));
    row->addWidget(labelWith(tr("Match"), "label", "3"));
    m_align = new SegmentedControl(tr("What is the same place"));
    m_align->addSegment(tr("Best"), tr("By region offset where a region has moved, by owner where something else stands in an area's "
                              "place, else by address"));
    m_align->addSegment(tr("Address"), tr("The same address is the same place"));
    m_align->addSegment(tr("Region"), tr("The same distance from the start of its region is the same place"));
    m_align->addSegment(tr("Owner"), tr("Each area that both vmallocinfos name is compared with itself: caller, size, order"));
    row->addWidget(m_align);
    row->addSpacing(scaled(8));
    row->addWidget(labelWith(tr("Churn"), "label", "3"));
    m_churnChoice = new SegmentedControl(tr("Churn"));
    m_churnChoice->addSegment(tr("Apart"), tr("What came and went for a moment stands last"));
    m_churnChoice->addSegment(tr("With the rest"), tr("The rule is off: everything is a change like any other"));
    m_churnChoice->addSegment(tr("Hidden"), tr("Counted, but neither drawn nor listed"));
    row->addWidget(m_churnChoice);
    auto *swap = new QToolButton;
    swap->setText(tr("Swap"));
    swap->setToolTip(tr("Swap before and after (X)"));
    row->addWidget(swap);
    m_swap = swap;
    connect(swap, &QToolButton::clicked, this, &DiffView::swapRequested);
    connect(m_align, &SegmentedControl::chosen, this,
            [this](int way) { emit alignmentChosen(static_cast<AlignBy>(way)); });
    connect(m_churnChoice, &SegmentedControl::chosen, this,
            [this](int show) { setChurn(static_cast<ChurnShow>(show)); });
    m_churnChoice->setCurrent(0);
}

void DiffView::setSnapshot(SnapshotPtr snapshot)
{
    m_dumpOpen = snapshot != nullptr;
    showState();
}

void DiffView::setComparison(ComparisonPtr comparison)
{
    if (comparison == m_comparison) {
        return;
    }
    m_comparison = std::move(comparison);
    m_busy = false;
    if (m_comparison == nullptr || !m_comparison->diff) {
        take(nullptr);
        return;
    }
    m_align->setCurrent(static_cast<int>(m_comparison->options.align));
    if (m_comparison->before->extents().size() + m_comparison->after->extents().size() <= rowsAtOnce) {
        take(std::make_shared<const DiffSource>(m_comparison));
        return;
    }
    m_busy = true;
    QThreadPool::globalInstance()->start([guard = QPointer<DiffView>(this), comparison = m_comparison] {
        auto source = std::make_shared<const DiffSource>(comparison);
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, source = std::move(source)] {
            if (guard != nullptr && source->comparison() == guard->m_comparison) { // else another pair was chosen
                guard->take(source);
            }
        });
    });
}

void DiffView::setPairChosen(bool chosen)
{
    m_swap->setEnabled(chosen);
    m_align->setEnabled(chosen);
}

void DiffView::take(DiffSourcePtr source)
{
    m_busy = false;
    m_source = std::move(source);
    m_panel->setSource(m_source);
    m_canvas->setSource(m_source);
    m_list->setSource(m_source, m_churn);
    showChange();
    if (m_source != nullptr) {
        m_head->setVerdict(m_source->diff(), verdictOf(m_source->diff(), m_source->groups()));
        if (!navigator().selection()) {
            goToNextChange();
        }
    }
    showState();
}

QString DiffView::listNote() const
{
    const auto heads = m_list->changes().sections().size();
    const auto listed = static_cast<std::uint64_t>(m_list->changes().rowCount()) - heads;
    const std::uint32_t all = m_source->diff().changes.size();
    if (all == 0) {
        return tr("none");
    }
    if (listed == 0 && navigator().filter().isEmpty()) {
        return tr("none of meaning; %1 of churn are hidden").arg(countText(m_source->diff().churnCount()));
    }
    if (navigator().filter().isEmpty() && heads == 1) {
        return tr("%1 under one head; n and N step through them").arg(countText(listed));
    }
    return navigator().filter().isEmpty()
        ? tr("%1 under %2 heads; n and N step through them").arg(countText(listed), countText(heads))
        : tr("%1 of %2 by the filter, on either side; n and N step through them").arg(countText(listed), countText(all));
}

void DiffView::showState()
{
    const bool shown = m_source != nullptr;
    const ChangeListModel &list = m_list->changes();
    m_canvas->setKept(shown && list.isFiltered()
                          ? std::make_shared<const KeptChanges>(m_source->diff().changes, list.listed())
                          : nullptr);
    m_toolRow->setEnabled(shown);
    m_pages->setCurrentIndex(shown ? 1 : 0);
    setFocusProxy(shown ? static_cast<QWidget *>(m_canvas) : m_compare);
    if (shown) {
        m_listNote->setText(listNote());
    } else if (m_comparison != nullptr && m_comparison->refusal) {
        showRefusal(*m_comparison);
    } else if (m_comparison != nullptr) {
        showEmpty(tr("Comparing…"), tr("Large dumps take a moment."), false);
    } else {
        showEmpty(tr("Nothing to compare yet"),
                  m_dumpOpen ? tr("Choose a second dump, open one or drop it here: what changed between the two is shown "
                                  "block by block, with stacks that only came and went counted apart.")
                             : tr("Open two dumps, one from before a change and one from after it."),
                  true);
    }
}

void DiffView::showRefusal(const Comparison &comparison)
{
    showEmpty(tr("These two cannot be compared"),
              tr("%1 and %2: %3.\nChoose another dump, or correct the geometry of one (Ctrl+Shift+G).")
                  .arg(QString::fromStdString(comparison.before->source().label),
                       QString::fromStdString(comparison.after->source().label),
                       QString::fromStdString(comparison.refusal->detail)),
              true);
}

void DiffView::showEmpty(const QString &title, const QString &text, bool offer)
{
    m_emptyTitle->setText(title);
    m_emptyText->setText(text);
    m_compare->setVisible(offer);
}

void DiffView::setChurn(ChurnShow churn)
{
    m_churn = churn;
    m_churnChoice->setCurrent(static_cast<int>(churn));
    m_canvas->setChurn(churn);
    m_panel->setChurn(churn);
    m_list->setSource(m_source, churn);
    showState();
}

void DiffView::goToNextChange()
{
    m_list->goToChange(true);
}

void DiffView::goToPreviousChange()
{
    m_list->goToChange(false);
}

void DiffView::saveSettings(QSettings &settings) const
{
    settings.setValue(QLatin1String(churnKey), static_cast<int>(m_churn));
}

void DiffView::restoreSettings(QSettings &settings)
{
    const int churn = settings.value(QLatin1String(churnKey), 0).toInt();
    setChurn(churn == 1 ? ChurnShow::WithTheRest : churn == 2 ? ChurnShow::Hidden : ChurnShow::Apart);
}

} // namespace ptscope
