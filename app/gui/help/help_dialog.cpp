// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help/help_dialog.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextTable>

#include <algorithm>

#include "app/gui/help/help_topics.h"
#include "views/look/palette.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int lineHeightPercent = 130;

/// Markdown brings no room between lines, paragraphs and cells along.
void setAirily(QTextDocument &document)
{
    QTextBlockFormat lines;
    lines.setLineHeight(lineHeightPercent, QTextBlockFormat::ProportionalHeight);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        lines.setBottomMargin(cursor.currentTable() == nullptr ? scaled(8) : 0);
        cursor.mergeBlockFormat(lines);
    }
    for (QTextFrame *frame : document.rootFrame()->childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(frame)) {
            QTextTableFormat format = table->format();
            format.setCellPadding(scaled(6));
            format.setCellSpacing(0);
            format.setBorderCollapse(true);
            format.setBorder(1);
            format.setBorderBrush(ptscope::palette().lineStrong);
            format.setBottomMargin(scaled(12));
            table->setFormat(format);
        }
    }
}

} // namespace

HelpDialog::HelpDialog(QWidget *parent) : QDialog(parent), m_questions(new QListWidget), m_answer(new QTextBrowser)
{
    setWindowTitle(tr("Help"));
    m_questions->setAccessibleName(tr("Questions"));
    m_questions->setWordWrap(true);
    m_questions->setFrameShape(QFrame::NoFrame);
    m_questions->setResizeMode(QListView::Adjust);
    m_questions->setFixedWidth(scaled(310));
    m_questions->setSpacing(scaled(3));
    m_questions->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_answer->setAccessibleName(tr("Answer"));
    m_answer->setFrameShape(QFrame::NoFrame);
    m_answer->document()->setDefaultFont(wordFont(TextRole::Tab));
    m_answer->document()->setDocumentMargin(scaled(16));
    for (const HelpTopic &topic : helpTopics()) {
        m_questions->addItem(topic.title);
    }
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(8));
    line->setSpacing(scaled(8));
    line->addWidget(m_questions);
    line->addWidget(m_answer, 1);
    connect(m_questions, &QListWidget::currentRowChanged, this, &HelpDialog::showTopic);
    resize(std::min(scaled(940), parent->width() - scaled(40)), std::min(scaled(520), parent->height() - scaled(40)));
    m_questions->setCurrentRow(0);
}

void HelpDialog::showTopic(int topic)
{
    const std::vector<HelpTopic> &topics = helpTopics();
    if (topic < 0 || static_cast<std::size_t>(topic) >= topics.size()) {
        return;
    }
    m_questions->setCurrentRow(topic);
    const HelpTopic &shown = topics[static_cast<std::size_t>(topic)];
    m_answer->setMarkdown(QStringLiteral("### %1\n\n%2").arg(shown.title, shown.markdown));
    setAirily(*m_answer->document());
}

} // namespace ptscope
