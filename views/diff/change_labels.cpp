// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/change_labels.h"

#include <QFontMetrics>

#include <algorithm>

#include "views/look/change_mark.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int partGap = 4;
constexpr int gapBetween = 3;

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
constexpr std::array<ChangeMark, changeMarkCount> markOrder{ChangeMark::Split,   ChangeMark::Merged,
                                                            ChangeMark::Changed, ChangeMark::Removed,
                                                            ChangeMark::Added,   ChangeMark::Moved};

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

/// Labels are measured far more often than they are shown: each change is joined to what stands left of it.
class LabelPlacer
{
public:
    explicit LabelPlacer(const QRect &area) : m_area(area) { }
    QRect rectOf(const Cluster &cluster) const;
    int labelGap() const { return m_labelGap; }

private:
    int widthOf(const Cluster &cluster) const;

    QRect m_area;
    CountMeasure m_counts;
    int m_side = scaled(markChipSide);
    int m_partGap = scaled(partGap);
    int m_labelGap = scaled(gapBetween);
};

int LabelPlacer::widthOf(const Cluster &cluster) const
{
    int width = 0;
    for (const auto &counts : {&cluster.meaning, &cluster.churn}) {
        for (const std::uint32_t count : *counts) {
            if (count != 0) {
                width += m_side + m_counts.width(count) + (width == 0 ? 0 : m_partGap);
            }
        }
    }
    return width;
}

QRect LabelPlacer::rectOf(const Cluster &cluster) const
{
    const int width = std::min(widthOf(cluster), m_area.width());
    const int x = std::clamp((cluster.left + cluster.right - width) / 2, m_area.left(), m_area.right() + 1 - width);
    const int height = std::min(m_side, m_area.height());
    return {x, m_area.y() + (m_area.height() - height) / 2, width, height};
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

CountMeasure::CountMeasure()
    : m_gap(scaled(2)), m_digit(QFontMetrics(monoFont(TextRole::Value)).horizontalAdvance(QLatin1Char('0')))
{ }

int CountMeasure::width(std::uint32_t count) const
{
    if (count < 2) {
        return 0;
    }
    int characters = 1; // the sign before the digits
    for (std::uint32_t rest = count; rest != 0; rest /= 10) {
        ++characters;
    }
    return m_gap + m_digit * characters;
}

std::vector<ChangeLabel> changeLabels(std::span<const ChangeCell> changes, const QRect &area, ChurnShow churn)
{
    const LabelPlacer placer(area);
    std::vector<std::pair<Cluster, QRect>> clusters;
    for (const ChangeCell &cell : changes) {
        Cluster cluster = clusterOf(cell, churn);
        QRect rect = placer.rectOf(cluster);
        while (!clusters.empty() && clusters.back().second.right() + placer.labelGap() >= rect.left()) {
            Cluster joined = clusters.back().first;
            joined.add(cluster);
            clusters.pop_back();
            cluster = joined;
            rect = placer.rectOf(cluster);
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
