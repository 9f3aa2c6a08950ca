// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QTimer>

#include "core/snapshot/snapshot.h"
#include "views/common/navigator.h"
#include "views/inspector/pages.h"

namespace ptscope {

class InspectorPage;

/// Explains what is selected: the address's bits, the walk, each attribute in plain words, what it costs and whether it
/// could be better; the facts of the dump when nothing is.
class Inspector : public QScrollArea
{
    Q_OBJECT

public:
    explicit Inspector(Navigator &navigator, QWidget *parent = nullptr);

    void setSnapshot(SnapshotPtr snapshot);
    void setComparison(ComparisonPtr comparison);
    /// Counted elsewhere, since a span may hold millions of rows; nothing while a marker is missing.
    void setSpan(std::optional<SpanNote> span);
    /// Everything on the page as text, for the clipboard.
    QString plainText() const;

    QSize sizeHint() const override;

public slots:
    void copyAll() const;
    /// Fills the page at once instead of when the event loop is next idle.
    void refresh();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refreshSoon();

    Navigator &m_navigator;
    SnapshotPtr m_snapshot;
    ComparisonPtr m_comparison;
    std::optional<SpanNote> m_span;
    QTimer m_soon;
    InspectorPage *m_page = nullptr;
    std::optional<AddrRange> m_shown;
};

} // namespace ptscope
