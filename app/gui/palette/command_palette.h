// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

#include "app/gui/palette/palette_entry.h"

class QLabel;
class QLineEdit;
class QListView;

namespace ptscope {

class PaletteModel;

/// Ctrl+K: everything that the window can do, found by typing. Lies over the window, blocks nothing, and gives the
/// focus back when it goes.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    /// Makes entries from the text itself: places, filters.
    using Answers = std::function<PaletteAnswers(const QString &typed)>;

    explicit CommandPalette(QWidget *window);

    void open(PaletteEntries entries, Answers answers);
    void closeAndReturn();
    const PaletteModel &model() const { return *m_model; }
    QLineEdit &edit() { return *m_edit; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void search();
    void place();
    void move(int step);
    void choose(const QModelIndex &index);
    bool handleKey(int key);
    int pageStep() const;

    QLineEdit *m_edit;
    QLabel *m_count;
    QListView *m_list;
    PaletteModel *m_model;
    PaletteEntries m_entries;
    Answers m_answers;
    QPointer<QWidget> m_before; ///< who had the focus
};

} // namespace ptscope
