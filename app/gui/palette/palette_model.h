// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "app/gui/palette/palette_entry.h"

namespace ptscope {

/// The lines of the palette: heads of groups, which cannot be chosen, and the entries that answer what was typed.
/// Groups stand in the order of their best entry.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { HeadRole = Qt::UserRole, DetailRole, KeysRole, PlacesRole };

    explicit PaletteModel(QObject *parent = nullptr);

    /// The answers are not searched: they were made from what was typed.
    void show(const PaletteEntries &entries, const PaletteAnswers &answers, const QString &typed);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Null for heads.
    const PaletteEntry *entryAt(const QModelIndex &index) const;
    int entryCount() const;
    /// The next line below (or above) `row` that can be chosen; `row` itself when there is none.
    QModelIndex next(int row, int step) const;

private:
    struct Line {
        QString head; ///< not empty: a head
        PaletteEntry entry;
        QList<int> places;
    };
    void append(const QString &group, std::vector<Line> lines);
    void append(const PaletteEntries &answers);

    std::vector<Line> m_lines;
};

} // namespace ptscope
