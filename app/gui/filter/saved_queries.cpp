// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/filter/saved_queries.h"

#include <QCoreApplication>

#include <algorithm>

namespace ptscope {

namespace {

const QLatin1String arrayKey("savedFilters");
const QLatin1String nameKey("name");
const QLatin1String expressionKey("expression");
/// Settings can be damaged or written by others.
constexpr int mostRead = 500;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SavedQueries)
};

} // namespace

std::vector<SavedQuery> bundledQueries()
{
    return {
        {Words::tr("Writable and executable"), QStringLiteral("wx")},
        {Words::tr("User space may access it"), QStringLiteral("usr")},
        {Words::tr("Executable"), QStringLiteral("x")},
        {Words::tr("Freed by HVO: read-only struct pages"), QStringLiteral("region:vmemmap perm:ro")},
        {Words::tr("Pages that could be blocks"), QStringLiteral("page size>=2M")},
        {Words::tr("Contiguous groups"), QStringLiteral("con")},
        {Words::tr("Linear map in pages"), QStringLiteral("region:linear level:PTE")},
        {Words::tr("Kernel stacks"), QStringLiteral("region:vmalloc size:16K rw")},
        {Words::tr("Device memory"), QStringLiteral("device")},
        {Words::tr("Holes of 1G and more"), QStringLiteral("hole size>=1G")},
    };
}

SavedQueries::SavedQueries(QSettings &settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    const int size = std::min(settings.beginReadArray(arrayKey), mostRead);
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        SavedQuery query{settings.value(nameKey).toString(), settings.value(expressionKey).toString()};
        if (!query.name.isEmpty() && !query.expression.isEmpty()) {
            m_list.push_back(std::move(query));
        }
    }
    settings.endArray();
}

void SavedQueries::save(const QString &name, const QString &expression)
{
    const SavedQuery query{name.simplified(), expression.trimmed()};
    if (query.name.isEmpty() || query.expression.isEmpty()) {
        return;
    }
    std::erase_if(m_list, [&](const SavedQuery &q) { return q.name == query.name; });
    const auto place =
        std::upper_bound(m_list.begin(), m_list.end(), query, [](const SavedQuery &a, const SavedQuery &b) {
            return QString::localeAwareCompare(a.name, b.name) < 0;
        });
    m_list.insert(place, query);
    write();
}

void SavedQueries::remove(const QString &name)
{
    if (std::erase_if(m_list, [&](const SavedQuery &q) { return q.name == name; }) > 0) {
        write();
    }
}

void SavedQueries::write()
{
    m_settings.remove(arrayKey);
    m_settings.beginWriteArray(arrayKey, static_cast<int>(m_list.size()));
    for (std::size_t i = 0; i < m_list.size(); ++i) {
        m_settings.setArrayIndex(static_cast<int>(i));
        m_settings.setValue(nameKey, m_list[i].name);
        m_settings.setValue(expressionKey, m_list[i].expression);
    }
    m_settings.endArray();
    m_settings.sync();
    emit changed();
}

} // namespace ptscope
