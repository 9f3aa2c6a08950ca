// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>

#include <memory>

#include "app/gui/capture/capture_form.h"
#include "app/gui/capture/capture_work.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace ptscope {

class CaptureProgress;
class JobRunner;
class SegmentedControl;

/// Takes a dump from this machine, a board or a command, into a file, and says before what it costs and what it runs.
class CaptureDialog : public QDialog
{
    Q_OBJECT

public:
    CaptureDialog(QSettings &settings, JobRunner &jobs, QWidget *parent = nullptr);

    bool isRunning() const;
    /// Closes the dialog, or while it captures stops that.
    void reject() override;
    /// Ready for the same again.
    void prepare();
    void start();

signals:
    /// Files that were written, in order of time.
    void captured(const QStringList &paths);

private:
    static QString lane() { return QStringLiteral("capture"); }
    void addSourceRows(QGridLayout *grid);
    void addOptionRows(QGridLayout *grid);
    void addFileRow(QGridLayout *grid);
    void addWords(QGridLayout *grid);
    void addButtons(QGridLayout *grid);
    void changeKind(int kind);
    void takeForm();
    void describe();
    void offerTables(const QStringList &tables);
    void proposePath();
    void choosePath();
    void takeStop();
    void finish(const CaptureOutcome &outcome);
    void complain(const ErrorText &problem);
    void showRunning(bool running);
    void showStatus();

    QSettings &m_settings;
    JobRunner &m_jobs;
    CaptureForm m_form;
    SegmentedControl *m_kind;
    QLabel *m_nameCaption;
    QComboBox *m_name;
    QLabel *m_nameHint;
    QLabel *m_tableCaption;
    QComboBox *m_table;
    QCheckBox *m_companions;
    QCheckBox *m_symbols;
    SegmentedControl *m_often;
    QSpinBox *m_seconds;
    QSpinBox *m_count;
    QLabel *m_pathCaption;
    QLineEdit *m_path;
    QPushButton *m_choose;
    QLabel *m_cost;
    QPlainTextEdit *m_commands;
    CaptureProgress *m_progress;
    QPushButton *m_capture;
    QPushButton *m_close;
    bool m_ownPath = false; ///< the user chose another than the one proposed
    QString m_last;         ///< what the last capture gave and what it took
    std::shared_ptr<CaptureStatus> m_running;
    QTimer m_look;
};

} // namespace ptscope
