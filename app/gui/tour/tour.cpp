// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/tour/tour.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

#include "views/look/box.h"
#include "views/look/palette.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/key_hint.h"

namespace ptscope {

namespace {

constexpr int cardWidth = 380;
constexpr int padding = 16;
constexpr int distance = 14;
constexpr int frameLine = 2;

QPushButton *buttonWith(const QString &text, const char *role)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(false);
    setLookProperty(*button, "role", QString::fromLatin1(role));
    return button;
}

} // namespace

void TourFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor &accent = ptscope::palette().accent;
    const int line = scaled(frameLine);
    painter.fillRect(0, 0, width(), line, accent);
    painter.fillRect(0, height() - line, width(), line, accent);
    painter.fillRect(0, 0, line, height(), accent);
    painter.fillRect(width() - line, 0, line, height(), accent);
}

void Tour::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    painter.fillRect(rect(), colors.surface);
    drawBox(painter, rect(), {colors.accent, colors.surface, 8});
}

Tour::Tour(QWidget *window)
    : QFrame(window), m_frame(new TourFrame(window)), m_count(new QLabel), m_title(new QLabel), m_text(new QLabel),
      m_back(buttonWith(tr("Back"), "")), m_next(buttonWith(tr("Next"), "primary"))
{
    setAccessibleName(tr("One-minute tour"));
    m_frame->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_frame->hide();
    setLookProperty(*m_title, "role", QStringLiteral("title"));
    setLookProperty(*m_count, "tone", QStringLiteral("3"));
    m_text->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(padding), scaled(padding), scaled(padding), scaled(padding));
    column->setSpacing(scaled(10));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_count);
    column->addLayout(head);
    column->addWidget(m_text);
    column->addSpacing(scaled(4));
    auto *foot = new QHBoxLayout;
    foot->setSpacing(scaled(8));
    auto *skip = buttonWith(tr("End the tour"), "quiet");
    foot->addWidget(skip);
    foot->addWidget(new KeyHint(QStringLiteral("Esc")));
    foot->addStretch();
    foot->addWidget(m_back);
    foot->addWidget(m_next);
    column->addLayout(foot);
    for (QPushButton *button : {skip, m_back, m_next}) {
        button->installEventFilter(this);
    }
    connect(skip, &QPushButton::clicked, this, &Tour::end);
    connect(m_back, &QPushButton::clicked, this, &Tour::goBack);
    connect(m_next, &QPushButton::clicked, this, &Tour::goOn);
    window->installEventFilter(this);
    hide();
}

void Tour::start(std::vector<TourStep> steps)
{
    m_steps = std::move(steps);
    m_step = 0;
    showStep();
}

void Tour::end()
{
    m_step = -1;
    hide();
    m_frame->hide();
    if (m_about != nullptr) {
        m_about->removeEventFilter(this);
    }
    emit ended();
}

void Tour::goOn()
{
    if (++m_step >= stepCount()) {
        end();
    } else {
        showStep();
    }
}

void Tour::goBack()
{
    if (m_step > 0) {
        --m_step;
        showStep();
    }
}

void Tour::showStep()
{
    const TourStep &step = m_steps[static_cast<std::size_t>(m_step)];
    if (step.prepare) {
        step.prepare();
    }
    if (m_about != nullptr) {
        m_about->removeEventFilter(this);
    }
    m_about = step.about();
    m_about->installEventFilter(this);
    m_title->setText(step.title);
    m_text->setText(step.text);
    m_count->setText(tr("%1 of %2").arg(m_step + 1).arg(stepCount()));
    setAccessibleDescription(step.title + QStringLiteral(". ") + step.text);
    m_back->setEnabled(m_step > 0);
    m_next->setText(m_step + 1 == stepCount() ? tr("Done") : tr("Next"));
    show();
    place();
    m_frame->show();
    m_frame->raise();
    raise();
    m_next->setFocus(Qt::OtherFocusReason);
}

/// Where there is room: below, above, right, left; over the lower corner of what fills the window.
QRect Tour::placeBeside(const QRect &about) const
{
    const QRect window =
        parentWidget()->rect().adjusted(scaled(distance), scaled(distance), -scaled(distance), -scaled(distance));
    const int width = std::min(scaled(cardWidth), window.width());
    const QSize size(width, layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height());
    const int gap = scaled(distance);
    const auto inside = [&](QPoint at) {
        return QRect(
            QPoint(std::clamp(at.x(), window.left(), std::max(window.left(), window.right() + 1 - size.width())),
                   std::clamp(at.y(), window.top(), std::max(window.top(), window.bottom() + 1 - size.height()))),
            size);
    };
    const QPoint places[] = {{about.left(), about.bottom() + gap},
                             {about.left(), about.top() - gap - size.height()},
                             {about.right() + gap, about.top() + gap},
                             {about.left() - gap - size.width(), about.top() + gap}};
    for (const QPoint &place : places) {
        if (!inside(place).intersects(about)) {
            return inside(place);
        }
    }
    return inside({about.right() - gap - size.width(), about.bottom() - gap - size.height()});
}

void Tour::place()
{
    if (m_about == nullptr || m_step < 0) {
        return;
    }
    const QRect about(m_about->mapTo(parentWidget(), QPoint(0, 0)), m_about->size());
    m_frame->setGeometry(about);
    setGeometry(placeBeside(about));
}

bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && isAncestorOf(qobject_cast<QWidget *>(watched))) {
        return goByArrow(static_cast<QKeyEvent *>(event)->key());
    }
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) {
        QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection); // behind the layout
    }
    return false;
}

/// While the card has the focus its keys come before the commands of the window.
bool Tour::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Left || key == Qt::Key_Right) {
            event->accept();
            return true;
        }
    }
    return QFrame::event(event);
}

void Tour::keyPressEvent(QKeyEvent *event)
{
    auto *button = qobject_cast<QPushButton *>(focusWidget());
    if (event->key() == Qt::Key_Escape) {
        end();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && button != nullptr) {
        button->click();
    } else {
        QFrame::keyPressEvent(event);
    }
}

/// Buttons would move the focus among themselves.
bool Tour::goByArrow(int key)
{
    if (key == Qt::Key_Right) {
        goOn();
    } else if (key == Qt::Key_Left) {
        goBack();
    }
    return key == Qt::Key_Right || key == Qt::Key_Left;
}

} // namespace ptscope
