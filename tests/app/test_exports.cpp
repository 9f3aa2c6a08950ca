// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/exports.h"

#include <QFile>
#include <QImage>
#include <QLabel>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include "core/snapshot/row_text.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {

using namespace test;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

private slots:
    void rowsInEachFormat();
    void picturesInEachFormat();
    void whatCannotBeWrittenIsSaid();
};

void TestExports::rowsInEachFormat()
{
    QTemporaryDir folder;
    const SnapshotPtr dump = SnapshotBuilder()
                                 .marker("vmemmap start")
                                 .leaf(4 * kib, Level::Pte)
                                 .hole(4 * kib, Level::Pte)
                                 .leaf(8 * kib, Level::Pte)
                                 .build();
    RowSet rows(dump->extents().size());
    rows.insert(RowIndex{2});
    const QString path = folder.filePath(QStringLiteral("rows"));
    QVERIFY(!writeRows(*dump, rows, RowFormat::Ptdump, path));
    QCOMPARE(contents(path), QByteArray::fromStdString(rowText(*dump, {2}) + "\n"));
    QVERIFY(!writeRows(*dump, rows, RowFormat::Csv, path));
    QCOMPARE(contents(path).split('\n').size(), 3); // head, row, end
    QVERIFY(contents(path).contains("0xffff000000002000,0xffff000000003fff,8192,PTE,"));
    QVERIFY(!writeRows(*dump, rows, RowFormat::JsonLines, path));
    QVERIFY(contents(path).startsWith(R"({"first":"0xffff000000002000")"));
}

void TestExports::picturesInEachFormat()
{
    QTemporaryDir folder;
    QLabel label(QStringLiteral("PTE"));
    label.resize(120, 40);
    const QString png = folder.filePath(QStringLiteral("a.png"));
    QVERIFY(!writePicture(label, png));
    QCOMPARE(QImage(png).size(), QSize(120, 40));
    const QString svg = folder.filePath(QStringLiteral("a.svg"));
    QVERIFY(!writePicture(label, svg));
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBox().size(), QSize(120, 40));
}

void TestExports::whatCannotBeWrittenIsSaid()
{
    QLabel label;
    label.resize(10, 10);
    const auto problem = writePicture(label, QStringLiteral("/nonexistent/folder/a.png"));
    QVERIFY(problem.has_value());
    QVERIFY(problem->contains(QStringLiteral("/nonexistent/folder/a.png")));
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestExports)

#include "test_exports.moc"
