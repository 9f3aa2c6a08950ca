// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/inspector.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QScrollBar>

#include "views/inspector/inspector_page.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int designWidth = 360;
constexpr int leastWidth = 280;

void fillSelectionPage(InspectorPage &page, const PageContext &context, AddrRange selection)
{
    const Subject subject = subjectOf(*context.snapshot, selection);
    if (const auto *run = std::get_if<RunSubject>(&subject)) {
        fillRunPage(page, context, run->row, selection);
    } else if (const auto *table = std::get_if<TableSubject>(&subject)) {
        fillTablePage(page, context, *table);
    } else {
        fillRangePage(page, context, std::get<RangeSubject>(subject), selection);
    }
}

} // namespace

Inspector::Inspector(Navigator &navigator, QWidget *parent) : QScrollArea(parent), m_navigator(navigator)
{
    setAccessibleName(tr("Inspector"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(scaled(leastWidth));
    auto *copy = new QAction(tr("Copy all of this as text"), this);
    connect(copy, &QAction::triggered, this, &Inspector::copyAll);
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    // A selection that is being dragged changes many times before anybody can read a page.
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &Inspector::refresh);
    connect(&m_navigator, &Navigator::selectionChanged, this, &Inspector::refreshSoon);
    connect(&m_navigator, &Navigator::explained, this, &Inspector::refreshSoon);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, &Inspector::refreshSoon);
    refresh();
}

QSize Inspector::sizeHint() const
{
    return {scaled(designWidth), scaled(600)};
}

void Inspector::setSnapshot(SnapshotPtr snapshot)
{
    m_snapshot = std::move(snapshot);
    refreshSoon();
}

void Inspector::setComparison(ComparisonPtr comparison)
{
    m_comparison = std::move(comparison);
    refreshSoon();
}

void Inspector::setSpan(std::optional<SpanNote> span)
{
    m_span = std::move(span);
    refreshSoon();
}

void Inspector::refreshSoon()
{
    if (isVisible()) {
        m_soon.start();
    }
}

void Inspector::refresh()
{
    m_soon.stop();
    auto *page = new InspectorPage;
    const auto selection = m_navigator.selection();
    const PageContext context{m_snapshot, m_navigator, m_comparison, m_span};
    if (m_snapshot && m_snapshot->extents().empty()) {
        page->addTitle(tr("No runs"), {});
        page->addText(tr("No line of this text is a run."));
    } else if (m_snapshot && selection) {
        fillSelectionPage(*page, context, *selection);
    } else if (m_snapshot) {
        fillDumpPage(*page, context);
    } else {
        page->addText(tr("Open a dump: what is selected is explained here."), InspectorPage::Tone::Quiet);
    }
    page->finish();
    const int scrolled = selection == m_shown ? verticalScrollBar()->value() : 0;
    m_shown = selection;
    // The click that brought us here may come from a widget on the old page.
    if (QWidget *old = takeWidget()) {
        old->hide();
        old->deleteLater();
    }
    m_page = page;
    setWidget(page);
    verticalScrollBar()->setValue(scrolled);
}

QString Inspector::plainText() const
{
    return m_page->plainText();
}

void Inspector::copyAll() const
{
    QGuiApplication::clipboard()->setText(plainText());
}

void Inspector::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    refresh();
}

void Inspector::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        refreshSoon();
    }
}

} // namespace ptscope
