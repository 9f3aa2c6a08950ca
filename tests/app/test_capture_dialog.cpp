// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/capture/capture_dialog.h"
#include "app/gui/job_runner.h"
#include "app/gui/opener.h"
#include "tests/support/captures.h"
#include "tests/support/patience.h"
#include "views/look/widgets/segmented_control.h"

using namespace ptscope;

namespace {

constexpr int command = CaptureForm::Command;

QString dump()
{
    return QString::fromStdString(test::captureFile("v7.3-4k-va48-base").string());
}

} // namespace

class TestCaptureDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void capturesByACommandAndOpensIt();
    void saysWhatWentWrong_data();
    void saysWhatWentWrong();
    void refusesAHostThatIsAnOption();
    void showsWhatItWillRunBeforeItRuns();
    void readsTheTableThatIsChosen();
    void whatABoardSaysIsNoMarkup();
    void stopsWhenAsked();
    void stopsWhenItsJobIsCancelledElsewhere();
    void remembersWhatWorked();
    void recordsASeries();

private:
    void choose(CaptureDialog &dialog, int kind, const QString &name) const;
    static bool shows(const CaptureDialog &dialog, const QString &words);
    QString output(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void TestCaptureDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_settings->setValue(QStringLiteral("capture/folder"), m_folder->path());
}

void TestCaptureDialog::choose(CaptureDialog &dialog, int kind, const QString &name) const
{
    auto *kinds = dialog.findChild<SegmentedControl *>();
    kinds->setCurrent(kind);
    emit kinds->chosen(kind);
    dialog.findChild<QComboBox *>()->setEditText(name);
}

bool TestCaptureDialog::shows(const CaptureDialog &dialog, const QString &words)
{
    const auto labels = dialog.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisibleTo(&dialog) && label->text().contains(words, Qt::CaseInsensitive);
    });
}

void TestCaptureDialog::capturesByACommandAndOpensIt()
{
    JobRunner jobs;
    Session session(*m_settings);
    Opener opener(session, jobs);
    CaptureDialog dialog(*m_settings, jobs);
    connect(&dialog, &CaptureDialog::captured, &opener, &Opener::openFiles);
    QSignalSpy opened(&opener, &Opener::finished);
    choose(dialog, command, QStringLiteral("cat ") + dump());
    dialog.start();
    QVERIFY(dialog.isRunning());
    QVERIFY(opened.wait(patienceMs));
    QVERIFY(session.snapshot() != nullptr);
    QCOMPARE(session.snapshot()->extents().size(), 149U);
    QVERIFY(session.snapshot()->source().label.ends_with(".ptdump.zst"));
    QVERIFY(!session.snapshot()->source().captured.empty());
}

void TestCaptureDialog::saysWhatWentWrong_data()
{
    QTest::addColumn<QString>("run");
    QTest::addColumn<QString>("words");
    QTest::newRow("fails") << "false"
                           << "the command failed";
    QTest::newRow("no dump") << "echo hello"
                             << "no ptdump text";
    QTest::newRow("no program") << "no-such-program-at-all"
                                << "cannot be run";
    QTest::newRow("no program: what to do") << "no-such-program-at-all"
                                            << "check its path";
}

void TestCaptureDialog::saysWhatWentWrong()
{
    QFETCH(QString, run);
    QFETCH(QString, words);
    JobRunner jobs;
    CaptureDialog dialog(*m_settings, jobs);
    dialog.show();
    QSignalSpy captured(&dialog, &CaptureDialog::captured);
    choose(dialog, command, run);
    dialog.start();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isRunning(), patienceMs);
    QVERIFY(shows(dialog, words));
    QVERIFY(dialog.isVisible());
    QVERIFY(captured.isEmpty());
}

void TestCaptureDialog::refusesAHostThatIsAnOption()
{
    JobRunner jobs;
    CaptureDialog dialog(*m_settings, jobs);
    choose(dialog, CaptureForm::Ssh, QStringLiteral("-oProxyCommand=reboot"));
    QVERIFY(dialog.findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("taken for an option")));
    dialog.start();
    QVERIFY(!dialog.isRunning());
}

void TestCaptureDialog::showsWhatItWillRunBeforeItRuns()
{
    JobRunner jobs;
    CaptureDialog dialog(*m_settings, jobs);
    choose(dialog, CaptureForm::Ssh, QStringLiteral("board"));
    const QString text = dialog.findChild<QPlainTextEdit *>()->toPlainText();
    QVERIFY(text.startsWith(QStringLiteral("ssh -T")));
    QVERIFY(text.contains(QStringLiteral("put dump $s cat")));
    dialog.show();
    QVERIFY(shows(dialog, QStringLiteral("under locks")));
}

void TestCaptureDialog::readsTheTableThatIsChosen()
{
    JobRunner jobs;
    CaptureDialog dialog(*m_settings, jobs);
    choose(dialog, CaptureForm::Adb, {});
    QComboBox *table = dialog.findChildren<QComboBox *>().value(1);
    auto *commands = dialog.findChild<QPlainTextEdit *>();
    table->setEditText(QStringLiteral("efi_page_tables"));
    QVERIFY(commands->toPlainText().contains(QStringLiteral("\nt=efi_page_tables\n")));
    table->setEditText(QStringLiteral("../../etc/shadow"));
    QVERIFY(commands->toPlainText().contains(QStringLiteral("no such table")));
    dialog.start();
    QVERIFY(!dialog.isRunning());
}

void TestCaptureDialog::whatABoardSaysIsNoMarkup()
{
    JobRunner jobs;
    CaptureDialog dialog(*m_settings, jobs);
    dialog.show();
    choose(dialog, command, QStringLiteral("sh -c 'echo \"<img src=x> <b>bold</b>\" >&2; exit 3'"));
    dialog.start();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isRunning(), patienceMs);
    const auto labels = dialog.findChildren<QLabel *>();
    const auto said = std::find_if(labels.begin(), labels.end(), [](const QLabel *label) { return label->text().contains(QStringLiteral("<b>bold")); });
    QVERIFY(said != labels.end());
    QCOMPARE((*said)->textFormat(), Qt::PlainText);
}

void TestCaptureDialog::stopsWhenAsked()
{
    JobRunner jobs;
    CaptureDialog dialog(*m_settings, jobs);
    dialog.show();
    choose(dialog, command, QStringLiteral("sleep 600"));
    dialog.start();
    QVERIFY(dialog.isRunning());
    dialog.reject();
    QVERIFY(!dialog.isRunning());
    QVERIFY(dialog.isVisible());
    QVERIFY(shows(dialog, QStringLiteral("Nothing was saved")));
    dialog.reject();
    QVERIFY(!dialog.isVisible());
}

void TestCaptureDialog::stopsWhenItsJobIsCancelledElsewhere()
{
    JobRunner jobs;
    CaptureDialog dialog(*m_settings, jobs);
    dialog.show();
    choose(dialog, command, QStringLiteral("sleep 600"));
    dialog.start();
    QVERIFY(dialog.isRunning());
    jobs.cancelAll();
    QVERIFY(!dialog.isRunning());
    QVERIFY(shows(dialog, QStringLiteral("Nothing was saved")));
}

void TestCaptureDialog::remembersWhatWorked()
{
    JobRunner jobs;
    {
        CaptureDialog dialog(*m_settings, jobs);
        QSignalSpy captured(&dialog, &CaptureDialog::captured);
        choose(dialog, command, QStringLiteral("cat ") + dump());
        dialog.start();
        QVERIFY(captured.wait(patienceMs));
    }
    CaptureDialog again(*m_settings, jobs);
    QCOMPARE(again.findChild<QComboBox *>()->currentText(), QStringLiteral("cat ") + dump());
}

void TestCaptureDialog::recordsASeries()
{
    JobRunner jobs;
    m_settings->setValue(QStringLiteral("capture/seconds"), 1);
    m_settings->setValue(QStringLiteral("capture/count"), 2);
    CaptureDialog dialog(*m_settings, jobs);
    QSignalSpy captured(&dialog, &CaptureDialog::captured);
    choose(dialog, command, QStringLiteral("cat ") + dump());
    auto *often = dialog.findChildren<SegmentedControl *>().value(1);
    often->setCurrent(1);
    emit often->chosen(1);
    dialog.start();
    QVERIFY(captured.wait(patienceMs));
    const QStringList paths = captured.front().front().toStringList();
    QCOMPARE(paths.size(), 2);
    for (const QString &path : paths) {
        QVERIFY(QFile::exists(path));
    }
}

QTEST_MAIN(TestCaptureDialog)
#include "test_capture_dialog.moc"
