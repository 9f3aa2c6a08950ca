// SPDX-License-Identifier: GPL-3.0-or-later
// The bundle that the program carries: present although nobody calls into it, and described as it is.
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QSet>
#include <QTest>

class TestBundle : public QObject
{
    Q_OBJECT

private slots:
    void iconsAreThere();
    void everyExampleIsDescribed();
    void descriptionsMatchTheFiles_data();
    void descriptionsMatchTheFiles();

private:
    static QJsonArray examples();
};

QJsonArray TestBundle::examples()
{
    QFile file(QStringLiteral(":/examples/examples.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("examples")).toArray();
}

void TestBundle::iconsAreThere()
{
    for (const QString &name : {QStringLiteral(":/icons/ptscope.svg"), QStringLiteral(":/icons/logo.svg")}) {
        const QImage image(name);
        QVERIFY2(!image.isNull(), qPrintable(name));
    }
}

void TestBundle::everyExampleIsDescribed()
{
    QSet<QString> described{QStringLiteral("examples.json")};
    QSet<QString> ids;
    for (const QJsonValue &value : examples()) {
        const QJsonObject example = value.toObject();
        described.insert(example.value(QStringLiteral("file")).toString());
        ids.insert(example.value(QStringLiteral("id")).toString());
    }
    const QStringList files = QDir(QStringLiteral(":/examples")).entryList(QDir::Files);
    QCOMPARE(QSet<QString>(files.begin(), files.end()), described);
    QCOMPARE(ids.size(), examples().size());
    for (const QJsonValue &value : examples()) {
        const QString against = value.toObject().value(QStringLiteral("against")).toString();
        QVERIFY2(against.isEmpty() || ids.contains(against), qPrintable(against));
    }
}

void TestBundle::descriptionsMatchTheFiles_data()
{
    QTest::addColumn<QJsonObject>("example");
    for (const QJsonValue &value : examples()) {
        QTest::addRow("%s", qPrintable(value.toObject().value(QStringLiteral("id")).toString())) << value.toObject();
    }
}

void TestBundle::descriptionsMatchTheFiles()
{
    QFETCH(QJsonObject, example);
    const auto text = [&example](const char *key) { return example.value(QLatin1String(key)).toString(); };
    for (const char *key : {"title", "shows", "view", "at", "arch", "kernel_release", "captured", "boot"}) {
        QVERIFY2(!text(key).isEmpty(), key);
    }
    QVERIFY(QDateTime::fromString(text("captured"), Qt::ISODate).isValid());
    bool isNumber = false;
    text("at").toULongLong(&isNumber, 16);
    QVERIFY(isNumber);

    // Unedited: the same bytes as the capture that the tests read.
    const QString name = text("file");
    QString captured = QStringLiteral(PTSCOPE_TEST_DATA "/captures/") + name;
    captured.replace(QStringLiteral(".txt"), QStringLiteral("/kernel_page_tables"));
    QFile bundled(QStringLiteral(":/examples/") + name);
    QFile original(captured);
    QVERIFY(bundled.open(QIODevice::ReadOnly));
    QVERIFY2(original.open(QIODevice::ReadOnly), qPrintable(captured));
    const QByteArray bytes = bundled.readAll();
    QVERIFY(!bytes.isEmpty());
    QVERIFY(bytes == original.readAll());
}

QTEST_MAIN(TestBundle)
#include "test_bundle.moc"
