// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help/help_topics.h"

#include <QFile>

namespace ptscope {

namespace {

std::vector<HelpTopic> readTopics()
{
    std::vector<HelpTopic> topics;
    QFile file(QStringLiteral(":/help/topics.md"));
    if (!file.open(QIODevice::ReadOnly)) {
        return topics;
    }
    const QString head = QStringLiteral("\n## ");
    const QStringList parts = QString::fromUtf8(file.readAll()).split(head);
    for (qsizetype i = 1; i < parts.size(); ++i) {
        topics.push_back({parts[i].section(QLatin1Char('\n'), 0, 0), parts[i].section(QLatin1Char('\n'), 1)});
    }
    return topics;
}

} // namespace

const std::vector<HelpTopic> &helpTopics()
{
    static const std::vector<HelpTopic> topics = readTopics();
    return topics;
}

} // namespace ptscope
