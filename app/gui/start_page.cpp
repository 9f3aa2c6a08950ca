// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/start_page.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

#include "app/gui/example_card.h"
#include "app/gui/job_runner.h"
#include "app/gui/logo.h"
#include "app/gui/session.h"
#include "app/gui/text_source.h"
#include "core/stat/statistics.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/map/thumbnail.h"

namespace ptscope {

namespace {

/// The style puts four pixels between an icon and its words; a thin blank makes them two things.
QString besideIcon(const QString &words)
{
    return QChar(0x2009) + words;
}

constexpr int margin = 96;
constexpr int narrowMargin = 32;
constexpr int gap = 24;
constexpr int cardColumnWidth = 430;
constexpr int logoWidth = 52;
constexpr int recentShown = 5;

QLabel *words(const QString &text, TextRole role, const QString &tone)
{
    auto *label = new QLabel(text);
    label->setFont(wordFont(role));
    setLookProperty(*label, "tone", tone);
    return label;
}

ExampleCard::Facts factsOf(const Example &example, QSize size, Theme theme, Progress &progress)
{
    const LoadOutcome outcome = load({TextSource::resource(example.resource, example.id)}, progress);
    if (outcome.snapshots.empty()) {
        return {};
    }
    const Snapshot &snapshot = *outcome.snapshots.front();
    const Statistics statistics = statisticsOf(snapshot);
    return {mapThumbnail(outcome.snapshots.front(), size, theme), snapshot.source().lines, statistics.total.mappedBytes,
            statistics.total.wxBytes};
}

} // namespace

StartPage::StartPage(Session &session, JobRunner &jobs, const Commands &commands)
    : m_session(session), m_jobs(jobs), m_recentBox(new QWidget), m_recent(new QVBoxLayout(m_recentBox)), m_grid(new QGridLayout)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Start"));
    auto *content = new QFrame;
    setLookProperty(*content, "panel", QStringLiteral("canvas"));
    auto *column = new QVBoxLayout(content);
    column->setSpacing(scaled(gap));
    auto *top = new QHBoxLayout;
    top->setSpacing(scaled(2 * gap));
    auto *left = new QVBoxLayout;
    left->setSpacing(scaled(gap));
    left->addWidget(makeTitle());
    left->addWidget(makeOpenCard(commands));
    top->addLayout(left, 3);
    auto *right = new QVBoxLayout;
    right->setSpacing(scaled(gap));
    right->addWidget(makeCaptureHelp(commands));
    right->addWidget(makeTourCard(commands));
    m_recent->setContentsMargins({});
    right->addWidget(m_recentBox);
    right->addStretch();
    top->addLayout(right, 2);
    column->addLayout(top);
    addExamples(column);
    auto *keys = words(tr("Press ? for all keys. Nothing leaves this machine."), TextRole::Label, QStringLiteral("3"));
    column->addWidget(keys, 0, Qt::AlignRight);
    column->addStretch();
    setWidget(content);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&session.recentFiles(), &RecentFiles::changed, this, &StartPage::listRecentFiles);
    listRecentFiles();
}

QWidget *StartPage::makeTitle()
{
    auto *box = new QWidget;
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins({});
    line->setSpacing(scaled(20));
    line->addWidget(new Logo(scaled(logoWidth)));
    auto *column = new QVBoxLayout;
    column->setSpacing(scaled(2));
    column->addStretch(1);
    column->addWidget(words(QStringLiteral("ptscope"), TextRole::Verdict, QStringLiteral("1")));
    column->addWidget(words(tr("Kernel page tables, as they really are"), TextRole::Body, QStringLiteral("2")));
    column->addStretch(1);
    line->addLayout(column, 1);
    return box;
}

QWidget *StartPage::makeOpenCard(const Commands &commands)
{
    auto *card = new QFrame;
    setLookProperty(*card, "panel", QStringLiteral("dropcard"));
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    column->setSpacing(scaled(10));
    column->addWidget(words(tr("Drop or paste a dump here"), TextRole::Title, QStringLiteral("1")));
    for (const QString &kind : {tr("A file, plain or .gz .xz .zst .bz2"), tr("A mail with quotes and wrapped lines"),
                                tr("A piece of dmesg or of a serial log")}) {
        column->addWidget(words(QStringLiteral("▪   ") + kind, TextRole::Body, QStringLiteral("2")));
    }
    column->addSpacing(scaled(8));
    auto *buttons = new QHBoxLayout;
    auto *open = new QPushButton(themedIcon(Icon::Open, &Palette::inkOnData), besideIcon(tr("Open file")));
    setLookProperty(*open, "role", QStringLiteral("primary"));
    connect(open, &QPushButton::clicked, commands.open, &QAction::trigger);
    auto *paste = new QPushButton(themedIcon(Icon::Paste), besideIcon(tr("Paste")));
    connect(paste, &QPushButton::clicked, commands.paste, &QAction::trigger);
    buttons->addWidget(open);
    buttons->addWidget(paste);
    buttons->addStretch();
    column->addLayout(buttons);
    return card;
}

QWidget *StartPage::makeCaptureHelp(const Commands &commands)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(scaled(8));
    column->addWidget(words(tr("No dump at hand?"), TextRole::TabChosen, QStringLiteral("1")));
    auto *byHand = new QLabel(QStringLiteral("# %1\nmount -t debugfs none /sys/kernel/debug\n"
                                               "cat /sys/kernel/debug/kernel_page_tables > kpt.txt")
                                    .arg(tr("as root, on the board")));
    byHand->setFont(monoFont(TextRole::Body));
    byHand->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    byHand->setContentsMargins(scaled(12), scaled(10), scaled(12), scaled(10));
    auto *frame = new QFrame;
    setLookProperty(*frame, "panel", QStringLiteral("sunk"));
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins({});
    inside->addWidget(byHand);
    column->addWidget(frame);
    column->addWidget(words(tr("Needs CONFIG_PTDUMP_DEBUGFS=y in that kernel. Each read walks every table under locks."),
                            TextRole::Body, QStringLiteral("3")));
    auto *capture = new QPushButton(themedIcon(Icon::Capture), besideIcon(tr("Capture from a board or this machine")));
    capture->setToolTip(commands.capture->toolTip());
    connect(capture, &QPushButton::clicked, commands.capture, &QAction::trigger);
    column->addWidget(capture, 0, Qt::AlignLeft);
    return box;
}

QWidget *StartPage::makeTourCard(const Commands &commands)
{
    auto *card = new QFrame;
    setLookProperty(*card, "panel", QStringLiteral("card"));
    auto *line = new QHBoxLayout(card);
    line->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12));
    auto *column = new QVBoxLayout;
    column->addWidget(words(tr("One-minute tour"), TextRole::TabChosen, QStringLiteral("1")));
    column->addWidget(words(tr("Six stops through a real boot of 6.1 on arm64"), TextRole::Body, QStringLiteral("2")));
    line->addLayout(column, 1);
    auto *start = new QPushButton(tr("Start"));
    start->setAccessibleName(tr("Start the one-minute tour"));
    connect(start, &QPushButton::clicked, commands.tour, &QAction::trigger);
    line->addWidget(start);
    return card;
}

void StartPage::addExamples(QVBoxLayout *column)
{
    auto *head = new QHBoxLayout;
    head->addWidget(words(tr("Real captures to look at"), TextRole::Title, QStringLiteral("1")));
    head->addSpacing(scaled(12));
    head->addWidget(words(tr("bundled; each opens at the place that matters"), TextRole::Body, QStringLiteral("3")));
    head->addStretch();
    column->addLayout(head);
    m_grid->setSpacing(scaled(gap));
    const auto &examples = bundledExamples();
    for (std::size_t i = 0; i < std::min(examples.size(), examplesOnStartPage); ++i) {
        auto *card = new ExampleCard(examples[i]);
        connect(card, &QAbstractButton::clicked, this, [this, id = examples[i].id] { emit exampleChosen(id); });
        m_cards.append(card);
    }
    column->addLayout(m_grid);
}

void StartPage::placeCards()
{
    const int side = viewport()->width() < scaled(1500) ? scaled(narrowMargin) : scaled(margin);
    widget()->layout()->setContentsMargins(side, scaled(gap), side, scaled(gap));
    const int columns = std::clamp((viewport()->width() - 2 * side) / scaled(cardColumnWidth), 1, 3);
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        m_grid->addWidget(m_cards[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
    }
}

void StartPage::drawThumbnails()
{
    for (ExampleCard *card : std::as_const(m_cards)) {
        const QString lane = QStringLiteral("thumbnail-") + card->example().id;
        m_jobs.start(
            card, {lane, {}, JobRunner::Visibility::Quiet, 0},
            [example = card->example(), size = card->thumbnailSize(), theme = ptscope::palette().theme](Progress &progress) {
                return factsOf(example, size, theme, progress);
            },
            [card](const ExampleCard::Facts &facts) { card->setFacts(facts); });
    }
}

void StartPage::listRecentFiles()
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList paths = m_session.recentFiles().paths().mid(0, recentShown);
    m_recent->addWidget(words(paths.isEmpty() ? tr("Recent files: none yet") : tr("Recent files"), TextRole::TabChosen,
                              paths.isEmpty() ? QStringLiteral("3") : QStringLiteral("1")));
    for (const QString &path : paths) {
        auto *file = new QPushButton(QFileInfo(path).fileName());
        setLookProperty(*file, "role", QStringLiteral("quiet"));
        file->setToolTip(path);
        connect(file, &QPushButton::clicked, this, [this, path] { emit fileChosen(path); });
        m_recent->addWidget(file, 0, Qt::AlignLeft);
    }
}

void StartPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    placeCards();
    // Behind the layout, which gives the cards their width.
    QMetaObject::invokeMethod(this, &StartPage::drawThumbnails, Qt::QueuedConnection);
}

void StartPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible()) {
        drawThumbnails();
    }
}

} // namespace ptscope
