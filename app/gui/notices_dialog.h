// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QDialog>

#include "app/gui/session.h"

class QLabel;
class QTableView;

namespace ptscope {

/// What was noticed about the text, one row a notice.
class NoticesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, Weight, What, Excerpt, columnCountOfNotices };

    explicit NoticesModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void setSnapshot(SnapshotPtr snapshot);
    const Diagnostic &notice(int row) const { return m_notices[static_cast<std::size_t>(row)].diagnostic; }
    /// The companion that the notice is about, as in "vmallocinfo"; empty: the dump itself.
    QString fileOf(int row) const { return m_notices[static_cast<std::size_t>(row)].file; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void addCompanions(const Snapshot &snapshot);

    struct Notice {
        QString file;
        Diagnostic diagnostic;
    };
    std::vector<Notice> m_notices; ///< of the dump, then of what was read beside it
};

/// The list behind the honesty line. Not modal: choosing a notice shows its place in the views beside.
class NoticesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NoticesDialog(Session &session, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showDocument();
    void fitColumns();
    void showPlace(const QModelIndex &index);
    void copySelected() const;

    Session &m_session;
    NoticesModel m_model;
    QLabel *m_summary;
    QTableView *m_table;
};

/// The run that a line stands for or, where a line gave no run, the last one above it. Nothing when there is none.
std::optional<AddrRange> runAtLine(const Snapshot &snapshot, std::uint64_t line);

} // namespace ptscope
