// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "core/paging/explain.h"
#include "core/stat/statistics.h"
#include "views/look/type.h"

class QBoxLayout;
class QVBoxLayout;

namespace ptscope {

/// What the inspector shows about one thing: sections with a line between them. Every text put on it can be selected
/// with the mouse, and the page as a whole reads as plain text.
class InspectorPage : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPage(QWidget *parent = nullptr);

    enum class Tone { Value, Prose, Quiet, Good, Warn, Bad };

    void beginSection(const QString &head = {}, const QString &note = {});
    /// A head inside the section, without a line above.
    void addHead(const QString &head, const QString &note = {});
    /// "Kernel code      run 21 of 137".
    void addTitle(const QString &title, const QString &note, bool mono = false);
    void addAddresses(AddrRange range);
    void addText(const QString &text, Tone tone = Tone::Prose);
    /// `value` stands out, the rest is prose: "3648K  912 pages · dump line 26".
    void addSize(const QString &value, const QString &rest);
    void addFact(const QString &label, const QString &value, const QString &remark = {}, Tone tone = Tone::Value,
                 const QString &toolTip = {});
    void addExplanation(const Explanation &explanation);
    void addCard(const QString &title, const QString &text, Tone tone = Tone::Value);
    void addWidget(QWidget *widget, const QString &asText = {});
    void addShares(const PartStatistics &part, const PagingGeometry &geometry);
    /// Ends the page; nothing may be added afterwards.
    void finish();

    QString plainText() const { return m_text; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QBoxLayout *addLine(int gap);

    QVBoxLayout *m_column;
    QVBoxLayout *m_section = nullptr;
    std::vector<QWidget *> m_sections;
    QString m_text;
};

} // namespace ptscope
