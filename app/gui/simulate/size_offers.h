// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/simulate/hvo_plan.h"

namespace ptscope {

/// "Which size would pay?": what each huge page size would free of the same memory.
class SizeOffers : public QWidget
{
    Q_OBJECT

public:
    explicit SizeOffers(QWidget *parent = nullptr);

    void show(const PagingGeometry &geometry, const HugePageSize &chosen, std::uint64_t count, HvoLayout kept);
    void clear();

private:
    QWidget *m_body = nullptr;
};

} // namespace ptscope
