// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/error_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

#include "app/text/diagnostic_text.h"
#include "views/look/icons.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int widest = 720;
constexpr int iconSide = 16;
constexpr std::size_t mostShown = 4;

} // namespace

ErrorCard::ErrorCard(QWidget *over) : QFrame(over), m_what(new QLabel), m_hint(new QLabel)
{
    setLookProperty(*this, "panel", QStringLiteral("card"));
    setAutoFillBackground(true);
    setAccessibleName(tr("Problem"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(scaled(16), scaled(12), scaled(12), scaled(12));
    line->setSpacing(scaled(12));
    auto *sign = new QLabel;
    sign->setPixmap(themedIcon(Icon::Error, &Palette::error).pixmap(scaled(iconSide), scaled(iconSide)));
    line->addWidget(sign, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    setLookProperty(*m_what, "role", QStringLiteral("value"));
    setLookProperty(*m_hint, "tone", QStringLiteral("2"));
    for (QLabel *label : {m_what, m_hint}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        column->addWidget(label);
    }
    line->addLayout(column, 1);
    auto *close = new QToolButton;
    close->setIcon(themedIcon(Icon::Close));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    line->addWidget(close, 0, Qt::AlignTop);
    over->installEventFilter(this);
    hide();
}

void ErrorCard::show(const std::vector<Error> &errors)
{
    if (errors.empty()) {
        return;
    }
    QStringList what;
    QString hint;
    for (const Error &error : errors) {
        const ErrorText text = errorText(error);
        if (static_cast<std::size_t>(what.size()) < mostShown) {
            what.append(QString::fromStdString(error.subject + ": " + text.what));
        }
        hint = hint.isEmpty() ? QString::fromStdString(text.hint) : hint;
    }
    if (errors.size() > mostShown) {
        what.append(tr("and %n more", nullptr, static_cast<int>(errors.size() - mostShown)));
    }
    show(what.join(QLatin1Char('\n')), hint);
}

void ErrorCard::show(const QString &what, const QString &hint)
{
    m_what->setText(what);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    place();
    raise();
    QFrame::show();
}

void ErrorCard::place()
{
    const int margin = scaled(24);
    const int width = std::min(scaled(widest), parentWidget()->width() - 2 * margin);
    setFixedWidth(std::max(scaled(200), width));
    adjustSize();
    move((parentWidget()->width() - this->width()) / 2, margin);
}

bool ErrorCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    return false;
}

} // namespace ptscope
