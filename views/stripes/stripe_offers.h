// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "views/stripes/stripe_source.h"

class QLabel;
class QVBoxLayout;

namespace ptscope {

/// Where the vmemmap has nothing to show: why, and which other ranges have.
class StripeOffers : public QWidget
{
    Q_OBJECT

public:
    explicit StripeOffers(QWidget *parent = nullptr);

    void setSource(const StripeSource &source);

signals:
    void chosen(const QString &range);

private:
    void addOffer(const StripeChoice &choice);

    QLabel *m_title;
    QLabel *m_text;
    QVBoxLayout *m_list;
};

} // namespace ptscope
