// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/render.h"
#include "app/gui/report_export.h"
#include "tests/support/captures.h"

namespace ptscope {

/// What a script sees of pictures and reports that are made without a screen.
class TestRender : public QObject
{
    Q_OBJECT

private slots:
    void aPictureOfTwoIsDrawn();
    void aFileThatCannotBeReadIsTold();

private:
    Arguments arguments(const QString &second, const QString &output) const;

    QTemporaryDir m_folder;
};

Arguments TestRender::arguments(const QString &second, const QString &output) const
{
    Arguments arguments;
    arguments.files = {QString::fromStdString(test::captureFile("v6.1-4k-va48-hvo2m-before").string()), second};
    arguments.render = QStringLiteral("diff");
    arguments.size = {900, 600};
    arguments.output = m_folder.filePath(output);
    return arguments;
}

void TestRender::aPictureOfTwoIsDrawn()
{
    const QString after = QString::fromStdString(test::captureFile("v6.1-4k-va48-hvo2m-after").string());
    const Arguments picture = arguments(after, QStringLiteral("two.png"));
    QCOMPARE(render(picture), 0);
    QVERIFY(QFileInfo(picture.output).size() > 0);
    const Arguments report = arguments(after, QStringLiteral("two.html"));
    QCOMPARE(writeReport(report), 0);
    QVERIFY(QFileInfo(report.output).size() > 0);
}

/// A picture shows what could be read; a report about one of two would pass for what was asked.
void TestRender::aFileThatCannotBeReadIsTold()
{
    Arguments picture = arguments(m_folder.filePath(QStringLiteral("nowhere")), QStringLiteral("one.png"));
    picture.render = QStringLiteral("map");
    QCOMPARE(render(picture), 2);
    QVERIFY(QFileInfo::exists(picture.output));
    const Arguments report = arguments(m_folder.filePath(QStringLiteral("nowhere")), QStringLiteral("one.html"));
    QCOMPARE(writeReport(report), 2);
    QVERIFY(!QFileInfo::exists(report.output));
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestRender)
#include "test_render.moc"
