// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/simulate/agreement.h"

class QVBoxLayout;

namespace ptscope {

/// How far a prediction and a real capture of the same case agree, region by region.
class AgreementCard : public QFrame
{
    Q_OBJECT

public:
    explicit AgreementCard(QWidget *parent = nullptr);

    void show(const Agreement &agreement, const QString &real);
    void showProblem(const QString &sentence);
    void clear();

private:
    void addLine(const QString &text, const char *tone, bool strong = false);

    QVBoxLayout *m_column;
};

} // namespace ptscope
