// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/change_labels.h"

#include <QFontMetrics>

#include <algorithm>

#include "views/look/change_mark.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int partGap = 4;
constexpr int labelGap = 3;

/// Marks of several cells side by side, and where they would stand.
struct Cluster {
    std::array<std::uint32_t, changeMarkCount> meaning{};
    std::array<std::uint32_t, changeMarkCount> churn{};
    int left = 0; ///< of the changes that it marks
    int right = 0;
    ChangeIndex first = noChange;

    void add(const Cluster &other)
    {
        for (std::size_t i = 0; i < changeMarkCount; ++i) {
            meaning[i] += other.meaning[i];
            churn[i] += other.churn[i];
        }
        right = std::max(right, other.right);
    }
};

/// What a reader looks for first.
constexpr std::array<ChangeMark, changeMarkCount> markOrder{ChangeMark::Split,  ChangeMark::Merged, ChangeMark::Changed,
                                                            ChangeMark::Removed, ChangeMark::Added, ChangeMark::Moved};

std::vector<ChangeLabel::Part> partsOf(const Cluster &cluster)
{
    std::vector<ChangeLabel::Part> parts;
    for (const bool churn : {false, true}) {
        for (const ChangeMark mark : markOrder) {
            const std::uint32_t count = (churn ? cluster.churn : cluster.meaning)[static_cast<std::size_t>(mark)];
            if (count != 0) {
                parts.push_back({mark, count, churn});
            }
        }
    }
    return parts;
}

int widthOf(const std::vector<ChangeLabel::Part> &parts)
{
    int width = 0;
    for (const ChangeLabel::Part &part : parts) {
        width += scaled(markChipSide) + countWidth(part.count) + (width == 0 ? 0 : scaled(partGap));
    }
    return width;
}

QRect rectOf(const Cluster &cluster, const QRect &area)
{
    const int width = std::min(widthOf(partsOf(cluster)), area.width());
    const int x = std::clamp((cluster.left + cluster.right - width) / 2, area.left(), area.right() + 1 - width);
    const int height = std::min(scaled(markChipSide), area.height());
    return {x, area.y() + (area.height() - height) / 2, width, height};
}

Cluster clusterOf(const ChangeCell &cell, ChurnShow show)
{
    Cluster cluster;
    cluster.left = cell.rect.left();
    cluster.right = cell.rect.right() + 1;
    cluster.first = cell.first;
    for (std::size_t i = 0; i < changeKindCount; ++i) {
        const auto mark = static_cast<std::size_t>(markFor(static_cast<ChangeKind>(i)));
        cluster.meaning[mark] += cell.counts.meaning[i];
        if (show != ChurnShow::Hidden) {
            (show == ChurnShow::Apart ? cluster.churn : cluster.meaning)[mark] += cell.counts.churn[i];
        }
    }
    return cluster;
}

} // namespace

QString countBehindMark(std::uint32_t count)
{
    return count < 2 ? QString() : QChar(0xd7) + QString::number(count);
}

int countWidth(std::uint32_t count)
{
    if (count < 2) {
        return 0;
    }
    const int digit = QFontMetrics(monoFont(TextRole::Value)).horizontalAdvance(QLatin1Char('0'));
    return scaled(2) + digit * static_cast<int>(countBehindMark(count).size());
}

std::vector<ChangeLabel> changeLabels(std::span<const ChangeCell> changes, const QRect &area, ChurnShow churn)
{
    std::vector<std::pair<Cluster, QRect>> clusters;
    for (const ChangeCell &cell : changes) {
        Cluster cluster = clusterOf(cell, churn);
        QRect rect = rectOf(cluster, area);
        while (!clusters.empty() && clusters.back().second.right() + scaled(labelGap) >= rect.left()) {
            Cluster joined = clusters.back().first;
            joined.add(cluster);
            clusters.pop_back();
            cluster = joined;
            rect = rectOf(cluster, area);
        }
        clusters.emplace_back(cluster, rect);
    }
    std::vector<ChangeLabel> labels;
    for (const auto &[cluster, rect] : clusters) {
        labels.push_back({rect, partsOf(cluster), cluster.first});
    }
    return labels;
}

} // namespace ptscope
