// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QWidget>

class QPainter;

namespace ptscope {

/// A key as its cap: `Ctrl K`, `/`, `Enter`.
int keyHintWidth(const QString &keys);
void drawKeyHint(QPainter &painter, const QRect &rect, const QString &keys);

class KeyHint : public QWidget
{
    Q_OBJECT

public:
    explicit KeyHint(const QString &keys, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

} // namespace ptscope
