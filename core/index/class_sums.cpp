// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/index/class_sums.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace ptscope {

namespace {

template<class Figures, class Operation>
void combine(Figures &figures, const Figures &other, Operation operation)
{
    std::transform(figures.begin(), figures.end(), other.begin(), figures.begin(), operation);
}

template<class Figures>
std::uint8_t bitsOf(const Figures &figures)
{
    unsigned bits = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        bits |= figures[i] != 0 ? 1U << i : 0U;
    }
    return static_cast<std::uint8_t>(bits);
}

/// Index of the greatest figure but the first, which stands for "nothing mapped"; 0 when all others are 0.
template<class Figures>
std::size_t dominant(const Figures &figures)
{
    const auto greatest = std::max_element(figures.begin() + 1, figures.end());
    return *greatest == 0 ? 0 : static_cast<std::size_t>(greatest - figures.begin());
}

} // namespace

ClassSums &ClassSums::operator+=(const ClassSums &other)
{
    combine(leaf, other.leaf, std::plus());
    combine(access, other.access, std::plus());
    combine(level, other.level, std::plus());
    user += other.user;
    return *this;
}

ClassSums &ClassSums::operator-=(const ClassSums &other)
{
    combine(leaf, other.leaf, std::minus());
    combine(access, other.access, std::minus());
    combine(level, other.level, std::minus());
    user -= other.user;
    return *this;
}

std::uint64_t ClassSums::total() const
{
    return std::accumulate(leaf.begin(), leaf.end(), std::uint64_t{0});
}

ClassMask ClassSums::mask() const
{
    ClassMask mask{bitsOf(leaf), bitsOf(access), 0};
    const auto raise = [&mask](Alert alert, std::uint64_t amount) {
        mask.alerts = static_cast<std::uint8_t>(mask.alerts | (amount != 0 ? static_cast<unsigned>(alert) : 0U));
    };
    raise(Alert::WritableExecutable, of(AccessClass::RwX));
    raise(Alert::UserAccessible, user);
    raise(Alert::Invalid, of(LeafClass::Invalid));
    return mask;
}

LeafClass ClassSums::dominantLeaf() const
{
    return static_cast<LeafClass>(dominant(leaf));
}

AccessClass ClassSums::dominantAccess() const
{
    return static_cast<AccessClass>(dominant(access));
}

} // namespace ptscope
