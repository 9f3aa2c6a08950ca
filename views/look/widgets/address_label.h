// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/type.h"

#include <QWidget>

namespace ptscope {

/// One address in groups of four, with an optional remark behind it. Copies as `0xffff800008010000`, without gaps.
class AddressLabel : public QWidget
{
    Q_OBJECT

public:
    explicit AddressLabel(QWidget *parent = nullptr, TextRole role = TextRole::Body);

    void setAddress(std::uint64_t address);
    void setDimmedDigits(int digits);
    void setRemark(const QString &remark); ///< for example "(end, exclusive)"
    std::uint64_t address() const { return m_address; }

    QSize sizeHint() const override;

public slots:
    void copy() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    std::uint64_t m_address = 0;
    int m_dimmedDigits = 0;
    QString m_remark;
    TextRole m_role;
};

} // namespace ptscope
