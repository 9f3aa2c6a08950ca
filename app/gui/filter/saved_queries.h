// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QString>

#include <vector>

namespace ptscope {

/// A filter with a name.
struct SavedQuery {
    QString name;
    QString expression;
    bool operator==(const SavedQuery &) const = default;
};

/// Filters that people asked often enough to bundle them.
std::vector<SavedQuery> bundledQueries();

/// Filters that the user named; kept in the settings.
class SavedQueries : public QObject
{
    Q_OBJECT

public:
    explicit SavedQueries(QSettings &settings, QObject *parent = nullptr);

    /// By name.
    const std::vector<SavedQuery> &list() const { return m_list; }
    /// One of that name is replaced. Nothing happens without a name or an expression.
    void save(const QString &name, const QString &expression);
    void remove(const QString &name);

signals:
    void changed();

private:
    void write();

    QSettings &m_settings;
    std::vector<SavedQuery> m_list;
};

} // namespace ptscope
