// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/gui/simulate/predictor.h"

class QVBoxLayout;

namespace ptscope {

/// What a prediction changes, largest first; a click goes there.
class PredictedChanges : public QWidget
{
    Q_OBJECT

public:
    explicit PredictedChanges(QWidget *parent = nullptr);

    void show(const std::vector<ChangeLine> &lines);

signals:
    void chosen(ptscope::AddrRange range);

private:
    QWidget *m_body = nullptr;
};

} // namespace ptscope
