// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace ptscope {

/// The striped band over every view of a prediction: what is below was computed, no kernel printed it. Hidden over real dumps.
class SimulatedBand : public QFrame
{
    Q_OBJECT

public:
    explicit SimulatedBand(QWidget *parent = nullptr);

    /// `chain`: the origin and each step, "base › HVO 2M × 512 › …"; empty hides the band.
    void setChain(const QString &chain);
    /// What stands at the right: "preview, not applied".
    void setRemark(const QString &remark);
    QString chain() const { return m_chain; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QLabel *m_head;
    QLabel *m_text;
    QLabel *m_remark;
    QString m_chain;
};

} // namespace ptscope
