// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/form_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

FormField::FormField(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(new QLabel(title)), m_hint(new QLabel), m_problem(new QLabel)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(scaled(4));
    auto *head = new QHBoxLayout;
    m_title->setFont(wordFont(TextRole::Control));
    setLookProperty(*m_title, "tone", QStringLiteral("1"));
    m_hint->setFont(wordFont(TextRole::Label));
    setLookProperty(*m_hint, "tone", QStringLiteral("3"));
    m_title->setVisible(!title.isEmpty());
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_hint);
    column->addLayout(head);
    m_problem->setFont(wordFont(TextRole::Label));
    m_problem->setWordWrap(true);
    setLookProperty(*m_problem, "tone", QStringLiteral("error"));
    m_problem->hide();
    column->addWidget(m_problem);
}

void FormField::setControl(QWidget *control)
{
    m_control = control;
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, control);
    m_title->setBuddy(control);
}

void FormField::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void FormField::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    const QString invalid = problem.isEmpty() ? QString() : QStringLiteral("true");
    QList<QLineEdit *> edits = m_control == nullptr ? QList<QLineEdit *>() : m_control->findChildren<QLineEdit *>();
    if (auto *self = qobject_cast<QLineEdit *>(m_control)) {
        edits.append(self);
    }
    for (QLineEdit *edit : edits) {
        if (edit->property("invalid").toString() != invalid) {
            setLookProperty(*edit, "invalid", invalid);
        }
    }
}

} // namespace ptscope
