// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <vector>

#include "core/hvo/huge_page_size.h"

class QLabel;

namespace ptscope {

/// What HVO leaves of one huge page's struct pages: those that stay writable beside those that become read-only aliases.
class KeptPages : public QWidget
{
    Q_OBJECT

public:
    explicit KeptPages(QWidget *parent = nullptr);

    void show(const HugePageSize &size, HvoLayout layout);
    void clear() { hide(); }

    /// Of a huge page with more pages the first and the last of them stand for all.
    static constexpr std::uint64_t mostCells = 16;
    /// Where the cells stand; the last but one is a gap where pages are left out.
    std::vector<QRect> cells() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool leavesOut() const { return m_pages > mostCells; }

    QLabel *m_title;
    std::uint64_t m_pages = 0;
    std::uint64_t m_kept = 0;
};

} // namespace ptscope
