// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/capture/capture_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSpinBox>

#include "app/capture/capture_text.h"
#include "app/gui/capture/capture_labels.h"
#include "app/gui/capture/capture_progress.h"
#include "app/gui/job_runner.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/segmented_control.h"

namespace ptscope {

namespace {

constexpr int usualWidth = 760;
constexpr int commandLines = 4; ///< at least; the box gives room to what went wrong
constexpr int lookEveryMs = 100;

} // namespace

CaptureDialog::CaptureDialog(QSettings &settings, JobRunner &jobs, QWidget *parent)
    : QDialog(parent), m_settings(settings), m_jobs(jobs), m_form(CaptureForm::from(settings)),
      m_kind(new SegmentedControl(tr("Source"))), m_nameCaption(caption({})), m_name(new QComboBox), m_nameHint(words({}, "3")),
      m_tableCaption(caption(tr("Table"))), m_table(new QComboBox), m_companions(new QCheckBox(tr("What explains it: vmallocinfo, iomem, modules, meminfo, huge pages"))),
      m_symbols(new QCheckBox(tr("Symbols and configuration (some 10 MB)"))), m_often(new SegmentedControl(tr("How often"))),
      m_seconds(new QSpinBox), m_count(new QSpinBox), m_pathCaption(caption({})), m_path(new QLineEdit),
      m_choose(new QPushButton(tr("Choose…"))), m_cost(words({}, "2")), m_commands(new QPlainTextEdit),
      m_progress(new CaptureProgress), m_capture(new QPushButton(tr("Capture"))),
      m_close(new QPushButton(tr("Close")))
{
    setWindowTitle(tr("Capture"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16));
    grid->setHorizontalSpacing(scaled(16));
    grid->setVerticalSpacing(scaled(10));
    grid->setColumnStretch(1, 1);
    addSourceRows(grid);
    addOptionRows(grid);
    addFileRow(grid);
    addWords(grid);
    addButtons(grid);
    resize(scaled(usualWidth), sizeHint().height());

    m_look.setInterval(lookEveryMs);
    connect(&m_jobs, &JobRunner::cancelled, this, [this](const QString &which) {
        if (which == lane() && isRunning()) {
            takeStop();
        }
    });
    connect(&m_look, &QTimer::timeout, this, &CaptureDialog::showStatus);
    connect(new QShortcut(QKeySequence(Qt::Key_F5), this), &QShortcut::activated, this, &CaptureDialog::start);
    // Before the name is in its box, what changes must not be taken for the form.
    const QSignalBlocker companionsQuiet(m_companions);
    const QSignalBlocker symbolsQuiet(m_symbols);
    const QSignalBlocker secondsQuiet(m_seconds);
    const QSignalBlocker countQuiet(m_count);
    m_companions->setChecked(m_form.companions);
    m_symbols->setChecked(m_form.symbols);
    m_seconds->setValue(m_form.seconds);
    m_count->setValue(m_form.count);
    m_often->setCurrent(0);
    m_kind->setCurrent(m_form.kind);
    changeKind(m_form.kind);
    showRunning(false);
}

void CaptureDialog::addSourceRows(QGridLayout *grid)
{
    for (const QString &kind : {tr("This machine"), tr("ssh"), tr("adb"), tr("Command")}) {
        m_kind->addSegment(kind);
    }
    connect(m_kind, &SegmentedControl::chosen, this, &CaptureDialog::changeKind);
    grid->addWidget(caption(tr("From")), 0, 0);
    grid->addWidget(m_kind, 0, 1, 1, 2, Qt::AlignLeft);

    m_name->setEditable(true);
    m_name->setInsertPolicy(QComboBox::NoInsert);
    m_name->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_name, &QComboBox::editTextChanged, this, &CaptureDialog::takeForm);
    grid->addWidget(m_nameCaption, 1, 0);
    grid->addWidget(m_name, 1, 1, 1, 2);
    grid->addWidget(m_nameHint, 2, 1, 1, 2);

    m_table->setEditable(true);
    m_table->setInsertPolicy(QComboBox::NoInsert);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table->setAccessibleName(tr("Table"));
    m_table->setToolTip(tr("Which tables under debugfs; those that a source has are listed once it was read"));
    offerTables({});
    m_table->lineEdit()->setPlaceholderText(tr("the kernel's own: kernel_page_tables"));
    connect(m_table, &QComboBox::editTextChanged, this, &CaptureDialog::takeForm);
    grid->addWidget(m_tableCaption, 3, 0);
    grid->addWidget(m_table, 3, 1, 1, 2);
}

void CaptureDialog::addOptionRows(QGridLayout *grid)
{
    grid->addWidget(caption(tr("With")), 4, 0);
    grid->addWidget(m_companions, 4, 1, 1, 2);
    grid->addWidget(m_symbols, 5, 1, 1, 2);
    for (QCheckBox *box : {m_companions, m_symbols}) {
        connect(box, &QCheckBox::toggled, this, &CaptureDialog::takeForm);
    }

    m_often->addSegment(tr("Once"));
    m_often->addSegment(tr("Series"), tr("Several captures into one folder, for what changes over time"));
    connect(m_often, &SegmentedControl::chosen, this, [this] {
        m_ownPath = false;
        takeForm();
    });
    m_seconds->setRange(1, 3600);
    m_seconds->setPrefix(tr("every "));
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setAccessibleName(tr("Seconds from one read to the next"));
    m_count->setRange(2, 9999);
    m_count->setSuffix(tr(" times"));
    m_count->setAccessibleName(tr("Number of captures"));
    for (QSpinBox *box : {m_seconds, m_count}) {
        connect(box, &QSpinBox::valueChanged, this, &CaptureDialog::takeForm);
    }
    auto *often = new QHBoxLayout;
    often->setSpacing(scaled(12));
    often->addWidget(m_often);
    often->addWidget(m_seconds);
    often->addWidget(m_count);
    often->addStretch();
    grid->addWidget(caption(tr("How often")), 6, 0);
    grid->addLayout(often, 6, 1, 1, 2);
}

void CaptureDialog::addFileRow(QGridLayout *grid)
{
    m_path->setAccessibleName(tr("Where to save"));
    connect(m_path, &QLineEdit::textEdited, this, [this] { m_ownPath = true; });
    connect(m_choose, &QPushButton::clicked, this, &CaptureDialog::choosePath);
    grid->addWidget(m_pathCaption, 7, 0);
    grid->addWidget(m_path, 7, 1);
    grid->addWidget(m_choose, 7, 2);
}

void CaptureDialog::addWords(QGridLayout *grid)
{
    grid->addWidget(caption(tr("What it costs")), 8, 0, Qt::AlignTop);
    grid->addWidget(m_cost, 8, 1, 1, 2);
    m_commands->setReadOnly(true);
    m_commands->setFont(monoFont(TextRole::Label));
    m_commands->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_commands->setTabChangesFocus(true);
    m_commands->setAccessibleName(tr("What is run"));
    m_commands->setMinimumHeight(m_commands->fontMetrics().lineSpacing() * commandLines);
    grid->addWidget(caption(tr("What is run")), 9, 0, Qt::AlignTop);
    grid->addWidget(m_commands, 9, 1, 1, 2);
    grid->setRowStretch(9, 1);
    grid->addWidget(m_progress, 10, 1, 1, 2);
}

void CaptureDialog::addButtons(QGridLayout *grid)
{
    setLookProperty(*m_capture, "role", QStringLiteral("primary"));
    m_capture->setDefault(true);
    m_capture->setToolTip(tr("Capture (F5)"));
    connect(m_capture, &QPushButton::clicked, this, &CaptureDialog::start);
    connect(m_close, &QPushButton::clicked, this, &CaptureDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(scaled(8));
    buttons->addWidget(words(tr("F5 captures again"), "3"), 1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_capture);
    grid->addLayout(buttons, 11, 0, 1, 3);
}

void CaptureDialog::changeKind(int kind)
{
    m_form.kind = kind;
    m_ownPath = false;
    const auto which = static_cast<std::size_t>(kind);
    const std::array captions{QString(), tr("Host"), tr("Device"), tr("Command")};
    const std::array hints{tr("Read by ptscope-read, a helper that prints these files and no others; the window itself never runs as root."),
                           tr("By your own ssh: its configuration, agent and jump hosts. The user there needs to be root, or sudo without a password."),
                           tr("The serial number, or nothing when there is one device. Run `adb root` first."),
                           tr("Its output must be the dump: a serial console, a gdb, a script of yours. It runs without a shell.")};
    const QSignalBlocker quiet(m_name);
    m_name->clear();
    m_name->addItems(m_form.used[which]);
    m_name->setEditText(m_form.name[which]);
    m_name->setAccessibleName(captions[which]);
    m_name->lineEdit()->setPlaceholderText(kind == CaptureForm::Ssh ? tr("board or root@board, as for ssh")
                                               : kind == CaptureForm::Adb ? tr("the only device")
                                                                          : tr("./dump-over-serial.sh"));
    m_nameCaption->setText(captions[which]);
    m_nameHint->setText(hints[which]);
    m_name->setVisible(kind != CaptureForm::Local);
    m_nameCaption->setVisible(kind != CaptureForm::Local);
    m_table->setVisible(kind != CaptureForm::Command);
    m_tableCaption->setVisible(kind != CaptureForm::Command);
    takeForm();
}

void CaptureDialog::takeForm()
{
    m_form.name[static_cast<std::size_t>(m_form.kind)] = m_name->currentText();
    m_form.table = m_table->currentText();
    m_form.companions = m_companions->isChecked();
    m_form.symbols = m_symbols->isChecked();
    m_form.series = m_often->current() == 1;
    m_form.seconds = m_seconds->value();
    m_form.count = m_count->value();
    describe();
}

/// What will be run and what it costs stand there before anything is done.
void CaptureDialog::describe()
{
    const bool asks = m_form.kind != CaptureForm::Command;
    m_companions->setEnabled(asks);
    m_symbols->setEnabled(asks && m_form.companions);
    m_seconds->setVisible(m_form.series);
    m_count->setVisible(m_form.series);
    m_pathCaption->setText(m_form.series ? tr("Folder") : tr("Save as"));
    proposePath();
    const auto request = m_form.request();
    const bool unnamed = (m_form.kind == CaptureForm::Ssh || m_form.kind == CaptureForm::Command) && m_name->currentText().trimmed().isEmpty();
    m_commands->setPlainText(unnamed ? tr("Every command that will be run stands here once there is a name above.")
                                     : QString::fromStdString(request ? captureCommandText(*request) : request.error().detail));
    m_capture->setEnabled(request.has_value() && !isRunning());
    QString cost = QString::fromStdString(captureCostText({m_form.kind == CaptureForm::Command ? CaptureSource::Kind::Exec : CaptureSource::Kind::Local,
                                                           {}, {}, {}})).trimmed().replace(QLatin1Char('\n'), QLatin1Char(' '));
    if (m_form.series) {
        cost += tr(" A series does that %1 times.").arg(m_form.count);
    }
    m_cost->setText(cost);
}

/// What kernels call their tables, and those that were found.
void CaptureDialog::offerTables(const QStringList &tables)
{
    QStringList all{QString(), QStringLiteral("efi_page_tables")};
    for (const QString &table : tables) {
        if (!all.contains(table)) {
            all.append(table);
        }
    }
    const QString chosen = m_table->currentText();
    const QSignalBlocker quiet(m_table);
    m_table->clear();
    m_table->addItems(all);
    m_table->setEditText(chosen);
}

void CaptureDialog::proposePath()
{
    if (!m_ownPath) {
        m_path->setText(m_form.proposedPath());
        m_path->setCursorPosition(static_cast<int>(m_path->text().size()));
    }
}

void CaptureDialog::choosePath()
{
    const QString path = m_form.series ? QFileDialog::getExistingDirectory(this, tr("Folder of the series"), m_form.folder)
                                       : QFileDialog::getSaveFileName(this, tr("Save the capture"), m_path->text(), tr("Captures (*.ptdump.zst)"));
    if (!path.isEmpty()) {
        m_path->setText(path);
        m_ownPath = true;
    }
}

bool CaptureDialog::isRunning() const
{
    return m_running != nullptr;
}

void CaptureDialog::prepare()
{
    if (!isRunning()) {
        m_ownPath = false;
        describe();
        m_progress->forget();
        if (!m_last.isEmpty()) {
            m_progress->say(tr("Last capture: %1").arg(m_last));
        }
    }
    const bool named = m_form.kind == CaptureForm::Local || !m_name->currentText().isEmpty();
    (named ? static_cast<QWidget *>(m_capture) : m_name)->setFocus(Qt::OtherFocusReason);
}

void CaptureDialog::start()
{
    const auto request = m_form.request();
    if (isRunning() || !request) {
        return;
    }
    if (m_path->text().trimmed().isEmpty()) {
        complain({tr("a name for the file is needed").toStdString(), {}});
        return;
    }
    m_running = std::make_shared<CaptureStatus>();
    showRunning(true);
    const CaptureJob job{*request, m_path->text(), m_form.series, m_form.seconds, m_form.count};
    m_jobs.start(
        this, {lane(), tr("Capturing from %1").arg(m_form.source()), JobRunner::Visibility::Shown, 1},
        [job, status = m_running](Progress &progress) { return runCapture(job, *status, progress); },
        [this](const CaptureOutcome &outcome) { finish(outcome); });
}

/// The job is gone: by the button here, or by whoever cancels jobs elsewhere in the window.
void CaptureDialog::takeStop()
{
    m_running.reset();
    showRunning(false);
    m_progress->say(m_form.series ? tr("Stopped. What was captured is in the folder; the same again goes on there.") : tr("Stopped. Nothing was saved."));
}

void CaptureDialog::reject()
{
    if (isRunning()) {
        m_jobs.cancel(lane());
    } else {
        QDialog::reject();
    }
}

void CaptureDialog::finish(const CaptureOutcome &outcome)
{
    m_running.reset();
    showRunning(false);
    if (outcome.problem) {
        complain(*outcome.problem);
    }
    if (outcome.paths.isEmpty()) {
        return;
    }
    m_form.folder = QFileInfo(m_path->text()).absolutePath();
    m_form.remember();
    m_form.keepIn(m_settings);
    changeKind(m_form.kind);
    offerTables(outcome.tables);
    m_last = outcome.summary;
    emit captured(outcome.paths);
    if (!outcome.problem) {
        accept();
    }
}

/// Sentences wrap, and a dialog does not grow by itself for that.
void CaptureDialog::complain(const ErrorText &problem)
{
    m_progress->complain(m_form.source(), problem);
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalMinimumHeightForWidth(width())));
}

void CaptureDialog::showRunning(bool running)
{
    for (QWidget *input : std::initializer_list<QWidget *>{m_kind, m_name, m_table, m_often, m_seconds, m_count, m_path, m_choose}) {
        input->setEnabled(!running);
    }
    m_companions->setEnabled(!running && m_form.kind != CaptureForm::Command);
    m_symbols->setEnabled(!running && m_form.kind != CaptureForm::Command && m_form.companions);
    m_capture->setEnabled(!running && m_form.request().has_value());
    m_close->setText(running ? tr("Stop") : tr("Close"));
    if (running) {
        m_progress->begin(m_form.series ? m_form.count : 0);
        m_look.start();
    } else {
        m_progress->end();
        m_look.stop();
    }
    (running ? m_close : m_capture)->setFocus(Qt::OtherFocusReason);
}

void CaptureDialog::showStatus()
{
    const QString text = m_running == nullptr ? QString() : m_running->text();
    if (!text.isEmpty()) {
        m_progress->advance(text, m_running->done());
    }
}

} // namespace ptscope
