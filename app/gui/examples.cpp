// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/examples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ptscope {

namespace {

const QLatin1String folder(":/examples/");

// "6.1.192-ptlab": the suffix names the laboratory, not the kernel.
QString releaseForPeople(const QString &release)
{
    return release.section(QLatin1Char('-'), 0, 0);
}

std::vector<Example> readExamples()
{
    std::vector<Example> examples;
    QFile file(folder + QLatin1String("examples.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        return examples;
    }
    const QJsonArray entries = QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("examples")).toArray();
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        const auto text = [&](const char *key) { return entry.value(QLatin1String(key)).toString(); };
        examples.push_back({text("id"), text("title"), text("shows"), text("view"), text("at"), folder + text("file"), text("against"),
                            releaseForPeople(text("kernel_release")), text("captured")});
    }
    return examples;
}

template<class Predicate>
const Example *find(Predicate matches)
{
    const std::vector<Example> &all = bundledExamples();
    const auto found = std::find_if(all.begin(), all.end(), matches);
    return found == all.end() ? nullptr : &*found;
}

} // namespace

const std::vector<Example> &bundledExamples()
{
    static const std::vector<Example> examples = readExamples();
    return examples;
}

const Example *exampleCalled(const QString &id)
{
    return find([&](const Example &example) { return example.id == id; });
}

const Example *exampleAt(const QString &resource)
{
    return find([&](const Example &example) { return example.resource == resource; });
}

} // namespace ptscope
