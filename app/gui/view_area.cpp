// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view_area.h"

#include <QHBoxLayout>
#include <QStackedWidget>

#include <algorithm>

#include "app/gui/commands.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/simulated_band.h"
#include "views/look/widgets/view_tabs.h"

namespace ptscope {

namespace {

constexpr int barHeight = 34;
constexpr int leastViewHeight = 220;
const QLatin1String currentKey("view");

QFrame *surfaceRow(QWidget *parent, int height)
{
    auto *row = new QFrame(parent);
    row->setObjectName(QStringLiteral("row"));
    row->setFixedHeight(scaled(height));
    setLookProperty(*row, "rule", QStringLiteral("bottom"));
    return row;
}

/// "base › HVO 2M × 512 › …": the label of a prediction is its chain. Empty for what a kernel printed.
QString chainText(const SnapshotPtr &snapshot)
{
    return snapshot != nullptr && snapshot->source().isSimulated() ? QString::fromStdString(snapshot->source().label) : QString();
}

} // namespace

ViewArea::ViewArea(Navigator &navigator, const std::vector<View *> &views, QWidget *breadcrumb, QWidget *parent)
    : QFrame(parent), m_navigator(navigator), m_tabs(new ViewTabs), m_content(new QWidget), m_band(new SimulatedBand), m_stack(new QStackedWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    QFrame *tabRow = surfaceRow(this, barHeight);
    auto *tabLine = new QHBoxLayout(tabRow);
    tabLine->setContentsMargins(scaled(8), 0, scaled(8), 0);
    tabLine->addWidget(m_tabs, 0, Qt::AlignBottom);
    tabLine->addStretch();
    column->addWidget(tabRow);

    QFrame *placeRow = surfaceRow(this, barHeight);
    m_toolLine = new QHBoxLayout(placeRow);
    m_toolLine->setContentsMargins(scaled(16), 0, scaled(16), 0);
    m_toolLine->setSpacing(scaled(16));
    if (breadcrumb != nullptr) {
        m_toolLine->addWidget(breadcrumb, 1);
    } else {
        m_toolLine->addStretch(1);
    }
    column->addWidget(placeRow);
    auto *shown = new QVBoxLayout(m_content);
    shown->setContentsMargins({});
    shown->setSpacing(0);
    shown->addWidget(m_band);
    shown->addWidget(m_stack, 1);
    column->addWidget(m_content, 1);
    setMinimumWidth(scaled(320));
    // What stands below a raster or a grid gives way: the tallest of all views must not decide how small a window may be.
    m_stack->setMinimumHeight(scaled(leastViewHeight));
    for (View *view : views) {
        addView(view);
    }
    connect(m_tabs, &QTabBar::currentChanged, this, &ViewArea::bringToFront);
}

void ViewArea::addView(View *view)
{
    const int index = static_cast<int>(m_views.size());
    m_views.push_back(view);
    m_shown.push_back(nullptr);
    m_shownDocument.push_back(0);
    m_stack->addWidget(view);
    connect(view, &View::notice, this, &ViewArea::notice);
    if (QWidget *tools = view->toolRow()) {
        m_toolLine->addWidget(tools);
        tools->setVisible(index == 0);
    }
    m_tabs->addView(view->title());

    auto *action = new QAction(view->title(), this);
    action->setShortcut(QKeySequence(Qt::Key_1 + index));
    connect(action, &QAction::triggered, this, [this, index] {
        m_tabs->setCurrentIndex(index);
        focusView();
    });
    m_switchActions.append(action);
    m_tabs->setTabToolTip(index, textWithKey(*action));
}

View *ViewArea::currentView() const
{
    const int index = m_stack->currentIndex();
    return index < 0 ? nullptr : m_views[static_cast<std::size_t>(index)];
}

bool ViewArea::isInFront(QLatin1String id) const
{
    const View *view = currentView();
    return view != nullptr && view->id() == id;
}

View *ViewArea::view(const QString &id) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(), [&](const View *v) { return v->id() == id; });
    return found == m_views.end() ? nullptr : *found;
}

bool ViewArea::showView(const QString &id)
{
    View *wanted = view(id);
    if (wanted != nullptr) {
        m_tabs->setCurrentIndex(m_stack->indexOf(wanted));
    }
    return wanted != nullptr;
}

void ViewArea::focusView()
{
    if (View *view = currentView()) {
        view->setFocus(Qt::ShortcutFocusReason);
    }
}

void ViewArea::setSnapshot(SnapshotPtr snapshot)
{
    m_snapshot = std::move(snapshot);
    ++m_document;
    showBand();
    const int front = m_stack->currentIndex();
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        // A view behind must not keep a closed dump in memory.
        if (static_cast<int>(i) != front && m_shown[i] != nullptr && m_shown[i] != m_snapshot) {
            m_views[i]->setSnapshot(nullptr);
            m_shown[i] = nullptr;
        }
    }
    bringToFront(front);
}

void ViewArea::setComparison(const ComparisonPtr &comparison)
{
    for (View *view : m_views) {
        view->setComparison(comparison);
    }
    m_comparison = comparison;
    showBand();
    emit comparisonShown(comparison);
}

/// A measured dump beside a prediction is marked as well: what differs between the two was computed.
void ViewArea::showBand()
{
    QString chain = chainText(m_snapshot);
    const bool pairIsShown = m_comparison != nullptr
        && (m_comparison->before == m_snapshot || m_comparison->after == m_snapshot
            || isInFront(QLatin1String("diff")));
    if (chain.isEmpty() && pairIsShown) {
        for (const SnapshotPtr &side : {m_comparison->before, m_comparison->after}) {
            if (const QString other = chainText(side); !other.isEmpty()) {
                chain = tr("the other of the pair, %1").arg(other);
            }
        }
    }
    m_band->setChain(chain);
}

void ViewArea::replaceSnapshot(SnapshotPtr snapshot)
{
    m_snapshot = std::move(snapshot);
    showBand();
    bringToFront(m_stack->currentIndex());
}

void ViewArea::bringToFront(int index)
{
    if (index < 0) {
        return;
    }
    const auto i = static_cast<std::size_t>(index);
    m_stack->setCurrentIndex(index);
    for (View *view : m_views) {
        if (QWidget *tools = view->toolRow()) {
            tools->setVisible(view == m_views[i]);
        }
    }
    if (m_shown[i] != m_snapshot) {
        const bool sameDocument = m_shown[i] != nullptr && m_shownDocument[i] == m_document;
        m_shown[i] = m_snapshot;
        m_shownDocument[i] = m_document;
        sameDocument ? m_views[i]->replaceSnapshot(m_snapshot) : m_views[i]->setSnapshot(m_snapshot);
        if (!sameDocument && m_snapshot != nullptr && m_navigator.selection()) {
            emit m_navigator.revealRequested(*m_navigator.selection());
        }
    }
    showBand();
    emit viewChanged();
}

void ViewArea::saveSettings(QSettings &settings) const
{
    if (const View *view = currentView()) {
        settings.setValue(currentKey, view->id());
    }
    for (const View *view : m_views) {
        settings.beginGroup(view->id());
        view->saveSettings(settings);
        settings.endGroup();
    }
}

void ViewArea::restoreSettings(QSettings &settings)
{
    for (View *view : m_views) {
        settings.beginGroup(view->id());
        view->restoreSettings(settings);
        settings.endGroup();
    }
    showView(settings.value(currentKey).toString());
}

} // namespace ptscope
