// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/capture/capture_progress.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

#include "views/look/icons.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int iconSide = 16;

/// What a board says is shown as it is, never as markup.
QLabel *plainWords(const char *tone)
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    setLookProperty(*label, "tone", QLatin1String(tone));
    return label;
}

} // namespace

CaptureProgress::CaptureProgress(QWidget *parent)
    : QWidget(parent), m_bar(new QProgressBar), m_status(plainWords("2")), m_problem(new QWidget), m_what(plainWords("error")), m_hint(plainWords("2"))
{
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(scaled(4));
    m_bar->setAccessibleName(tr("Progress of the capture"));
    auto *sign = new QLabel;
    sign->setPixmap(themedIcon(Icon::Error, &Palette::error).pixmap(scaled(iconSide), scaled(iconSide)));
    auto *words = new QVBoxLayout;
    words->setSpacing(scaled(4));
    words->addWidget(m_what);
    words->addWidget(m_hint);
    auto *line = new QHBoxLayout(m_problem);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(scaled(8));
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(4));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_bar, m_status, m_problem}) {
        column->addWidget(widget);
    }
    end();
    forget();
}

void CaptureProgress::begin(int turns)
{
    m_problem->hide();
    m_bar->setRange(0, turns);
    m_bar->setValue(0);
    m_bar->show();
    say(tr("Waiting for the first byte…"));
}

void CaptureProgress::advance(const QString &text, int done)
{
    m_bar->setValue(done);
    say(text);
}

void CaptureProgress::end()
{
    m_bar->hide();
    m_status->hide();
}

void CaptureProgress::say(const QString &text)
{
    m_status->setText(text);
    m_status->show();
}

void CaptureProgress::complain(const QString &source, const ErrorText &problem)
{
    m_what->setText(QStringLiteral("%1: %2").arg(source, QString::fromStdString(problem.what)));
    m_hint->setText(QString::fromStdString(problem.hint));
    m_hint->setVisible(!problem.hint.empty());
    m_problem->show();
}

void CaptureProgress::forget()
{
    m_status->hide();
    m_problem->hide();
}

} // namespace ptscope
