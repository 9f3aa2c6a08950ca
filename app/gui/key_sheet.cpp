// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/key_sheet.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/key_hint.h"
#include "views/look/widgets/section_head.h"

namespace ptscope {

namespace {

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
        if (action->shortcut().isEmpty()) {
            continue;
        }
        auto *text = new QLabel(QString(action->text()).remove(QLatin1Char('&')));
        setLookProperty(*text, "tone", action->isEnabled() ? QStringLiteral("1") : QStringLiteral("3"));
        grid->addWidget(text, row, 0);
        grid->addWidget(new KeyHint(keyText(*action)), row++, 1, Qt::AlignRight);
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
    for (qsizetype i = 0; i < groups.size(); ++i) {
        sides[i % 2]->addWidget(groupSheet(groups[i]));
        sides[i % 2]->addSpacing(scaled(16));
    }
    for (QVBoxLayout *side : sides) {
        side->addStretch();
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
