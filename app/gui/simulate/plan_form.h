// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/text/plan_text.h"

class QLineEdit;

namespace ptscope {

class FormField;
class SegmentedControl;

/// What the HVO planner asks: a machine that is not there yet, and its huge pages.
class PlanForm : public QWidget
{
    Q_OBJECT

public:
    explicit PlanForm(QWidget *parent = nullptr);

    /// Starts with the page size of a dump.
    void startWith(const PagingGeometry &geometry);
    PlanWords words() const;
    /// Says beside the field that `error` blames what is wrong; false when it blames none.
    bool showProblem(const Error &error, const QString &sentence);
    void clearProblems();

signals:
    void changed();

private:
    QLineEdit *addLine(FormField *&field, const QString &title, const QString &placeholder);
    void offerSizes();

    unsigned m_vaBits = 48;
    SegmentedControl *m_granule = nullptr;
    SegmentedControl *m_hugePage = nullptr;
    QWidget *m_hugePageHome = nullptr; ///< holds m_hugePage, which is made anew for each page size
    QStringList m_sizes;               ///< of m_hugePage
    QLineEdit *m_memory = nullptr;
    QLineEdit *m_count = nullptr;
    QLineEdit *m_kernel = nullptr;
    FormField *m_memoryField = nullptr;
    FormField *m_hugePageField = nullptr;
    FormField *m_countField = nullptr;
    FormField *m_kernelField = nullptr;
};

} // namespace ptscope
