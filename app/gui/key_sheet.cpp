// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/key_sheet.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/key_hint.h"
#include "views/look/widgets/section_head.h"

namespace ptscope {

namespace {

constexpr qsizetype headLines = 2;

qsizetype keyedActions(const CommandGroup &group)
{
    return std::count_if(group.actions.begin(), group.actions.end(),
                         [](const QAction *a) { return !a->shortcut().isEmpty(); });
}

QWidget *groupSheet(const CommandGroup &group)
{
    auto *sheet = new QWidget;
    auto *grid = new QGridLayout(sheet);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(scaled(6));
    grid->setColumnStretch(0, 1);
    int row = 0;
    grid->addWidget(new SectionHead(group.title), row++, 0, 1, 2);
    for (const QAction *action : group.actions) {
        const QList<QKeySequence> keys = action->shortcuts();
        if (keys.isEmpty()) {
            continue;
        }
        auto *text = new QLabel(QString(action->text()).remove(QLatin1Char('&')));
        setLookProperty(*text, "tone", action->isEnabled() ? QStringLiteral("1") : QStringLiteral("3"));
        grid->addWidget(text, row, 0);
        auto *caps = new QHBoxLayout;
        caps->setSpacing(scaled(4));
        caps->addStretch();
        for (const QKeySequence &key : keys) {
            caps->addWidget(new KeyHint(key.toString(QKeySequence::NativeText)));
        }
        grid->addLayout(caps, row++, 1);
    }
    return sheet;
}

} // namespace

KeySheet::KeySheet(const QList<CommandGroup> &groups, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("All keys"));
    auto *content = new QWidget;
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    columns->setSpacing(scaled(40));
    QVBoxLayout *sides[] = {new QVBoxLayout, new QVBoxLayout};
    qsizetype heights[] = {0, 0};
    for (const CommandGroup &group : groups) {
        const qsizetype lines = keyedActions(group);
        if (lines > 0) {
            const int shorter = heights[1] < heights[0] ? 1 : 0;
            sides[shorter]->addWidget(groupSheet(group), 0, Qt::AlignTop);
            sides[shorter]->addSpacing(scaled(4));
            heights[shorter] += lines + headLines;
        }
    }
    for (QVBoxLayout *side : sides) {
        side->addStretch(1);
        columns->addLayout(side, 1);
    }
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scroll);
    resize(std::min(scaled(860), parent->width() - scaled(40)), std::min(scaled(620), parent->height() - scaled(40)));
}

} // namespace ptscope
