// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/ledger_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "views/common/class_names.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/section_head.h"

namespace ptscope {

namespace {

QLabel *word(const QString &text, const char *tone)
{
    auto *label = new QLabel(text);
    label->setFont(wordFont(TextRole::Body));
    setLookProperty(*label, "tone", QLatin1String(tone));
    return label;
}

QLabel *number(const QString &text, const char *tone)
{
    auto *label = new QLabel(text);
    label->setFont(monoFont(TextRole::Body));
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setLookProperty(*label, "tone", QLatin1String(tone));
    return label;
}

std::int64_t difference(std::uint64_t before, std::uint64_t after)
{
    return static_cast<std::int64_t>(after - before);
}

/// "272×" where a figure grew beyond what a difference says, else the difference.
QString growth(std::uint64_t before, std::uint64_t after)
{
    constexpr std::uint64_t manyFold = 10;
    return before != 0 && after / before >= manyFold ? QStringLiteral("%1×").arg(countText(after / before))
                                                     : deltaText(difference(before, after));
}

} // namespace

LedgerView::LedgerView(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
}

void LedgerView::clear()
{
    delete m_body;
    m_body = nullptr;
}

void LedgerView::show(const SimulationLedger &ledger, const Snapshot &before, const Snapshot &after)
{
    clear();
    m_body = new QWidget;
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins({});
    m_column->setSpacing(scaled(8));
    auto *head = new SectionHead(tr("Ledger"));
    head->setNote(tr("before → after"));
    m_column->addWidget(head);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(scaled(10));
    m_grid->setVerticalSpacing(scaled(3));
    m_grid->setColumnStretch(0, 1);
    m_column->addLayout(m_grid);
    addFigures(ledger, before, after);
    addSum(ledger, after);
    addSentences(tr("Steps"), ledger.steps);
    addSentences(tr("Taken for granted"), ledger.assumptions);
    layout()->addWidget(m_body);
}

void LedgerView::addRow(const QString &name, const QString &before, const QString &after, const QString &delta)
{
    const int row = m_grid->rowCount();
    QLabel *title = word(name, "2");
    title->setWordWrap(true); // wide figures take its room
    title->setMinimumWidth(scaled(64));
    m_grid->addWidget(title, row, 0);
    m_grid->addWidget(number(before, "3"), row, 1);
    m_grid->addWidget(number(after, "1"), row, 2);
    m_grid->addWidget(number(delta, "2"), row, 3);
}

void LedgerView::addFigures(const SimulationLedger &ledger, const Snapshot &before, const Snapshot &after)
{
    const PartStatistics &was = ledger.before.total;
    const PartStatistics &is = ledger.after.total;
    for (std::size_t leaf = 0; leaf < leafClassCount; ++leaf) {
        const auto shown = static_cast<LeafClass>(leaf);
        if (shown != LeafClass::Hole && was.bytesByLeaf[leaf] != is.bytesByLeaf[leaf]) {
            addRow(className(shown, after.geometry()), sumText(was.bytesByLeaf[leaf]), sumText(is.bytesByLeaf[leaf]),
                   sumDeltaText(difference(was.bytesByLeaf[leaf], is.bytesByLeaf[leaf])));
        }
    }
    for (unsigned level = 0; level < levelCount; ++level) {
        if (was.tables[level] != is.tables[level]) {
            addRow(tr("%1 tables").arg(QLatin1String(name(levelFromNumber(level)))), countText(was.tables[level]),
                   countText(is.tables[level]), deltaText(difference(was.tables[level], is.tables[level])));
        }
    }
    addRow(tr("TLB entries"), countText(was.tlbEntries), countText(is.tlbEntries), growth(was.tlbEntries, is.tlbEntries));
    const std::uint64_t runs = after.extents().size();
    addRow(tr("Runs"), countText(before.extents().size()), countText(runs), deltaText(difference(before.extents().size(), runs)));
}

/// What is given back, what is taken, and what is left.
void LedgerView::addSum(const SimulationLedger &ledger, const Snapshot &snapshot)
{
    const std::uint64_t page = snapshot.geometry().pageSize().value;
    const std::int64_t tables = (static_cast<std::int64_t>(ledger.tablesFreed) - static_cast<std::int64_t>(ledger.tablesAllocated))
        * static_cast<std::int64_t>(page);
    const std::int64_t net = static_cast<std::int64_t>(ledger.memorySaved.value) - static_cast<std::int64_t>(ledger.memorySpent.value) + tables;
    auto *rule = new QFrame;
    rule->setFixedHeight(1);
    setLookProperty(*rule, "panel", QStringLiteral("rule"));
    m_column->addWidget(rule);
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(scaled(3));
    grid->setColumnStretch(0, 1);
    const auto add = [&](const QString &title, std::int64_t bytes, bool sum) {
        if (bytes == 0 && !sum) {
            return;
        }
        const int row = grid->rowCount();
        QLabel *left = word(title, sum ? "1" : "2");
        QLabel *right = number(bytes == 0 ? tr("nothing") : sumDeltaText(bytes), "1");
        if (sum) {
            left->setFont(wordFont(TextRole::Value));
            right->setFont(monoFont(TextRole::Value));
            setLookProperty(*right, "tone", bytes < 0 ? QStringLiteral("warn") : bytes > 0 ? QStringLiteral("ok") : QStringLiteral("2"));
        }
        grid->addWidget(left, row, 0);
        grid->addWidget(right, row, 1);
    };
    add(tr("Memory given back"), static_cast<std::int64_t>(ledger.memorySaved.value), false);
    add(tr("Memory taken"), -static_cast<std::int64_t>(ledger.memorySpent.value), false);
    add(tables < 0 ? tr("Page tables taken") : tr("Page tables given back"), tables, false);
    add(tr("Net saving"), net, true);
    m_column->addLayout(grid);
}

void LedgerView::addSentences(const QString &title, const std::vector<std::string> &sentences)
{
    if (sentences.empty()) {
        return;
    }
    m_column->addSpacing(scaled(4));
    m_column->addWidget(new SectionHead(title));
    for (const std::string &sentence : sentences) {
        QLabel *label = word(QString::fromStdString(sentence), "2");
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_column->addWidget(label);
    }
}

} // namespace ptscope
