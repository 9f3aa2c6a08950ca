// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/exports.h"

#include <QFile>
#include <QImage>
#include <QLabel>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include "core/snapshot/row_text.h"
#include "core/simulate/snapshot_edit.h"
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
    void rowsOfAPredictionSaySo();
};

void TestExports::rowsOfAPredictionSaySo()
{
    QTemporaryDir folder;
    const SnapshotPtr dump = SnapshotBuilder().marker("vmemmap start").leaf(2 * mib, Level::Pmd, kernelData({Attr::Block})).build();
    SnapshotEdit edit(*dump);
    edit.set(dump->range(), Level::Pte, edit.idOf(kernelData()));
    const SnapshotPtr predicted = edit.build("HVO, twice");
    RowSet rows(1);
    rows.insert(RowIndex{0});
    const QString path = folder.filePath(QStringLiteral("rows"));
    QVERIFY(!writeRows(*predicted, rows, RowFormat::Ptdump, path));
    QVERIFY(contents(path).startsWith("# simulated, not measured: HVO, twice\n0x"));
    QVERIFY(!writeRows(*predicted, rows, RowFormat::Csv, path));
    QVERIFY(contents(path).startsWith("first,last,bytes,level,attributes,region,line,owner,simulated\n"));
    QVERIFY(contents(path).endsWith(",\"HVO, twice\"\n"));
    QVERIFY(!writeRows(*predicted, rows, RowFormat::JsonLines, path));
    QVERIFY(contents(path).contains(R"("simulated":"HVO, twice")"));
    QVERIFY(!writeRows(*dump, rows, RowFormat::Csv, path));
    QVERIFY(!contents(path).contains("simulated"));
}

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
