// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/index/lod_index.h"
#include "views/axis/linear_scale.h"

namespace ptscope {

enum class AxisMode : std::uint8_t { Folded, Linear };

/// One way to look: what fills the window. `span` 0 is the whole dump.
struct ZoomStop {
    std::string label; ///< as the kernel prints sizes: "2M"; "All"
    ByteCount span;
    bool isAll() const { return span.value == 0; }
};

/// Addresses against pixels: which part of the dump is in view and how it is laid out. All in integers. Pixels are counted
/// from the start of the dump, so that panning by whole pixels moves every edge by exactly as much.
///
/// On the folded axis, once no more than one PTE table is in view (2M with 4K pages), the axis turns linear in pages; the
/// address under the pointer stays where it is.
class MapAxis
{
public:
    MapAxis() = default;
    MapAxis(LodIndexPtr index, int width);

    bool empty() const { return !m_index || m_index->empty(); }
    const LodIndexPtr &index() const { return m_index; }
    int width() const { return m_width; }
    /// What is in view stays in view.
    void setWidth(int width);

    AxisMode mode() const { return m_mode; }
    void setMode(AxisMode mode);
    /// Linear by choice or because the view is deep enough.
    bool isLinear() const { return m_mode == AxisMode::Linear || m_near; }

    // --- what is in view; call these only when there are rows -----------------------------------------------------------
    AddrRange all() const { return m_index->snapshot().range(); }
    AddrRange visible() const;
    bool showsAll() const;
    void showAll();
    /// Makes `range` fill the width, or stand in the middle when it is shorter than the deepest zoom.
    void show(AddrRange range);
    /// `range` in the middle at the present scale.
    void centre(AddrRange range);
    /// Moves no more than needed to have `range` in view, or as much of its start as fits.
    void ensureVisible(AddrRange range);
    void pan(std::int64_t pixels);
    /// Makes everything `factor` times as wide; what is at pixel `x` stays there.
    void zoom(int x, double factor);

    // --- stops ----------------------------------------------------------------------------------------------------------
    /// From the largest to the smallest, "All" first; sizes that the geometry can map.
    std::vector<ZoomStop> stops() const;
    void zoomTo(const ZoomStop &stop, VirtAddr focus);
    std::size_t currentStop(const std::vector<ZoomStop> &stops) const;

    // --- places ---------------------------------------------------------------------------------------------------------
    std::uint64_t length() const;
    AxisPoint positionOf(VirtAddr address) const;
    /// Where the byte behind `last` would be.
    AxisPoint endOf(VirtAddr last) const;
    VirtAddr addressAt(AxisPoint point) const;
    /// Pixel that holds the place. Far outside of the view all places fall on two pixels, left and right of it.
    int xOf(AxisPoint point) const;
    /// First place that belongs to pixel `x` or to one right of it.
    AxisPoint edgeOf(int x) const;
    VirtAddr addressAtX(int x) const { return addressAt(edgeOf(x)); }
    /// Pixels that a mapped run of that size takes at the middle of the view.
    int runPixels(ByteCount size) const;
    /// Pixel of the dump at the left edge: patterns that start there do not swim while panning.
    std::int64_t origin() const { return m_origin; }

private:
    static constexpr unsigned fractionBits = 16;
    static constexpr int outside = 1 << 20;

    std::int64_t pixelOf(AxisPoint point) const;
    std::uint64_t scaleFor(AxisPoint begin, AxisPoint end) const;
    std::uint64_t deepestScale() const;
    std::uint64_t widestScale() const;
    ByteCount nearSpan() const;
    ByteCount sizeInView() const;
    void setScale(std::uint64_t scale);
    void place(AxisPoint point, int x);
    void clampOrigin();
    void zoomFolded(int x, VirtAddr anchor, double factor);
    void zoomLinear(int x, VirtAddr anchor, double factor);

    LodIndexPtr m_index;
    LinearScale m_linear;
    int m_width = 1;
    AxisMode m_mode = AxisMode::Folded;
    bool m_near = false;
    std::uint64_t m_scale = 1; ///< steps of the axis a pixel, times 2^16
    /// What was asked for, as long as nobody moved: the view itself is up to two pixels wider, which must not add up.
    std::optional<AddrRange> m_shown;
    std::int64_t m_origin = 0; ///< pixel of the dump at the left edge of the view
};

} // namespace ptscope
